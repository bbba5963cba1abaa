"""Recognises sequences of words that a page composes of public names: `…, and Special Rapporteur on the …`.

A withheld text may have a few words in the order in which a page happens to put the end of one name, a word of its own
and the beginning of another. Such a sequence is no leak where it consists of whole public names, with boilerplate and
numbers between them: there the page says nothing else. So each place in the site is examined by itself. The same
sequence in a sentence, or in a name that nothing public has, is not explained by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.audit.fingerprints import normalize
from letterbook.audit.matcher import Matcher
from letterbook.audit.public_text import Released, list_public_bodies, list_public_names
from letterbook.audit.withheld import collect_boilerplate
from letterbook.citations import CitationCache
from letterbook.derived.document_titles import write_document_title
from letterbook.i18n import Interface, languages
from letterbook.model.record import Corpus
from letterbook.text.normalize import is_number


class PublicNames:
    """The public names of a record: those of its register entries, its references, and the titles of the documents that
    it cites."""

    def __init__(self, corpus: Corpus, released: Released, citations: CitationCache) -> None:
        names = {*list_public_names(corpus, released), *_list_titles(released, citations)}
        self._matcher = Matcher(each for each in names if not each.isspace())
        self._between = collect_boilerplate() | set(_list_joining_words())
        self._longest = max(map(len, self._matcher.patterns), default=0)

    def make_up(self, pattern: str, text: str) -> bool:
        """Whether public names, boilerplate and numbers make up a pattern wherever a text has it; both are
        normalised."""
        return all(self._cover(text, start, start + len(pattern)) for start in _find_all(pattern, text))

    def _cover(self, text: str, start: int, end: int) -> bool:
        first = max(start - self._longest, 0)
        around = text[first : end + self._longest]
        spans = [(first + begin, first + stop) for begin, stop in self._matcher.find_spans(around)]
        return all(
            any(begin <= at and stop >= at + len(word) for begin, stop in spans)
            for at, word in _list_words(text, start, end)
            if word not in self._between and not is_number(word)
        )


def _list_titles(released: Released, citations: CitationCache) -> Iterator[str]:
    """Yield the titles of all documents that public texts cite, in each language, normalised."""
    used = citations.restrict(released.used.instruments)
    documents = {each.document for body in list_public_bodies(released) for each in used.cite(body)} - {None}
    for language in languages():
        interface = Interface(language)
        yield from (normalize(write_document_title(each, interface)) for each in sorted(filter(None, documents)))


def _list_joining_words() -> Iterator[str]:
    """Yield the words between the items of a list, in each language: `and`."""
    for language in languages():
        yield from normalize(Interface(language).enumeration(("", "", ""))).split()


def _find_all(pattern: str, text: str) -> Iterator[int]:
    at = text.find(pattern)
    while at >= 0:
        yield at
        at = text.find(pattern, at + 1)


def _list_words(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield each word between two spaces of a text, with its offset."""
    at = start + 1
    for word in text[at:end].split(" "):
        if word:
            yield at, word
        at += len(word) + 1
