"""Makes the index of words: for each family of words, in which fields of which documents it occurs, and where."""

from __future__ import annotations

import gc
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from letterbook.interruption import interruptible
from letterbook.search.documents import Document
from letterbook.search.families import Vocabulary
from letterbook.search.fields import BOOSTS, FIELD_SETS
from letterbook.search.group_postings import POSTING, WIDTH, GroupPostings
from letterbook.search.groups import Group, split_documents
from letterbook.search.parts import make_column
from letterbook.search.word_store import WordStore

_NARROW = 1 << 16


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a family occurs in one field: the numbers of the documents (the first, and the difference of each further
    one from the one before), how often it occurs in each, the place of its first occurrence there, and the distance of
    each further one from the one before."""

    documents: array[int]
    times: array[int]
    firsts: array[int]
    steps: array[int]


@contextmanager
def _pause_collector() -> Iterator[None]:
    """Keep the garbage collector from going through the whole record again and again for the many values that are made
    here, none of which refers to itself."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class WordIndex:
    """`families` has the family of each word, in the order of the index; `lengths` the number of words of each
    document, for each field."""

    def __init__(
        self, families: Mapping[str, str], lengths: tuple[array[int], ...], groups: Sequence[_SortedGroup]
    ) -> None:
        self.families = families
        self.lengths = lengths
        self._groups = groups
        self._rank = 0
        self.typecode = "I" if any(each.postings.typecode == "I" for each in groups) else "H"

    def take_postings(self, families: Sequence[str]) -> Iterator[tuple[str, list[tuple[int, Postings]]]]:
        """Yield each of some families with the fields in which it occurs, and its postings there. They are asked for
        in the order of the index, each once: all together would take much memory."""
        first = self._rank
        self._rank += len(families)
        merged = self._take_rows(self._rank * WIDTH)
        for rank, family in enumerate(families, first):
            ids = range(rank * WIDTH, (rank + 1) * WIDTH)
            yield family, [(field, merged[id_]) for field, id_ in enumerate(ids) if id_ in merged]

    @_pause_collector()
    def _take_rows(self, end: int) -> dict[int, Postings]:
        rows: defaultdict[int, list[_Piece]] = defaultdict(list)
        for group in interruptible(self._groups):
            group.take(end, rows)
        return _merge(rows, self.typecode)


@_pause_collector()
def build_word_index(documents: Sequence[Document], store: WordStore) -> WordIndex:
    """Build the index of documents, which are in the order of their numbers."""
    groups: list[Group] = []
    first = 0
    for own in split_documents(documents):
        groups += (Group(own, first, field_set, store) for field_set in range(len(FIELD_SETS)))
        first += len(own)
    vocabulary = Vocabulary()
    lengths = {name: make_column() for name in BOOSTS}
    numbers = []
    for group in groups:
        read = group.read_words()
        numbers.append(vocabulary.add_words(read.words, read.uses))
        for language, word, spelling, times in read.written:
            vocabulary.add_spelling(word, spelling, language, times)
        for name, column in zip(group.fields, read.lengths, strict=True):
            lengths[name].extend(column)
    families = vocabulary.find_families()
    ranks = vocabulary.rank_families(families)
    found = []
    for group, words in zip(groups, numbers, strict=True):
        own_ranks = [ranks[each] for each in words]
        found.append(_SortedGroup(group.find_postings(own_ranks), own_ranks, group.first))
    if len(documents) >= _NARROW or any(each.postings.typecode == "I" for each in found):
        for each in found:
            each.widen()
    return WordIndex(families, tuple(lengths.values()), found)


_Piece = tuple["array[int]", "array[int]", int, int]
"""The postings of a family in a field and a group, its steps, the number of the first document of the group, and that
of the last one in which the family occurs, counted from the first."""


class _SortedGroup:
    """The rows of a group in the order of the index. `ranks` has, for each of its words, the place of its family in the
    index; `first` is the number of the first document."""

    def __init__(self, group: GroupPostings, ranks: Sequence[int], first: int) -> None:
        self.first = first
        self.postings, self.steps = group.postings, group.steps
        own = [ranks[family] * WIDTH + field for family, field in zip(group.families, group.fields, strict=True)]
        order = sorted(range(len(own)), key=own.__getitem__)
        self._ids = make_column(map(own.__getitem__, order))
        self._order = make_column(order)
        self._starts, self._step_starts, self._lasts = group.starts, group.step_starts, group.lasts
        self._at = 0

    def widen(self) -> None:
        self.postings, self.steps = make_column(self.postings), make_column(self.steps)

    def take(self, end: int, rows: defaultdict[int, list[_Piece]]) -> None:
        """Add the next rows, those with ids before `end`, to `rows` by id."""
        at = self._at
        self._at = to = bisect_left(self._ids, end, at)
        postings, steps, starts, step_starts = self.postings, self.steps, self._starts, self._step_starts
        for id_, row in zip(self._ids[at:to], self._order[at:to], strict=True):
            rows[id_].append(
                (
                    postings[starts[row] : starts[row + 1]],
                    steps[step_starts[row] : step_starts[row + 1]],
                    self.first,
                    self._lasts[row],
                )
            )


def _merge(rows: Mapping[int, list[_Piece]], typecode: str) -> dict[int, Postings]:
    """Return the postings of each row."""
    merged: dict[int, Postings] = {}
    for id_, pieces in interruptible(rows.items()):
        before = 0
        for postings, _, first, last in pieces:
            postings[0] += first - before
            before = first + last
        if len(pieces) == 1:
            postings, steps = pieces[0][:2]
        else:
            postings, steps = (array(typecode, b"".join(each)) for each in list(zip(*pieces, strict=True))[:2])
        merged[id_] = Postings(postings[::POSTING], postings[1::POSTING], postings[2::POSTING], steps)
    return merged
