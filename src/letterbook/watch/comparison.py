"""Compares what a live site shows with what is due, or with the clock alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from letterbook import urls
from letterbook.derived.changes import find_last_change
from letterbook.model.public import Public
from letterbook.watch.live_site import Live

SKEW = dt.timedelta(minutes=5)
"""How far two clocks may be apart."""


class Kind(StrEnum):
    """What can be wrong with a live site, the worst first."""

    EARLY = "too-early"
    PREVIEW = "preview"
    FUTURE = "as-of-in-the-future"
    OTHER = "other-publisher"
    DOWN = "unreachable"
    LATE = "late"
    UNCHANGED = "unchanged"
    LOST = "lost"
    STALE = "old"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: its kind, of `what` (a letter or a response) where it is one, and what to know about it."""

    kind: Kind
    what: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}: {self.detail}" if self.what else f"{self.kind}: {self.detail}"


def compare(
    live: Live, *, now: dt.datetime, older_than: dt.timedelta, due: Public | None = None, allowed: Public | None = None
) -> tuple[Finding, ...]:
    """What is wrong with a live site by the clock `now`, the worst first.

    `due` is what has to be there, and `allowed` what may be there by now; both are None where there is no record.
    What is told names what the site shows itself, or what is in `due`.
    """
    found = list(_of_itself(live, now, older_than))
    found += _by_its_own_days(live, now) if due is None or allowed is None else _by_the_record(live, due, allowed)
    order = list(Kind)
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (order.index(each.kind), each.what, each.detail)))


def lost(live: Live, site: Path, withheld: AbstractSet[tuple[str, str]]) -> tuple[Finding, ...]:
    """The addresses of a live site that are no more in the one that is to take its place, in the folder `site`: of
    letters and responses, and the short ones of letters.

    What was withdrawn has a notice there, and is not lost; nor is what the record has and `withheld` names by its key:
    that was public too early, and must not stay so.
    """
    return tuple(
        Finding(Kind.LOST, str(each), "the live site shows it, and the next one has nothing at its address")
        for each in live.shown
        if each.key not in withheld and not all((site / urls.file_of(address)).is_file() for address in each.addresses)
    )


def _of_itself(live: Live, now: dt.datetime, older_than: dt.timedelta) -> Iterator[Finding]:
    """What the site cannot be by what it says of itself."""
    made = f"{live.as_of:%Y-%m-%d %H:%M} UTC"
    if live.preview:
        yield Finding(Kind.PREVIEW, "", "the site is a look ahead, which is never to be published")
    if live.as_of > now + SKEW:
        yield Finding(Kind.FUTURE, "", f"it says that it was made as of {made}, which has not come")
    elif live.as_of < now - older_than:
        hours = int((now - live.as_of).total_seconds() // 3600)
        yield Finding(Kind.STALE, "", f"it was made as of {made}, {hours:,} hours ago")


def _by_its_own_days(live: Live, now: dt.datetime) -> Iterator[Finding]:
    today = min(live.as_of, now).astimezone(live.time_zone).date()
    for each in live.shown:
        if each.released > today:
            yield Finding(Kind.EARLY, str(each), f"the site itself says that its day is {each.released}")


def _by_the_record(live: Live, due: Public, allowed: Public) -> Iterator[Finding]:
    if live.publisher is not None and live.publisher != allowed.publisher.name:
        yield Finding(Kind.OTHER, "", "the site names another publisher than the record")
    may = {key for key, *_ in _listed(allowed)}
    for each in live.shown:
        if each.key not in may:
            yield Finding(Kind.EARLY, str(each), "the site shows it, and by the record it is not to be public now")
    there = {each.key: each for each in live.shown}
    for key, name, released, changed in _listed(due):
        if key in there and there[key].changed < changed:
            yield Finding(Kind.UNCHANGED, name, f"corrected or redacted on {changed}, and shown as before")
        if key not in there:
            yield Finding(Kind.LATE, name, f"to be public since {released} 00:00 {due.publisher.time_zone}")


def _listed(public: Public) -> Iterable[tuple[tuple[str, str], str, dt.date, dt.date]]:
    for letter in public.communications:
        yield (letter.reference.key, ""), str(letter.reference), letter.released, find_last_change(letter)
        for each in letter.responses:
            name = f"{letter.reference}, response {each.slug}"
            yield (letter.reference.key, each.slug), name, each.released, find_last_change(each)
