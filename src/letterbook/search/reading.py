"""Reads an index back, whole: the leak check searches what is in it. Anything that is not as the build writes it is an
error, so that nothing can be hidden in it."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count, islice, pairwise
from pathlib import Path
from typing import Any

from letterbook import urls
from letterbook.interruption import interruptible
from letterbook.search.build import MANIFEST
from letterbook.search.cards import CARDS
from letterbook.search.data_files import FILTER_VALUES, PAGES, RESULTS
from letterbook.search.fields import BOOSTS
from letterbook.search.index_files import LENGTHS, POSITIONS, POSTINGS, WORDS, locate_part
from letterbook.search.parts import Part, make_column, name_part, sort_words, unpack_part

_EMPTY_LINE = "\n\n"
_NARROW = 1 << 16
_FIRST_SURROGATE, _AFTER_SURROGATES = 0xD800, 0xE000
_ORDER = "le" if sys.byteorder == "little" else "be"


class BrokenIndex(Exception):
    """A file of an index is not as the build writes it. `path` is the file's."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class ReadIndex:
    """What an index has: `families` is the family of each word; `texts` are the texts of its other parts, by path.

    `addresses` are those of the documents, in their order.

    `pdfs` are the addresses of the PDFs that are searched, each with the path of the part that has its text.

    `characters` has a character for each family, never U+0000. `documents` has, for each document and field, the
    numbers of these characters in the order of the text, and a 0 for each place where there is none.
    """

    families: Mapping[str, str]
    texts: Mapping[str, str]
    characters: Mapping[str, str]
    documents: Sequence[Sequence[memoryview]]
    addresses: Sequence[str]
    pdfs: Sequence[tuple[str, str]] = ()

    def list_texts(self) -> Iterator[list[str]]:
        """Yield, for each document, the text of each field: the characters of the families of its words, in order."""
        for fields in self.documents:
            yield [str(own, f"utf-{8 * own.itemsize}-{_ORDER}").replace("\0", "") for own in fields]


def read_index(site: Path) -> ReadIndex:
    """Read the index of a site. Raises BrokenIndex."""
    return _Reader(site).read()


