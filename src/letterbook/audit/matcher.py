"""Matches many patterns at once (Aho and Corasick, 1975)."""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick_rs

from letterbook.interruption import allow_interruption


class Matcher:
    """Finds patterns in texts; both must be normalised (see `fingerprints`)."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = list(dict.fromkeys(patterns))
        self._automaton = ahocorasick_rs.AhoCorasick(self.patterns)

    def find(self, text: str) -> set[str]:
        """Return the patterns that occur in `text`."""
        return {self.patterns[at] for at, _, _ in self._match(text)}

    def find_all(self, text: str) -> list[tuple[str, int, int]]:
        """Return each match in `text`, with its start and end offset."""
        return [(self.patterns[at], start, end) for at, start, end in self._match(text)]

    def find_spans(self, text: str) -> list[tuple[int, int]]:
        """Return the start and end offset of each match in `text`, without the spaces around it."""
        return [(start + 1, end - 1) for _, start, end in self._match(text)]

    def _match(self, text: str) -> list[tuple[int, int, int]]:
        allow_interruption()
        return self._automaton.find_matches_as_indexes(text, overlapping=True)
