"""Writes the index of words in parts of a few tens of kilobytes, so that a browser loads what a query needs.

- *words*: the words in their order, the family of each, and the parts with the postings of these families;
- *postings*: of each family, in which fields of which documents it occurs, and how often;
- *positions*: of each family, where it occurs in them, for phrases;
- *lengths*: of each document, the number of words in each field.

A family is written as the first of its words. The manifest names the parts with words, and the first word of each.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from letterbook import urls
from letterbook.rendering.page import OutputFile
from letterbook.search.fields import BOOSTS
from letterbook.search.parts import Part, make_column, name_part, pack_part
from letterbook.search.word_index import Postings

WORDS, POSTINGS, POSITIONS, LENGTHS = "words", "postings", "positions", "lengths"
_WORDS_SIZE, _POSTINGS_SIZE, _POSITIONS_SIZE = 16_000, 15_000, 60_000
"""The size of a part in bytes, before it is packed; one of a very common word is larger."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """The parts of a kind, in order: the first word of each, and its name."""

    firsts: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def render_part(kind: str, part: Part) -> tuple[str, OutputFile]:
    """Return the name of a part, by its content, and its file."""
    content = pack_part(part)
    name = name_part(content)
    return name, OutputFile(locate_part(kind, name), content)


def locate_part(kind: str, name: str) -> str:
    """Return the path of a part in the site."""
    return f"{urls.SEARCH}{kind}/{name}.bin"


def split_words(words: Iterable[str]) -> Iterator[list[str]]:
    """Yield the words of one part after another."""
    own: list[str] = []
    size = 0
    for word in words:
        if size >= _WORDS_SIZE:
            yield own
            own, size = [], 0
        own.append(word)
        size += len(word.encode("utf-8", "surrogatepass")) + 4
    if own:
        yield own


def render_words(
    words: Sequence[str], families: Mapping[str, str], postings: PostingsWriter, ranges: Ranges
) -> OutputFile:
    """Return the part with some words, and add it to `ranges`; `postings` has written those of their families.

    A part has a line for each word. One that is not the first of its family has the family after a space: what
    replaces its last letters, whose number is in the first column. The second column has, for the first word of a
    family, the number of binary digits of how many documents have it, by which near words are compared. After an empty
    line come the parts with the postings of these families: the name and the first family of each.
    """
    lines: list[str] = []
    cuts, digits = make_column(), make_column()
    for word in words:
        cut, rest = _shorten_family(word, families[word])
        lines.append(f"{word} {rest}" if rest else word)
        cuts.append(cut)
        digits.append(postings.sizes.get(word, 0).bit_length())
    listed = [f"{name} {first}" for first, name in zip(postings.ranges.firsts, postings.ranges.names, strict=True)]
    return _add_part(WORDS, Part("\n".join([*lines, "", *listed]), (cuts, digits)), words[0], ranges)


def _shorten_family(word: str, family: str) -> tuple[int, str]:
    """Return how many letters at the end of a word to drop, and what to add, to get its family."""
    shared = next((at for at, (one, other) in enumerate(zip(word, family, strict=False)) if one != other), None)
    shared = min(len(word), len(family)) if shared is None else shared
    return len(word) - shared, family[shared:]


class PostingsWriter:
    """Writes parts with postings. `ranges` lists them; `sizes` has in how many documents each family is.

    A part has a line for each family. Its columns are the number of documents of each family in each field, then the
    documents of each, then how often the family occurs in each (see `Postings`).
    """

    def __init__(self, typecode: str) -> None:
        self.ranges = Ranges()
        self.sizes: dict[str, int] = {}
        self._typecode = typecode
        self._clear()

    def _clear(self) -> None:
        self._families: list[str] = []
        self._columns = (make_column(), array(self._typecode), array(self._typecode))
        self._size = 0

    def add(self, family: str, fields: Sequence[tuple[int, Postings]]) -> Iterator[OutputFile]:
        """Add the next family, with its postings by field; yields a part that is full."""
        numbers = [0] * len(BOOSTS)
        for field_, each in fields:
            numbers[field_] = len(each.documents)
        own = sum(numbers)
        if self._size + 2 * own > _POSTINGS_SIZE:
            yield from self.finish()
        self.sizes[family] = max(numbers)
        self._families.append(family)
        counts, documents, times = self._columns
        counts.extend(numbers)
        for _, each in fields:
            documents.extend(each.documents)
            times.extend(each.times)
        self._size += 2 * own + len(family) + len(numbers)

    def finish(self) -> Iterator[OutputFile]:
        """Yield the last part, if there is anything in it."""
        if self._families:
            part = Part("\n".join(self._families), self._columns)
            yield _add_part(POSTINGS, part, self._families[0], self.ranges)
            self._clear()


class PositionsWriter:
    """Writes the parts with the positions, then one that lists them.

    A part consists of runs: a family, a field, and a range of the documents in its postings. It has a line for the
    family of each run; its columns are the field of each run, the first of its documents (0 is the first in the
    postings), how many documents and how many steps it has, then the first places and the steps of all runs (see
    `Postings`).
    """

    def __init__(self, typecode: str) -> None:
        self._listed: list[str] = []
        self._fields, self._starts = make_column(), make_column()
        self._typecode = typecode
        self._clear()

    def _clear(self) -> None:
        self._families: list[str] = []
        self._columns = (*(make_column() for _ in range(4)), array(self._typecode), array(self._typecode))
        self._size = 0

    def add(self, family: str, fields: Sequence[tuple[int, Postings]]) -> Iterator[OutputFile]:
        """Add the next family, with its postings by field; yields parts that are full."""
        for number, own in fields:
            for start, end, first, last in _split_postings(own):
                length = 2 * (end - start) + last - first
                if self._size + length > _POSITIONS_SIZE:
                    yield from self._finish_part()
                self._families.append(family)
                for column, value in zip(self._columns, (number, start, end - start, last - first), strict=False):
                    column.append(value)
                self._columns[4].extend(own.firsts[start:end])
                self._columns[5].extend(own.steps[first:last])
                self._size += length + len(family) + 4

    def _finish_part(self) -> Iterator[OutputFile]:
        if self._families:
            name, file = render_part(POSITIONS, Part("\n".join(self._families), self._columns))
            self._listed.append(f"{name} {self._families[0]}")
            self._fields.append(self._columns[0][0])
            self._starts.append(self._columns[1][0])
            self._clear()
            yield file

    def finish(self, listing: list[str]) -> Iterator[OutputFile]:
        """Yield the last part and the one that lists them, whose name is added to `listing`."""
        yield from self._finish_part()
        name, file = render_part(POSITIONS, Part("\n".join(self._listed), (self._fields, self._starts)))
        listing.append(name)
        yield file


def _split_postings(postings: Postings) -> Iterator[tuple[int, int, int, int]]:
    """Yield the ranges of documents that fit into a part each, as indices of the postings and of their steps."""
    count, steps = len(postings.documents), len(postings.steps)
    if 2 * count + steps <= _POSITIONS_SIZE:
        if count:
            yield 0, count, 0, steps
        return
    start = first = 0
    ends = list(accumulate(times - 1 for times in postings.times))
    for at, end in enumerate(ends):
        if 2 * (at + 1 - start) + end - first >= _POSITIONS_SIZE or at == count - 1:
            yield start, at + 1, first, end
            start, first = at + 1, end


def render_lengths(
    lengths: Sequence[array[int]], responses: Iterable[bool], languages: Iterable[int]
) -> tuple[str, OutputFile]:
    """Return the name and the file of the part with the lengths: a column for each field, then one that has twice the
    number of each document's language, and 1 more for a response."""
    kinds = make_column(2 * language + response for language, response in zip(languages, responses, strict=True))
    return render_part(LENGTHS, Part("", (*lengths, kinds)))


def _add_part(kind: str, part: Part, first: str, ranges: Ranges) -> OutputFile:
    name, file = render_part(kind, part)
    ranges.firsts.append(first)
    ranges.names.append(name)
    return file
