"""The words of a text as search compares them. `tokens.js` among the assets does the same; a test compares the two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Scripts that put no space between words: each pair of neighbouring signs is a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")


class _Signs(dict[int, str]):
    """What becomes of a sign, by its number: found out once for each, since texts are long."""

    def __missing__(self, number: int) -> str:
        sign = chr(number)
        category = unicodedata.category(sign)
        # A letter, a digit or a mark that belongs to a letter stays; an accent goes; a space stands for the rest.
        self[number] = "" if category == "Mn" else sign if category[0] in "LNM" else " "
        return self[number]


_SIGNS = _Signs()


def tokens(text: str) -> list[str]:
    """Words in lower case without accents; of scripts without spaces each pair of signs."""
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).lower()
    words = plain.translate(_SIGNS).split()
    if plain.isascii() or not _UNSPACED.search(plain):
        return words
    return [token for word in words for token in _parts(word)]


def _parts(word: str) -> Iterator[str]:
    at = 0
    for found in _UNSPACED.finditer(word):
        if found.start() > at:
            yield word[at : found.start()]
        run = found[0]
        yield from (run[each : each + 2] for each in range(max(len(run) - 1, 1)))
        at = found.end()
    if at < len(word):
        yield word[at:]
