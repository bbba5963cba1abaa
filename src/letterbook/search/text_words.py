"""Splits a text into words, both as search compares them and as they are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from letterbook.search.tokenize import tokenize

PARAGRAPH_END = ""
"""Takes a word's place after each paragraph, so that no phrase spans two."""
_WRITTEN = re.compile(r"[^\W0-9_]+")


@dataclass(frozen=True, slots=True)
class TextWords:
    """The words of a text in their order, with a PARAGRAPH_END after each paragraph.

    `written` has the spelling of words that have accents or other signs which comparing drops, the most frequent one of
    each.
    """

    words: Sequence[str]
    written: Mapping[str, str]


def split_text(text: str) -> TextWords:
    """Return the words of a text, whose paragraphs are set apart by blank lines."""
    words: list[str] = []
    for paragraph in text.split("\n\n"):
        if found := tokenize(paragraph):
            words += found
            words.append(PARAGRAPH_END)
    return TextWords(words, {} if text.isascii() else _find_spellings(text, words))


def _find_spellings(text: str, words: Iterable[str]) -> dict[str, str]:
    """Return the most frequent spelling of each word that is not spelt as it is compared. A word in ASCII is."""
    found: dict[str, tuple[int, str]] = {}
    known = frozenset(words)
    parts = (each for each in text.lower().split() if not each.isascii())
    spellings = Counter(each for part in parts for each in _WRITTEN.findall(part) if not each.isascii())
    for written, times in sorted(spellings.items()):
        compared = [] if written in known else tokenize(written)
        if len(compared) == 1 and times > found.get(compared[0], (0, ""))[0]:
            found[compared[0]] = (times, written)
    return {word: written for word, (_, written) in sorted(found.items()) if word in known}


def write_words(text: TextWords) -> bytes:
    """Return words as bytes, for the store."""
    spelt = [f"{word} {written}" for word, written in text.written.items()]
    return "\n".join([" ".join(text.words), *spelt]).encode("utf-8", "surrogatepass")


def read_words(content: bytes) -> TextWords:
    """Read what `write_words` returns."""
    words, *spelt = content.decode("utf-8", "surrogatepass").split("\n")
    return TextWords(words.split(" ") if words else (), dict(each.split(" ", 1) for each in spelt))
