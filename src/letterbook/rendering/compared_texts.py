"""Two compared texts as pages show them: what changed with a little around it, and the rest folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FacingRow:
    """The paragraphs of two texts that are side by side, each with its own words alone. A paragraph that is the same in
    both is on the left only."""

    left: tuple[ComparedBlock, ...] = ()
    right: tuple[ComparedBlock, ...] = ()
    is_same: bool = False


def face_blocks(blocks: Iterable[ComparedBlock]) -> Iterator[FacingRow]:
    """Put compared paragraphs side by side: the two versions of one, or what only one text has beside what only the
    other has in its place."""
    for change, group in groupby(blocks, key=_find_row_kind):
        found = tuple(group)
        if change is None:
            left = (_pick(each, Change.REMOVED) for each in found if each.change is not Change.ADDED)
            right = (_pick(each, Change.ADDED) for each in found if each.change is not Change.REMOVED)
            yield FacingRow(left=tuple(left), right=tuple(right))
        elif change is Change.SAME:
            yield FacingRow(left=found, is_same=True)
        else:
            for each in found:
                yield FacingRow(left=(_pick(each, Change.REMOVED),), right=(_pick(each, Change.ADDED),))


def _find_row_kind(block: ComparedBlock) -> Change | str | None:
    """Return what paragraphs in a row have in common: SAME, `versions` of one paragraph, or None for what only one text
    has."""
    if block.change is None:
        return "versions"
    return block.change if block.change is Change.SAME else None


def _pick(block: ComparedBlock, change: Change) -> ComparedBlock:
    """Return a paragraph with only those pieces that one of the two texts has."""
    return replace(block, pieces=tuple(each for each in block.pieces if each.change in (Change.SAME, change)))
