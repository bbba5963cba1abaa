"""`/instruments/<id>/<article>/` and `/documents/<symbol>/`: which released letters and responses cite it, and how."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from letterbook import urls
from letterbook.derived.citation_index import Occurrence, noted, numerically, written
from letterbook.i18n import Interface
from letterbook.model.public import Instrument
from letterbook.rendering import headline
from letterbook.rendering.layout import Paper
from letterbook.rendering.listing import ON_ONE_PAGE
from letterbook.rendering.page import Page
from letterbook.rendering.templates import Drawing
from letterbook.rendering.views import Linked, Passage, passage


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What is cited: where its page stands, what it is called, where its list is, its official text, and its parts by
    their names, each with what cites it, newest release first."""

    address: str
    title: Passage
    whole: Passage
    within: Linked
    official: str
    parts: dict[str, list[Occurrence]]
    anchor: Callable[[str], str]
    heading: Callable[[str], str]
    by_year: Callable[[int], str]


def provision_pages(occurrences: Sequence[Occurrence], drawing: Drawing, paper: Paper) -> Iterator[Page]:
    """A page for each provision and each document that is cited, and the list of documents. `occurrences` are all."""
    together: dict[str, dict[str, Instrument]] = defaultdict(dict)
    for each in occurrences:
        if each.instrument is not None:
            together[_page_of(each)][each.instrument.id] = each.instrument
    for subject in _provisions(occurrences, drawing.interface):
        yield from _pages(subject, together, drawing, paper)
    documents = list(_documents(occurrences, drawing.interface))
    yield _list(documents, drawing, paper)
    for subject in documents:
        yield from _pages(subject, together, drawing, paper)


def _page_of(occurrence: Occurrence) -> str:
    return occurrence.address.partition("#")[0]


def _provisions(occurrences: Iterable[Occurrence], interface: Interface) -> Iterator[_Subject]:
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
        title = passage(instrument.title, "", interface)
        yield _Subject(
            address=urls.provision(id_, main),
            title=Passage(f"{unit} {main}, {interface.words(instrument.short)}", title.language),
            whole=title,
            within=Linked.named(instrument.title, urls.instrument(id_), interface),
            official=(instrument.provision_url or instrument.url or "").replace("{provision}", main),
            parts={each: parts[each] for each in sorted(parts, key=numerically)},
            anchor=urls.provision_place,
            heading=partial(_part_heading, unit, interface),
            by_year=partial(urls.provision_year, id_, main),
        )


def _part_heading(unit: str, interface: Interface, part: str) -> str:
    return f"{unit} {written(part, interface)}"


def _documents(occurrences: Iterable[Occurrence], interface: Interface) -> Iterator[_Subject]:
    cited: dict[str, list[Occurrence]] = {}
    symbols: dict[str, str] = {}
    for each in occurrences:
        if each.document is not None:
            address = urls.cited_document(each.document)
            symbols.setdefault(address, each.document)
            cited.setdefault(address, []).append(each)
    for address, found in sorted(cited.items()):
        yield _Subject(
            address=address,
            title=Passage(symbols[address]),
            whole=Passage(""),
            within=Linked(interface.text("documents"), urls.DOCUMENTS),
            official=urls.document(symbols[address]),
            parts={symbols[address]: found},
            anchor=lambda _: "citing",
            heading=lambda _: interface.text("citing-it"),
            by_year=partial(urls.year_of, address),
        )


def _pages(
    subject: _Subject, together: dict[str, dict[str, Instrument]], drawing: Drawing, paper: Paper
) -> Iterator[Page]:
    sources = {_page_of(each): each for found in subject.parts.values() for each in found}
    counts = Counter(each.source.released.year for each in sources.values())
    newest = sorted(sources, key=lambda each: (-sources[each].source.released.toordinal(), each))[:ON_ONE_PAGE]
    split = len(sources) > ON_ONE_PAGE
    yield _page(subject, subject.address, set(newest), counts, together, drawing, paper, split=split)
    for year in sorted(counts, reverse=True) if split else ():
        of_year = {page for page, each in sources.items() if each.source.released.year == year}
        yield _page(subject, subject.by_year(year), of_year, counts, together, drawing, paper, split=split, year=year)