class _Reader:
    def __init__(self, site: Path) -> None:
        self._site = site
        self._manifest: dict[str, Any] = {}
        self._read: set[str] = {MANIFEST, urls.file_of(urls.SEARCH)}

    def read(self) -> ReadIndex:
        path = MANIFEST
        try:
            self._manifest = json.loads((self._site / MANIFEST).read_bytes())
            words = list(self._load_ranges(WORDS))
            families = dict(pair for part in words for pair in _read_words(part))
            characters = _assign_characters(families.values())
            _require(list(families) == sort_words(families))
            path = f"{urls.SEARCH}{POSTINGS}/"
            postings = _read_postings(self._load_postings(words), self._manifest["documents"])
            _require(list(postings) == list(characters))
            path = f"{urls.SEARCH}{LENGTHS}/"
            lengths = self._read_lengths()
            path = f"{urls.SEARCH}{POSITIONS}/"
            documents = _read_positions(self._load_positions(), postings, characters, lengths)
            texts = dict(self._read_texts())
            path = f"{urls.SEARCH}{PAGES}/"
            addresses = [each["url"] for each in self._list_results(texts)]
            _require(len(addresses) == self._manifest["documents"])
            pdfs = list(self._list_pdfs(texts))
            path = MANIFEST
            self._require_no_others()
        except (KeyError, TypeError, AttributeError, IndexError, ValueError, StopIteration, OSError) as error:
            raise BrokenIndex(path) from error
        return ReadIndex(families, texts, characters, documents, addresses, pdfs)

    def _load(self, kind: str, name: str) -> Part:
        path = locate_part(kind, name)
        content = (self._site / path).read_bytes()
        _require(name == name_part(content))
        self._read.add(path)
        return unpack_part(content)

    def _load_ranges(self, kind: str) -> Iterator[Part]:
        firsts, names = self._manifest[kind]
        for first, name in zip(firsts, names, strict=True):
            part = self._load(kind, name)
            _require(part.text.startswith(first))
            yield part

    def _load_postings(self, words: Iterable[Part]) -> Iterator[Part]:
        for part in words:
            listed = part.text.partition(_EMPTY_LINE)[2]
            for line in listed.split("\n") if listed else ():
                name, first = line.split(" ")
                postings = self._load(POSTINGS, name)
                _require(postings.text.split("\n")[0] == first)
                yield postings

    def _load_positions(self) -> Iterator[Part]:
        listing = self._load(POSITIONS, self._manifest["positions"])
        fields, starts = listing.columns
        lines = listing.text.split("\n") if listing.text else []
        for line, field, start in zip(lines, fields, starts, strict=True):
            name, family = line.split(" ")
            part = self._load(POSITIONS, name)
            runs = part.text.split("\n")
            _require((runs[0], part.columns[0][0], part.columns[1][0]) == (family, field, start))
            yield part

    def _read_lengths(self) -> Sequence[array[int]]:
        """Return the number of words of each document, for each field."""
        part = self._load(LENGTHS, self._manifest["lengths"])
        *lengths, kinds = part.columns
        _require(not part.text and len(lengths) == len(BOOSTS))
        _require(max(kinds, default=0) < 2 * max(len(self._manifest["languages"]), 1))
        _require({len(each) for each in part.columns} == {self._manifest["documents"]})
        return lengths

    def _read_texts(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the text of each part that results, filters and cards show."""
        for name in self._manifest[RESULTS]:
            yield locate_part(RESULTS, name), self._load(RESULTS, name).text
        name = self._manifest[FILTER_VALUES]
        yield locate_part(FILTER_VALUES, name), self._load(FILTER_VALUES, name).text
        _, names = self._manifest[CARDS]
        for name in names:
            yield locate_part(CARDS, name), self._load(CARDS, name).text

    def _list_pdfs(self, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for result in self._list_results(texts):
            for address, own_name in result.get("pdfs", ()):
                self._load(PAGES, own_name)
                yield address, locate_part(PAGES, own_name)

    def _list_results(self, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Yield what results show of each document, in the order of the documents."""
        for name in self._manifest[RESULTS]:
            yield from json.loads(texts[locate_part(RESULTS, name)])

    def _require_no_others(self) -> None:
        folder = self._site / urls.SEARCH
        found = {path.relative_to(self._site).as_posix() for path in folder.rglob("*") if path.is_file()}
        _require(found == self._read)


def _require(holds: bool) -> None:
    if not holds:
        raise ValueError


def _read_words(part: Part) -> Iterator[tuple[str, str]]:
    cuts, sizes = part.columns
    lines = part.text.partition(_EMPTY_LINE)[0].split("\n")
    for line, cut, size in interruptible(zip(lines, cuts, sizes, strict=True)):
        word, _, rest = line.partition(" ")
        _require(" " not in rest and cut <= len(word) and bool(size) != bool(cut or rest))
        yield word, word[: len(word) - cut] + rest


def _assign_characters(families: Iterable[str]) -> dict[str, str]:
    """Return a character for each family, in the order of the first of each; there are enough for a million."""
    numbers = chain(range(1, _FIRST_SURROGATE), count(_AFTER_SURROGATES))
    return {each: chr(number) for each, number in zip(dict.fromkeys(families), numbers, strict=False)}


@dataclass(frozen=True, slots=True)
class _Field:
    """The documents in one field of which a family occurs, and how often it occurs in each."""

    documents: array[int]
    times: array[int]


_NOWHERE = _Field(make_column(), make_column())
_Postings = dict[str, list[_Field]]


def _read_postings(parts: Iterable[Part], count: int) -> _Postings:
    found: _Postings = {}
    for part in parts:
        counts, differences, times = part.columns
        families = part.text.split("\n")
        _require(len(counts) == len(families) * len(BOOSTS) and sum(counts) == len(differences) == len(times))
        _require(min(times, default=1) > 0)
        at = row = 0
        for family in families:
            fields = [_NOWHERE] * len(BOOSTS)
            for field, own in enumerate(counts[row : row + len(BOOSTS)]):
                if own:
                    documents = make_column(accumulate(differences[at : at + own]))
                    _require(documents[-1] < count and all(differences[at + 1 : at + own]))
                    fields[field] = _Field(documents, times[at : at + own])
                    at += own
            found[family] = fields
            row += len(BOOSTS)
    return found


def _read_positions(
    parts: Iterable[Part], postings: _Postings, characters: Mapping[str, str], lengths: Sequence[array[int]]
) -> list[tuple[memoryview, ...]]:
    """Return the numbers of the characters of the families in each field of each document, in the order of their
    places; no place has two.

    The texts of a field are put into one column, where each has as many places as it can need: two for each word, as
    every paragraph has a word and, behind it, a place of its own. They are not copied out of it: they are most of what
    the index takes in memory.
    """
    starts = [list(accumulate((2 * length for length in column), initial=0)) for column in lengths]
    numbers = {family: ord(character) for family, character in characters.items()}
    typecode = "H" if max(numbers.values(), default=0) < _NARROW else "I"
    texts = [array(typecode, [0]) * own[-1] for own in starts]
    expected = (
        (family, field, len(own.documents))
        for family, fields in postings.items()
        for field, own in enumerate(fields)
        if own.documents
    )
    family, field, count, done = "", 0, 0, 0
    for part in parts:
        *runs, firsts, steps = part.columns
        remaining_firsts, remaining_steps = iter(firsts), iter(steps)
        for run in zip(part.text.split("\n"), *runs, strict=True):
            if done == count:
                (family, field, count), done = next(expected), 0
            _require(run[:3] == (family, field, done) and 0 < run[3] <= count - done)
            own, end = postings[family][field], done + run[3]
            own = _Field(own.documents[done:end], own.times[done:end])
            _require(run[4] == sum(own.times) - len(own.times))
            _place(texts[field], starts[field], numbers[family], own, remaining_firsts, remaining_steps)
            done = end
        _require(next(remaining_firsts, None) is None and next(remaining_steps, None) is None)
    _require(done == count and next(expected, None) is None)
    words = sum(sum(own.times) for fields in postings.values() for own in fields)
    _require(words == sum(map(sum, lengths)))
    return list(zip(*map(_split_texts, texts, starts, lengths), strict=True))


def _place(
    text: array[int], starts: Sequence[int], family: int, own: _Field, firsts: Iterable[int], steps: Iterator[int]
) -> None:
    """Write the number of a family at each of its places in a field."""
    for document, times, first in zip(own.documents, own.times, firsts, strict=False):
        at = starts[document] + first
        text[at] = family
        if times > 1:
            for step in islice(steps, times - 1):
                at += step
                text[at] = family
        if at >= starts[document + 1]:
            raise ValueError


def _split_texts(text: array[int], starts: Sequence[int], lengths: array[int]) -> Iterator[memoryview]:
    """Yield the text of each document. None has fewer words than it should: so no two were at one place."""
    whole = memoryview(text)
    for (start, end), length in interruptible(zip(pairwise(starts), lengths, strict=True)):
        _require(end - start - text[start:end].count(0) == length)
        yield whole[start:end]
