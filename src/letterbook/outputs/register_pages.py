"""The registers: recipients, mandates, instruments and groups that released letters name, each with its letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from letterbook import urls
from letterbook.derived.citation_index import provision_order
from letterbook.derived.statistics import Pair
from letterbook.derived.titles import Passage, choose_passage
from letterbook.i18n import Interface, get_sort_key
from letterbook.model.public import Communication, Instrument, Recipient
from letterbook.model.registers import MandateKind, RecipientKind
from letterbook.rendering.answers import ResponseAnswers, collect_answers
from letterbook.rendering.context import Site
from letterbook.rendering.headline import LetterRow
from letterbook.rendering.listing import Listing, Section, count_communications, render_listing
from letterbook.rendering.page import Page
from letterbook.rendering.statistics import write_summaries
from letterbook.rendering.views import Linked

_Named = TypeVar("_Named")


@dataclass(slots=True)
class _Entry:
    """A register entry with the letters that name it, by their relation to it. `forms` has the forms of its name for
    headings; `pairs` are those that its figures count, and `answers` what its responses are recorded to answer."""

    name: Passage
    address: str
    kind: str
    notes: tuple[Passage, ...] = ()
    code: str = ""
    tag: str = ""
    provisions: tuple[tuple[Linked, str], ...] = ()
    official: str = ""
    forms: Mapping[str, str] = field(default_factory=dict)
    letters: dict[str, list[LetterRow]] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    answers: tuple[ResponseAnswers, ...] = ()
    comparisons: tuple[Linked, ...] = ()
    """For a group: the pages that show two of its letters side by side."""

    def add(self, relation: str, row: LetterRow, pairs: Iterable[Pair] = ()) -> None:
        """Add a letter and its pairs once, even if it names the entry twice."""
        found = self.letters.setdefault(relation, [])
        if row not in found[-1:]:
            found.append(row)
            self.pairs.extend(pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    """A register on the site: the address of its list, the interface's word for it, the kinds of its entries in order,
    their relations to letters, and further links on its list, each a word and an address."""

    address: str
    word: str
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()


_RECIPIENTS = _Register(
    address=urls.RECIPIENTS,
    word="recipients",
    kinds=tuple(RecipientKind),
    relations=("sent-to-it", "concerning-it"),
)
_MANDATES = _Register(address=urls.MANDATES, word="mandates", kinds=tuple(MandateKind), relations=("sent-under-it",))
_INSTRUMENTS = _Register(
    address=urls.INSTRUMENTS,
    word="instruments",
    kinds=("instrument",),
    relations=("declaring-it",),
    links=(
        ("documents-cited", urls.DOCUMENTS),
        ("citations-csv", urls.table_csv("citations")),
        ("citations-json", urls.table_json("citations")),
    ),
)
_GROUPS = _Register(address=urls.GROUPS, word="groups", kinds=("group",), relations=("of-the-group",))


def render_registers(site: Site) -> Iterator[Page]:
    """Yield, for each register, its list and a page for each entry."""
    for register, list_entries in (
        (_RECIPIENTS, _list_recipients),
        (_MANDATES, _list_mandates),
        (_INSTRUMENTS, _list_instruments),
        (_GROUPS, _list_groups),
    ):
        entries = list_entries(site)
        yield _render_list(register, entries, site)
        for entry in entries:
            yield from _render_entry(register, entry, site)


def _list_recipients(site: Site) -> Sequence[_Entry]:
    answers = collect_answers(site.public.communications, site.page_interface)

    def view(recipient: Recipient) -> _Entry:
        return _Entry(
            choose_passage(recipient.name, "", site.interface),
            urls.recipient(recipient.id),
            recipient.kind,
            (*_also_called(recipient.aliases, site.interface), *_list_identifiers(recipient, site.interface)),
            recipient.code or "",
            site.example_tags.choose(example=recipient.example),
            forms={
                "to": site.interface.to(site.interface.name("to", recipient)),
                "about": site.interface.name("about", recipient),
            },
            answers=answers.get(recipient.id, ()),
        )

    def list_mentions(communication: Communication) -> Iterator[tuple[str, str, Recipient]]:
        for addressing in communication.recipients:
            yield "sent-to-it", addressing.recipient.id, addressing.recipient
        for recipient in communication.concerning:
            yield "concerning-it", recipient.id, recipient

    return _gather_entries(site, list_mentions, view)


def _list_mandates(site: Site) -> Sequence[_Entry]:
    interface = site.interface
    return _gather_entries(
        site,
        lambda each: [("sent-under-it", signing.mandate.id, signing.mandate) for signing in each.mandates],
        lambda mandate: _Entry(
            choose_passage(mandate.label, "", interface),
            urls.mandate(mandate.id),
            mandate.kind,
            (choose_passage(mandate.name, "", interface), *_also_called(mandate.aliases, interface)),
            tag="example" if mandate.example else "",
        ),
    )


def _list_instruments(site: Site) -> Sequence[_Entry]:
    interface = site.interface
    cited: dict[str, dict[str, Instrument]] = defaultdict(dict)
    citing_pages: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in site.citation_index.occurrences:
        if each.instrument is not None:
            cited[each.letter.reference.key][each.instrument.id] = each.instrument
            for provision in each.provisions:
                citing_pages[each.instrument.id][urls.main_provision(provision)].add(each.page)

    def list_mentions(communication: Communication) -> Iterator[tuple[str, str, Instrument]]:
        for instrument in cited[communication.reference.key].values():
            yield "declaring-it", instrument.id, instrument

    def view(instrument: Instrument) -> _Entry:
        provisions = sorted(citing_pages[instrument.id].items(), key=lambda each: provision_order(each[0]))
        return _Entry(
            choose_passage(instrument.title, "", interface),
            urls.instrument(instrument.id),
            "instrument",
            (choose_passage(instrument.short, "", interface),),
            provisions=tuple(
                (Linked(each, urls.provision(instrument.id, each)), interface.number(len(pages)))
                for each, pages in provisions
            ),
            official=instrument.url or "",
        )

    return _gather_entries(site, list_mentions, view)


def _list_groups(site: Site) -> Sequence[_Entry]:
    interface = site.interface
    return _gather_entries(
        site,
        lambda each: [("of-the-group", each.group.id, each.group)] if each.group else [],
        lambda group: _Entry(
            choose_passage(group.title, "", interface),
            urls.group(group.id),
            "group",
            (choose_passage(group.summary, "", interface),) if group.summary else (),
            tag=site.example_tags.choose(example=group.example),
            comparisons=tuple(
                Linked(
                    interface.text("compared-title", first=first.reference, second=other.reference),
                    urls.comparison(group.id, other.reference),
                )
                for first, other in site.companions.list_pairs(group.id)
            ),
        ),
    )


def _gather_entries(
    site: Site,
    list_mentions: Callable[[Communication], Iterable[tuple[str, str, _Named]]],
    view: Callable[[_Named], _Entry],
) -> Sequence[_Entry]:
    """List the entries that released letters name, by name; each with its letters, newest release first.
    `list_mentions` gives the entries that a letter names: the relation, the id and the entry."""
    entries: dict[str, _Entry] = {}
    for communication in site.public.communications:
        for relation, id_, named in list_mentions(communication):
            if id_ not in entries:
                entries[id_] = view(named)
            key = communication.reference.key
            entries[id_].add(relation, site.rows[key], _pick_pairs(site.pairs[key], relation, id_))
    return sorted(entries.values(), key=lambda entry: get_sort_key(entry.name.text, site.interface.language))


def _pick_pairs(pairs: Iterable[Pair], relation: str, id_: str) -> Iterator[Pair]:
    """Pick the pairs of a letter that count in the figures of an entry: for a recipient, only its own."""
    if relation == "sent-to-it":
        return (each for each in pairs if each.recipient.id == id_)
    return iter(()) if relation == "concerning-it" else iter(pairs)


def _also_called(aliases: Sequence[str], interface: Interface) -> tuple[Passage, ...]:
    return (Passage(interface.text("also-called", names=interface.series(aliases))),) if aliases else ()


def _list_identifiers(recipient: Recipient, interface: Interface) -> tuple[Passage, ...]:
    return tuple(Passage(interface.join_label(each.scheme, each.value)) for each in recipient.identifiers)


def _render_list(register: _Register, entries: Sequence[_Entry], site: Site) -> Page:
    interface = site.interface
    title = interface.text(register.word)
    lead = interface.text(f"{register.word}-lead") if entries else interface.text("communications-none")
    sections = [
        {
            "kind": kind,
            "heading": interface.text(f"kind-{kind}") if len(register.kinds) > 1 else "",
            "entries": [
                {"entry": entry, "facts": _count_letters(register, entry, interface)}
                for entry in entries
                if entry.kind == kind
            ],
        }
        for kind in register.kinds
    ]
    body = site.templates.render(
        "entries.html",
        title=title,
        lead=lead,
        sections=[section for section in sections if section["entries"]],
        links=[Linked(interface.text(word), address) for word, address in register.links],
        root=urls.root(register.address),
    )
    return site.layout.build_page(
        register.address, title=title, description=lead, body=body, contents="", tab=register.address
    )


def _count_letters(register: _Register, entry: _Entry, interface: Interface) -> str:
    """Return `12 letters; 3 letters about it, sent to others`."""
    facts = []
    for relation in register.relations:
        if relation in entry.letters:
            words = count_communications(len(entry.letters[relation]), interface)
            facts.append(interface.text(f"{relation}-count", count=words))
    return interface.series(facts)


def _render_entry(register: _Register, entry: _Entry, site: Site) -> Iterator[Page]:
    yield from render_listing(
        Listing(
            address=entry.address,
            title=entry.name,
            within=Linked(site.interface.text(register.word), register.address),
            code=entry.code,
            tag=entry.tag,
            notes=entry.notes,
            figures=write_summaries(entry.pairs, site.interface),
            provisions=entry.provisions,
            official=entry.official,
            answers=entry.answers,
            comparisons=entry.comparisons,
            sections=tuple(
                Section(relation, site.interface.text(relation, **entry.forms), tuple(entry.letters[relation]))
                for relation in register.relations
                if relation in entry.letters
            ),
            address_of_year=partial(urls.year_of, entry.address),
            tab=register.address,
            feed=entry.address,
        ),
        site,
    )
