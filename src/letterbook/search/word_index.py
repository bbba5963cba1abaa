"""Makes the index of words: for each family of words, in which fields of which documents it occurs, and where."""

from __future__ import annotations

import gc
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate, chain, compress
from operator import itemgetter, sub

from letterbook.search.count_store import CountStore
from letterbook.search.documents import Document, FieldText
from letterbook.search.families import Vocabulary
from letterbook.search.parts import make_column
from letterbook.search.word_counts import WordCounts

BOOSTS: Mapping[str, int] = {
    "reference": 20,
    "title": 8,
    "recipients": 8,
    "about": 4,
    "mandates": 4,
    "instruments": 4,
    "type": 8,
    "text": 1,
}
"""The fields of a document, each with its weight relative to the text."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a family occurs in one field: the numbers of the documents, how often it occurs in each, the place of its
    first occurrence there, and the distance of each further one from the one before."""

    documents: array[int] = field(default_factory=make_column)
    times: array[int] = field(default_factory=make_column)
    firsts: array[int] = field(default_factory=make_column)
    steps: array[int] = field(default_factory=make_column)


@dataclass(frozen=True, slots=True)
class WordIndex:
    """`families` has the family of each word, in the order of the index; `postings` those of each family, for each
    field; `lengths` the number of words of each document, for each field."""

    families: Mapping[str, str]
    postings: Mapping[str, tuple[Postings, ...]]
    lengths: tuple[array[int], ...]


def build_word_index(documents: Sequence[Document], store: CountStore) -> WordIndex:
    """Build the index of documents, which are in the order of their numbers."""
    with _pause_garbage_collection():
        return _build(documents, store)


@contextmanager
def _pause_garbage_collection() -> Iterator[None]:
    """Spare the collector hundreds of thousands of columns, none of which it can free: a quarter of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _build(documents: Sequence[Document], store: CountStore) -> WordIndex:
    vocabulary = Vocabulary()
    for document in documents:
        for name in BOOSTS:
            for text in document.fields[name]:
                vocabulary.add(_count(text, store), text.language)
    families = vocabulary.find_families()
    numbers: dict[str, int] = {}
    for family in families.values():
        numbers.setdefault(family, len(numbers))
    known = {word: numbers[family] for word, family in families.items()}
    lengths = tuple(make_column() for _ in BOOSTS)
    tables = [_FieldTable() for _ in BOOSTS]
    for number, document in enumerate(documents):
        for table, length, name in zip(tables, lengths, BOOSTS, strict=True):
            counts = [_count(text, store) for text in document.fields[name]]
            length.append(sum(each.total for each in counts))
            table.add(number, _merge_counts(counts, known))
    columns = [table.list_postings(len(numbers)) for table in tables]
    return WordIndex(families, dict(zip(numbers, zip(*columns, strict=True), strict=True)), lengths)


def _count(text: FieldText, store: CountStore) -> WordCounts:
    return store.count_body(text.text) if text.markdown else store.count_name(text.text)


@dataclass(frozen=True, slots=True)
class _Families:
    """The families in one field of one document, each once, with their places as in `WordCounts`."""

    numbers: Sequence[int]
    times: array[int]
    firsts: array[int]
    steps: array[int]


def _merge_counts(counts: Sequence[WordCounts], known: Mapping[str, int]) -> _Families:
    """Merge the counts of texts that follow one another, and in them the words of one family."""
    found = [[known[word] for word in each.words] for each in counts]
    several: set[int] = set()
    if len(counts) > 1 or len(set(found[0] if found else ())) < sum(map(len, found)):
        several = {family for family, times in Counter(chain.from_iterable(found)).items() if times > 1}
    numbers: list[int] = []
    times, firsts, steps = make_column(), make_column(), make_column()
    places: dict[int, list[int]] = {}
    base = 0
    for each, families in zip(counts, found, strict=True):
        single = [family not in several for family in families]
        numbers += compress(families, single)
        times.extend(compress(each.times, single))
        firsts.extend(
            [base + first for first in compress(each.firsts, single)] if base else compress(each.firsts, single)
        )
        ends = list(accumulate(each.times)) if several else []
        done = 0
        for row in [row for row, is_single in enumerate(single) if not is_single] if several else ():
            last = ends[row] - row - 1  # a word has one step less than places
            first = last - each.times[row] + 1
            steps.extend(each.steps[done:first])
            done = last
            own = accumulate(each.steps[first:last], initial=base + each.firsts[row])
            places.setdefault(families[row], []).extend(own)
        steps.extend(each.steps[done:])
        base += each.span
    for family, own_places in places.items():
        own_places.sort()
        numbers.append(family)
        times.append(len(own_places))
        firsts.append(own_places[0])
        steps.extend(map(sub, own_places[1:], own_places))
    return _Families(numbers, times, firsts, steps)


class _FieldTable:
    """The postings of one field. Those of all families are in the order of the documents, in columns that each document
    extends at once; `_rows` gives the rows of a family."""

    def __init__(self) -> None:
        self._rows: defaultdict[int, array[int]] = defaultdict(make_column)
        self._all = Postings()

    def add(self, number: int, families: _Families) -> None:
        """Add the families of the next document."""
        rows, everything = self._rows, self._all
        for row, family in enumerate(families.numbers, len(everything.times)):
            rows[family].append(row)
        everything.documents.extend(make_column([number]) * len(families.numbers))
        everything.times.extend(families.times)
        everything.firsts.extend(families.firsts)
        everything.steps.extend(families.steps)

    def list_postings(self, count: int) -> list[Postings]:
        """Return the postings of each family, by number."""
        everything, none = self._all, Postings()
        columns = [each.tolist() for each in (everything.documents, everything.times, everything.firsts)]
        ends = list(accumulate(everything.times, initial=0))  # a row's steps begin at its end, less one for each row
        found = [none] * count
        for family, rows in self._rows.items():
            # `itemgetter` picks in one stride; of two items at least, it returns a tuple.
            pick = itemgetter(*rows) if len(rows) > 1 else lambda column, row=rows[0]: (column[row],)
            documents, times, firsts = map(make_column, map(pick, columns))
            steps = make_column()
            for row, end, number in zip(rows, pick(ends), times, strict=True):
                if number > 1:
                    steps.extend(everything.steps[end - row : end - row + number - 1])
            found[family] = Postings(documents, times, firsts, steps)
        return found
