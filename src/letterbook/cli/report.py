"""`letterbook report`: the periodic report to the Council, as files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from letterbook.cli.options import (
    as_of_option,
    config_file_option,
    data_option,
    exit_on_failure,
    format_count,
    is_within,
    load_checked_record,
    parse_moment,
)
from letterbook.derived.relations import Relations
from letterbook.derived.reports import Reports
from letterbook.i18n import PageInterface, languages
from letterbook.model.public import Public, ReportingPeriod
from letterbook.release import release
from letterbook.rendering.reports.files import write_report_files
from letterbook.rendering.templates import Templates
from letterbook.site.theme_engine import ThemeEngine

_DAYS = "FROM..TO"


def _read_days(_: click.Context, __: click.Parameter, text: str | None) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of a period such as `2020-12-01..2021-05-31`. Raises BadParameter for others."""
    if text is None:
        return None
    try:
        first, last = map(dt.date.fromisoformat, text.split(".."))
    except ValueError as error:
        raise click.BadParameter(f"expected the first and last day, 2020-12-01..2021-05-31, found {text}") from error
    if last < first:
        raise click.BadParameter(f"{text} ends before it begins")
    return first, last


@click.command()
@data_option
@click.argument("period", required=False)
@click.option("--sent", metavar=_DAYS, callback=_read_days, help="First and last day of sending.")
@click.option("--replies", metavar=_DAYS, callback=_read_days, help="First and last day of receipt of replies.")
@click.option(
    "--language",
    "chosen",
    multiple=True,
    type=click.Choice(languages()),
    help="Language of the report; may be repeated.  [default: all]",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("report"),
    show_default=True,
    help="Folder for the files.",
)
@as_of_option
@config_file_option
def report(
    data: Path,
    period: str | None,
    sent: tuple[dt.date, dt.date] | None,
    replies: tuple[dt.date, dt.date] | None,
    chosen: tuple[str, ...],
    output: Path,
    as_of: str | None,
    config_file: Path,
) -> None:
    """Write the report to the Human Rights Council for a PERIOD in policy.yml, or for other periods.

    The report lists the letters sent from the first to the last day of --sent, with the responses received by the last
    day of --replies, and the responses to earlier letters received during --replies. It contains only what is public.
    It is written as a Word document and a web page in each language, and as two tables (CSV). Existing files with the
    same names are replaced.

    Exit code: 0 written, 1 the record has errors, 2 wrong use or another failure.
    """
    if is_within(output, (data,)):
        raise click.UsageError(f"the report cannot be written inside the record, {data}; choose another --output")
    now = dt.datetime.now(dt.UTC)
    record = load_checked_record(data, now, config_file)
    zone = record.corpus.policy.time_zone
    moment = now if as_of is None else parse_moment(as_of, zone)
    if moment > now:
        raise click.UsageError("--as-of is in the future; a report contains only what is public")
    public = release(record.corpus, moment, record.citations)
    public = replace(public, periods=(_choose_period(public, period, sent, replies),))
    (made,) = Reports(public, Relations(public)).all
    with exit_on_failure("the report was not written"):
        settings = ThemeEngine(config_file, output).settings
        output.mkdir(parents=True, exist_ok=True)
        for place, language in enumerate(chosen or languages()):
            templates = Templates(settings.partials, PageInterface(language))
            for each in write_report_files(made, public.publisher, templates, settings.site_url, tables=place == 0):
                assert isinstance(each.content, bytes)
                (output / each.path).write_bytes(each.content)
                click.echo(output / each.path)
    later = sum(len(each.responses) for each in made.earlier)
    click.echo(
        f"Lists {format_count(len(made.sent), 'letter')} sent in the period and {format_count(later, 'response')} to"
        f" earlier letters, as of {moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}."
    )


def _choose_period(
    public: Public, id_: str | None, sent: tuple[dt.date, dt.date] | None, replies: tuple[dt.date, dt.date] | None
) -> ReportingPeriod:
    """Return a period in the policy by its id, or the period of the days given. Raises UsageError for any other
    choice."""
    if id_ is not None:
        if sent or replies:
            raise click.UsageError("give a PERIOD, or --sent and --replies, not both")
        for each in public.periods:
            if each.id == id_:
                return each
        known = ", ".join(each.id for each in public.periods) or "none"
        raise click.UsageError(f"{id_} is not a reporting period that has begun; those in policy.yml: {known}")
    if sent is None or replies is None:
        raise click.UsageError("give a PERIOD in policy.yml, or both --sent and --replies")
    today = public.as_of.astimezone(ZoneInfo(public.publisher.time_zone)).date()
    asked = ReportingPeriod(
        id=f"{sent[1]:%Y-%m}",
        sent_from=sent[0],
        sent_to=sent[1],
        replies_from=replies[0],
        replies_to=replies[1],
        over=replies[1] < today,
    )
    same = (each for each in public.periods if _list_days(each) == _list_days(asked))
    return next(same, asked)


def _list_days(period: ReportingPeriod) -> tuple[dt.date, ...]:
    return period.sent_from, period.sent_to, period.replies_from, period.replies_to
