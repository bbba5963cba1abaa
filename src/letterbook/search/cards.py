"""Makes the cards: the pages that a search leads to by name, above the letters and responses that it finds.

A card is found by one of its names, whole: a recipient, mandate, instrument, group or document by its names, a letter
by its reference. Only what a released letter uses has a card, since the public value has nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived import titles
from letterbook.derived.citation_index import provision_order
from letterbook.model.public import Communication, Group, Instrument, Mandate, Recipient
from letterbook.model.reference import Reference
from letterbook.model.schema import Words
from letterbook.rendering import headline
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile
from letterbook.search.data_files import write_json
from letterbook.search.index_files import Ranges, render_part
from letterbook.search.parts import Part, sort_key
from letterbook.search.tokenize import tokenize

CARDS = "cards"
_SIZE = 12_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A page: its address and title, what it is in the interface's language, and the names by which it is found.

    `provisions` are those of an instrument that have pages: how each is written, its title, and its address.
    """

    url: str
    title: str
    kind: str
    names: tuple[str, ...]
    provisions: tuple[tuple[str, str, str], ...] = ()


def list_cards(site: Site) -> Iterator[Card]:
    """Yield the cards of a site."""
    letters = site.public.communications
    kinds = {name: site.interface.text(f"card-{name}") for name in ("mandate", "instrument", "group")}
    words = site.interface.words
    for recipient in _list_recipients(letters):
        names = (*_list_names(recipient.name), *recipient.aliases, recipient.code or "", *_former(recipient.formerly))
        kind = site.interface.text(f"card-{recipient.kind}")
        yield Card(url=urls.recipient(recipient.id), title=words(recipient.name), kind=kind, names=names)
    mandates = {each.mandate.id: each.mandate for letter in letters for each in letter.mandates}
    for mandate in mandates.values():
        yield Card(
            url=urls.mandate(mandate.id),
            title=words(mandate.name),
            kind=kinds["mandate"],
            names=_name_mandate(mandate),
        )
    provisions = _list_provisions(site)
    for instrument in site.public.instruments:
        yield Card(
            url=urls.instrument(instrument.id),
            title=words(instrument.title),
            kind=kinds["instrument"],
            names=_name_instrument(instrument),
            provisions=provisions.get(instrument.id, ()),
        )
    groups = {letter.group.id: letter.group for letter in letters if letter.group is not None}
    for group in groups.values():
        yield Card(url=urls.group(group.id), title=words(group.title), kind=kinds["group"], names=_name_group(group))
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


def _list_documents(site: Site) -> Iterator[Card]:
    symbols = {
        urls.cited_document(each.document): each.document for each in site.citation_index.occurrences if each.document
    }
    kind = site.interface.text("card-document")
    for url, symbol in sorted(symbols.items()):
        yield Card(url=url, title=symbol, kind=kind, names=(symbol,))


def _list_letters(site: Site) -> Iterator[Card]:
    for letter in site.public.communications:
        title = titles.write_title(letter, site.interface).text
        kind = site.interface.text(f"type-{letter.reference.type}")
        yield Card(
            url=urls.letter(letter.reference),
            title=f"{letter.reference}{headline.SEPARATOR}{title}",
            kind=kind,
            names=(_name_reference(letter.reference),),
        )
    for notice in site.public.notices:
        if notice.response is None:
            yield Card(
                url=urls.letter(notice.reference),
                title=str(notice.reference),
                kind=site.interface.text("card-notice"),
                names=(_name_reference(notice.reference),),
            )


def _name_reference(reference: Reference) -> str:
    """Return the name of a letter by the parts of its reference that identify it: `XAA 3/2024`."""
    return f"{reference.code} {reference.number}/{reference.year}"


def _list_names(words: Words | None) -> tuple[str, ...]:
    return tuple(text for _, text in words or ())


def _former(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.replace("-", " ") for each in ids)


def _name_mandate(mandate: Mandate) -> tuple[str, ...]:
    return (*_list_names(mandate.name), *_list_names(mandate.label), *mandate.aliases, *_former(mandate.formerly))


def _name_instrument(instrument: Instrument) -> tuple[str, ...]:
    own = (*_list_names(instrument.title), *_list_names(instrument.short), *instrument.aliases, *instrument.numbered)
    return (*own, instrument.symbol or "", *_former(instrument.formerly))


def _name_group(group: Group) -> tuple[str, ...]:
    return (*_list_names(group.title), *_former(group.formerly))


def render_cards(cards: Iterable[Card], ranges: Ranges) -> Iterator[OutputFile]:
    """Yield the parts with the cards, and add them to `ranges`.

    A part is a list of names in the order of the index, each with its cards: a name is words as search compares them.
    """
    named: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for name in dict.fromkeys(" ".join(tokenize(each)) for each in card.names):
            if name:
                named[name].append(card)
    rows: list[str] = []
    first = ""
    size = 0
    for name in sorted(named, key=sort_key):
        row = write_json([name, *(_write_card(each) for each in named[name])])
        if rows and size + len(row) > _SIZE:
            yield _add_part(rows, first, ranges)
            rows, size = [], 0
        first = first if rows else name
        rows.append(row)
        size += len(row)
    if rows:
        yield _add_part(rows, first, ranges)


def _write_card(card: Card) -> dict[str, object]:
    shown: dict[str, object] = {"url": card.url, "title": card.title, "kind": card.kind}
    if card.provisions:
        shown["provisions"] = {written: [title, url] for written, title, url in card.provisions}
    return shown


def _add_part(rows: list[str], first: str, ranges: Ranges) -> OutputFile:
    name, file = render_part(CARDS, Part("\n".join(rows)))
    ranges.firsts.append(first)
    ranges.names.append(name)
    return file
