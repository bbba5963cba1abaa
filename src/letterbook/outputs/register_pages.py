"""The ways in: recipients, mandates, instruments and groups that released letters name, each with its letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from letterbook import urls
from letterbook.derived.citation_index import Occurrence, numerically
from letterbook.i18n import Interface, alphabetical
from letterbook.model.public import Communication, Instrument, Public, Recipient
from letterbook.model.registers import RecipientKind
from letterbook.rendering.headline import Row
from letterbook.rendering.layout import Paper
from letterbook.rendering.listing import Listing, Section, counted, pages
from letterbook.rendering.page import Page
from letterbook.rendering.templates import Drawing
from letterbook.rendering.views import Linked, Passage, passage

_Named = TypeVar("_Named")


@dataclass(slots=True)
class _Entry:
    """An entry of a register with the letters that name it, by how they do."""

    name: Passage
    address: str
    kind: str
    notes: tuple[Passage, ...] = ()
    code: str = ""
    example: bool = False
    provisions: tuple[tuple[Linked, str], ...] = ()
    official: str = ""
    letters: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, relation: str, row: Row) -> None:
        """Once, though a letter may name it twice."""
        found = self.letters.setdefault(relation, [])
        if row not in found[-1:]:
            found.append(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A way in: the address of its list, the word for it, the kinds of its entries, in order, how letters name them,
    and what else its list leads to: a word and an address each."""

    address: str
    word: str
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()


_RECIPIENTS = _Way(
    address=urls.RECIPIENTS,
    word="recipients",
    kinds=tuple(RecipientKind),
    relations=("sent-to-it", "concerning-it"),
)
_MANDATES = _Way(address=urls.MANDATES, word="mandates", kinds=("thematic", "country"), relations=("sent-under-it",))
_INSTRUMENTS = _Way(
    address=urls.INSTRUMENTS,
    word="instruments",
    kinds=("instrument",),
    relations=("declaring-it",),
    links=(
        ("documents-cited", urls.DOCUMENTS),
        ("citations-csv", urls.CITATIONS_CSV),
        ("citations-json", urls.CITATIONS_JSON),
    ),
)
_GROUPS = _Way(address=urls.GROUPS, word="groups", kinds=("group",), relations=("of-the-group",))


def entry_pages(
    public: Public, rows: Mapping[str, Row], occurrences: Sequence[Occurrence], drawing: Drawing, paper: Paper
) -> Iterator[Page]:
    """For each way in its list, and a page for each entry. `rows` are all communications by key, `occurrences` all that
    they and the responses to them cite."""
    interface = drawing.interface
    for way, entries in (
        (_RECIPIENTS, _recipients(public, rows, interface)),
        (_MANDATES, _mandates(public, rows, interface)),
        (_INSTRUMENTS, _instruments(public, rows, occurrences, interface)),
        (_GROUPS, _groups(public, rows, interface)),
    ):
        yield _list(way, entries, drawing, paper)
        for entry in entries:
            yield from _entry(way, entry, drawing, paper)


def _recipients(public: Public, rows: Mapping[str, Row], interface: Interface) -> Sequence[_Entry]:
    def of(recipient: Recipient) -> _Entry:
        return _Entry(
            passage(recipient.name, "", interface),
            urls.recipient(recipient.id),
            recipient.kind,
            _also_called(recipient.aliases, interface),
            recipient.code or "",
            recipient.example,
        )

    def named(communication: Communication) -> Iterator[tuple[str, str, Recipient]]:
        for addressing in communication.recipients:
            yield "sent-to-it", addressing.recipient.id, addressing.recipient
        for recipient in communication.concerning:
            yield "concerning-it", recipient.id, recipient

    return _gather(public, rows, named, of)


def _mandates(public: Public, rows: Mapping[str, Row], interface: Interface) -> Sequence[_Entry]:
    return _gather(
        public,
        rows,
        lambda each: [("sent-under-it", signing.mandate.id, signing.mandate) for signing in each.mandates],
        lambda mandate: _Entry(
            passage(mandate.label, "", interface),
            urls.mandate(mandate.id),
            mandate.kind,
            (passage(mandate.name, "", interface), *_also_called(mandate.aliases, interface)),
            example=mandate.example,
        ),
    )


