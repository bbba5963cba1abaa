"""`/instruments/<id>/<article>/` and `/documents/<symbol>/`: the released letters and responses that cite them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from letterbook import urls
from letterbook.citations.documents import has_symbol
from letterbook.derived import titles
from letterbook.derived.citation_index import Occurrence, provision_order, write_note, write_provision, write_unit
from letterbook.derived.document_titles import write_document_title
from letterbook.derived.titles import Passage, choose_passage
from letterbook.i18n import Interface
from letterbook.model.public import Instrument
from letterbook.rendering import headline
from letterbook.rendering.context import Site
from letterbook.rendering.entry_table import Column, ColumnKind, EntryCell, EntryRow, EntryTable, write_amount
from letterbook.rendering.page import Page
from letterbook.rendering.paging import ListPage, split_by_year
from letterbook.rendering.views import Linked
from letterbook.text.normalize import fold, is_number

_Instruments = Mapping[str, Mapping[str, Instrument]]
"""The instruments that each page cites: by the page's address, then by the instrument's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """A provision or document that is cited: the address and title of its page, its symbol unless that is the title,
    the list that it belongs to, its official text, and its parts by name, each with the occurrences that cite it,
    newest release first."""

    address: str
    title: Passage
    symbol: str
    within: Linked
    official: str
    parts: dict[str, list[Occurrence]]
    anchor: Callable[[str], str]
    heading: Callable[[str], str]
    address_of_year: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence with a citation: `cited` is the citation, with the text `before` and `after` it. An entry of an annex
    has no sentence."""

    address: str
    name: str
    language: str = ""
    before: str = ""
    cited: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingPage:
    """A letter or response that cites the subject, with the quotes, and the other instruments that it cites.

    `reference` is that of the letter; `address` is the page's, from the root of the site.
    """

    reference: str
    title: titles.Passage
    address: str
    facts: str
    tag: str
    quotes: list[Quote]
    together: list[Linked]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPart:
    """A part of a provision under a heading of its own, with the pages that cite it."""

    anchor: str
    heading: str
    citing: list[CitingPage]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedTogether:
    """Another instrument, and how many of the citing pages also cite it."""

    link: Linked
    count: str


def render_provisions(site: Site) -> Iterator[Page]:
    """Yield a page for each provision that is cited, the list of documents, and a page for each document."""
    occurrences = site.citation_index.occurrences
    instruments: dict[str, dict[str, Instrument]] = defaultdict(dict)
    for each in occurrences:
        if each.instrument is not None:
            instruments[each.page][each.instrument.id] = each.instrument
    for subject in _list_provisions(occurrences, site.interface):
        yield from _render_subject(subject, instruments, site)
    documents = list(_list_documents(occurrences, site.interface))
    yield _render_document_list(documents, site)
    for subject in documents:
        yield from _render_subject(subject, instruments, site)


def _list_provisions(occurrences: Iterable[Occurrence], interface: Interface) -> Iterator[_Subject]:
    instruments: dict[str, Instrument] = {}
    cited: dict[tuple[str, str], dict[str, list[Occurrence]]] = {}
    for each in occurrences:
        if each.instrument is not None:
            instruments[each.instrument.id] = each.instrument
            for provision in dict.fromkeys(each.provisions):
                parts = cited.setdefault((each.instrument.id, urls.main_provision(provision)), {})
                parts.setdefault(provision, []).append(each)
    for (id_, main), parts in sorted(cited.items()):
        instrument = instruments[id_]
        unit = interface.words(instrument.provision)
        title = choose_passage(instrument.title, "", interface)
        yield _Subject(
            address=urls.provision(id_, main),
            title=Passage(f"{unit} {main}, {interface.words(instrument.short)}", title.language),
            symbol="",
            within=Linked.to_entry(instrument.title, urls.instrument(id_), interface),
            official=(instrument.provision_url or instrument.url or "").replace("{provision}", main),
            parts={each: parts[each] for each in sorted(parts, key=provision_order)},
            anchor=urls.provision_place,
            heading=partial(_write_part_heading, instrument, interface),
            address_of_year=partial(urls.provision_year, id_, main),
        )


def _write_part_heading(instrument: Instrument, interface: Interface, part: str) -> str:
    return f"{write_unit(instrument, part, interface)} {write_provision(part, interface)}"


def _list_documents(occurrences: Iterable[Occurrence], interface: Interface) -> Iterator[_Subject]:
    cited: dict[str, list[Occurrence]] = {}
    symbols: dict[str, str] = {}
    for each in occurrences:
        if each.document is not None:
            address = urls.cited_document(each.document)
            symbols.setdefault(address, each.document)
            cited.setdefault(address, []).append(each)
    titles = {address: write_document_title(symbol, interface) for address, symbol in symbols.items()}
    for address, found in sorted(cited.items(), key=lambda each: fold(titles[each[0]])):
        symbol = symbols[address]
        yield _Subject(
            address=address,
            title=Passage(titles[address]),
            symbol=symbol if has_symbol(symbol) and titles[address] != symbol else "",
            within=Linked(interface.text("documents"), urls.DOCUMENTS),
            official=urls.document(symbol) if has_symbol(symbol) else "",
            parts={symbol: found},
            anchor=lambda _: "citing",
            heading=lambda _: interface.text("citing-it"),
            address_of_year=partial(urls.year_of, address),
        )


def _render_subject(subject: _Subject, instruments: _Instruments, site: Site) -> Iterator[Page]:
    released = {each.page: each.source.released for found in subject.parts.values() for each in found}
    by_address = dict(sorted(released.items()))
    has_years = len({each.year for each in by_address.values()}) > 1
    for page in split_by_year(by_address, subject.address, subject.address_of_year, site.interface, always=has_years):
        yield _render_page(subject, page, instruments, site)


def _render_page(subject: _Subject, page: ListPage, instruments: _Instruments, site: Site) -> Page:
    title = f"{subject.title.text}, {page.year}" if page.year else subject.title.text
    lead = site.interface.plural("citing-count", page.count)
    shown = {
        part: [each for each in occurrences if each.page in page.shown] for part, occurrences in subject.parts.items()
    }
    body = site.templates.render(
        "provision.html",
        title=title,
        subject=subject,
        lead=lead,
        years=page.years,
        parts=[
            CitedPart(
                anchor=subject.anchor(part),
                heading=subject.heading(part),
                citing=_list_citing_pages(occurrences, subject, instruments, site),
            )
            for part, occurrences in shown.items()
            if occurrences
        ],
        together=_list_cited_together(page.shown, subject, instruments, site.interface),
        root=urls.root(page.address),
    )
    return site.layout.build_page(
        page.address,
        title=title,
        description=site.interface.join_label(title, lead),
        body=body,
        contents="",
        changed=max((each.source.released for found in shown.values() for each in found), default=None),
        tab=urls.INSTRUMENTS,
    )


def _list_cited_together(
    pages: Iterable[str], subject: _Subject, instruments: _Instruments, interface: Interface
) -> list[CitedTogether]:
    """List the other instruments that these pages cite, the most cited first."""
    found: dict[str, Instrument] = {}
    counts: Counter[str] = Counter()
    for page in pages:
        own = instruments.get(page, {})
        found |= own
        counts.update(own.keys())
    return [
        CitedTogether(
            link=Linked.to_entry(found[id_].short, urls.instrument(id_), interface),
            count=interface.number(counts[id_]),
        )
        for id_ in sorted(counts, key=lambda each: (-counts[each], each))
        if urls.instrument(id_) != subject.within.address
    ]


def _list_citing_pages(
    occurrences: Iterable[Occurrence], subject: _Subject, instruments: _Instruments, site: Site
) -> list[CitingPage]:
    """List each letter and response once, with the sentences that cite the subject."""
    interface = site.page_interface
    by_page: dict[str, list[Occurrence]] = {}
    for each in occurrences:
        by_page.setdefault(each.page, []).append(each)
    return [
        CitingPage(
            reference=str(group[0].letter.reference),
            title=_write_title(group[0], interface),
            address=page,
            facts=headline.SEPARATOR.join(_list_facts(group[0], interface)),
            tag=site.example_tags.choose(example=group[0].source.example),
            quotes=[_quote(each, interface) for each in group],
            together=[
                Linked(interface.words(each.short), urls.instrument(id_))
                for id_, each in sorted(instruments.get(page, {}).items())
                if urls.instrument(id_) != subject.within.address
            ],
        )
        for page, group in by_page.items()
    ]


def _write_title(occurrence: Occurrence, interface: Interface) -> titles.Passage:
    if occurrence.response is not None:
        return titles.Passage(titles.write_full_title(occurrence.response, occurrence.letter, interface))
    return titles.write_title(occurrence.letter, interface)


def _list_facts(occurrence: Occurrence, interface: Interface) -> Iterator[str]:
    if occurrence.response is None:
        noun = f"type-{occurrence.letter.reference.type}"
        yield interface.text("sent", noun=noun, date=interface.date(occurrence.letter.sent))
    else:
        noun = f"response-{occurrence.response.kind}"
    yield interface.text("released", noun=noun, date=interface.date(occurrence.source.released))


def _quote(occurrence: Occurrence, interface: Interface) -> Quote:
    place = occurrence.place
    if place is None:
        return Quote(address=occurrence.address, name=interface.text("no-sentence"))
    return Quote(
        address=occurrence.address,
        name=f"¶ {place.anchor.rpartition('p')[2]}" if is_number(place.anchor[-1:]) else interface.text("text"),
        language="" if place.language == interface.language else place.language,
        before=place.sentence[: place.start],
        cited=place.sentence[place.start : place.end],
        after=place.sentence[place.end :],
        note=write_note(place.citation, interface),
    )


def _render_document_list(documents: Sequence[_Subject], site: Site) -> Page:
    interface = site.interface
    title, lead = interface.text("documents"), interface.text("documents-lead")
    table = EntryTable(
        first="card-document",
        columns=(Column("column-symbol"), Column("column-citing", ColumnKind.AMOUNT)),
        rows=tuple(
            EntryRow(
                link=Linked(each.title.text, each.address),
                cells=(
                    EntryCell(each.symbol, empty=not each.symbol),
                    write_amount(_count_citing_pages(each), interface),
                ),
            )
            for each in documents
        ),
    )
    body = site.templates.render(
        "entries.html", title=title, lead=lead, links=(), tables=[table], root=urls.root(urls.DOCUMENTS)
    )
    return site.layout.build_page(
        urls.DOCUMENTS, title=title, description=lead, body=body, contents="", tab=urls.INSTRUMENTS
    )


def _count_citing_pages(subject: _Subject) -> int:
    return len({each.page for found in subject.parts.values() for each in found})
