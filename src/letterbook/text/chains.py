"""Finds the pairs of places in two sequences that are in the same order in both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import TypeAlias

_Chain: TypeAlias = "tuple[tuple[int, int], _Chain] | None"


def find_heaviest_chain(weights: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Return, of all chains of pairs whose order both sequences have, the one of the greatest weight.

    A pair is the index of an item in the one sequence and of its counterpart in the other. With equal weights this is
    the longest chain. It takes n log n steps for n pairs.
    """
    ends: list[int] = []  # where the chains found so far end in the second sequence, in order; later ones weigh more
    chains: list[tuple[int, _Chain]] = []
    for pair in sorted(weights, key=lambda each: (each[0], -each[1])):
        at = bisect_left(ends, pair[1])
        weight, chain = chains[at - 1] if at else (0, None)
        weight += weights[pair]
        if at < len(ends) and ends[at] == pair[1] and chains[at][0] >= weight:
            continue
        after = at
        while after < len(ends) and chains[after][0] <= weight:
            after += 1
        ends[at:after] = [pair[1]]
        chains[at:after] = [(weight, (pair, chain))]
    found: list[tuple[int, int]] = []
    chain = chains[-1][1] if chains else None
    while chain is not None:
        found.append(chain[0])
        chain = chain[1]
    return found[::-1]