def _instruments(
    public: Public, rows: Mapping[str, Row], occurrences: Sequence[Occurrence], interface: Interface
) -> Sequence[_Entry]:
    cited: dict[str, dict[str, Instrument]] = defaultdict(dict)
    of_each: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in occurrences:
        if each.instrument is not None:
            cited[each.letter.reference.key][each.instrument.id] = each.instrument
            for provision in each.provisions:
                page = each.address.partition("#")[0]
                of_each[each.instrument.id][urls.main_provision(provision)].add(page)

    def named(communication: Communication) -> Iterator[tuple[str, str, Instrument]]:
        for instrument in cited[communication.reference.key].values():
            yield "declaring-it", instrument.id, instrument

    def of(instrument: Instrument) -> _Entry:
        return _Entry(
            passage(instrument.title, "", interface),
            urls.instrument(instrument.id),
            "instrument",
            (passage(instrument.short, "", interface),),
            provisions=tuple(
                (Linked(each, urls.provision(instrument.id, each)), interface.number(len(pages)))
                for each, pages in sorted(of_each[instrument.id].items(), key=lambda each: numerically(each[0]))
            ),
            official=instrument.url or "",
        )

    return _gather(public, rows, named, of)


def _groups(public: Public, rows: Mapping[str, Row], interface: Interface) -> Sequence[_Entry]:
    return _gather(
        public,
        rows,
        lambda each: [("of-the-group", each.group.id, each.group)] if each.group else [],
        lambda group: _Entry(
            passage(group.title, "", interface),
            urls.group(group.id),
            "group",
            (passage(group.summary, "", interface),) if group.summary else (),
            example=group.example,
        ),
    )


def _gather(
    public: Public,
    rows: Mapping[str, Row],
    named: Callable[[Communication], Iterable[tuple[str, str, _Named]]],
    of: Callable[[_Named], _Entry],
) -> Sequence[_Entry]:
    """The entries that released letters name, by name; each with its letters, newest release first."""
    entries: dict[str, _Entry] = {}
    for communication in public.communications:
        for relation, id_, entry in named(communication):
            if id_ not in entries:
                entries[id_] = of(entry)
            entries[id_].add(relation, rows[communication.reference.key])
    return sorted(entries.values(), key=lambda entry: alphabetical(entry.name.text))


def _also_called(aliases: Sequence[str], interface: Interface) -> tuple[Passage, ...]:
    return (Passage(interface.text("also-called", names="; ".join(aliases))),) if aliases else ()


def _list(way: _Way, entries: Sequence[_Entry], drawing: Drawing, paper: Paper) -> Page:
    interface = drawing.interface
    title = interface.text(way.word)
    lead = interface.text(f"{way.word}-lead") if entries else interface.text("communications-none")
    sections = [
        {
            "kind": kind,
            "heading": interface.text(f"kind-{kind}") if len(way.kinds) > 1 else "",
            "entries": [
                {"entry": entry, "facts": _facts(way, entry, drawing)} for entry in entries if entry.kind == kind
            ],
        }
        for kind in way.kinds
    ]
    body = drawing.draw(
        "entries.html",
        title=title,
        lead=lead,
        sections=[section for section in sections if section["entries"]],
        links=[Linked(interface.text(word), address) for word, address in way.links],
        root=urls.root(way.address),
    )
    return paper.page(way.address, title=title, description=lead, body=body, contents="", tab=way.address)


def _facts(way: _Way, entry: _Entry, drawing: Drawing) -> str:
    """`12 communications; concerning it, 3 communications`"""
    facts = []
    for relation in way.relations:
        if relation in entry.letters:
            words = counted(len(entry.letters[relation]), drawing)
            facts.append(drawing.interface.text(f"{relation}-count", count=words))
    return "; ".join(facts)


def _entry(way: _Way, entry: _Entry, drawing: Drawing, paper: Paper) -> Iterator[Page]:
    interface = drawing.interface
    yield from pages(
        Listing(
            address=entry.address,
            title=entry.name,
            within=Linked(interface.text(way.word), way.address),
            code=entry.code,
            example=entry.example,
            notes=entry.notes,
            provisions=entry.provisions,
            official=entry.official,
            sections=tuple(
                Section(relation, interface.text(relation), tuple(entry.letters[relation]))
                for relation in way.relations
                if relation in entry.letters
            ),
            by_year=partial(urls.year_of, entry.address),
            tab=way.address,
        ),
        drawing,
        paper,
    )
