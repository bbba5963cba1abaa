"""`letterbook build`: from the record to the finished site."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from letterbook import build as building
from letterbook.audit import LeaksFound
from letterbook.cli.options import (
    FAULTS,
    as_of_option,
    config_file_option,
    data_option,
    exit_on_failure,
    format_count,
    is_within,
    load_checked_record,
    parse_moment,
)
from letterbook.cli.progress import show_progress
from letterbook.cli.timings import Timings
from letterbook.ingest.sizes import is_large_site
from letterbook.preview import compare_with_preview, write_changes


@click.command()
@data_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Folder for the finished site.  [default: site]")
@as_of_option
@click.option("--preview", is_flag=True, help="Allow a WHEN in the future, in a separate folder. Never publish it.")
@click.option("--engine", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", show_default=True)
@click.option("--timings", is_flag=True, help="Also print the time of each step, and the peak memory.")
@config_file_option
def build(
    data: Path,
    site_dir: Path | None,
    as_of: str | None,
    preview: bool,
    engine: str,
    timings: bool,
    config_file: Path,
) -> None:
    """Check the record and build a site of everything that is public.

    A successful build prints only public facts, and a failed one leaves the old site as it was. With --preview, on an
    editor's own machine, it also lists what will have appeared and which pages will have changed by WHEN, except for
    search, feeds and data files; do not publish that list.
    Exit code: 0 built, 1 the record has errors or the site would leak, 2 wrong use or another failure.
    """
    now = dt.datetime.now(dt.UTC)
    measured = Timings()
    with show_progress("reading") as show_step, exit_on_failure("nothing was built"):

        def begin_step(step: str) -> None:
            measured.begin(step)
            show_step(step)

        record = load_checked_record(data, now, config_file, begin_step)
        moment = now if as_of is None else parse_moment(as_of, record.corpus.policy.time_zone)
        site = _site(site_dir, data, moment=moment, now=now, preview=preview)
        gc.freeze()  # the record is in use to the end: looking for garbage in it again and again only takes time
        try:
            built = building.build(
                config_file=config_file,
                record=record,
                site_dir=site,
                as_of=moment,
                preview=preview,
                engine=engine,
                progress=begin_step,
            )
            changes = ""
            if preview and not os.environ.get("CI"):  # a log may be read by others
                begin_step("comparing with today's site")
                changes = write_changes(compare_with_preview(record, now, moment, config_file, engine))
        except LeaksFound as error:
            click.echo("\n".join([f"Nothing was built: {error}.", *map(str, error.leaks)]), err=True)
            sys.exit(FAULTS)
        finally:
            gc.unfreeze()
    for warning in built.engine_warnings:
        click.echo(f"{engine}: {warning}", err=True)
    if is_large_site(built.size):
        click.echo(f"The site is {built.size / 1e9:,.2f} GB. GitHub Pages accepts at most 1 GB.", err=True)
    bind = " --bind 127.0.0.1" if preview else ""  # or else everybody in the same network could read it
    local = built.as_of.astimezone(ZoneInfo(record.corpus.policy.time_zone))
    click.echo(
        f"{format_count(built.communications, 'letter')} and {format_count(built.responses, 'response')} are public "
        f"as of {local:%Y-%m-%d %H:%M %Z}.\n"
        f"Built {built.files} files into {built.site}/.\n"
        f"To view it: python3 -m http.server{bind} --directory {built.site}"
    )
    click.echo(changes, nl=False)
    if timings:
        click.echo(measured.format_table(), err=True, nl=False)


def _site(site_dir: Path | None, data: Path, *, moment: dt.datetime, now: dt.datetime, preview: bool) -> Path:
    if moment > now and not preview:
        raise click.UsageError("--as-of is in the future; a preview needs --preview and is never published")
    site = site_dir or Path("site-preview" if preview else "site")
    if is_within(site, (data,)):
        raise click.UsageError(f"the site folder cannot be inside the record, {data}")
    return site
