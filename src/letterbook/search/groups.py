"""Reads documents in groups, so that after a change only the group with the changed text is read again.

The names in the documents of a group are read separately from their texts. Two values are kept of each: its words, and
where they occur. Both depend on what is read, and the second also on which of its words are forms of one word; neither
depends on the numbers of the documents or on any other group.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, repeat

from letterbook.cache import hash_values, pack_value, unpack_value
from letterbook.search.documents import Document, FieldText
from letterbook.search.fields import FIELD_SETS
from letterbook.search.group_postings import GroupPostings, Occurrences, make_postings
from letterbook.search.parts import Part, decode_part, encode_part, make_column, sort_words
from letterbook.search.text_words import PARAGRAPH_END, TextWords
from letterbook.search.word_store import WordStore

_MEAN_SIZE = 128
"""How many documents a group has on average. With more, more are read again after a change; with fewer, there are more
groups to merge."""
_COLUMN_BITS = 32
_WORDS, _POSTINGS = "words of a group", "postings of a group"


@dataclass(frozen=True, slots=True)
class GroupWords:
    """The words of a group in the order of the index. `uses` has, for each language, how often each word occurs in it,
    `written` how many texts in a language spell a word in a way, and `lengths`, for each field, the number of words of
    each document.
    """

    words: Sequence[str]
    uses: Mapping[str, array[int]]
    written: Sequence[tuple[str, str, str, int]]
    lengths: Sequence[array[int]]

    def pack(self) -> bytes:
        """Return it as bytes, for the cache."""
        head = pack_value([list(self.uses), self.written]).decode("utf-8", "surrogatepass")
        return encode_part(Part("\n".join([head, *self.words]), (*self.uses.values(), *self.lengths)))

    @classmethod
    def unpack(cls, content: bytes) -> GroupWords:
        """Read what `pack` returns."""
        part = decode_part(content)
        head, *words = part.text.split("\n")
        languages, written = unpack_value(head.encode("utf-8", "surrogatepass"))
        uses = dict(zip(languages, part.columns, strict=False))
        return cls(words, uses, [(*each[:3], each[3]) for each in written], part.columns[len(languages) :])


def split_documents(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield the documents in groups. Where one ends depends on the address of its last document alone, so a document
    that is added or removed changes no other group than its own."""
    own: list[Document] = []
    for each in documents:
        own.append(each)
        if zlib.crc32(each.address.encode()) % _MEAN_SIZE == 0:
            yield own
            own = []
    if own:
        yield own


class Group:
    """Some fields of a group of documents: the set of that number. `store` reads their words, and its cache keeps what
    is found. `first` is the number of the first document."""

    def __init__(self, documents: Sequence[Document], first: int, field_set: int, store: WordStore) -> None:
        self._documents = documents
        self.first = first
        self.fields = FIELD_SETS[field_set]
        self._store = store
        self._checksum = hash_values(*self.fields, *(each.texts_checksums[field_set] for each in documents))
        self._occurrences: Mapping[str, Occurrences] | None = None

    def read_words(self) -> GroupWords:
        """Return the words of the group."""
        if (kept := self._store.cache.get(_WORDS, self._checksum)) is not None:
            return GroupWords.unpack(kept)
        found, self._occurrences = _read_group(self._documents, self.fields, self._store)
        self._store.cache.put(found.pack(), _WORDS, self._checksum)
        return found

    def find_postings(self, families: Sequence[int]) -> GroupPostings:
        """Return where each family occurs; `families` has a number for that of each word that was read."""
        known: dict[int, int] = {}
        own = list(map(known.setdefault, families, count()))  # the number of its first word here
        parts = (self._checksum, make_column(own).tobytes())
        if (kept := self._store.cache.get(_POSTINGS, *parts)) is not None:
            return GroupPostings(decode_part(kept))
        occurrences = self._occurrences or _read_group(self._documents, self.fields, self._store)[1]
        self._occurrences = None
        part = make_postings(occurrences, own)
        self._store.cache.put(encode_part(part), _POSTINGS, *parts, compress=False)
        return GroupPostings(part)


def _read_group(
    documents: Sequence[Document], names: Sequence[str], store: WordStore
) -> tuple[GroupWords, Mapping[str, Occurrences]]:
    """Read some fields of a group. Of each text, only the numbers of its words stay in memory."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    spellings: Counter[tuple[str, str, str]] = Counter()
    fields: list[list[array[int]]] = []
    for name in names:
        texts = []
        for own in documents:
            text = make_column()
            for each in own.fields[name]:
                found = _read(each, store)
                text.extend(map(numbers.__getitem__, found.words))
                uses[each.language].update(found.words)
                spellings.update((each.language, word, spelling) for word, spelling in found.written.items())
            texts.append(text)
        fields.append(texts)
    end = numbers[PARAGRAPH_END]
    words = sort_words(numbers.keys() - {PARAGRAPH_END})
    summary = GroupWords(
        words,
        {language: make_column(map(own.get, words, repeat(0))) for language, own in uses.items()},
        [(*each, times) for each, times in sorted(spellings.items())],
        [make_column(len(text) - text.count(end) for text in texts) for texts in fields],
    )
    bits = max(len(text) for texts in fields for text in texts).bit_length() + 1
    typecode = "I" if len(documents) << bits < 1 << _COLUMN_BITS else "Q"
    order = [numbers[word] for word in words]
    occurrences = {}
    for name, texts in zip(names, fields, strict=True):
        places = [array(typecode) for _ in numbers]
        for number, text in enumerate(texts):
            _add_places(text, number << bits, places)
        occurrences[name] = Occurrences.pack([places[each] for each in order], bits)
    return summary, occurrences


def _add_places(text: Iterable[int], first: int, places: Sequence[array[int]]) -> None:
    """Add the place of each word in a text, counted from `first`, to those of that word."""
    for place, word in enumerate(text, first):
        places[word].append(place)


def _read(text: FieldText, store: WordStore) -> TextWords:
    if text.pdf is not None:
        return store.read_pdf(text.pdf)
    return store.read_body(text.text) if text.markdown else store.read_name(text.text)
