"""`letterbook audit`: the leak audit alone, on a site built by any program."""

from __future__ import annotations

import datetime as dt
import os
import sys
from functools import partial
from pathlib import Path

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
    load_checked_record,
    parse_moment,
)
from letterbook.cli.progress import show_progress
from letterbook.release import release
from letterbook.site.theme_engine import ThemeEngine


@click.command()
@data_option
@click.argument("site", metavar="SITE_DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@as_of_option
@config_file_option
def audit(data: Path, site: Path, as_of: str | None, config_file: Path) -> None:
    """Search a finished site for anything the record withholds, and for the names on the confidential list.

    Reads every byte of the site, whatever program built it. Reports the file and rule of a match, never its words.
    Exit code: 0 nothing found, 1 something found or the record has errors, 2 wrong use.
    """
    now = dt.datetime.now(dt.UTC)
    with show_progress("reading") as begin_step, exit_on_failure("the site was not scanned"):
        record = load_checked_record(data, now, config_file)
        moment = now if as_of is None else parse_moment(as_of, record.corpus.policy.time_zone)
        if moment > now:
            raise click.UsageError("--as-of is in the future; only a site of today or earlier can be audited")
        try:
            settings = ThemeEngine(config_file, site).settings
            public = release(record.corpus, moment, record.citations)
            again = partial(building.render_again, config_file=config_file, as_of=moment, pdfs=record.pdfs)
            building.scan_for_leaks(site, record, public, settings, begin_step, again)
        except LeaksFound as error:
            click.echo("\n".join([f"{str(error).capitalize()}.", *map(str, error.leaks)]), err=True)
            sys.exit(FAULTS)
    files = sum(path.is_file() for path in site.rglob("*"))
    names = 0 if os.environ.get("CI") else len(record.confidential.names)  # a log may be read by others
    also = f", nor any of the {format_count(names, 'name')} on the confidential list" if names else ""
    click.echo(f"Nothing withheld was found in {format_count(files, 'file')}{also}.")
