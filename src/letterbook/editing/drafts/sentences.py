"""Finds sentences in a visible text, and returns them as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook.text.normalize import PARAGRAPH_END, fold_in_place
from letterbook.text.statements import find_sentence_ends
from letterbook.text.visible_text import VisibleText

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A visible text, and the same text folded, for finding phrases and returning the words as written."""

    visible: VisibleText

    @property
    def lower(self) -> str:
        """The folded text, in lower case; paragraphs are set apart by line breaks."""
        return fold_in_place(self.visible.running).lower

    def write(self, start: int, end: int) -> str:
        """Return a passage of the folded text as the letter writes it, on one line, without footnote marks."""
        if start >= end:
            return ""
        first, last = fold_in_place(self.visible.running).locate(start, end)
        return " ".join(self.visible.running[first:last].replace("\ufffc", "").split())

    def locate_end(self, at: int) -> int:
        """Return where a passage of the folded text that ends at an offset ends in the visible text."""
        return fold_in_place(self.visible.running).locate(at - 1, at)[1]

    def find_line(self, at: int) -> int:
        """Return the line of the source, counted from 1, on which an offset of the folded text is written."""
        return self.visible.find_line(fold_in_place(self.visible.running).locate(at, at + 1)[0]) + 1

    def find_sentence(self, at: int) -> tuple[int, int]:
        """Return where the sentence around an offset of the folded text begins and ends; a paragraph ends it, too."""
        text = self.lower
        begin = text.rfind(PARAGRAPH_END, 0, at) + 1
        begin = max(begin, at - LONGEST)
        stop = text.find(PARAGRAPH_END, at)
        stop = min(len(text) if stop < 0 else stop, at + LONGEST)
        starts = [begin + each for each in find_sentence_ends(text[begin:at])]
        start = starts[-1] if starts else begin
        end = next((at + each for each in find_sentence_ends(text[at:stop])), stop)
        while start < end and text[start] == " ":
            start += 1
        return start, end

    def search(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Find a pattern in the folded text."""
        return pattern.finditer(self.lower, start, len(self.lower) if end is None else end)
