"""`letterbook watch`: whether a live site is up to date."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import click
from click.core import ParameterSource

from letterbook import rules
from letterbook import watch as watching
from letterbook.cli.options import FAULTS, data_option, format_count
from letterbook.ingest.loader import POLICY
from letterbook.release import find_withheld_keys, release
from letterbook.watch import Finding, Kind

MOST = 100
"""The most findings that are printed."""


@click.command()
@data_option
@click.argument("url", metavar="URL")
@click.option(
    "--older-than",
    type=click.FloatRange(min=0, min_open=True, max=1_000_000),
    default=26,
    show_default=True,
    metavar="HOURS",
    help="Hours without a new build after which the site is too old.",
)
@click.option(
    "--grace",
    type=click.FloatRange(min=0, max=1_000_000),
    default=0,
    show_default=True,
    metavar="MINUTES",
    help="Minutes for which a letter or response may still be missing after its release.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3_600),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Seconds to wait for the server's whole answer.",
)
@click.option(
    "--next",
    "next_site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the site about to replace it: report only addresses that would be lost.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def watch(
    context: click.Context,
    data: Path,
    url: str,
    older_than: float,
    grace: float,
    timeout: float,
    next_site: Path | None,
    form: str,
) -> None:
    """Check that the live site at URL is up to date.

    Compares its data/release.json with the record or, without a record, with the clock alone. It names only what is
    due to be public and what the site itself shows, so any monitor may run it. Exit code: 0 up to date, 1 something is
    wrong (anything that must not be public is listed first), 2 wrong use.
    """
    now = dt.datetime.now(dt.UTC)
    try:
        address = watching.build_release_url(url)
    except watching.InvalidUrl as error:
        raise click.UsageError(f"{url!r}: {error}") from error
    given = context.get_parameter_source("data") is not ParameterSource.DEFAULT
    record = _record(data, now) if given or (data / POLICY).is_file() else None
    if next_site is not None:
        withheld = find_withheld_keys(record.corpus, now, record.citations) if record else frozenset()
        _report(url, form, *_compare_next(next_site, address, timeout, withheld))
    notes = [] if record else ["No record here: compared with the clock alone."]
    try:
        fetched = watching.fetch(address, timeout)
        live = watching.read_release_file(fetched.content)
        if urlsplit(fetched.address).scheme != urlsplit(address).scheme:
            notes.append("It redirects from http to https: use the https address.")
        found = watching.compare(
            live,
            now=now,
            older_than=dt.timedelta(hours=older_than),
            due=release(record.corpus, now - dt.timedelta(minutes=grace), record.citations) if record else None,
            allowed=release(record.corpus, now, record.citations) if record else None,
        )
        summary = (
            f"{len({each.reference for each in live.pages}):,} communications, as of {live.as_of:%Y-%m-%d %H:%M} UTC"
        )
    except (watching.Unreachable, watching.InvalidReleaseFile) as error:
        found, summary = (Finding(Kind.DOWN, "", str(error)),), ""
    _report(url, form, found, notes, f"{url} is up to date: {summary}.", f"{url} is not up to date")


def _compare_next(
    site: Path, address: str, timeout: float, withheld: frozenset[tuple[str, str]]
) -> tuple[Sequence[Finding], Sequence[str], str, str]:
    """Return the addresses that the next site would lose, with notes and the closing lines.

    If the live site cannot be read, nothing counts as lost: publishing is what repairs a site that is down.
    """
    try:
        live = watching.read_release_file(watching.fetch(address, timeout).content)
    except (watching.Unreachable, watching.InvalidReleaseFile) as error:
        return (), [f"Not compared: {error}."], "The addresses of the live site are unknown.", ""
    gone = sum(each.key in withheld for each in live.pages)
    kept = f"{'All other' if gone else 'All'} addresses of the live site are in {site}: {len(live.pages) - gone:,}."
    notes = ["The live site shows things that the record withholds; publishing removes them."] if gone else []
    return watching.find_lost_pages(live, site, withheld), notes, kept, "The next site loses addresses"


def _report(url: str, form: str, found: Sequence[Finding], notes: Sequence[str], sound: str, wrong: str) -> NoReturn:
    """Print the findings and exit; the closing line is `sound` if there are none, else `wrong`."""
    verdict = f"{wrong}: {format_count(len(found), 'finding')}." if found else sound
    click.echo(_as_json(url, found, notes) if form == "json" else _as_text(found, notes, verdict))
    sys.exit(FAULTS if found else 0)


def _record(data: Path, now: dt.datetime) -> rules.CheckedRecord:
    """Read and check the record. A record with errors ends the command without naming them."""
    try:
        return rules.load_checked_record(data, now)
    except OSError as error:
        raise click.UsageError("the folder that --data names has no record, or it cannot be read") from error
    except rules.RecordErrors as error:
        click.echo(
            f"{str(error).capitalize()}, so nothing new can be published. To see them, run: letterbook check", err=True
        )
        sys.exit(FAULTS)


def _as_text(found: Sequence[Finding], notes: Sequence[str], verdict: str) -> str:
    lines = [str(each) for each in found[:MOST]]
    if len(found) > MOST:
        lines.append(f"and {len(found) - MOST:,} more")
    return "\n".join([*lines, *notes, verdict])


def _as_json(url: str, found: Sequence[Finding], notes: Sequence[str]) -> str:
    content = {
        "url": url,
        "in_time": not found,
        "findings": [asdict(each) for each in found[:MOST]],
        "more": max(len(found) - MOST, 0),
        "notes": list(notes),
    }
    return json.dumps(content, ensure_ascii=False)
