"""Turns each letter and response into a search document: fields, filters and what a result shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from letterbook import urls
from letterbook.cache import hash_values, pack_value
from letterbook.derived import titles
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.examples import ExampleTags
from letterbook.derived.relations import Relations
from letterbook.derived.response_status import Status, find_statuses
from letterbook.derived.states import name_states
from letterbook.i18n import Interface, LineInterface, languages
from letterbook.interruption import interruptible
from letterbook.model.public import Communication, Instrument, Public, Recipient, Response, TextKept
from letterbook.model.registers import RecipientKind
from letterbook.model.schema import Words
from letterbook.rendering import headline
from letterbook.search.fields import FIELD_SETS
from letterbook.search.names import name_cited_instrument, name_group, name_mandate, name_recipient
from letterbook.search.pdf_texts import SearchedPdf, list_searched_pdfs
from letterbook.search.tokenize import tokenize

FILTERS = (
    "document",
    "type",
    "year",
    "status",
    "recipient",
    "kind",
    "country",
    "concerning",
    "mandate",
    "instrument",
    "language",
    "example",
)
"""The filters in their order; the interface has a text `filter-…` for each. The last has values only in a record with
both real letters and fictional examples."""
PAIRED = ("status", "recipient", "kind", "country")
"""The filters by facts about one recipient of a letter: chosen together, they must hold for the same one."""

_LONG = 5
"""A word of this many letters is likely a name, not `the` or `and`."""


@dataclass(frozen=True, slots=True)
class FieldText:
    """A text in a field of a document, with the two letters of its language; `markdown` is whether it is a body in
    Markdown, of which readers see the text. That of a `pdf` is in its file."""

    text: str
    language: str
    markdown: bool = False
    pdf: SearchedPdf | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A letter or a response as search sees it.

    `fields` are the texts to be searched, by field; a `response` ranks below letters. `language` is that of its text,
    in two letters; `day` is that of sending, or of the response. `filters` are its values for each filter, in the
    interface's language, except those that are `PAIRED`: they are in `pairs`, one for each recipient. `shown` is what a
    result shows.
    """

    address: str
    response: bool
    language: str
    released: dt.date
    day: dt.date
    fields: Mapping[str, tuple[FieldText, ...]]
    filters: Mapping[str, tuple[str, ...]]
    pairs: tuple[Mapping[str, str], ...]
    shown: Mapping[str, str]

    @property
    def pdfs(self) -> Iterator[SearchedPdf]:
        """The PDFs among the texts."""
        return (each.pdf for texts in self.fields.values() for each in texts if each.pdf is not None)

    @cached_property
    def texts_checksums(self) -> tuple[bytes, ...]:
        """The checksum of everything on which the words of its fields depend, for each of `FIELD_SETS`."""
        return tuple(self._hash_texts(names) for names in FIELD_SETS)

    def _hash_texts(self, names: Iterable[str]) -> bytes:
        bodies: list[str] = []
        described = []
        for name in names:
            own: list[object] = []
            for each in self.fields[name]:
                own.append((each.language, each.markdown, each.pdf and each.pdf.sha256))
                if each.markdown:
                    bodies.append(each.text)
                else:
                    own.append(each.text)
            described.append(own)
        return hash_values(pack_value(described), *bodies)


def list_documents(
    public: Public, relations: Relations, citation_index: CitationIndex, interface: Interface
) -> tuple[Document, ...]:
    """List all letters and responses in the order of their numbers: by release, those of one day by address.

    So a new letter does not change the number of an earlier one. The instruments of a document are those that it
    declares and those that its text cites.
    """
    builder = _Builder(public, relations, citation_index, interface)
    found = [builder.build_letter(letter) for letter in interruptible(public.communications)]
    found += [
        builder.build_response(each, letter)
        for letter in interruptible(public.communications)
        for each in letter.responses
    ]
    return tuple(sorted(found, key=lambda each: (each.released, each.address)))


def hash_documents(documents: Iterable[Document]) -> bytes:
    """Return the checksum of everything that the index has of documents."""
    found: list[bytes] = []
    described = []
    for each in interruptible(documents):
        found += each.texts_checksums
        days = (each.released.isoformat(), each.day.isoformat())
        pdfs = [pdf.address for pdf in each.pdfs]
        described.append((each.address, each.response, each.language, days, each.filters, each.pairs, each.shown, pdfs))
    return hash_values(pack_value(described), *found)


