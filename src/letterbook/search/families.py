"""Groups words into families: the forms of one word, which search treats as one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from letterbook.interruption import interruptible
from letterbook.search.parts import sort_key
from letterbook.search.stems import find_stem


class Vocabulary:
    """The words of all texts, with the language in which each is used most."""

    def __init__(self) -> None:
        self._uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._written: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add_uses(self, uses: Mapping[str, int], language: str) -> None:
        """Add how often words occur in a language."""
        self._uses[language].update(uses)

    def add_spelling(self, word: str, spelling: str, language: str, times: int) -> None:
        """Add how many texts in a language spell a word in a way that is not as it is compared."""
        self._written[language, word][spelling] += times

    def find_families(self) -> Mapping[str, str]:
        """Return the family of each word, by the first of its words in the order of the index.

        A word belongs to one family, that of the language in which it occurs most: *note* is English among English
        letters, though French texts have it too. Words are in the order of the index.
        """
        languages: dict[str, str] = {}
        most: dict[str, int] = {}
        for language in sorted(self._uses):
            for word, uses in self._uses[language].items():
                if uses > most.get(word, 0):
                    languages[word], most[word] = language, uses
        firsts: dict[tuple[str, str], str] = {}
        return {
            word: firsts.setdefault((languages[word], self._find_stem(word, languages[word])), word)
            for word in interruptible(sorted(languages, key=sort_key))
        }

    def _find_stem(self, word: str, language: str) -> str:
        spellings = self._written.get((language, word))
        written = min(spellings, key=lambda each: (-spellings[each], each)) if spellings else word
        return find_stem(word, written, language)
