"""Finds where the pieces of a text that are shown are written in its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from letterbook.text.markdown import ESCAPED, PARSER, escape_html, find_comments, strip_comments

_CODE_START = re.compile(rb"`+\s*")


def find_text_places(text: str) -> Iterator[tuple[int, str]]:
    """Yield each piece of a text in Markdown that is shown, with the offset in characters at which it is written."""
    plain = escape_html(text)
    source = plain.encode()
    begins, shifts = _find_shifts(text, plain)
    at = read = 0
    for event, where in PARSER.events_with_range(plain):
        shown = None if isinstance(event, str) else event.get("Text") or event.get("Code")
        if isinstance(shown, str):
            start = where["start"]
            if "Code" in event and (opening := _CODE_START.match(source, start)):
                start = opening.end() - shown.startswith(" ")
            at += len(source[read:start].decode())
            read = start
            yield from _split_at_shifts(at, shown, begins, shifts)


def _split_at_shifts(at: int, shown: str, begins: list[int], shifts: list[int]) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a text between which a comment was removed, each with its place in the source."""
    first = bisect_right(begins, at) - 1
    last = bisect_right(begins, at + len(shown) - 1) - 1
    for index in range(first, last + 1):
        start = max(begins[index], at) - at
        end = begins[index + 1] - at if index < last else len(shown)
        yield at + start + shifts[index], shown[start:end]


def _find_shifts(text: str, plain: str) -> tuple[list[int], list[int]]:
    """Return offsets in what `escape_html` makes of a text, in order, and how far what follows each is from its place
    in the text."""
    if "<" not in text:
        return [0], [0]
    removed, dropped = [], 0
    for start, end in find_comments(text):
        removed.append((start - dropped, end - start))
        dropped += end - start
    stripped, longer = strip_comments(text), len(ESCAPED) - 1
    escaped, added = [], 0
    for match in re.finditer(ESCAPED, plain):
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
