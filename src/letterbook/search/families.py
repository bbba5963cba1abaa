"""Groups words into families: the forms of one word, which search treats as one."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from letterbook.interruption import interruptible
from letterbook.search.parts import make_column, sort_words
from letterbook.search.stems import find_stem


class Vocabulary:
    """The words of all texts, with the language in which each is used most."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._uses: defaultdict[str, list[int]] = defaultdict(list)
        self._written: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add_words(self, words: Iterable[str], uses: Mapping[str, Iterable[int]]) -> array[int]:
        """Add words, with how often each of them occurs in each language, and return their numbers.

        A word has the same number each time, counted from 0.
        """
        numbers = make_column([self._numbers.setdefault(each, len(self._numbers)) for each in words])
        for language, own in uses.items():
            totals = self._uses[language]
            totals += [0] * (len(self._numbers) - len(totals))
            for number, times in zip(numbers, own, strict=True):
                totals[number] += times
        return numbers

    def add_spelling(self, word: str, spelling: str, language: str, times: int) -> None:
        """Add how many texts in a language spell a word in a way that is not as it is compared."""
        self._written[language, word][spelling] += times

    def find_families(self) -> Mapping[str, str]:
        """Return the family of each word, by the first of its words in the order of the index.

        A word belongs to one family, that of the language in which it occurs most: *note* is English among English
        letters, though French texts have it too. Words are in the order of the index.
        """
        languages = [""] * len(self._numbers)
        most = [0] * len(self._numbers)
        for language in sorted(self._uses):
            for number, uses in enumerate(self._uses[language]):
                if uses > most[number]:
                    languages[number], most[number] = language, uses
        firsts: dict[tuple[str, str], str] = {}
        families: dict[str, str] = {}
        for word in interruptible(sort_words(self._numbers)):
            language = languages[self._numbers[word]]
            families[word] = firsts.setdefault((language, self._find_stem(word, language)), word)
        return families

    def rank_families(self, families: Mapping[str, str]) -> list[int]:
        """Return the place of the family of each word among `families`, by the number of the word."""
        ranks = {each: rank for rank, each in enumerate(dict.fromkeys(families.values()))}
        return [ranks[families[word]] for word in self._numbers]

    def _find_stem(self, word: str, language: str) -> str:
        spellings = self._written.get((language, word))
        written = min(spellings, key=lambda each: (-spellings[each], each)) if spellings else word
        return find_stem(word, written, language)
