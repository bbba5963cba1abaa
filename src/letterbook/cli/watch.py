"""`letterbook watch`: whether a live site is in time."""

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
from letterbook.cli.options import FAULTS, counted, data_option
from letterbook.ingest.corpus import POLICY
from letterbook.model.record import Corpus
from letterbook.release import release, withheld_keys
from letterbook.watch import Finding, Kind

MOST = 100
"""How many findings are told."""


@click.command()
@data_option
@click.argument("url", metavar="URL")
@click.option(
    "--older-than",
    type=click.FloatRange(min=0, min_open=True, max=1_000_000),
    default=26,
    show_default=True,
    metavar="HOURS",
    help="After how many hours without a new build the site is too old.",
)
@click.option(
    "--grace",
    type=click.FloatRange(min=0, max=1_000_000),
    default=0,
    show_default=True,
    metavar="MINUTES",
    help="How long after its day has begun something may still be missing.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=3_600),
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="How long the server has for its whole answer.",
)
@click.option(
    "--next",
    "next_site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of a site that is to take its place: tells only which addresses would be lost.",
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
    """Look whether the live site at URL shows what is due by now, and nothing else.

    Compares its data/release.json with the record; without a record with the clock alone. It names what is due to be
    public, and what the site itself shows, and nothing else, so that any monitor may run it. Exit code: 0 all in time,
    1 something is wrong: what must not be public comes first, 2 wrong use.
    """
    now = dt.datetime.now(dt.UTC)
    try:
        address = watching.address_of(url)
    except watching.WrongAddress as error:
        raise click.UsageError(f"{url!r}: {error}") from error
    given = context.get_parameter_source("data") is not ParameterSource.DEFAULT
    record = _record(data, now) if given or (data / POLICY).is_file() else None
    if next_site is not None:
        withheld = withheld_keys(record, now) if record else frozenset()
        _tell(url, form, *_compared_with(next_site, address, timeout, withheld))
    notes = [] if record else ["Without a record: compared with the clock alone."]
    try:
        fetched = watching.fetch(address, timeout)
        live = watching.read(fetched.content)
        if urlsplit(fetched.address).scheme != urlsplit(address).scheme:
            notes.append("It leads from http to https: ask there.")
        found = watching.compare(
            live,
            now=now,
            older_than=dt.timedelta(hours=older_than),
            due=release(record, now - dt.timedelta(minutes=grace)) if record else None,
            allowed=release(record, now) if record else None,
        )
        said = f"{len({each.reference for each in live.shown}):,} communications, as of {live.as_of:%Y-%m-%d %H:%M} UTC"
    except (watching.Unreachable, watching.NoReleaseFile) as error:
        found, said = (Finding(Kind.DOWN, "", str(error)),), ""
    _tell(url, form, found, notes, f"{url} is in time: {said}.", f"{url} is not in time")


def _compared_with(
    site: Path, address: str, timeout: float, withheld: frozenset[tuple[str, str]]
) -> tuple[Sequence[Finding], Sequence[str], str, str]:
    """What the next site would lose. Of a live one that cannot be read nothing is known, and so nothing lost: a site
    that is down, or not there yet, is mended by publishing."""
    try:
        live = watching.read(watching.fetch(address, timeout).content)
    except (watching.Unreachable, watching.NoReleaseFile) as error:
        return (), [f"Not compared: {error}."], "No address is known of the live site.", ""
    gone = sum(each.key in withheld for each in live.shown)
    kept = f"{'All other' if gone else 'All'} addresses of the live site are in {site}: {len(live.shown) - gone:,}."
    notes = ["What the record withholds, and the live site shows, will be gone."] if gone else []
    return watching.lost(live, site, withheld), notes, kept, "The next site loses addresses"


def _tell(url: str, form: str, found: Sequence[Finding], notes: Sequence[str], sound: str, wrong: str) -> NoReturn:
    """Print what was found, and end. `sound` is the verdict where it is nothing, else `wrong`."""
    verdict = f"{wrong}: {counted(len(found), 'finding')}." if found else sound
    click.echo(_as_json(url, found, notes) if form == "json" else _as_text(found, notes, verdict))
    sys.exit(FAULTS if found else 0)


def _record(data: Path, now: dt.datetime) -> Corpus:
    """The record; of one with faults nothing is told but that it has them."""
    try:
        return rules.load_checked_record(data, now)
    except OSError as error:
        raise click.UsageError("there is no record in the folder of --data, or it cannot be read") from error
    except rules.RecordErrors as error:
        click.echo(
            f"{str(error).capitalize()}, so that nothing new can be published. Which: letterbook check", err=True
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