def pick_example_name(public: Public, interface: Interface) -> str:
    """Return a word from the name of a recipient of a recent letter, as an example of a search for a name."""
    named = (each.recipient for letter in public.communications for each in letter.recipients)
    words = (word for each in named for word in tokenize(interface.words(each.name)))
    return next((word for word in words if len(word) >= _LONG), "northwind")


def shorten_language(tag: str) -> str:
    """Return the part of a language tag by which stemmers are known: `pt` for `pt-BR`."""
    return tag.partition("-")[0].lower()


class _Builder:
    def __init__(
        self, public: Public, relations: Relations, citation_index: CitationIndex, interface: Interface
    ) -> None:
        self._relations = relations
        self._citation_index = citation_index
        self._interface = interface
        self._line_interface = LineInterface(interface.language)
        self._tags = ExampleTags.of(public.communications)
        self._states = name_states(public, interface)
        self._mixed = len({letter.example for letter in public.communications}) > 1
        self._types = {
            type_: tuple(FieldText(Interface(each).text(f"type-{type_}"), each) for each in languages())
            for type_ in {letter.reference.type for letter in public.communications}
        }

    def _tag(self, *, example: bool) -> str:
        key = self._tags.choose(example=example)
        return self._interface.text(key) if key else ""

    def build_letter(self, letter: Communication) -> Document:
        interface = self._interface
        instruments = self._list_instruments(letter, None)
        statuses = find_statuses(letter, self._relations)
        title = titles.write_title(letter, interface)
        own = letter.text.language
        names = (
            (*self._list_names(name_recipient(each.recipient)), *self._name(each.named_as), *self._name(each.addressee))
            for each in letter.recipients
        )
        return Document(
            address=urls.letter(letter.reference),
            response=False,
            language=shorten_language(own),
            released=letter.released,
            day=letter.sent,
            fields={
                "reference": (*self._name(str(letter.reference)), *self._name(letter.reference_as_printed)),
                "title": _list_translations(letter.subject, own)
                or (FieldText(title.text, shorten_language(title.language or interface.language)),),
                "recipients": tuple(name for found in names for name in found),
                "about": tuple(self._list_subjects(letter)),
                "mandates": tuple(
                    name for each in letter.mandates for name in self._list_names(name_mandate(each.mandate))
                ),
                "instruments": tuple(self._list_cited(letter, None, instruments)),
                "type": (*self._types[letter.reference.type], self._write_day(letter.sent)),
                "text": (
                    *_list_texts(letter),
                    *_list_translations(letter.summary, own),
                    *_list_pdfs(letter),
                ),
            },
            filters={
                **self._list_shared_filters(letter),
                "document": (interface.text("document-letter"),),
                "instrument": _remove_duplicates(interface.words(each.short) for each in instruments),
                "language": (interface.language_name(own),),
            },
            pairs=tuple(self._pair(each.recipient, each) for each in statuses),
            shown={
                "title": titles.write_title(letter, self._line_interface).text,
                "reference": str(letter.reference),
                "facts": headline.write_lead(letter, self._line_interface),
                "status": headline.SEPARATOR.join(
                    each.text for each in headline.write_statuses(statuses, self._line_interface)
                ),
                "example": self._tag(example=letter.example),
            },
        )

    def build_response(self, response: Response, letter: Communication) -> Document:
        interface = self._interface
        title = titles.write_response_title(response, interface)
        shared = self._list_instruments(letter, None)
        cited = self._list_instruments(letter, response)
        return Document(
            address=urls.response(response.letter, response.slug),
            response=True,
            language=shorten_language(response.text.language),
            released=response.released,
            day=response.date,
            fields={
                "reference": (*self._name(str(letter.reference)), *self._name(response.reference)),
                "title": (),  # it gives kind, recipient and day, and would rank a response above its letter
                "recipients": self._list_names(name_recipient(response.recipient)),
                "about": (),
                "mandates": (),
                "instruments": tuple(self._list_cited(letter, response, cited)),
                "type": (self._write_day(response.date),),
                "text": (
                    *self._name(title),
                    *_list_texts(response),
                    *_list_translations(response.summary, response.text.language),
                    *_list_pdfs(response),
                ),
            },
            filters={
                **self._list_shared_filters(letter),
                "document": (interface.text("document-response"),),
                "instrument": _remove_duplicates(interface.words(each.short) for each in (*shared, *cited)),
                "language": (interface.language_name(response.text.language),),
            },
            pairs=(self._pair(response.recipient),),
            shown={
                "title": titles.write_full_title(response, letter, self._line_interface),
                "reference": interface.text("response-to", reference=response.letter),
                "facts": headline.write_response_facts(response, self._line_interface),
                "status": "",
                "example": self._tag(example=response.example),
            },
        )

    def _list_instruments(self, letter: Communication, response: Response | None) -> tuple[Instrument, ...]:
        declared = (each.instrument for each in letter.annex) if response is None else ()
        found = (each.instrument for each in self._citation_index.find_occurrences(letter, response))
        return tuple({each.id: each for each in (*declared, *found) if each is not None}.values())

    def _list_shared_filters(self, letter: Communication) -> dict[str, tuple[str, ...]]:
        """Return the filter values that a response shares with its letter."""
        interface = self._interface
        return {
            "type": (interface.text(f"type-{letter.reference.type}"),),
            "year": (str(letter.sent.year),),
            "concerning": _remove_duplicates(
                interface.words(each.name)
                for each in (*letter.concerning, *(each.recipient for each in letter.recipients))
                if each.kind is RecipientKind.STATE
            ),
            "mandate": _remove_duplicates(interface.words(each.mandate.label) for each in letter.mandates),
            "example": (interface.text("example" if letter.example else "real"),) if self._mixed else (),
        }

    def _pair(self, recipient: Recipient, status: Status | None = None) -> dict[str, str]:
        """Return the values of the paired filters for a recipient; "" where it has none."""
        code = recipient.code or recipient.country or ""
        return {
            "status": self._interface.text(f"answered-{status.kind}") if status else "",
            "recipient": self._interface.words(recipient.name),
            "kind": self._interface.text(f"kind-{recipient.kind}"),
            "country": self._states.get(code, code),
        }

    def _name(self, text: str | None) -> tuple[FieldText, ...]:
        """Return a name whose language is not known as a text in that of the interface; nothing for none."""
        return (FieldText(text, self._interface.language),) if text else ()

    def _write_day(self, day: dt.date) -> FieldText:
        """Return a day as one word, `20210312`, for which the page asks where a query has a date."""
        return FieldText(f"{day:%Y%m%d}", self._interface.language)

    def _list_subjects(self, letter: Communication) -> Iterator[FieldText]:
        """Yield the names of those whom a letter concerns or was also sent to, and of its group."""
        for each in (*letter.concerning, *(other.recipient for other in letter.also_sent_to)):
            if each is not None:
                yield from self._list_names(name_recipient(each))
        if letter.group is not None:
            yield from self._list_names(name_group(letter.group))

    def _list_cited(
        self, letter: Communication, response: Response | None, instruments: Iterable[Instrument]
    ) -> Iterator[FieldText]:
        """Yield the names of instruments, then the provisions and documents that a letter or response cites."""
        for each in instruments:
            yield from self._list_names((*name_cited_instrument(each), ("", each.symbol or "")))
        words = self._interface.words
        cited: dict[str, None] = {}
        for found in self._citation_index.find_occurrences(letter, response):
            if found.instrument is not None:
                short = words(found.instrument.short)
                cited |= {f"{short} {urls.main_provision(each)}": None for each in found.provisions}
            elif found.document:
                cited[found.document] = None
        for text in cited:
            yield from self._name(text)

    def _list_names(self, names: Iterable[tuple[str, str]]) -> tuple[FieldText, ...]:
        """Return names as texts; one whose language is not known counts as one of the interface's."""
        return tuple(FieldText(text, shorten_language(own or self._interface.language)) for own, text in names if text)


def _list_texts(filed: Communication | Response) -> Iterator[FieldText]:
    """Yield the body of each text that the record has."""
    own = () if filed.text_kept is TextKept.NONE else (filed.text,)
    for each in (*own, *filed.translations):
        yield FieldText(each.body, shorten_language(each.language), markdown=True)


def _list_pdfs(filed: Communication | Response) -> Iterator[FieldText]:
    """Yield the text of each PDF of which the record has no text in Markdown."""
    return (FieldText("", shorten_language(each.language), pdf=each) for each in list_searched_pdfs(filed))


def _list_translations(words: Words | None, language: str = "en") -> tuple[FieldText, ...]:
    """Return the texts in all languages; `language` is that of one whose language the editors did not name."""
    return tuple(FieldText(text, shorten_language(own or language)) for own, text in words or ())


def _remove_duplicates(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
