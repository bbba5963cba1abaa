"""Compares a live site with what is due or, without a record, with the clock alone."""

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
from letterbook.watch.live_site import LiveSite

SKEW = dt.timedelta(minutes=5)
"""How much two clocks may differ."""


class Kind(StrEnum):
    """The kinds of findings, the worst first."""

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
    """Something wrong with a live site: `what` is the letter or response concerned, or ""; `detail` explains it."""

    kind: Kind
    what: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}: {self.detail}" if self.what else f"{self.kind}: {self.detail}"


def compare(
    live: LiveSite,
    *,
    now: dt.datetime,
    older_than: dt.timedelta,
    due: Public | None = None,
    allowed: Public | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong with a live site, the worst first.

    `now` is the real clock, with its zone. A site built longer ago than `older_than` is too old. `due` is what must be
    there and `allowed` what may be there; both are None if there is no record. Findings name only what the site shows
    or what is in `due`.
    """
    found = list(_check_itself(live, now, older_than))
    found += _check_own_days(live, now) if due is None or allowed is None else _compare_with_record(live, due, allowed)
    order = list(Kind)
    return tuple(sorted(dict.fromkeys(found), key=lambda each: (order.index(each.kind), each.what, each.detail)))


def find_lost_pages(live: LiveSite, site: Path, withheld: AbstractSet[tuple[str, str]]) -> tuple[Finding, ...]:
    """Return the pages of a live site whose addresses are missing in the folder `site`, which is about to replace it.

    The addresses are those of letters and responses, and the short ones of letters. A withdrawn letter has a notice
    there and is not lost. Neither are the pages whose keys are in `withheld`: they were public too early and must go.
    """
    return tuple(
        Finding(Kind.LOST, str(each), "the live site shows it, but the next site has no page at its address")
        for each in live.pages
        if each.key not in withheld and not all((site / urls.file_of(address)).is_file() for address in each.addresses)
    )


def _check_itself(live: LiveSite, now: dt.datetime, older_than: dt.timedelta) -> Iterator[Finding]:
    """Yield what is wrong by the site's own account."""
    built = f"{live.as_of:%Y-%m-%d %H:%M} UTC"
    if live.preview:
        yield Finding(Kind.PREVIEW, "", "the site is a preview, which must never be published")
    if live.as_of > now + SKEW:
        yield Finding(Kind.FUTURE, "", f"it says that it was built as of {built}, which is in the future")
    elif live.as_of < now - older_than:
        hours = int((now - live.as_of).total_seconds() // 3600)
        yield Finding(Kind.STALE, "", f"it was built as of {built}, {hours:,} hours ago")


def _check_own_days(live: LiveSite, now: dt.datetime) -> Iterator[Finding]:
    today = min(live.as_of, now).astimezone(live.time_zone).date()
    for each in live.pages:
        if each.released > today:
            yield Finding(Kind.EARLY, str(each), f"the site itself gives {each.released} as its release date")


def _compare_with_record(live: LiveSite, due: Public, allowed: Public) -> Iterator[Finding]:
    if live.publisher is not None and live.publisher != allowed.publisher.name:
        yield Finding(Kind.OTHER, "", "the site names a different publisher from the record")
    may = {key for key, *_ in _list_pages(allowed)}
    for each in live.pages:
        if each.key not in may:
            yield Finding(Kind.EARLY, str(each), "the site shows it, but by the record it must not be public now")
    there = {each.key: each for each in live.pages}
    for key, name, released, changed in _list_pages(due):
        if key in there and there[key].changed < changed:
            yield Finding(
                Kind.UNCHANGED, name, f"corrected or redacted on {changed}, but the site shows an earlier version"
            )
        if key not in there:
            yield Finding(Kind.LATE, name, f"due since {released} 00:00 {due.publisher.time_zone}")


def _list_pages(public: Public) -> Iterable[tuple[tuple[str, str], str, dt.date, dt.date]]:
    for letter in public.communications:
        yield (letter.reference.key, ""), str(letter.reference), letter.released, find_last_change(letter)
        for each in letter.responses:
            name = f"{letter.reference}, response {each.slug}"
            yield (letter.reference.key, each.slug), name, each.released, find_last_change(each)
