"""Checks the terms of the search indexes: each one that withheld content has must also be public.

An index holds single words and no sentences, so matching cannot find a leak there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from letterbook import urls
from letterbook.audit.fingerprints import normalize
from letterbook.audit.matcher import Matcher
from letterbook.errors import BuildFailure
from letterbook.search import find_stems, read_dictionary

LUNR = f"{urls.SEARCH}index.json"
_FIRST = 1_000_000
"""The number of public characters of which every word is collected; after them most terms are known to be public."""
_PREFIX, _SUFFIX = 3, 2
"""The least number of letters at the start of a stem that its words share, and how many at its end may differ."""


class SuspectTerms:
    """The index terms that withheld content has and that no public text was yet seen to have.

    `remaining` are those terms, of all indexes. `unreadable` are the paths of indexes, or of folders that hold one,
    that do not have the form of an index.
    """

    def __init__(self, site: Path, withheld: frozenset[str]) -> None:
        """Read the indexes of `site`. `withheld` are the normalised words of what is withheld."""
        self.unreadable: list[str] = []
        self._by_index: dict[str, set[str]] = {}
        for path, terms in _read_indexes(site):
            if terms is None:
                self.unreadable.append(path)
            else:
                self._by_index[path] = _find_covered(terms, path, withheld)
        self.remaining = set().union(*self._by_index.values())
        self._public_words: set[str] = set()
        self._matcher: Matcher | None = None
        self._matched = 0
        self._characters = 0
        self._limit = _FIRST

    def remove_words(self, text: str) -> None:
        """Remove the terms that a public text has; `text` is words between spaces (see `fold_characters`).

        After the first texts only words that begin like a remaining term are looked for. Others may have its stem, so
        call `remove_all_words` in the end.
        """
        if not self.remaining:
            return
        if self._matcher is None:
            self._public_words.update(text.split())
        else:
            words = {text[at : text.index(" ", at)] for at, _ in self._matcher.find_spans(text)}
            self._public_words |= words
            for terms in (self.remaining, *self._by_index.values()):
                terms.difference_update(words)
        self._characters += len(text)
        if self._characters > self._limit:
            self._limit *= 2
            self._remove_covered()
            self._build_matcher()
        elif len(self.remaining) < self._matched / 2:
            self._build_matcher()

    def remove_all_words(self, texts: Iterable[str]) -> None:
        """Remove every term that the public `texts` have. They are not read if no term remains."""
        self._remove_covered()
        for text in texts if self.remaining else ():
            self._public_words.update(text.split())
        self._remove_covered()

    def list_leaking_indexes(self) -> list[str]:
        """Return the paths of the indexes that have a remaining term."""
        return [path for path, terms in self._by_index.items() if terms]

    def _remove_covered(self) -> None:
        self._by_index = {
            path: terms - _find_covered(terms, path, self._public_words) for path, terms in self._by_index.items()
        }
        self.remaining = set().union(*self._by_index.values())
        self._public_words.clear()

    def _build_matcher(self) -> None:
        pieces = (piece for term in self.remaining for piece in normalize(term).split())
        self._matcher = Matcher(f" {each[: max(len(each) - _SUFFIX, _PREFIX)]}" for each in pieces)
        self._matched = len(self.remaining)


def _find_covered(terms: set[str], path: str, words: set[str] | frozenset[str]) -> set[str]:
    """Return the terms of an index that consist of `words` or, in an index of Pagefind, are the stem of one."""
    covered = {each for each in terms if words.issuperset(normalize(each).split())}
    if path == LUNR or len(covered) == len(terms):
        return covered
    return covered | (terms & find_stems(Path(path).name, words).keys())


def _read_indexes(site: Path) -> Iterator[tuple[str, set[str] | None]]:
    """Yield the path and the terms of each search index of a site; None for one that cannot be read."""
    if (site / LUNR).is_file():
        try:
            terms = [term for term, _ in json.loads((site / LUNR).read_bytes())["invertedIndex"]]
            yield LUNR, {word for term in terms for word in normalize(term).split()}
        except (KeyError, TypeError, AttributeError, ValueError):
            yield LUNR, None
    for folder in sorted(each for each in (site / urls.SEARCH).glob("*") if any(each.rglob("*.pf_*"))):
        path = f"{folder.relative_to(site).as_posix()}/"
        try:
            yield path, read_dictionary(folder)
        except BuildFailure:
            yield path, None
