"""Normalised text, as patterns read it: single spaces, no emphasis, no footnote marks, and every offset known.

Letters are Markdown made from PDFs. A line break, a no-break space or `**` in the middle of a title must not hide a
citation, but a blank line must end it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from letterbook.citations.lexicon.pattern import CitationPattern

PARAGRAPH_END = "\n"
"""The end of a paragraph in a normalised text."""
HIDDEN = "\ufffc"
"""In visible text, this replaces each character that is not running text, such as a footnote mark."""

_SAME_LENGTH = {
    "\r": " ",
    "\t": " ",
    "\xa0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "’": "'",
    "ʼ": "'",
    "‑": "-",
    "\u2010": "-",
}
_MARKUP_BEGINNINGS = ("\n", "  ", "*", "_", "\\", "<", "[^", "\xad", "\u200b", HIDDEN)
"""Every match of `MARKUP` begins with one of these, apart from a space before a line break."""
MARKUP = CitationPattern(
    rf"""
    (?P<space>\ *\n[\ >\n]*|\ {{2,}}|<br\ ?/?>)
    |<sup>[^<\n]{{1,8}}</sup>|\[\^[^\]\n]{{1,20}}\]  # footnote marks
    |</?(?:sup|sub|b|i|u|em|strong)>
    |\*+|(?<!\w)_+|_+(?!\w)
    |\\(?P<escaped>[!-/:-@\[-`{{-~])
    |[\xad\u200b{HIDDEN}]+
    """,
    citations=(
        "**article 19** of the ICCPR",
        "article\n19 of the ICCPR",
        "article 9<sup>1</sup> of the ICCPR",
        "article 9[^1] of the ICCPR",
        "article 9\\(2\\) of the ICCPR",
    ),
    rejects=("snake_case",),
)
"""Spaces, emphasis, footnote marks and escapes, in the text before it is normalised."""


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A normalised `text`, and the same in `lower` case, character for character."""

    text: str
    lower: str
    _offsets: tuple[int, ...]
    """Where each run of unchanged characters begins."""
    _original_offsets: tuple[int, ...]
    """Where the same runs begin in the original."""

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return where a passage of the normalised text, which must not be empty, begins and ends in the original."""
        return self._locate(start), self._locate(end - 1) + 1

    def _locate(self, at: int) -> int:
        run = bisect_right(self._offsets, at) - 1
        return self._original_offsets[run] + at - self._offsets[run]


def normalize(original: str) -> NormalizedText:
    """Return the normalised form of a text."""
    text = original
    for character, plain in _SAME_LENGTH.items():
        if character in text:
            text = text.replace(character, plain)
    pieces: list[str] = []
    offsets, original_offsets = [0], [0]
    length = at = 0
    for start, end, replacement in _find_replacements(text):
        piece = text[at:start] + replacement
        pieces.append(piece)
        length += len(piece)
        if replacement:  # it stands for the first character of what it replaces
            offsets.append(length - 1)
            original_offsets.append(start)
        offsets.append(length)
        original_offsets.append(end)
        at = end
    pieces.append(text[at:])
    normalized = "".join(pieces)
    return NormalizedText(normalized, _lower(normalized), tuple(offsets), tuple(original_offsets))


def _find_replacements(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start and end of each passage to replace or remove, and its replacement."""
    done = 0
    markup = MARKUP.regex
    for _, at, _ in _build_automaton().find_matches_as_indexes(text):
        start = at - 1 if text[at] == "\n" and at > done and text[at - 1] == " " else at
        if start < done or (match := markup.match(text, start)) is None:
            continue
        done = match.end()
        if match["escaped"]:  # drop the backslash only
            yield start, start + 1, ""
            continue
        space = match["space"]
        yield start, done, "" if space is None else PARAGRAPH_END if space.count("\n") > 1 else " "


@cache
def _build_automaton() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_MARKUP_BEGINNINGS)


def _lower(text: str) -> str:
    """Return a text in lower case without changing its length: `İ` would become two characters."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
