"""What a text in Markdown contains but its page does not show, and why.

Markdown does not show some words, such as the definition of a link, and the page drops others, such as comments and
images.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from letterbook.text.markdown import unescape_entities
from letterbook.text.normalize import fold
from letterbook.text.source_places import SourcePlaces


class Cause(StrEnum):
    """Why the page does not show something."""

    COMMENT = "comment"
    DEFINITION = "definition"
    TITLE = "title"
    LINK = "link"
    IMAGE = "image"
    CELL = "cell"
    FENCE = "fence"
    OTHER = "other"


class Unshown(NamedTuple):
    """Something that the page does not show: its cause, its line, counted from 0, and how it is written."""

    cause: Cause
    line: int
    text: str


class Gap(NamedTuple):
    """Words between those that the parser shows: the kind of the innermost element, the source, and its offset in the
    UTF-8 bytes of the text."""

    kind: str
    source: str
    start: int


Targets = Mapping[str, set[str]]
"""The addresses of the links that the page shows, by their label, folded."""

_WORD = re.compile(r"[^\W_]")
_LIST_MARKER = re.compile(r"\s*(?:[-+*]|[0-9]{1,9}[.)])(?=\s|$)")
_NOTE_MARKER = re.compile(r"\s*\[\^[^\]\n]*\]:")
_MARKERS = {"Item": _LIST_MARKER, "FootnoteDefinition": _NOTE_MARKER}
_CAUSES = {"TableHead": Cause.CELL, "TableRow": Cause.CELL, "Table": Cause.CELL, "CodeBlock": Cause.FENCE}
_DEFINITION = re.compile(
    r"""
    \[ (?P<label> (?: [^\[\]\\] | \\. )+ ) \]:
    \s* (?: <(?P<enclosed> [^<>\n]* )> | (?P<address> \S+ ) )
    (?P<title> .* )
    """,
    re.VERBOSE | re.DOTALL,
)
_DEFINITION_START = re.compile(r"^[ \t>]*(?=\[)", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def find_in_gap(gap: Gap, targets: Targets, places: SourcePlaces) -> Iterator[Unshown]:
    """Find what the page does not show in the source between two shown words."""
    if gap.kind in _CAUSES:
        yield Unshown(_CAUSES[gap.kind], _find_line(gap, 0, places), gap.source.strip(" \t\n|`~"))
        return
    marker = _MARKERS[gap.kind].match(gap.source) if gap.kind in _MARKERS else None
    begin = marker.end() if marker else 0
    starts = [begin, *(match.end() for match in _DEFINITION_START.finditer(gap.source, begin))]
    for start, end in zip(starts, [*starts[1:], len(gap.source)], strict=True):
        if has_words(gap.source[start:end]):
            yield from _read_definition(gap, start, end, targets, places)


def fold_label(label: str) -> str:
    """Return the label of a link as its links and its definition share it."""
    return fold(label.replace("\\", ""))


def has_words(text: str) -> bool:
    """Whether a text has a letter or a digit."""
    return _WORD.search(text) is not None


def _read_definition(gap: Gap, start: int, end: int, targets: Targets, places: SourcePlaces) -> Iterator[Unshown]:
    definition = _DEFINITION.match(gap.source, start, end)
    if definition is None:
        yield Unshown(Cause.OTHER, _find_line(gap, start, places), gap.source[start:end].strip())
        return
    address = definition["address"] if definition["enclosed"] is None else definition["enclosed"]
    address = unescape_entities(_ESCAPE.sub(r"\1", address))
    if address not in targets.get(fold_label(definition["label"]), ()):
        yield Unshown(Cause.DEFINITION, _find_line(gap, start, places), definition[0].strip())
    elif has_words(definition["title"]):
        title = _find_line(gap, definition.start("title"), places)
        yield Unshown(Cause.TITLE, title, definition["title"].strip(" \t\n>\"'()"))


def _find_line(gap: Gap, at: int, places: SourcePlaces) -> int:
    """Return the line of the first character of a gap that is no space, from offset `at` of its source."""
    at += len(gap.source[at:]) - len(gap.source[at:].lstrip())
    return places.find_line(gap.start + len(gap.source[:at].encode()))
