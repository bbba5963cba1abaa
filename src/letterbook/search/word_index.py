"""Makes the index of words: for each family of words, in which fields of which documents it occurs, and where."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from operator import sub

from letterbook.search.documents import Document, FieldText
from letterbook.search.families import Vocabulary
from letterbook.search.parts import make_column
from letterbook.search.text_words import PARAGRAPH_END, TextWords
from letterbook.search.word_store import WordStore

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
_PLACE_BITS = 32
_PLACE = (1 << _PLACE_BITS) - 1
_DOCUMENT_BITS = _PLACE_BITS + 1
"""An occurrence is one number: that of its document, above its place there. The bit between the two makes the distance
of two occurrences larger than any place where they are in two documents."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a family occurs in one field: the numbers of the documents (the first, and the difference of each further
    one from the one before), how often it occurs in each, the place of its first occurrence there, and the distance of
    each further one from the one before."""

    documents: array[int] = field(default_factory=make_column)
    times: array[int] = field(default_factory=make_column)
    firsts: array[int] = field(default_factory=make_column)
    steps: array[int] = field(default_factory=make_column)


_NOWHERE = Postings()

Occurrences = Mapping[str, Mapping[str, "array[int]"]]
"""Where each word occurs in one field, in order: for each language, by the word."""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """`families` has the family of each word, in the order of the index; `lengths` the number of words of each
    document, for each field; `occurrences` those of the words in each field."""

    families: Mapping[str, str]
    lengths: tuple[array[int], ...]
    occurrences: tuple[Occurrences, ...]

    def list_postings(self) -> Iterator[tuple[str, list[Postings]]]:
        """Yield each family, in the order of the index, with its postings in each field. They are made one at a
        time, since all together would take much memory."""
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for word, family in self.families.items():
            forms[family].append(word)
        for family, words in forms.items():
            yield family, [_make_postings(_pick(field, words)) for field in self.occurrences]


def build_word_index(documents: Sequence[Document], store: WordStore) -> WordIndex:
    """Build the index of documents, which are in the order of their numbers."""
    vocabulary = Vocabulary()
    occurrences = tuple(_OneField() for _ in BOOSTS)
    lengths = tuple(make_column() for _ in BOOSTS)
    for number, document in enumerate(documents):
        for name, words, length in zip(BOOSTS, occurrences, lengths, strict=True):
            at = number << _DOCUMENT_BITS
            total = 0
            for each in document.fields[name]:
                text = _read(each, store)
                own = words[each.language]
                for place, word in enumerate(text.words, at):
                    own[word].append(place)
                at += len(text.words)
                total += len(text.words) - text.words.count(PARAGRAPH_END)
                vocabulary.add_spellings(text.written, each.language)
            length.append(total)
    for words in occurrences:
        for language, own in words.items():
            own.pop(PARAGRAPH_END, None)
            vocabulary.add_uses({word: len(places) for word, places in own.items()}, language)
    return WordIndex(vocabulary.find_families(), lengths, occurrences)


class _OneField(defaultdict[str, defaultdict[str, "array[int]"]]):
    def __missing__(self, language: str) -> defaultdict[str, array[int]]:
        self[language] = defaultdict(partial(array, "Q"))
        return self[language]


def _read(text: FieldText, store: WordStore) -> TextWords:
    if text.pdf is not None:
        return store.read_pdf(text.pdf)
    return store.read_body(text.text) if text.markdown else store.read_name(text.text)


def _pick(field: Occurrences, words: Iterable[str]) -> list[array[int]]:
    """Return where each of some words occurs, in each language."""
    return [own[word] for own in field.values() for word in words if word in own]


def _make_postings(forms: Sequence[array[int]]) -> Postings:
    """Make the postings of a family in one field from the occurrences of its words."""
    if not forms:
        return _NOWHERE
    found = forms[0] if len(forms) == 1 else sorted(chain.from_iterable(forms))
    distances = list(map(sub, found, chain([-1 << _DOCUMENT_BITS], found)))
    starts = [at for at, distance in enumerate(distances) if distance > _PLACE]
    documents = make_column([(distances[at] + _PLACE) >> _DOCUMENT_BITS for at in starts])
    documents[0] -= 1
    return Postings(
        documents,
        times=make_column(map(sub, chain(starts[1:], [len(found)]), starts)),
        firsts=make_column([found[at] & _PLACE for at in starts]),
        steps=make_column([distance for distance in distances if distance <= _PLACE]),
    )
