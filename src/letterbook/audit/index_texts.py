"""Finds withheld texts in the search index. The index holds no sentences, but it does hold the order of the words in
each document, so the texts are put together again and searched like a page.

The index records the family of a word, not which of its forms a text has. So patterns are turned into families as well,
and a match does not count if a public text has the same families in the same order. Each family is one character, which
is the quickest to search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from letterbook.audit.matcher import Matcher
from letterbook.search.reading import ReadIndex
from letterbook.search.tokenize import tokenize
from letterbook.text.normalize import UNSPACED

_UNSPACED = re.compile(f"(?<=[{UNSPACED}]) (?=[{UNSPACED}])")
"""A space between two letters of scripts without spaces, which `normalize` adds."""
_UNKNOWN = "\0"
"""The character of a word that the index does not have."""


class SuspectTexts:
    """The withheld patterns whose families of words a document of the index has in their order."""

    def __init__(self, index: ReadIndex, patterns: Iterable[str]) -> None:
        self._characters = {word: index.characters[family] for word, family in index.families.items()}
        found: dict[str, list[str]] = {}
        for pattern in patterns:
            translated = self._translate(pattern)
            if translated is not None:
                found.setdefault(translated, []).append(pattern)
        matcher = Matcher(found)
        self._first: dict[str, int] = {}  # the number of the first document that has each
        for number, fields in enumerate(index.list_texts()):
            for own in filter(None, fields):
                self._first |= dict.fromkeys(matcher.find(own) - self._first.keys(), number)
        self._suspects = {each: found[each] for each in self._first}

    def list_documents(self) -> Iterator[int]:
        """Yield, for each suspect pattern, the number of the first document that has it."""
        return map(self._first.__getitem__, self._suspects)

    def remove(self, public: AbstractSet[str]) -> None:
        """Remove the patterns `public`, which a public text has: with them go all that are the same in families."""
        self._suspects = {each: own for each, own in self._suspects.items() if public.isdisjoint(own)}

    def find_leaks(self, public: Iterable[str]) -> Iterator[str]:
        """Yield the patterns that no public text explains. The texts `public` are normalised; they are read only until
        all patterns are explained."""
        left = set(self._suspects)
        matcher = Matcher(left)
        for text in public if left else ():
            words = tokenize(_UNSPACED.sub("", text))
            left -= matcher.find("".join(self._characters.get(each, _UNKNOWN) for each in words))
            if not left:
                return
        for each in left:
            yield from self._suspects[each]

    def _translate(self, pattern: str) -> str | None:
        """Return a pattern in families; None if the index does not have one of its words."""
        words = pattern.split() if pattern.isascii() else tokenize(_UNSPACED.sub("", pattern))
        translated = "".join(self._characters.get(each, _UNKNOWN) for each in words)
        return translated if translated and _UNKNOWN not in translated else None
