"""Turns each letter and response into a search document: fields, filters and what a result shows."""

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
)
"""The filters in their order; the interface has a text `filter-…` for each."""

_LONG = 5
"""A word of this many letters is likely a name, not `the` or `and`."""
_LINK_TARGET = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A letter or a response as search sees it.

    `fields` are the texts to be searched, by field; `written` is the language of each text in the field `text`.
    `filters` are its values for each filter, in the interface's language, and `shown` is what a result shows.
    `reference` is that of a letter, which a search for the reference lists first; a response has none.
    """

    address: str
    language: str
    date: dt.date
    fields: Mapping[str, tuple[str, ...]]
    written: tuple[str, ...]
    filters: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]
    reference: Reference | None


def list_documents(
    public: Public, relations: Relations, citation_index: CitationIndex, interface: Interface, *, full: bool
) -> Iterator[Document]:
    """Yield each letter, newest release first, followed by the responses to it.

    If `full`, documents have texts and summaries, otherwise only summaries. The instruments of a document are those
    that it declares and those that its text cites.
    """
    states = {
        recipient.code: interface.words(recipient.name)
        for letter in public.communications
        for recipient in _list_recipients(letter)
        if recipient.code is not None
    }
    for letter in public.communications:
        instruments = _list_instruments(letter, None, citation_index)
        shared = _list_shared_filters(letter, instruments, states, interface)
        yield _build_letter(letter, instruments, shared, relations, interface, full=full)
        for response in letter.responses:
            cited = _list_instruments(letter, response, citation_index)
            yield _build_response(response, letter, cited, shared, states, interface, full=full)


def count_characters(public: Public) -> int:
    """Return the number of characters in all texts that can be searched."""
    letters = public.communications
    filed: list[Communication | Response] = [*letters, *(each for letter in letters for each in letter.responses)]
    return sum(len(text) for each in filed for _, text in _list_texts(each, full=True))


def pick_example_name(public: Public, interface: Interface) -> str:
    """Return a word from the name of a recipient of a recent letter, as an example of a search for a name."""
    named = (each.recipient for letter in public.communications for each in letter.recipients)
    words = (word for each in named for word in tokenize(interface.words(each.name)))
    return next((word for word in words if len(word) >= _LONG), "northwind")


def _list_instruments(
    letter: Communication, response: Response | None, citation_index: CitationIndex
) -> tuple[Instrument, ...]:
    declared = (each.instrument for each in letter.annex) if response is None else ()
    found = (each.instrument for each in citation_index.find_occurrences(letter, response))
    return tuple({each.id: each for each in (*declared, *found) if each is not None}.values())


def _list_shared_filters(
    letter: Communication, instruments: Iterable[Instrument], states: Mapping[str, str], interface: Interface
) -> dict[str, tuple[str, ...]]:
    """Return the filter values that a response shares with its letter."""
    return {
        "type": (interface.text(f"type-{letter.reference.type}"),),
        "year": (str(letter.sent.year),),
        "concerning": _remove_duplicates(
            interface.words(each.name)
            for each in (*letter.concerning, *(each.recipient for each in letter.recipients))
            if each.kind is RecipientKind.STATE
        ),
        "mandate": _remove_duplicates(interface.words(each.mandate.label) for each in letter.mandates),
        "instrument": _remove_duplicates(interface.words(each.short) for each in instruments),
    } | _list_recipient_filters([each.recipient for each in letter.recipients], states, interface)


def _list_recipient_filters(
    recipients: Iterable[Recipient], states: Mapping[str, str], interface: Interface
) -> dict[str, tuple[str, ...]]:
    found = tuple(recipients)
    codes = (each.code or each.country for each in found)
    return {
        "recipient": _remove_duplicates(interface.words(each.name) for each in found),
        "kind": _remove_duplicates(interface.text(f"kind-{each.kind}") for each in found),
        "country": _remove_duplicates(states.get(code, code) for code in codes if code),
    }


def _build_letter(
    letter: Communication,
    instruments: Iterable[Instrument],
    shared: Mapping[str, tuple[str, ...]],
    relations: Relations,
    interface: Interface,
    *,
    full: bool,
) -> Document:
    found = find_statuses(letter, relations)
    title = headline.write_title(letter, interface)
    texts = (*_list_texts(letter, full=full), *_pair_with_languages(letter.summary))
    return Document(
        address=urls.letter(letter.reference),
        language=letter.text.language,
        date=letter.sent,
        fields={
            "reference": (str(letter.reference), letter.reference_as_printed or ""),
            "title": (title.text, *_list_translations(letter.subject)),
            "recipients": tuple(
                name
                for each in letter.recipients
                for name in (*_list_names(each.recipient), each.named_as or "", each.addressee or "")
            ),
            "mandates": tuple(name for each in letter.mandates for name in _list_mandate_names(each.mandate)),
            "instruments": tuple(name for each in instruments for name in _list_titles(each)),
            "text": tuple(text for _, text in texts),
        },
        written=tuple(language for language, _ in texts),
        filters={
            **shared,
            "document": (interface.text("document-letter"),),
            "status": _remove_duplicates(interface.text(f"answered-{each.kind}") for each in found),
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


def _build_response(
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
    texts = ((interface.language, title), *_list_texts(response, full=full), *_pair_with_languages(response.summary))
    return Document(
        address=urls.response(response.letter, response.slug),
        language=response.text.language,
        date=response.date,
        fields={
            "reference": (str(letter.reference), response.reference or ""),
            "title": (),  # it gives kind, recipient and day, and would rank a response above its letter
            "recipients": _list_names(response.recipient),
            "mandates": (),
            "instruments": tuple(name for each in instruments for name in _list_titles(each)),
            "text": tuple(text for _, text in texts),
        },
        written=tuple(language for language, _ in texts),
        filters={
            **shared,
            **_list_recipient_filters([response.recipient], states, interface),
            "document": (interface.text("document-response"),),
            "status": (),
            "instrument": _remove_duplicates(
                (*shared["instrument"], *(interface.words(each.short) for each in instruments))
            ),
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


def _list_texts(filed: Communication | Response, *, full: bool) -> Iterator[tuple[str, str]]:
    """Yield the language and the body of each text; none unless `full`."""
    own = () if filed.text_kept is TextKept.NONE else (filed.text,)
    for each in (*own, *filed.translations) if full else ():
        yield each.language, _LINK_TARGET.sub("] ", each.body) if "](" in each.body else each.body


def _list_names(recipient: Recipient) -> tuple[str, ...]:
    former = (each.replace("-", " ") for each in recipient.formerly)
    return (*_list_translations(recipient.name), *recipient.aliases, *former)


def _list_mandate_names(mandate: Mandate) -> tuple[str, ...]:
    return (*_list_translations(mandate.name), *_list_translations(mandate.label), *mandate.aliases)


def _list_titles(instrument: Instrument) -> tuple[str, ...]:
    return (*_list_translations(instrument.title), *_list_translations(instrument.short))


def _list_translations(words: Words | None) -> tuple[str, ...]:
    """Return the texts in all languages."""
    return tuple(text for _, text in _pair_with_languages(words))


def _pair_with_languages(words: Words | None) -> tuple[tuple[str, str], ...]:
    return words.by_language if words else ()


def _list_recipients(letter: Communication) -> Iterator[Recipient]:
    yield from (each.recipient for each in letter.recipients)
    yield from letter.concerning
    yield from (each.recipient for each in letter.also_sent_to if each.recipient)


def _remove_duplicates(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
