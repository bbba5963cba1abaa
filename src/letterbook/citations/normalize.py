"""A text as patterns read it: spaces are single, marks of emphasis and footnotes are away, every place is known.

Letters come as Markdown and out of PDFs: a line break, a no-break space or `**` in the middle of a title has to be no
obstacle, and a blank line an end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

END = "\n"
"""Stands in a folded text where a paragraph ends."""
HIDDEN = "\ufffc"
"""In the place of each character that is no part of the running text, such as the mark of a footnote."""

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
_ODD_SIGNS = ("\n", "  ", "*", "_", "\\", "<", "[^", "\xad", "\u200b", HIDDEN)
_ODD = re.compile(
    r"(?P<space> *\n[ >\n]*| {2,}|<br ?/?>)"
    rf"|<sup>[^<\n]{{1,8}}</sup>|\[\^[^\]\n]{{1,20}}\]|</?(?:sup|sub|b|i|u|em|strong)>"
    rf"|\*+|(?<!\w)_+|_+(?!\w)|\\(?P<sign>[!-/:-@\[-`{{-~])|[\xad\u200b{HIDDEN}]+"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` as patterns read it, and the same in lower case, character for character."""

    text: str
    lower: str
    _here: tuple[int, ...]
    _there: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text, which is not empty, stands in the original."""
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, at: int) -> int:
        piece = bisect_right(self._here, at) - 1
        return self._there[piece] + at - self._here[piece]


def fold(original: str) -> Folded:
    """The folded form of a text."""
    text = original
    for sign, plain in _SAME_LENGTH.items():
        if sign in text:
            text = text.replace(sign, plain)
    pieces: list[str] = []
    here, there = [0], [0]
    length = at = 0
    for start, end, instead in _oddities(text):
        kept = text[at:start] + instead
        pieces.append(kept)
        length += len(kept)
        if instead:  # it stands for the first character of what it replaces
            here.append(length - 1)
            there.append(start)
        here.append(length)
        there.append(end)
        at = end
    pieces.append(text[at:])
    folded = "".join(pieces)
    return Folded(folded, _lower(folded), tuple(here), tuple(there))


def _oddities(text: str) -> Iterator[tuple[int, int, str]]:
    done = 0
    for _, at, _ in _odd_signs().find_matches_as_indexes(text):
        start = at - 1 if text[at] == "\n" and at > done and text[at - 1] == " " else at
        if start < done or (match := _ODD.match(text, start)) is None:
            continue
        done = match.end()
        if match["sign"]:  # what is escaped stands for itself
            yield start, start + 1, ""
            continue
        space = match["space"]
        yield start, done, "" if space is None else END if space.count("\n") > 1 else " "


@cache
def _odd_signs() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(_ODD_SIGNS)


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
