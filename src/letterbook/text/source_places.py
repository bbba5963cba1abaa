"""Finds where what the parser reads of a text is written.

The parser reads a text without its comments and with some of its HTML escaped, and counts in bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from letterbook.text.markdown import ESCAPED, PARSER, escape_html, find_comments, strip_comments

_CODE_START = re.compile(rb"`+\s*")
_LINE_END = re.compile("\n")


class SourcePlaces:
    """The places of what the parser reads (`source`, in UTF-8) in the text as it is written.

    Lookups are quickest in order, since each counts the characters from the last.
    """

    def __init__(self, text: str, read: str) -> None:
        self.source = read.encode()
        self._begins, self._shifts = _find_shifts(text, read)
        self._line_ends = [match.start() for match in _LINE_END.finditer(text)]
        self._offset = self._characters = 0

    def find_line(self, offset: int) -> int:
        """Return the line, counted from 0, on which what is at an offset of `source` is written."""
        at = self._count_characters(offset)
        return bisect_left(self._line_ends, at + self._shifts[bisect_right(self._begins, at) - 1])

    def find_pieces(self, offset: int, shown: str) -> Iterator[tuple[int, str]]:
        """Yield the pieces of a text at an offset of `source`, between which comments were removed, each with the
        offset in characters at which it is written."""
        at = self._count_characters(offset)
        first = bisect_right(self._begins, at) - 1
        last = bisect_right(self._begins, at + len(shown) - 1) - 1
        for index in range(first, last + 1):
            start = max(self._begins[index], at) - at
            end = self._begins[index + 1] - at if index < last else len(shown)
            yield at + start + self._shifts[index], shown[start:end]

    def _count_characters(self, offset: int) -> int:
        """Return how many characters are before an offset in bytes."""
        if offset < self._offset:
            self._characters -= len(self.source[offset : self._offset].decode())
        else:
            self._characters += len(self.source[self._offset : offset].decode())
        self._offset = offset
        return self._characters


def find_text_places(text: str) -> Iterator[tuple[int, str]]:
    """Yield each piece of a text in Markdown that is shown, with the offset in characters at which it is written."""
    read = escape_html(text)
    places = SourcePlaces(text, read)
    for event, where in PARSER.events_with_range(read):
        shown = None if isinstance(event, str) else event.get("Text") or event.get("Code")
        if isinstance(shown, str):
            start = where["start"]
            if "Code" in event and (opening := _CODE_START.match(places.source, start)):
                start = opening.end() - shown.startswith(" ")
            yield from places.find_pieces(start, shown)


def _find_shifts(text: str, read: str) -> tuple[list[int], list[int]]:
    """Return offsets in what the parser reads, in order, and how far what follows each is from its place in the
    text."""
    if "<" not in text:
        return [0], [0]
    removed, dropped = [], 0
    for start, end in find_comments(text):
        removed.append((start - dropped, end - start))
        dropped += end - start
    stripped, longer = strip_comments(text), len(ESCAPED) - 1
    escaped, added = [], 0
    for match in re.finditer(ESCAPED, read):
        if stripped.startswith("<", match.start() - added):
            escaped.append((match.start() - added + 1, -longer))
            added += longer
    begins, shifts = [0], [0]
    grown = 0
    for at, change in sorted(removed + escaped):
        grown -= min(change, 0)
        begins.append(at + grown)
        shifts.append(shifts[-1] + change)
    return begins, shifts
