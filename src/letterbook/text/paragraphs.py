"""Finds paragraphs, lists and tables that Markdown does not read as such, and words split at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from letterbook.text.cues import CUES, Part
from letterbook.text.normalize import fold
from letterbook.text.phrases import SALUTATION
from letterbook.text.source import SourceBlock, is_prose

_ENDS_SENTENCE = re.compile(r"[.:;?!…。：；？！؟۔।]\W*$")
_LONGEST_END = 6
_LONG_LINE = 100
_VERY_LONG_LINE = 150
_LEAST_LINES = 3
_LONG_TEXT = 1_000
_MOST_OF_TEXT = 0.6
_SHORT_LINE = 0.7
_UNREAD_NUMBER = re.compile(r"(?P<number>[0-9]{1,3})(?P<backslash>\\)?[.)](?=\s)")
"""A number with a backslash, or with a space after it that Markdown does not take for one, such as a no-break space."""
_AFTER_QUESTIONS = 6
"""How many blocks after the request for observations are searched for its list."""
_SPLIT_WORD = re.compile(r"[^\W0-9_]+[-\N{SOFT HYPHEN}\N{HYPHEN}]$")
_REST_OF_WORD = re.compile(r"[^\W0-9_]+")
_AFTER_PREFIX = frozenset(
    ["a", "and", "bis", "e", "et", "i", "o", "och", "og", "oder", "or", "nor", "ou", "to", "u", "und", "y"]
)
"""Words, folded, before which a hyphen belongs to a shortened word: pre- and post-war · two- to three-year."""
_TABLE_ROW = re.compile(r"\|.+\|")
_FENCES = ("```", "~~~")
_QUESTION_CUES = tuple(cue for cue in CUES if cue.part is Part.QUESTIONS)


class UnreadNumber(NamedTuple):
    """A number that Markdown does not read as the beginning of a numbered list: its line, counted from 0, whether a
    backslash is the reason (otherwise it is the kind of space), and how many paragraphs are numbered like that."""

    line: int
    has_backslash: bool
    paragraphs: int


class SplitWord(NamedTuple):
    """A word that the end of a line splits: its line, counted from 0, its two parts, and how many words of the
    paragraph are split like that."""

    line: int
    parts: tuple[str, str]
    words: int


def find_merged_paragraphs(blocks: Iterable[SourceBlock]) -> Iterator[int]:
    """Find the lines, counted from 0, of paragraphs that are several: their lines are paragraphs.

    That is so if long lines that end a sentence are set apart by forced line breaks, or if nearly the whole text is one
    paragraph in which lines end early, or are longer than any line of an editor.
    """
    flow = [block for block in blocks if block.kind == "Paragraph" and not block.is_note]
    whole = sum(len(block.text) for block in flow)
    for block in flow:
        if len(block.lines) < _LEAST_LINES or not is_prose(block.text):
            continue
        ends = [text for _, text in block.lines[:-1] if _ENDS_SENTENCE.search(text[-_LONGEST_END:])]
        if len(ends) < _LEAST_LINES - 1:
            continue
        if block.hard_breaks >= len(ends) and sum(len(text) >= _LONG_LINE for text in ends) >= _LEAST_LINES - 1:
            yield block.line
        elif len(block.text) > max(_LONG_TEXT, _MOST_OF_TEXT * whole):
            longest = max(len(text) for _, text in block.lines)
            early = sum(len(text) < _SHORT_LINE * longest or len(text) > _VERY_LONG_LINE for text in ends)
            if early >= _LEAST_LINES or any(SALUTATION.fullmatch(fold(text)) for _, text in block.lines[:-1]):
                yield block.line


def find_request_without_list(blocks: Iterable[SourceBlock]) -> int | None:
    """Return the line, counted from 0, of a request for observations that ends with a colon, if none has a list."""
    flow = list(blocks)
    found = None
    for at, block in enumerate(flow):
        if block.kind == "Paragraph" and not block.is_note and _asks(block):
            if any("OrderedList" in other.containers for other in flow[at + 1 : at + 1 + _AFTER_QUESTIONS]):
                return None
            found = block.line if found is None else found
    return found


def find_unread_numbers(blocks: Iterable[SourceBlock]) -> Iterator[UnreadNumber]:
    """Find paragraphs that are numbered on from 1 but are no list, as with a backslash in `1\\.`."""
    run: list[tuple[int, bool]] = []
    for block in blocks:
        match = _UNREAD_NUMBER.match(block.markup) if block.kind == "Paragraph" else None
        if match is None:
            continue
        number = int(match["number"])
        if number == 1:
            yield from _make_run(run)
            run = []
        if number == len(run) + 1:
            run.append((block.line, match["backslash"] is not None))
    yield from _make_run(run)


def find_indented_paragraphs(blocks: Iterable[SourceBlock]) -> Iterator[int]:
    """Find the lines, counted from 0, of what is code only because it is indented."""
    for block in blocks:
        if block.kind == "CodeBlock" and not block.markup.lstrip().startswith(_FENCES):
            yield block.line


def find_broken_tables(blocks: Iterable[SourceBlock]) -> Iterator[int]:
    """Find the lines, counted from 0, on which rows of a table begin that Markdown does not read as one."""
    for block in blocks:
        rows = [line for line, text in block.lines if _TABLE_ROW.fullmatch(text)] if block.kind == "Paragraph" else []
        if len(rows) > 1:
            yield rows[0]


def find_split_words(blocks: Iterable[SourceBlock]) -> Iterator[SplitWord]:
    """Find the paragraphs that have words split by a hyphen at the end of a line, which the page shows as a space."""
    for block in blocks:
        if block.kind in ("Paragraph", "Item"):
            found = list(_list_split_words(block))
            if found:
                yield SplitWord(*found[0], len(found))


def _list_split_words(block: SourceBlock) -> Iterator[tuple[int, tuple[str, str]]]:
    for (line, text), (_, following) in pairwise(block.lines):
        first, rest = _SPLIT_WORD.search(text), _REST_OF_WORD.match(following)
        if first and rest and rest[0][0].islower() and fold(rest[0]) not in _AFTER_PREFIX:
            yield line, (first[0].rstrip("\N{SOFT HYPHEN}"), rest[0])


def _make_run(run: list[tuple[int, bool]]) -> Iterator[UnreadNumber]:
    if len(run) > 1:
        yield UnreadNumber(*run[0], len(run))


def _asks(block: SourceBlock) -> bool:
    if not block.text.rstrip("*_ ").endswith((":", "：")):
        return False
    text = fold(block.text)
    return any(cue.begins(text) for cue in _QUESTION_CUES)
