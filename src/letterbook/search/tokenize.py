"""Splits a text into words as search compares them. `tokens.js` does the same in the browser; a test compares them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.text.normalize import UNSPACED, fold_words

# Scripts that put no space between words: each pair of neighbouring characters counts as a word.
_UNSPACED = re.compile(f"[{UNSPACED}]+")


def tokenize(text: str) -> list[str]:
    """Return the words of `text` in their folded form; in scripts without spaces, each pair of characters."""
    plain = fold_words(text)
    words = plain.split()
    if plain.isascii() or not _UNSPACED.search(plain):
        return words
    return [token for word in words for token in _split_unspaced(word)]


def _split_unspaced(word: str) -> Iterator[str]:
    at = 0
    for found in _UNSPACED.finditer(word):
        if found.start() > at:
            yield word[at : found.start()]
        run = found[0]
        yield from (run[each : each + 2] for each in range(max(len(run) - 1, 1)))
        at = found.end()
    if at < len(word):
        yield word[at:]
