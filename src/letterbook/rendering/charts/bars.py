"""Bars, one below the other, each of several parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from letterbook.rendering.charts.labels import shorten_label

_ROOM_FOR_NUMBER = 8.0
"""The least width of a part with its number in it: on a phone, about 27 pixels."""
_LONGEST = 84.0
"""The width of the longest bar. Behind it is room for its total."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar: which fill it has, from 1; where it begins and how wide it is; and its number if there is room
    for it."""

    fill: int
    start: float
    width: float
    number: str

    @property
    def middle(self) -> float:
        """Where its number is."""
        return round(self.start + self.width / 2, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar with its label, its top in pixels, its parts and, where they end, its total."""

    label: str
    top: int
    segments: tuple[Segment, ...]
    end: float
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """A chart of bars. `above` is whether labels are above their bars; `fills` has the label of each fill, from 1."""

    name: str
    title: str
    description: str
    height: int
    bars: tuple[Bar, ...]
    above: bool
    fills: tuple[tuple[int, str], ...]


def draw_bars(
    name: str,
    title: str,
    description: str,
    rows: Sequence[tuple[str, Sequence[int], str]],
    *,
    fills: Sequence[str] = (),
    above: bool = False,
    write_number: Callable[[int], str] = str,
) -> BarChart:
    """Draw a bar for each row: its label, the number of each part, and its total in words.

    `name` begins the ids of the chart, which must differ from those of other charts on the page.
    """
    most = max((sum(numbers) for _, numbers, _ in rows), default=0) or 1
    step = 36 if above else 26
    bars = []
    for position, (label, numbers, total) in enumerate(rows):
        at, segments = 0.0, []
        for fill, number in enumerate(numbers, start=1):
            width = _LONGEST * number / most
            if number:
                shown = write_number(number) if width >= _ROOM_FOR_NUMBER and len(numbers) > 1 else ""
                segments.append(Segment(fill=fill, start=round(at, 2), width=round(width, 2), number=shown))
            at += width
        bars.append(
            Bar(
                label=shorten_label(label),
                top=position * step + (16 if above else 0),
                segments=tuple(segments),
                end=round(at, 2),
                total=total,
            )
        )
    return BarChart(
        name=name,
        title=title,
        description=description,
        height=step * len(rows),
        bars=tuple(bars),
        above=above,
        fills=tuple(enumerate(fills, start=1)),
    )
