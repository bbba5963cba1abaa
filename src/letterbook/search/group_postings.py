"""Finds where the words of a group of documents occur, in a form that is quickly merged with that of other groups."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, compress, count, repeat
from operator import and_, rshift, sub

from letterbook.search.fields import BOOSTS
from letterbook.search.parts import Part, make_column, narrow_columns

WIDTH = len(BOOSTS)
POSTING = 3
"""The numbers of a posting: its document, how often the family occurs there, and the place of its first occurrence."""
_MOST_MEASURED = 1 << 14
"""About how many places are measured at a time."""


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where the words of a group occur in one field: the number of each word, where its places end in `places`, and the
    places in order.

    A place is one number: that of its document in the group, above its place there, which has `bits` bits. The highest
    of these is never set, so that two places in one document are nearer to each other than any in two.
    """

    words: Sequence[int]
    ends: Sequence[int]
    places: array[int]
    bits: int

    @classmethod
    def pack(cls, found: Sequence[array[int]], bits: int) -> Occurrences:
        """Make it from the places of each word of the group, in the order of their numbers."""
        words = make_column(number for number, places in enumerate(found) if places)
        return cls(words, make_column(accumulate(filter(None, map(len, found)))), _join(found), bits)


def make_postings(fields: Mapping[str, Occurrences], families: Sequence[int]) -> Part:
    """Return where each family occurs, from where the words of each field do; `families` has the family of each word,
    by the number of its first word.

    The columns are the family of each row, its field, how many postings and steps it has, and its last document; then
    those of all postings: the document (the distance from the one before, in a row), how often the family occurs there,
    and the place of the first occurrence; then the steps, from one occurrence in a document to the next.
    """
    columns = tuple(make_column() for _ in range(9))
    for name, own in fields.items():
        field = make_column([list(BOOSTS).index(name)])
        for merged in _split_rows(_merge_forms(own, families)):
            found = (make_column(merged), field * len(merged), *_measure(list(merged.values()), own.bits))
            for column, more in zip(columns, found, strict=True):
                column.extend(more)
    return Part("", columns)


def _split_rows(rows: Mapping[int, array[int]]) -> Iterator[Mapping[int, array[int]]]:
    """Yield the rows some at a time: a place takes much more memory while it is measured than in a column."""
    own: dict[int, array[int]] = {}
    size = 0
    for family, places in rows.items():
        own[family] = places
        size += len(places)
        if size >= _MOST_MEASURED:
            yield own
            own, size = {}, 0
    if own:
        yield own


def _merge_forms(own: Occurrences, families: Sequence[int]) -> Mapping[int, array[int]]:
    """Return the places of each family."""
    merged: dict[int, array[int]] = {}
    start = 0
    for word, end in zip(own.words, own.ends, strict=True):
        family = families[word]
        places = own.places[start:end]
        merged[family] = _merge_places(merged[family], places) if family in merged else places
        start = end
    return merged


def _merge_places(one: array[int], other: array[int]) -> array[int]:
    return array(one.typecode, sorted(chain(one, other)))


def _join(columns: Sequence[array[int]]) -> array[int]:
    return array(columns[0].typecode, b"".join(columns)) if columns else make_column()


def _measure(rows: Sequence[array[int]], bits: int) -> Iterable[array[int]]:
    """Return the columns for the places of each row (see `make_postings`).

    There are thousands of places for each document, so what is done for each is as little as can be.
    """
    far = 1 << bits
    near = far >> 1
    places = list(chain.from_iterable(rows))
    sizes = list(map(len, rows))
    begins = list(accumulate(sizes, initial=0))
    distances = list(map(sub, places, chain([0], places)))
    for at in begins[:-1]:
        distances[at] = far  # not a step from the row before
    is_first = [each >= near for each in distances]
    starts = list(compress(count(), is_first))
    steps = make_column([each for each in distances if each < near])
    heads = list(compress(places, is_first))
    documents = list(map(rshift, heads, repeat(bits)))
    gaps = list(map(sub, documents, chain([0], documents)))
    bounds: list[int] = []
    at = 0
    for begin in begins:
        at = bisect_left(starts, begin, at)
        bounds.append(at)
    for at in bounds[:-1]:
        gaps[at] = documents[at]
    counts = list(map(sub, bounds[1:], bounds))
    starts.append(len(places))
    return (
        make_column(counts),
        make_column(map(sub, sizes, counts)),
        make_column(documents[end - 1] for end in bounds[1:]),
        make_column(gaps),
        make_column(map(sub, starts[1:], starts)),
        make_column(map(and_, heads, repeat(far - 1))),
        steps,
    )


class GroupPostings:
    """Where the families of a group occur: read from the part that `make_postings` returns.

    `rows` has a family and a field in each row, in any order. The numbers of a row's postings are between its `starts`
    in `postings`, three for each, and its steps between its `step_starts` in `steps`.
    """

    def __init__(self, part: Part) -> None:
        self.families, self.fields, counts, step_counts, self.lasts, *columns = part.columns
        *postings, self.steps = narrow_columns(columns)
        self.postings = array(self.steps.typecode, bytes(len(postings[0]) * POSTING * self.steps.itemsize))
        for at, column in enumerate(postings):
            self.postings[at::POSTING] = column
        self.starts = make_column(accumulate((POSTING * each for each in counts), initial=0))
        self.step_starts = make_column(accumulate(step_counts, initial=0))
