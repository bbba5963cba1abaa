"""Finds the items that two sequences have in common, in the same order.

Equal beginnings and ends are set aside first. Between them, items that occur once in each are anchors (the "patience"
method), and the short gaps that remain are left to `difflib`. A long gap without anchors is given up, so that texts
which have nothing in common cost no more than reading them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from letterbook.text.chains import find_heaviest_chain

MOST_PAIRS = 40_000
"""The largest gap, as the product of its lengths in both sequences, in which all pairs of items are compared."""
_DEEPEST = 4
"""How many times a long gap is split at items that occur once in it."""


def find_common(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the indexes in `old` and in `new` of each item that is the same in both, both in ascending order."""
    return _find_common(old, new, (0, len(old)), (0, len(new)), _DEEPEST)


def _find_common(
    old: Sequence[str], new: Sequence[str], in_old: tuple[int, int], in_new: tuple[int, int], depth: int
) -> Iterator[tuple[int, int]]:
    """Search a gap: the items from one index up to another in each sequence."""
    (start, end), (new_start, new_end) = in_old, in_new
    while start < end and new_start < new_end and old[start] == new[new_start]:
        yield start, new_start
        start, new_start = start + 1, new_start + 1
    same = 0
    while start < end - same and new_start < new_end - same and old[end - same - 1] == new[new_end - same - 1]:
        same += 1
    end, new_end = end - same, new_end - same
    if (end - start) * (new_end - new_start) <= MOST_PAIRS:
        matcher = SequenceMatcher(None, old[start:end], new[new_start:new_end], autojunk=False)
        for first, second, size in matcher.get_matching_blocks():
            yield from ((start + first + at, new_start + second + at) for at in range(size))
    elif depth:
        last, new_last = start, new_start
        for at, new_at in _find_anchors(old, new, (start, end), (new_start, new_end)):
            yield from _find_common(old, new, (last, at), (new_last, new_at), depth - 1)
            yield at, new_at
            last, new_last = at + 1, new_at + 1
        if last > start:  # else there were no anchors
            yield from _find_common(old, new, (last, end), (new_last, new_end), depth - 1)
    yield from ((end + at, new_end + at) for at in range(same))


def _find_anchors(
    old: Sequence[str], new: Sequence[str], in_old: tuple[int, int], in_new: tuple[int, int]
) -> list[tuple[int, int]]:
    """Return the longest series of items, in the order of both gaps, that occur once in each of them."""
    counts, new_counts = Counter(old[slice(*in_old)]), Counter(new[slice(*in_new)])
    places = {new[at]: at for at in range(*in_new) if new_counts[new[at]] == 1}
    shared = ((at, places[old[at]]) for at in range(*in_old) if counts[old[at]] == 1 and old[at] in places)
    return find_heaviest_chain(dict.fromkeys(shared, 1))
