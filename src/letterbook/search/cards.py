"""Makes the cards: the pages that a search leads to by name, above the letters and responses that it finds.

A card is found by one of its names, whole: a recipient, mandate, instrument, group or document by its names, a letter
by its reference. Only what a released letter uses has a card, since the public value has nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from letterbook import urls
from letterbook.derived import titles
from letterbook.derived.citation_index import provision_order
from letterbook.derived.document_titles import write_document_title
from letterbook.i18n import Interface, languages
from letterbook.model.public import Communication, Recipient
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile
from letterbook.search.data_files import write_json
from letterbook.search.index_files import Ranges, render_part
from letterbook.search.names import (
    Names,
    name_document,
    name_group,
    name_instrument,
    name_mandate,
    name_recipient,
    name_reference,
)
from letterbook.search.parts import Part, sort_words
from letterbook.search.tokenize import tokenize
from letterbook.search.word_lists import read_stop_words

CARDS = "cards"
_SIZE = 12_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A page: its address and title, what it is in the interface's language, and the names by which it is found.

    `sought` is the name that the index has, where that is not the title. `provisions` are those of an instrument that
    have pages: how each is written, its title, and its address.
    """

    url: str
    title: str
    kind: str
    names: tuple[str, ...]
    sought: str = ""
    provisions: tuple[tuple[str, str, str], ...] = ()


def list_cards(site: Site) -> Iterator[Card]:
    """Yield the cards of a site."""
    letters = site.public.communications
    kinds = {name: site.interface.text(f"card-{name}") for name in ("mandate", "instrument", "group")}
    words = site.interface.words
    for recipient in _list_recipients(letters):
        kind = site.interface.text(f"card-{recipient.kind}")
        yield Card(
            url=urls.recipient(recipient.id),
            title=words(recipient.name),
            kind=kind,
            names=_list(name_recipient(recipient)),
        )
    mandates = {each.mandate.id: each.mandate for letter in letters for each in letter.mandates}
    for mandate in mandates.values():
        yield Card(
            url=urls.mandate(mandate.id),
            title=words(mandate.name),
            kind=kinds["mandate"],
            names=_list(name_mandate(mandate)),
        )
    provisions = _list_provisions(site)
    for instrument in site.public.instruments:
        card = Card(
            url=urls.instrument(instrument.id), title=words(instrument.title), kind=kinds["instrument"], names=()
        )
        own = provisions.get(instrument.id, ())
        yield replace(card, names=_list(name_instrument(instrument)), provisions=own)
        if instrument.symbol:
            # "A/HRC/17/31, para. 12" is a paragraph of the document, not provision 12.
            yield replace(card, names=_list(name_document(instrument.symbol)))
    groups = {letter.group.id: letter.group for letter in letters if letter.group is not None}
    for group in groups.values():
        card = Card(url=urls.group(group.id), title=words(group.title), kind=kinds["group"], names=())
        yield replace(card, names=_list(name_group(group)))
    yield from _list_types(site)
    yield from _list_documents(site)
    yield from _list_letters(site)


def _list_recipients(letters: Iterable[Communication]) -> Iterable[Recipient]:
    named: dict[str, Recipient] = {}
    for letter in letters:
        own = (*(each.recipient for each in letter.recipients), *(each.recipient for each in letter.also_sent_to))
        named |= {each.id: each for each in (*own, *letter.concerning) if each is not None}
    return named.values()


def _list_provisions(site: Site) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    """Return the provisions with pages of each instrument, by its id."""
    found: defaultdict[str, dict[str, tuple[str, str, str]]] = defaultdict(dict)
    words = site.interface.words
    for each in site.citation_index.occurrences:
        instrument = each.instrument
        for provision in each.provisions if instrument is not None else ():
            assert instrument is not None
            main = urls.main_provision(provision)
            title = f"{words(instrument.provision)} {main}, {words(instrument.short)}"
            found[instrument.id][main] = (main, title, urls.provision(instrument.id, main))
    return {id_: tuple(sorted(own.values(), key=lambda each: provision_order(each[0]))) for id_, own in found.items()}


def _list_types(site: Site) -> Iterator[Card]:
    """Yield a card for each type of letter, which leads to the search with the type as a filter."""
    for type_ in sorted({letter.reference.type for letter in site.public.communications}):
        title = site.interface.text(f"type-{type_}")
        names = (type_, *(Interface(each).text(f"type-{type_}") for each in languages()))
        address = f"{urls.SEARCH}?{urlencode({'type': title})}"
        yield Card(url=address, title=title, kind=site.interface.text("card-type"), names=names)


def _list_documents(site: Site) -> Iterator[Card]:
    symbols = {
        urls.cited_document(each.document): each.document for each in site.citation_index.occurrences if each.document
    }
    kind = site.interface.text("card-document")
    for url, symbol in sorted(symbols.items()):
        title = write_document_title(symbol, site.interface)
        yield Card(url=url, title=title, kind=kind, names=_list(name_document(symbol)), sought=symbol)


def _list_letters(site: Site) -> Iterator[Card]:
    for letter in site.public.communications:
        title = titles.write_title(letter, site.interface).text
        kind = site.interface.text(f"type-{letter.reference.type}")
        yield Card(
            url=urls.letter(letter.reference),
            title=titles.join_reference(letter.reference, title),
            kind=kind,
            names=(name_reference(letter.reference),),
        )
    for notice in site.public.notices:
        if notice.response is None:
            yield Card(
                url=urls.letter(notice.reference),
                title=str(notice.reference),
                kind=site.interface.text("card-notice"),
                names=(name_reference(notice.reference),),
            )


def _list(names: Names) -> tuple[str, ...]:
    return tuple(text for _, text in names)


def render_cards(cards: Iterable[Card], ranges: Ranges) -> Iterator[OutputFile]:
    """Yield the parts with the cards, and add them to `ranges`.

    A part is a list of names in the order of the index, each with its cards.
    """
    named: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for name in dict.fromkeys(_write_name(each) for each in card.names):
            if name:
                named[name].append(card)
    rows: list[str] = []
    first = ""
    size = 0
    for name in sort_words(named):
        row = write_json([name, *(_write_card(each) for each in named[name])])
        if rows and size + len(row) > _SIZE:
            yield _add_part(rows, first, ranges)
            rows, size = [], 0
        first = first if rows else name
        rows.append(row)
        size += len(row)
    if rows:
        yield _add_part(rows, first, ranges)


def _write_name(name: str) -> str:
    """Return a name as search compares it, from its first telling word: `lantern isles` for *The Lantern Isles*."""
    words = tokenize(name)
    first = next((at for at, each in enumerate(words) if each not in read_stop_words()), 0)
    return " ".join(words[first:])


def _write_card(card: Card) -> dict[str, object]:
    shown: dict[str, object] = {"url": card.url, "title": card.title, "kind": card.kind}
    if card.sought:
        shown["sought"] = card.sought
    if card.provisions:
        shown["provisions"] = {written: [title, url] for written, title, url in card.provisions}
    return shown


def _add_part(rows: list[str], first: str, ranges: Ranges) -> OutputFile:
    name, file = render_part(CARDS, Part("\n".join(rows)))
    ranges.firsts.append(first)
    ranges.names.append(name)
    return file
