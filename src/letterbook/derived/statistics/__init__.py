"""Figures computed from public values: who was written to, who replied and after how many days.

`map_pairs` makes the pairs of letters and recipients, `make_figures` the figures of some of them, and `make_statistics`
all figures of the site. docs/decisions/0022-statistics.md explains what is counted, and why.
"""

from letterbook.derived.statistics.figures import LEAST_FOR_RATE, Figures, count_subjects, make_figures
from letterbook.derived.statistics.pairs import Pair, map_pairs
from letterbook.derived.statistics.statistics import LetterSet, Row, make_statistics
from letterbook.derived.statistics.survival import Curve, Step, estimate_curve

__all__ = [
    "LEAST_FOR_RATE",
    "Curve",
    "Figures",
    "LetterSet",
    "Pair",
    "Row",
    "Step",
    "count_subjects",
    "estimate_curve",
    "make_figures",
    "make_statistics",
    "map_pairs",
]
