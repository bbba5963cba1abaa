"""Finds the line of a text on which something is written, from its place in what the parser reads of the text."""

from __future__ import annotations

import re
from bisect import bisect_right

from letterbook.text.markdown import find_comments

_LINE_END = re.compile(rb"\n")


class SourceLines:
    """The lines of a text without comments, by offsets in its UTF-8 bytes, as lines of the text with comments."""

    def __init__(self, text: str, shown: list[int]) -> None:
        self.source = text.encode()
        self._ends = [match.start() for match in _LINE_END.finditer(self.source)]
        self._shown = shown

    def find(self, offset: int) -> int:
        """Return the line of an offset, counted from 0."""
        return self._shown[bisect_right(self._ends, offset - 1)]


def list_shown_lines(body: str) -> list[int]:
    """Return for each line of the text without comments the line of the text that it begins on, counted from 0."""
    lines, line, at = [0], 0, 0
    for start, end in (*find_comments(body), (len(body), len(body))):
        shown = body.count("\n", at, start)
        lines += range(line + 1, line + shown + 1)
        line += shown + body.count("\n", start, end)
        at = end
    return lines
