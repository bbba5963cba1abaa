"""The timeline of one letter, from its sending to the latest event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

_APART = 6.5
"""How far apart two marks must be to stand beside each other: on a phone, the width of one."""
_LANE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The mark of an event: its number, its place in per cent, its depth in pixels, and whether a recipient acted."""

    number: int
    at: float
    depth: int
    by_recipient: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A line with marks. Those that would touch are one below the other."""

    height: int
    marks: tuple[Mark, ...]


def draw_timeline(events: Sequence[tuple[dt.date, bool]]) -> Timeline:
    """Draw events in order of date: the day of each, and whether a recipient acted."""
    first = events[0][0] if events else dt.date.min
    length = max(((day - first).days for day, _ in events), default=0) or 1
    ends: list[float] = []
    marks = []
    for number, (day, by_recipient) in enumerate(events, start=1):
        at = 3 + 94 * (day - first).days / length
        lane = next((lane for lane, end in enumerate(ends) if end <= at), len(ends))
        ends[lane : lane + 1] = [at + _APART]
        marks.append(Mark(number=number, at=round(at, 2), depth=14 + lane * _LANE, by_recipient=by_recipient))
    return Timeline(height=28 + _LANE * max(len(ends) - 1, 0), marks=tuple(marks))
