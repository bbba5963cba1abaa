"""The figures of a set of letters and pairs, each with what it counts and what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from letterbook.derived.response_status import StatusKind
from letterbook.derived.statistics.pairs import Pair
from letterbook.derived.statistics.survival import Curve, estimate_curve
from letterbook.model.public import Communication

LEAST_FOR_RATE = 5
"""With fewer pairs than this, a rate or a median says more about chance than about the recipients."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The figures of some letters and the pairs that count with them.

    `letters` is how many letters there are, and `subjects` how many if the public letters of one group count once.
    `counted` are the pairs of letters that were checked for responses; the others, `unchecked`, are in no rate and no
    median, even if a reply is known: a reply that is there would count, and one that is missing would not. Nor is a
    pair whose only response was withdrawn, because its kind is no longer public.
    """

    letters: int
    subjects: int
    counted: tuple[Pair, ...]
    unchecked: tuple[Pair, ...]
    withdrawn: tuple[Pair, ...]

    @property
    def pairs(self) -> int:
        """The number of all pairs."""
        return len(self.counted) + len(self.unchecked) + len(self.withdrawn)

    @cached_property
    def by_status(self) -> Mapping[StatusKind, int]:
        """The number of counted pairs by status: replied; no reply, but an acknowledgement or a request for more time;
        no response so far."""
        return Counter(each.status.kind for each in self.counted)

    @property
    def replied(self) -> int:
        """The number of counted pairs with a reply."""
        return self.by_status[StatusKind.REPLIED]

    @property
    def unchecked_replied(self) -> int:
        """The number of pairs left out as unchecked although a reply is known."""
        return sum(each.reply_day is not None for each in self.unchecked)

    @property
    def rate(self) -> float | None:
        """The share of counted pairs with a reply so far, or None if there are too few for a rate."""
        return self.replied / len(self.counted) if len(self.counted) >= LEAST_FOR_RATE else None

    @cached_property
    def reply_days(self) -> tuple[int, ...]:
        """The days from sending to the first reply of each counted pair that has one, in ascending order."""
        return tuple(sorted(each.reply_day for each in self.counted if each.reply_day is not None))

    @property
    def median_days(self) -> float | None:
        """The median of the days to reply among the replies received, or None if there is none. It is a whole number
        of days or lies halfway between two."""
        middle = median(self.reply_days) if self.reply_days else None
        return int(middle) if middle is not None and middle == int(middle) else middle

    @cached_property
    def curve(self) -> Curve:
        """The estimate of the days to reply that takes account of pairs without one (see `survival`)."""
        return estimate_curve(self.reply_days, (each.observed for each in self.counted if each.reply_day is None))

    @property
    def estimated_median(self) -> int | None:
        """The median of the days to reply by that estimate, or None if half have not replied yet or there are too few
        pairs."""
        return self.curve.median if len(self.counted) >= LEAST_FOR_RATE else None


def make_figures(pairs: Iterable[Pair], letters: Iterable[Communication] | None = None) -> Figures:
    """Make the figures of some pairs. `letters` are those that count as letters; without it, those of the pairs."""
    pairs = tuple(pairs)
    counting = {each.reference.key: each for each in letters or (pair.letter for pair in pairs)}
    return Figures(
        letters=len(counting),
        subjects=count_subjects(counting.values()),
        counted=tuple(each for each in pairs if each.checked and each.status.kind is not StatusKind.WITHDRAWN),
        unchecked=tuple(each for each in pairs if not each.checked and each.status.kind is not StatusKind.WITHDRAWN),
        withdrawn=tuple(each for each in pairs if each.status.kind is StatusKind.WITHDRAWN),
    )


def count_subjects(letters: Iterable[Communication]) -> int:
    """Count letters, those of one group once."""
    return len({("group", each.group.id) if each.group else ("letter", each.reference.key) for each in letters})
