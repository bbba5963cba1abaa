"""Splits a text into words as search compares them. `tokens.js` does the same in the browser; a test compares them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Scripts that put no space between words: each pair of neighbouring characters counts as a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


class _Replacements(dict[int, str]):
    """The replacement of each character, by code point; worked out once for each, since texts are long."""

    def __missing__(self, number: int) -> str:
        character = chr(number)
        category = unicodedata.category(character)
        # Letters, digits and marks that belong to letters stay; accents go; a space replaces the rest.
        self[number] = "" if category == "Mn" else character if category[0] in "LNM" else " "
        return self[number]


_REPLACEMENTS = _Replacements()


def tokenize(text: str) -> list[str]:
    """Return the words of `text` in lower case without accents; in scripts without spaces, each pair of characters."""
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).lower()
    words = plain.translate(_REPLACEMENTS).split()
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
