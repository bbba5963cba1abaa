"""Strips of columns, one column for each year, all on one scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from letterbook.rendering.charts.labels import shorten_label

_STEP, _TALLEST, _FOOT = 68, 26, 58
"""In pixels: the height of a strip, the height of its tallest column, and the depth of the columns' base."""
_MOST_NUMBERED = 18
"""With more years than this, a number above each column would run into the next one on a phone."""
_MOST_YEARS_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A label and, for each year that has one, a column: where it begins, its height in pixels, and its number."""

    label: str
    top: int
    columns: tuple[tuple[float, int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StripChart:
    """Strips with the same years. `years` are those named on the axis, each with its place in per cent."""

    name: str
    title: str
    description: str
    height: int
    foot: int
    width: float
    strips: tuple[Strip, ...]
    years: tuple[tuple[float, str], ...]


def draw_strips(
    name: str,
    title: str,
    description: str,
    years: Sequence[int],
    rows: Sequence[tuple[str, Sequence[int]]],
    *,
    write_number: Callable[[int], str] = str,
) -> StripChart:
    """Draw a strip for each row: its label, and a number for each of the years."""
    most = max((number for _, numbers in rows for number in numbers), default=0) or 1
    width = 100 / max(len(years), 1)
    numbered = len(years) <= _MOST_NUMBERED
    strips = []
    for position, (label, numbers) in enumerate(rows):
        columns = tuple(
            (
                round(at * width + width / 2, 2),
                max(2, round(_TALLEST * number / most)),
                write_number(number) if numbered else "",
            )
            for at, number in enumerate(numbers)
            if number
        )
        strips.append(Strip(label=shorten_label(label), top=position * _STEP, columns=columns))
    every = -(-len(years) // _MOST_YEARS_NAMED) or 1
    named = tuple((round(at * width + width / 2, 2), str(year)) for at, year in enumerate(years) if at % every == 0)
    return StripChart(
        name=name,
        title=title,
        description=description,
        height=_STEP * len(rows) + 20,
        foot=_FOOT,
        width=round(width * 0.7, 2),
        strips=tuple(strips),
        years=named,
    )
