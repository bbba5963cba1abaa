"""Estimates how long replies take when some letters are still open (Kaplan–Meier).

A median of the replies received so far leaves out recipients that have not replied, and so makes replies look faster
than they are. The product-limit estimate counts an open case for as long as it has been observed, and no longer.

Source: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", Journal of the American
Statistical Association 53 (1958), pages 457-481.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_ROUNDING = 1e-9
"""A product such as 3/4 x 2/3 may differ from a half by less than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A day, counted from sending, on which at least one case ended: by a reply, or still `open` when last observed.

    `at_risk` are the cases without a reply until then, and `share` is the estimated share without one after that day.
    """

    day: int
    at_risk: int
    replied: int
    open: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The steps of an estimate, by day."""

    steps: tuple[Step, ...]

    @property
    def median(self) -> int | None:
        """The first day by which half of all cases are estimated to have a reply, or None if that day has not come."""
        return next((each.day for each in self.steps if each.share <= 0.5 + _ROUNDING), None)


def estimate_curve(replied: Iterable[int], still_open: Iterable[int]) -> Curve:
    """Estimate the share of cases without a reply by day.

    `replied` has, for each case with a reply, its days from sending; `still_open` has, for every other case, the days
    over which it was observed. A case that is open on the day of a reply to another counts as observed on that day.
    """
    ended, left = Counter(replied), Counter(still_open)
    at_risk, share = ended.total() + left.total(), 1.0
    steps = []
    for day in sorted(ended | left):
        share *= 1 - ended[day] / at_risk
        steps.append(Step(day=day, at_risk=at_risk, replied=ended[day], open=left[day], share=share))
        at_risk -= ended[day] + left[day]
    return Curve(steps=tuple(steps))
