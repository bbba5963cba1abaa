"""Two compared texts as pages show them: what changed with a little around it, and the rest folded."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from letterbook.text.comparison import Change, ComparedBlock, Comparison

_AROUND = 1
"""How many unchanged paragraphs are shown before and after a change."""
_LEAST_FOLDED = 2
"""How many unchanged paragraphs are folded at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPart:
    """Some paragraphs in a row: `folded` ones did not change, and `marked` says whether any words in them did."""

    blocks: tuple[ComparedBlock, ...]
    folded: bool = False
    marked: bool = False


def fold_unchanged(comparison: Comparison) -> tuple[ComparedPart, ...]:
    """Divide two compared texts into the paragraphs that are shown and those that are folded."""
    blocks = comparison.blocks
    shown = [False] * len(blocks)
    for at, each in enumerate(blocks):
        if each.change is not Change.SAME:
            for near in range(max(at - _AROUND, 0), min(at + _AROUND + 1, len(blocks))):
                shown[near] = True
    for is_shown, group in groupby(range(len(blocks)), key=lambda at: shown[at]):
        places = list(group)
        if not is_shown and len(places) < _LEAST_FOLDED:
            shown[places[0]] = True
    parts = (
        (is_shown, tuple(blocks[at] for at in group))
        for is_shown, group in groupby(range(len(blocks)), key=lambda at: shown[at])
    )
    return tuple(
        ComparedPart(blocks=found, folded=not is_shown, marked=any(each.change is not Change.SAME for each in found))
        for is_shown, found in parts
    )
