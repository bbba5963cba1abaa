"""Finds footnotes without a mark in the text, and marks without a footnote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from letterbook.text.markdown import PARSER, classify, strip_comments
from letterbook.text.source_places import SourcePlaces

_MARK = re.compile(rb"(?<!\\)\[\^([^\[\]\s^]{1,20})\]")
_PLAIN_LABEL = re.compile(r"[0-9]{1,3}[a-z]?|[*†‡§¶]{1,3}")
_LABEL = re.compile(r"\w+|[*†‡§¶#]+")
"""The label of a mark: of any, in a text that has no footnotes, and in one that has. `[^a-z]` is none."""
_CONVERTED = re.compile(r"<sup>([0-9]{1,3})</sup>")


class LooseFootnote(NamedTuple):
    """A footnote or a mark that lacks the other: the line, counted from 0, its label, and whether it is the mark."""

    line: int
    label: str
    is_mark: bool


def find_loose_footnotes(text: str) -> Iterator[LooseFootnote]:
    """Find footnotes and marks of footnotes that lack the other, in a text in Markdown. Comments have neither."""
    if "[^" not in text:
        return
    shown = strip_comments(text)
    places = SourcePlaces(text, shown)
    source = places.source
    marks: set[str] = set(_CONVERTED.findall(shown))
    notes: dict[str, int] = {}
    read: list[tuple[int, int]] = []  # what is a footnote, its mark, or code
    for event, where in PARSER.events_with_range(shown):
        edge, kind = classify(event)
        start, end = where["start"], where["end"]
        if kind == "FootnoteReference":
            marks.add(_read_label(source, start))
            read.append((start, end))
        elif edge == "Start" and kind == "FootnoteDefinition":
            notes.setdefault(_read_label(source, start), places.find_line(start))
            read.append((start, source.find(b"]", start)))
        elif kind == "Code" or (edge == "Start" and kind == "CodeBlock"):
            read.append((start, end))
    read.sort()
    for label, line in notes.items():
        if label not in marks:
            yield LooseFootnote(line, label, is_mark=False)
    for match in _MARK.finditer(source):
        at = bisect_left(read, (match.start() + 1, 0)) - 1
        label = match[1].decode()
        if (at < 0 or match.start() >= read[at][1]) and (_LABEL if notes else _PLAIN_LABEL).fullmatch(label):
            yield LooseFootnote(places.find_line(match.start()), label, is_mark=True)


def _read_label(source: bytes, start: int) -> str:
    return source[start + 2 : source.find(b"]", start)].decode()
