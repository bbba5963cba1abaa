"""What search finds: each letter and each response as a document with fields, filters and what a result shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.relations import Relations
from letterbook.derived.response_status import find_statuses
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Instrument, Mandate, Public, Recipient, Response, TextKept
from letterbook.model.reference import Reference
from letterbook.model.registers import RecipientKind
from letterbook.model.schema import Words
from letterbook.rendering import headline
from letterbook.search.tokenize import tokens

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
)
"""The filters in their order; the interface has a word `filter-…` for each."""

_LONG = 5
"""Letters of a name that is one, and neither `the` nor `and`."""
_LINK_TARGET = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A letter or a response. `fields` are texts to be found, by the field's name; `written` is the language of each of
    those in the field `text`; `filters` are the values that it has, in the interface's words; `shown` is what a result
    says; `reference` is a letter's, by which it is found first."""

    address: str
    language: str
    date: dt.date
    fields: Mapping[str, tuple[str, ...]]
    written: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]
    reference: Reference | None


def documents_of(
    public: Public, relations: Relations, citation_index: CitationIndex, interface: Interface, *, full: bool
) -> Iterator[Document]:
    """Every letter, each followed by the responses to it, newest release first; with its text where it is searched in
    `full`, else with its summary only. Instruments are those that it declares and those that its text cites."""
    states = {
        recipient.code: interface.words(recipient.name)
        for letter in public.communications
        for recipient in _recipients(letter)
        if recipient.code is not None
    }
    for letter in public.communications:
        instruments = _instruments(letter, None, citation_index)
        shared = _shared(letter, instruments, states, interface)
        yield _letter(letter, instruments, shared, relations, interface, full=full)
        for response in letter.responses:
            cited = _instruments(letter, response, citation_index)
            yield _response(response, letter, cited, shared, states, interface, full=full)


def signs(public: Public) -> int:
    """How long all texts are that can be searched."""
    letters = public.communications
    filed: list[Communication | Response] = [*letters, *(each for letter in letters for each in letter.responses)]
    return sum(len(text) for each in filed for _, text in _texts(each, full=True))


def a_name(public: Public, interface: Interface) -> str:
    """A word out of the name of a recipient, to show how names are looked for: of a letter that came out lately."""
    named = (each.recipient for letter in public.communications for each in letter.recipients)
    words = (word for each in named for word in tokens(interface.words(each.name)))
    return next((word for word in words if len(word) >= _LONG), "northwind")


def _instruments(
    letter: Communication, response: Response | None, citation_index: CitationIndex
) -> tuple[Instrument, ...]:
    declared = (each.instrument for each in letter.annex) if response is None else ()
    found = (each.instrument for each in citation_index.find_occurrences(letter, response))
    return tuple({each.id: each for each in (*declared, *found) if each is not None}.values())


def _shared(
    letter: Communication, instruments: Iterable[Instrument], states: Mapping[str, str], interface: Interface
) -> dict[str, tuple[str, ...]]:
    """The filters that a response has from its letter."""
    return {
        "type": (interface.text(f"type-{letter.reference.type}"),),
        "year": (str(letter.sent.year),),
        "concerning": _distinct(
            interface.words(each.name)
            for each in (*letter.concerning, *(each.recipient for each in letter.recipients))
            if each.kind is RecipientKind.STATE
        ),
        "mandate": _distinct(interface.words(each.mandate.label) for each in letter.mandates),
        "instrument": _distinct(interface.words(each.short) for each in instruments),
    } | _of_recipients([each.recipient for each in letter.recipients], states, interface)


def _of_recipients(
    recipients: Iterable[Recipient], states: Mapping[str, str], interface: Interface
) -> dict[str, tuple[str, ...]]:
    found = tuple(recipients)
    codes = (each.code or each.country for each in found)
    return {
        "recipient": _distinct(interface.words(each.name) for each in found),
        "kind": _distinct(interface.text(f"kind-{each.kind}") for each in found),
        "country": _distinct(states.get(code, code) for code in codes if code),
    }