def _page(
    subject: _Subject,
    address: str,
    shown: set[str],
    counts: Counter[int],
    together: dict[str, dict[str, Instrument]],
    drawing: Drawing,
    paper: Paper,
    *,
    split: bool,
    year: int | None = None,
) -> Page:
    interface = drawing.interface
    title = f"{subject.title.text}, {year}" if year else subject.title.text
    lead = interface.plural("citing-count", counts[year] if year else counts.total())
    parts = [
        {
            "anchor": subject.anchor(part),
            "heading": subject.heading(part),
            "items": _items((each for each in found if _page_of(each) in shown), subject, together, interface),
        }
        for part, found in subject.parts.items()
    ]
    body = drawing.draw(
        "provision.html",
        title=title,
        subject=subject,
        lead=lead,
        years=[
            {
                "year": each,
                "address": subject.by_year(each) if split else "",
                "count": interface.number(counts[each]),
                "current": each == year,
            }
            for each in sorted(counts, reverse=True)
        ],
        parts=[part for part in parts if part["items"]],
        together=_together(shown, subject, together, interface),
        root=urls.root(address),
    )
    found = (each for occurrences in subject.parts.values() for each in occurrences if _page_of(each) in shown)
    return paper.page(
        address,
        title=title,
        description=f"{title}: {lead}",
        body=body,
        contents="",
        changed=max((each.source.released for each in found), default=None),
        tab=urls.INSTRUMENTS,
    )


def _together(
    pages: Iterable[str], subject: _Subject, together: dict[str, dict[str, Instrument]], interface: Interface
) -> list[dict[str, object]]:
    """The instruments that these pages cite, too, with how many of them do; the most first."""
    found: dict[str, Instrument] = {}
    counts: Counter[str] = Counter()
    for page in pages:
        found |= together[page]
        counts.update(together[page].keys())
    return [
        {
            "link": Linked.named(found[id_].short, urls.instrument(id_), interface),
            "count": interface.number(counts[id_]),
        }
        for id_ in sorted(counts, key=lambda each: (-counts[each], each))
        if urls.instrument(id_) != subject.within.address
    ]


def _items(
    found: Iterable[Occurrence],
    subject: _Subject,
    together: dict[str, dict[str, Instrument]],
    interface: Interface,
) -> list[dict[str, object]]:
    """What cites it, each letter and response once, with the sentences in which it does."""
    by_page: dict[str, list[Occurrence]] = {}
    for each in found:
        by_page.setdefault(_page_of(each), []).append(each)
    return [
        {
            "link": _link(group[0], interface),
            "facts": headline.SEPARATOR.join(_facts(group[0], interface)),
            "example": group[0].source.example,
            "quotes": [_quote(each, interface) for each in group],
            "together": [
                Linked(interface.words(each.short), urls.instrument(id_))
                for id_, each in sorted(together[page].items())
                if urls.instrument(id_) != subject.within.address
            ],
        }
        for page, group in by_page.items()
    ]


def _link(occurrence: Occurrence, interface: Interface) -> Linked:
    if occurrence.response is not None:
        title = headline.response_title(occurrence.response, interface)
        return Linked(f"{occurrence.letter.reference}: {title}", _page_of(occurrence))
    called = headline.title(occurrence.letter, interface)
    return Linked(f"{occurrence.letter.reference}: {called.text}", _page_of(occurrence), called.language)


def _facts(occurrence: Occurrence, interface: Interface) -> Iterator[str]:
    if occurrence.response is None:
        yield interface.text("sent", date=interface.date(occurrence.letter.sent))
    yield interface.text("public-since", date=interface.date(occurrence.source.released))


def _quote(occurrence: Occurrence, interface: Interface) -> dict[str, object]:
    place = occurrence.place
    if place is None:
        name = interface.text("recorded-by-editors")
        return {"address": occurrence.address, "name": name, "before": "", "cited": "", "after": "", "note": ""}
    name = f"¶ {place.anchor.rpartition('p')[2]}" if place.anchor[-1:].isdigit() else interface.text("text")
    return {
        "address": occurrence.address,
        "name": name,
        "language": "" if place.language == interface.language else place.language,
        "before": place.sentence[: place.start],
        "cited": place.sentence[place.start : place.end],
        "after": place.sentence[place.end :],
        "note": noted(place.citation, interface),
    }


def _list(documents: Sequence[_Subject], drawing: Drawing, paper: Paper) -> Page:
    interface = drawing.interface
    title, lead = interface.text("documents"), interface.text("documents-lead")
    entries = [
        {
            "link": Linked(each.title.text, each.address),
            "facts": interface.plural("citing-count", len({_page_of(one) for one in next(iter(each.parts.values()))})),
        }
        for each in documents
    ]
    body = drawing.draw("documents.html", title=title, lead=lead, entries=entries, root=urls.root(urls.DOCUMENTS))
    return paper.page(urls.DOCUMENTS, title=title, description=lead, body=body, contents="", tab=urls.INSTRUMENTS)
