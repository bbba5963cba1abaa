"""Finds words in spaced-out text: PDFium reads `f e r r y`, and cannot tell where a word ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from letterbook.audit.matcher import Matcher

_SPACED = re.compile(r"(?<= )(?:[a-z\u00df-\u06ff] ){12,}")
"""A run of single letters longer than any in ordinary text."""
_LEAST_LETTERS = 12
"""A pattern with fewer letters can come about by chance once the spaces are gone."""


class WordFinder:
    """Finds the words of patterns in spaced-out text."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = tuple(patterns)
        self._matcher: Matcher | None = None
        self._words: dict[str, str] = {}

    def join_letters(self, text: str) -> str | None:
        """Return a normalised text with its spaced letters joined to the words of patterns; None if it has no such
        letters."""
        if not _SPACED.search(text):
            return None
        return _SPACED.sub(lambda match: f"{self._split(match[0].replace(' ', ''))} ", text)

    def _split(self, letters: str) -> str:
        """Return `letters` with a space where a pattern in them has one."""
        if self._matcher is None:  # which takes time, and few PDFs need it
            self._words = {each.replace(" ", ""): each.strip() for each in self._patterns}
            self._matcher = Matcher(each for each in self._words if len(each) >= _LEAST_LETTERS)
        gaps: set[int] = set()
        for found, start, end in self._matcher.find_all(letters):
            gaps |= {start, end}
            at = start
            for word in self._words[found].split():
                at += len(word)
                gaps.add(at)
        bounds = [0, *sorted(gaps), len(letters)]
        pieces = (letters[first:last] for first, last in pairwise(bounds))
        return " ".join(filter(None, pieces))
