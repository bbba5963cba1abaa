"""The curve of cases without a reply, by day, with a mark for each case that is still open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from letterbook.derived.statistics import Curve

_SHORTEST, _LONGEST = 120, 720
"""The least and the greatest number of days that the axis shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveChart:
    """A falling curve. `path` and `open_marks` are paths in a square of 100 by 100; ticks have their place in per cent
    and their label. `days` is the last day of the axis."""

    name: str
    title: str
    description: str
    path: str
    open_marks: str
    median: float | None
    day_ticks: tuple[tuple[float, str], ...]
    share_ticks: tuple[tuple[float, str], ...]
    days: int


def draw_curve(
    name: str,
    title: str,
    description: str,
    curve: Curve,
    *,
    write_number: Callable[[int], str] = str,
    write_share: Callable[[float], str] = str,
) -> CurveChart:
    """Draw an estimate. Days after the last reply are shown as far as the axis goes."""
    days, every = find_axis(max((each.day for each in curve.steps if each.replied), default=0))
    path, marks, share = ["M0 0"], [], 1.0
    for each in curve.steps:
        if each.day > days:
            break
        at = _place(each.day / days)
        if each.replied:
            path.append(f"H{at}V{_place(1 - each.share)}")
        share = each.share
        if each.open:
            marks.append(f"M{at} {_place(1 - share)}v-4")
    path.append("H100")
    shares = (1.0, 0.75, 0.5, 0.25, 0.0)
    median = curve.median
    return CurveChart(
        name=name,
        title=title,
        description=description,
        path="".join(path),
        open_marks="".join(dict.fromkeys(marks)),
        median=round(100 * median / days, 2) if median is not None and median <= days else None,
        day_ticks=tuple((round(100 * day / days, 2), write_number(day)) for day in range(0, days + 1, every)),
        share_ticks=tuple((100 * (1 - each), write_share(each)) for each in shares),
        days=days,
    )


def find_axis(last: int) -> tuple[int, int]:
    """Return the last day of an axis that shows day `last` if it is not too far off, and the days between its ticks."""
    for days, every in ((_SHORTEST, 30), (240, 60), (360, 60), (480, 120), (600, 120)):
        if last <= days:
            return days, every
    return _LONGEST, 120


def _place(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0")
