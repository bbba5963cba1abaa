"""The registers: recipients, mandates, instruments and groups that released letters name, each with its letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from letterbook import urls
from letterbook.derived.citation_index import provision_order
from letterbook.derived.states import name_states
from letterbook.derived.statistics import Pair
from letterbook.derived.titles import Passage, choose_passage
from letterbook.i18n import Interface, get_sort_key
from letterbook.model.public import Communication, Instrument, Recipient
from letterbook.model.registers import MandateKind, RecipientKind
from letterbook.rendering import headline
from letterbook.rendering import register_entry as entries
from letterbook.rendering.answers import collect_answers
from letterbook.rendering.context import Site
from letterbook.rendering.entry_table import Column, EntryTable
from letterbook.rendering.listing import Listing, Section, render_listing
from letterbook.rendering.page import Page
from letterbook.rendering.register_entry import RegisterEntry
from letterbook.rendering.statistics import write_summaries
from letterbook.rendering.views import Linked

_Named = TypeVar("_Named")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    """A register on the site: the address of its list, the interface's words for it and for one of its entries, the
    kinds of its entries in order, their relations to letters, the columns of its list after the name, and further links
    on its list, each a word and an address."""

    address: str
    word: str
    entry: str
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    columns: tuple[Column, ...]
    links: tuple[tuple[str, str], ...] = ()


_RECIPIENTS = _Register(
    address=urls.RECIPIENTS,
    word="recipients",
    entry="filter-recipient",
    kinds=tuple(RecipientKind),
    relations=("sent-to-it", "concerning-it"),
    columns=(entries.TO_IT, entries.ABOUT_IT, entries.REPLIED, entries.NONE_SO_FAR, entries.LATEST),
)
_MANDATES = _Register(
    address=urls.MANDATES,
    word="mandates",
    entry="card-mandate",
    kinds=tuple(MandateKind),
    relations=("sent-under-it",),
    columns=(entries.FULL_NAME, entries.LETTERS, entries.LATEST),
)
_INSTRUMENTS = _Register(
    address=urls.INSTRUMENTS,
    word="instruments",
    entry="card-instrument",
    kinds=("instrument",),
    relations=("declaring-it",),
    columns=(entries.SHORT_TITLE, entries.LETTERS, entries.LATEST),
    links=(
        ("documents-cited", urls.DOCUMENTS),
        ("citations-csv", urls.table_csv("citations")),
        ("citations-json", urls.table_json("citations")),
    ),
)
_GROUPS = _Register(
    address=urls.GROUPS,
    word="groups",
    entry="card-group",
    kinds=("group",),
    relations=("of-the-group",),
    columns=(entries.LETTERS, entries.LATEST),
)


def render_registers(site: Site) -> Iterator[Page]:
    """Yield, for each register, its list and a page for each entry."""
    for register, list_entries in (
        (_RECIPIENTS, _list_recipients),
        (_MANDATES, _list_mandates),
        (_INSTRUMENTS, _list_instruments),
        (_GROUPS, _list_groups),
    ):
        listed = list_entries(site)
        yield _render_list(register, listed, site)
        for entry in listed:
            yield from _render_entry(register, entry, site)


def _list_recipients(site: Site) -> Sequence[RegisterEntry]:
    answers = collect_answers(site.public.communications, site.page_interface)
    states = name_states(site.public, site.interface)

    def view(recipient: Recipient) -> RegisterEntry:
        return RegisterEntry(
            name=choose_passage(recipient.name, "", site.interface),
            address=urls.recipient(recipient.id),
            kind=recipient.kind,
            identity=_identify(recipient, states, site.interface),
            notes=(*_also_called(recipient.aliases, site.interface), *_list_identifiers(recipient, site.interface)),
            example=recipient.example,
            tag=site.example_tags.choose(example=recipient.example),
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


def _list_mandates(site: Site) -> Sequence[RegisterEntry]:
    interface = site.interface
    return _gather_entries(
        site,
        lambda each: [("sent-under-it", signing.mandate.id, signing.mandate) for signing in each.mandates],
        lambda mandate: RegisterEntry(
            name=choose_passage(mandate.label, "", interface),
            address=urls.mandate(mandate.id),
            kind=mandate.kind,
            identity=choose_passage(mandate.name, "", interface),
            notes=_also_called(mandate.aliases, interface),
            tag="example" if mandate.example else "",
        ),
    )


def _list_instruments(site: Site) -> Sequence[RegisterEntry]:
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

    def view(instrument: Instrument) -> RegisterEntry:
        provisions = sorted(citing_pages[instrument.id].items(), key=lambda each: provision_order(each[0]))
        return RegisterEntry(
            name=choose_passage(instrument.title, "", interface),
            address=urls.instrument(instrument.id),
            kind="instrument",
            identity=choose_passage(instrument.short, "", interface),
            provisions=tuple(
                (Linked(each, urls.provision(instrument.id, each)), interface.number(len(pages)))
                for each, pages in provisions
            ),
            official=instrument.url or "",
        )

    return _gather_entries(site, list_mentions, view)


def _list_groups(site: Site) -> Sequence[RegisterEntry]:
    interface = site.interface
    return _gather_entries(
        site,
        lambda each: [("of-the-group", each.group.id, each.group)] if each.group else [],
        lambda group: RegisterEntry(
            name=choose_passage(group.title, "", interface),
            address=urls.group(group.id),
            kind="group",
            identity=choose_passage(group.summary, "", interface) if group.summary else None,
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
    view: Callable[[_Named], RegisterEntry],
) -> Sequence[RegisterEntry]:
    """List the entries that released letters name, by name; each with its letters, newest release first.
    `list_mentions` gives the entries that a letter names: the relation, the id and the entry."""
    found: dict[str, RegisterEntry] = {}
    for communication in site.public.communications:
        for relation, id_, named in list_mentions(communication):
            if id_ not in found:
                found[id_] = view(named)
            key = communication.reference.key
            found[id_].add(relation, site.rows[key], _pick_pairs(site.pairs[key], relation, id_))
    return sorted(found.values(), key=lambda entry: get_sort_key(entry.name.text, site.interface.language))


def _pick_pairs(pairs: Iterable[Pair], relation: str, id_: str) -> Iterator[Pair]:
    """Pick the pairs of a letter that count in the figures of an entry: for a recipient, only its own."""
    if relation == "sent-to-it":
        return (each for each in pairs if each.recipient.id == id_)
    return iter(()) if relation == "concerning-it" else iter(pairs)


def _identify(recipient: Recipient, states: Mapping[str, str], interface: Interface) -> Passage:
    """Return `State · XAA`, or `Company · Belvenor`, with the name of its country."""
    country = recipient.country or ""
    found = (interface.text(f"card-{recipient.kind}"), recipient.code or "", states.get(country, country))
    return Passage(headline.SEPARATOR.join(filter(None, found)))


def _also_called(aliases: Sequence[str], interface: Interface) -> tuple[Passage, ...]:
    return (Passage(interface.text("also-called", names=interface.series(aliases))),) if aliases else ()


def _list_identifiers(recipient: Recipient, interface: Interface) -> tuple[Passage, ...]:
    return tuple(Passage(interface.join_label(each.scheme, each.value)) for each in recipient.identifiers)


def _render_list(register: _Register, listed: Sequence[RegisterEntry], site: Site) -> Page:
    interface = site.interface
    title = interface.text(register.word)
    lead = interface.text(f"{register.word}-lead") if listed else interface.text("communications-none")
    tables = [
        EntryTable(
            anchor=kind,
            heading=interface.text(f"kind-{kind}") if len(register.kinds) > 1 else "",
            first=register.entry,
            columns=register.columns,
            rows=tuple(
                entries.write_row(each, register.columns, site.page_interface) for each in listed if each.kind == kind
            ),
        )
        for kind in register.kinds
    ]
    body = site.templates.render(
        "entries.html",
        title=title,
        lead=lead,
        tables=[each for each in tables if each.rows],
        links=[Linked(interface.text(word), address) for word, address in register.links],
        root=urls.root(register.address),
    )
    return site.layout.build_page(
        register.address, title=title, description=lead, body=body, contents="", tab=register.address
    )


def _render_entry(register: _Register, entry: RegisterEntry, site: Site) -> Iterator[Page]:
    yield from render_listing(
        Listing(
            address=entry.address,
            title=entry.name,
            within=Linked(site.interface.text(register.word), register.address),
            identity=entry.identity,
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
