"""Finds passages that a text has twice, as when it was pasted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from letterbook.text.source import SourceBlock

_LONG = 100
"""How long a paragraph has to be to count."""
_LEAST_PARAGRAPHS = 3
_LEAST_SHARE = 0.2
"""How many paragraphs a passage has to have, and how much of the text; it can be less if it follows itself."""


class Repetition(NamedTuple):
    """A passage that a text has twice: its line, that of its first occurrence, both counted from 0, and its length in
    paragraphs."""

    line: int
    first_line: int
    paragraphs: int


def find_repetitions(blocks: Iterable[SourceBlock]) -> Iterator[Repetition]:
    """Find each passage that a text has had before."""
    blocks = list(blocks)
    whole = sum(len(block.text) for block in blocks)
    flow = [(block.line, _read_words(block)) for block in blocks if not block.is_note]
    first: dict[str, int] = {}
    at = 0
    while at < len(flow):
        text = flow[at][1]
        before = first.setdefault(text, at) if len(text) >= _LONG else at
        length = size = 0
        while at + length < len(flow) and before + length < at and flow[before + length][1] == flow[at + length][1]:
            size += len(flow[at + length][1])
            length += 1
        is_long = length >= _LEAST_PARAGRAPHS and size >= _LEAST_SHARE * whole
        if length and (before + length == at or is_long):
            yield Repetition(flow[at][0], flow[before][0], length)
        at += max(length, 1)


def _read_words(block: SourceBlock) -> str:
    """Return the words of a paragraph, or for code and tables, which repeat themselves, nothing that there is twice."""
    return block.text.replace("\n", " ") if block.kind in ("Paragraph", "Item") else str(block.line)
