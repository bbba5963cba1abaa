"""The words of a search index that withheld things have: each of them has to be said in public, since an index has
words alone and no sentence in which `search` could find them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from letterbook import urls
from letterbook.audit.fingerprints import normal
from letterbook.audit.matcher import Finder
from letterbook.errors import BuildFailure
from letterbook.search import dictionary, stems

LUNR = f"{urls.SEARCH}index.json"
_FIRST = 1_000_000
"""So much of what is public is heard word for word, and then most words are known to be said."""
_BEGINNING, _END = 3, 2
"""How many letters of a stem are those of its words at least, and how many at its end may be others."""


class Suspects:
    """Words of indexes that withheld things have, and that were not yet heard in public. `unknown` are the indexes, or
    folders of one, that have not the form of an index."""

    def __init__(self, site: Path, withheld: frozenset[str]) -> None:
        """`withheld` are words in their normal form."""
        self.unknown: list[str] = []
        self._left: dict[str, set[str]] = {}
        for path, words in _dictionaries(site):
            if words is None:
                self.unknown.append(path)
            else:
                self._left[path] = _of(words, path, withheld)
        self.left = set().union(*self._left.values())
        """The words that are left."""
        self._heard: set[str] = set()
        self._finder: Finder | None = None
        self._sought = 0
        self._signs = 0
        self._until = _FIRST

    def hear(self, text: str) -> None:
        """What a text says is public: its words, between spaces (see `words.spaced`). From some time on only words that
        begin as one that is left are heard; others can have its stem, so that whoever is still left has to be asked for
        again, `thoroughly`."""
        if not self.left:
            return
        if self._finder is None:
            self._heard.update(text.split())
        else:
            words = {text[at : text.index(" ", at)] for at, _ in self._finder.places(text)}
            self._heard |= words
            for left in (self.left, *self._left.values()):
                left.difference_update(words)
        self._signs += len(text)
        if self._signs > self._until:
            self._until *= 2
            self._strike()
            self._seek()
        elif len(self.left) < self._sought / 2:
            self._seek()

    def thoroughly(self, texts: Iterable[str]) -> None:
        """Hear all words of all texts, if a word is left."""
        self._strike()
        for text in texts if self.left else ():
            self._heard.update(text.split())
        self._strike()

    def unsaid(self) -> list[str]:
        """The indexes that have one of them."""
        return [path for path, words in self._left.items() if words]

    def _strike(self) -> None:
        self._left = {path: words - _of(words, path, self._heard) for path, words in self._left.items()}
        self.left = set().union(*self._left.values())
        self._heard.clear()

    def _seek(self) -> None:
        pieces = (piece for word in self.left for piece in normal(word).split())
        self._finder = Finder(f" {each[: max(len(each) - _END, _BEGINNING)]}" for each in pieces)
        self._sought = len(self.left)


def _of(words: set[str], path: str, vocabulary: set[str] | frozenset[str]) -> set[str]:
    """The words of an index that somebody has said who said all of a vocabulary; Pagefind's have their stems."""
    said = {each for each in words if vocabulary.issuperset(normal(each).split())}
    if path == LUNR or len(said) == len(words):
        return said
    return said | (words & stems(Path(path).name, vocabulary).keys())


def _dictionaries(site: Path) -> Iterator[tuple[str, set[str] | None]]:
    """The words of each index of a site; None where it has not the form of one."""
    if (site / LUNR).is_file():
        try:
            terms = [term for term, _ in json.loads((site / LUNR).read_bytes())["invertedIndex"]]
            yield LUNR, {word for term in terms for word in normal(term).split()}
        except (KeyError, TypeError, AttributeError, ValueError):
            yield LUNR, None
    for folder in sorted(each for each in (site / urls.SEARCH).glob("*") if any(each.rglob("*.pf_*"))):
        path = f"{folder.relative_to(site).as_posix()}/"
        try:
            yield path, dictionary(folder)
        except BuildFailure:
            yield path, None
