"""Searches the PDFs of a site, which contain much that no page says: other people's prose, letterheads, quotations.

A few words in a row may be the same by chance, so passages count only where they are long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import PurePosixPath

from letterbook.audit.fingerprints import normalize
from letterbook.audit.formulas import is_formula
from letterbook.audit.matcher import Matcher
from letterbook.audit.spaced_text import WordFinder
from letterbook.audit.withheld import Withheld

LEAST_WORDS = 10
"""The shortest run of words that fingerprints of withheld texts cover without a gap. Any copy of 16 words has one."""
LEAST_WITNESSES = 3
"""A passage in the PDFs of this many letters is what all letters say."""
_COPY = 0.5
"""A PDF with this share of the fingerprints of a withheld text is a copy of it, and no witness."""
_TEXT = "withheld-text"


@dataclass(frozen=True, slots=True)
class _Match:
    """A pattern in one of the texts of a PDF, and its first word and the word behind its last, counted from 0."""

    pattern: str
    text: int
    start: int
    end: int


@dataclass(slots=True)
class PdfMatches:
    """The matches in each PDF, by its path; how many texts were searched; and the paths of the PDFs that have the
    reference of their letter."""

    by_path: defaultdict[str, list[_Match]] = field(default_factory=partial(defaultdict, list))
    texts: int = 0
    name_themselves: set[str] = field(default_factory=set)

    def add(self, other: PdfMatches) -> None:
        """Add the matches in PDFs that were searched elsewhere."""
        for name, matches in other.by_path.items():
            self.by_path[name] += [replace(each, text=each.text + self.texts) for each in matches]
        self.name_themselves |= other.name_themselves
        self.texts += other.texts


class Documents:
    """The PDFs of a site, and the withheld passages found in them (`matches`). Those at the paths `may_name` may name a
    withheld letter, since their editors allowed it."""

    def __init__(self, withheld: Withheld, may_name: AbstractSet[str] = frozenset()) -> None:
        self._may_name = may_name
        self._patterns = withheld.in_documents
        self._rules = withheld.patterns
        self._withheld = withheld.texts
        self.matches = PdfMatches()

    @cached_property
    def _matcher(self) -> Matcher:  # which takes time, and not every site has PDFs
        return Matcher(each for each in self._patterns if not is_formula(each))

    @cached_property
    def _words(self) -> WordFinder:
        return WordFinder(self._matcher.patterns)

    @property
    def found(self) -> set[str]:
        """The patterns that any PDF has."""
        return {each.pattern for matches in self.matches.by_path.values() for each in matches}

    def match(self, name: str, text: str) -> None:
        """Search a normalised text of the PDF `name`, and again with its spaced-out letters joined."""
        self._match(name, text)
        if (joined := self._words.join_letters(text)) is not None:
            self._match(name, joined)

    def _match(self, name: str, text: str) -> None:
        self.matches.texts += 1
        if _name_letter(name) in text:
            self.matches.name_themselves.add(name)
        if found := self._matcher.find_all(text):
            spaces = [at for at, character in enumerate(text) if character == " "]
            self.matches.by_path[name] += [
                _Match(pattern, self.matches.texts, bisect_left(spaces, start), bisect_left(spaces, end - 1))
                for pattern, start, end in found
            ]

    def list_leaks(self, leaking: AbstractSet[str]) -> Iterator[tuple[str, str]]:
        """Yield each PDF with each of the patterns `leaking` that it must not have."""
        by_path = self.matches.by_path
        patterns = {name: {each.pattern for each in matches} & leaking for name, matches in by_path.items()}
        public = self.found - leaking
        common = self._find_common_passages(patterns)
        for name, found in patterns.items():
            passages = {each for each in found if self._rules[each] == _TEXT} - common
            strange, copied = self._find_strange(name, passages, public)
            matches = by_path[name]
            long = {pattern for text in strange for pattern in _find_long_runs(matches, text)}
            names = set() if name in self._may_name else found - passages - common
            for pattern in names | long | copied:
                yield name, pattern

    def _find_strange(
        self, name: str, passages: AbstractSet[str], public: AbstractSet[str]
    ) -> tuple[list[AbstractSet[str]], set[str]]:
        """Return which passages a PDF has of each withheld text that has nothing to do with its letter, and which
        passages it copies with all the rest of a short text, or with most of one that is related to its letter.

        A response repeats the letter that it answers, and a letter those that it follows; a letter has its own
        reference in it, by which it is known.
        """
        slug = _find_slug(name)
        strange: list[AbstractSet[str]] = []
        copied: set[str] = set()
        for each in self._withheld:
            own = each.passages - public
            found = own & passages
            if slug not in each.related:
                strange.append(found)
                copied |= found if len(own) > 1 and found == own else set()
            elif not (each.is_letter and name in self.matches.name_themselves) and len(found) >= _COPY * len(own):
                copied |= found
        return strange, copied

    def _find_common_passages(self, patterns: dict[str, set[str]]) -> set[str]:
        """Return the passages that letters have in common: greetings, the letterhead, the request for observations.

        Where the texts of released letters are in the record, the allowlist has them already. Here are letters of which
        only the PDF is public.
        """
        folders: dict[str, set[PurePosixPath]] = defaultdict(set)
        for name, found in patterns.items():
            if not any(len(each.passages & found) >= _COPY * len(each.passages) for each in self._withheld):
                for each in found:
                    folders[each].add(PurePosixPath(name).parent)
        return {
            each
            for each, witnesses in folders.items()
            if len(witnesses) >= LEAST_WITNESSES and self._rules[each] == _TEXT
        }


def _find_slug(name: str) -> str:
    """Return the slug of the letter whose PDF, or the PDF of whose response, is at a path in the site."""
    return PurePosixPath(name).parent.parent.name


def _name_letter(name: str) -> str:
    """Return the normalised reference, without its type, of the letter of a PDF."""
    return normalize(_find_slug(name).partition("-")[2]) or "\0"


def _find_long_runs(matches: Iterable[_Match], passages: AbstractSet[str]) -> set[str]:
    """Return those of the `passages` of one text that, with those that they touch or overlap, cover LEAST_WORDS."""
    long: set[str] = set()
    run: list[_Match] = []
    end = 0
    found = (each for each in matches if each.pattern in passages)
    for each in sorted(found, key=lambda each: (each.text, each.start)):
        if run and (each.text != run[0].text or each.start > end):
            run = []
        end = max(end, each.end) if run else each.end
        run.append(each)
        if end - run[0].start >= LEAST_WORDS:
            long.update(one.pattern for one in run)
    return long
