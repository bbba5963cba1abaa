"""Finds many sequences of words at once (Aho and Corasick, 1975)."""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick_rs


class Finder:
    """Finds sequences of words in texts; both in their normal form (see `words`)."""

    def __init__(self, sequences: Iterable[str]) -> None:
        self.sequences = list(dict.fromkeys(sequences))
        self._automaton = ahocorasick_rs.AhoCorasick(self.sequences)

    def found(self, text: str) -> set[str]:
        """Those that stand in a text."""
        return {self.sequences[at] for at, _, _ in self._matches(text)}

    def places(self, text: str) -> list[tuple[int, int]]:
        """From where to where one stands, without the spaces around it."""
        return [(start + 1, end - 1) for _, start, end in self._matches(text)]

    def _matches(self, text: str) -> list[tuple[int, int, int]]:
        return self._automaton.find_matches_as_indexes(text, overlapping=True)