def _letter(
    letter: Communication,
    instruments: Iterable[Instrument],
    shared: Mapping[str, tuple[str, ...]],
    relations: Relations,
    interface: Interface,
    *,
    full: bool,
) -> Document:
    responses = relations.find_responses(letter)
    found = find_statuses(letter, responses)
    title = headline.write_title(letter, interface)
    texts = (*_texts(letter, full=full), *_by_language(letter.summary))
    return Document(
        address=urls.letter(letter.reference),
        language=letter.text.language,
        date=letter.sent,
        fields={
            "reference": (str(letter.reference), letter.reference_as_printed or ""),
            "title": (title.text, *_all(letter.subject)),
            "recipients": tuple(
                name
                for each in letter.recipients
                for name in (*_names(each.recipient), each.named_as or "", each.addressee or "")
            ),
            "mandates": tuple(name for each in letter.mandates for name in _called(each.mandate)),
            "instruments": tuple(name for each in instruments for name in _titles(each)),
            "text": tuple(text for _, text in texts),
        },
        written=tuple(language for language, _ in texts),
        filters={
            **shared,
            "document": (interface.text("document-letter"),),
            "status": _distinct(interface.text(f"answered-{each.kind}") for each in found),
            "language": (interface.language_name(letter.text.language),),
        },
        shown={
            "title": title.text,
            "reference": str(letter.reference),
            "facts": headline.write_lead(letter, interface),
            "status": headline.SEPARATOR.join(each.text for each in headline.write_statuses(found, interface)),
            "example": interface.text("example") if letter.example else "",
        },
        reference=letter.reference,
    )


def _response(
    response: Response,
    letter: Communication,
    instruments: tuple[Instrument, ...],
    shared: Mapping[str, tuple[str, ...]],
    states: Mapping[str, str],
    interface: Interface,
    *,
    full: bool,
) -> Document:
    title = headline.write_response_title(response, interface)
    texts = ((interface.language, title), *_texts(response, full=full), *_by_language(response.summary))
    return Document(
        address=urls.response(response.letter, response.slug),
        language=response.text.language,
        date=response.date,
        fields={
            "reference": (str(letter.reference), response.reference or ""),
            "title": (),  # which says kind, recipient and day: with it a response would come before its letter
            "recipients": _names(response.recipient),
            "mandates": (),
            "instruments": tuple(name for each in instruments for name in _titles(each)),
            "text": tuple(text for _, text in texts),
        },
        written=tuple(language for language, _ in texts),
        filters={
            **shared,
            **_of_recipients([response.recipient], states, interface),
            "document": (interface.text("document-response"),),
            "status": (),
            "instrument": _distinct((*shared["instrument"], *(interface.words(each.short) for each in instruments))),
            "language": (interface.language_name(response.text.language),),
        },
        shown={
            "title": title,
            "reference": interface.text("response-to", reference=response.letter),
            "facts": headline.write_response_facts(response, interface),
            "status": "",
            "example": interface.text("example") if response.example else "",
        },
        reference=None,
    )


def _texts(filed: Communication | Response, *, full: bool) -> Iterator[tuple[str, str]]:
    """Each with its language."""
    own = () if filed.text_kept is TextKept.NONE else (filed.text,)
    for each in (*own, *filed.translations) if full else ():
        yield each.language, _LINK_TARGET.sub("] ", each.body) if "](" in each.body else each.body


def _names(recipient: Recipient) -> tuple[str, ...]:
    former = (each.replace("-", " ") for each in recipient.formerly)
    return (*_all(recipient.name), *recipient.aliases, *former)


def _called(mandate: Mandate) -> tuple[str, ...]:
    return (*_all(mandate.name), *_all(mandate.label), *mandate.aliases)


def _titles(instrument: Instrument) -> tuple[str, ...]:
    return (*_all(instrument.title), *_all(instrument.short))


def _all(words: Words | None) -> tuple[str, ...]:
    """In every language."""
    return tuple(text for _, text in _by_language(words))


def _by_language(words: Words | None) -> tuple[tuple[str, str], ...]:
    return words.by_language if words else ()


def _recipients(letter: Communication) -> Iterator[Recipient]:
    yield from (each.recipient for each in letter.recipients)
    yield from letter.concerning
    yield from (each.recipient for each in letter.also_sent_to if each.recipient)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
