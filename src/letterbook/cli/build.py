"""`letterbook build` and `letterbook audit`: the site, and the proof of it."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console

from letterbook import build as building
from letterbook.audit import LeaksFound
from letterbook.cli.options import FAULTS, WRONG_USE, counted, data_option, is_within, load_checked_record
from letterbook.embargo import day_begins
from letterbook.errors import BuildFailure
from letterbook.release import release
from letterbook.site.theme_engine import ThemeEngine

_config_file = click.option(
    "--config-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The settings of the engine.",
)
_as_of = click.option(
    "--as-of", metavar="WHEN", help="A day, or a moment with its zone (2021-05-11T00:00+02:00).  [default: now]"
)


@click.command()
@data_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="The folder of the site.  [default: site]")
@_as_of
@click.option(
    "--preview", is_flag=True, help="Allow a moment that has not come, in a folder of its own; never to be published."
)
@click.option("--engine", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", show_default=True)
@_config_file
def build(data: Path, site_dir: Path | None, as_of: str | None, preview: bool, engine: str, config_file: Path) -> None:
    """Check the record and build its public part into the site.

    What it prints when it has built speaks of public things alone. Exit code: 0 built, 1 faults in the record, or a
    leak, 2 wrong use, or something beside the record is wrong. Whatever fails leaves the old site as it was.
    """
    now = dt.datetime.now(dt.UTC)
    console = Console(stderr=True)
    with console.status("reading") as status:
        record = load_checked_record(data, now)
        moment = now if as_of is None else _moment(as_of, record.policy.time_zone)
        site = _site(site_dir, data, moment=moment, now=now, preview=preview)
        try:
            built = building.build(
                config_file=config_file,
                record=record,
                site_dir=site,
                as_of=moment,
                preview=preview,
                engine=engine,
                progress=status.update,
            )
        except LeaksFound as error:
            click.echo("\n".join([f"Nothing was built: {error}.", *map(str, error.leaks)]), err=True)
            sys.exit(FAULTS)
        except (BuildFailure, OSError) as error:
            click.echo(f"letterbook: {error}", err=True)
            sys.exit(WRONG_USE)
    for warning in built.engine_warnings:
        click.echo(f"{engine}: {warning}", err=True)
    local = built.as_of.astimezone(ZoneInfo(record.policy.time_zone))
    click.echo(
        f"{counted(built.communications, 'communication')} and {counted(built.responses, 'response')} are public "
        f"as of {local:%Y-%m-%d %H:%M %Z}.\n"
        f"Built {built.files} files into {built.site}/.\n"
        f"Look at it: python3 -m http.server --directory {built.site}"
    )


@click.command()
@data_option
@click.argument("site", metavar="SITE_DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@_as_of
@_config_file
def audit(data: Path, site: Path, as_of: str | None, config_file: Path) -> None:
    """Search every byte of a finished site, made by whomever, for what the record withholds.

    It tells file and rule of what it finds, and never what. Exit code: 0 nothing was found, 1 something was, or the
    record has faults, 2 wrong use.
    """
    now = dt.datetime.now(dt.UTC)
    record = load_checked_record(data, now)
    moment = now if as_of is None else _moment(as_of, record.policy.time_zone)
    if moment > now:
        raise click.UsageError("--as-of has not come yet; a look ahead is never published, and so never audited")
    try:
        building.scan_for_leaks(site, record, release(record, moment), ThemeEngine(config_file, site).settings)
    except LeaksFound as error:
        click.echo("\n".join([f"{str(error).capitalize()}.", *map(str, error.leaks)]), err=True)
        sys.exit(FAULTS)
    except (BuildFailure, OSError) as error:
        click.echo(f"letterbook: {error}", err=True)
        sys.exit(WRONG_USE)
    files = sum(path.is_file() for path in site.rglob("*"))
    click.echo(f"Nothing withheld was found in {counted(files, 'file')}.")


def _moment(text: str, time_zone: str) -> dt.datetime:
    """A day begins in the policy's zone; a moment needs a zone of its own."""
    try:
        if len(text) == len("2021-05-11"):
            moment = day_begins(dt.date.fromisoformat(text), time_zone)
        else:
            moment = dt.datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise click.UsageError(f"--as-of {text}: a moment needs its zone (2021-05-11T00:00+02:00, or Z)")
        moment.astimezone(ZoneInfo(time_zone))  # in which pages tell it
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise click.UsageError(f"--as-of {text}: neither a day (2021-05-11) nor a moment") from error


def _site(site_dir: Path | None, data: Path, *, moment: dt.datetime, now: dt.datetime, preview: bool) -> Path:
    if moment > now and not preview:
        raise click.UsageError("--as-of has not come yet; a look ahead needs --preview, and is never published")
    site = site_dir or Path("site-preview" if preview else "site")
    if is_within(site, (data,)):
        raise click.UsageError(f"the site cannot stand inside the record, {data}")
    return site
