"""The registers: recipients, mandates, instruments and groups that released letters name, each with its letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from letterbook import urls
from letterbook.model.registers import MandateKind, RecipientKind
from letterbook.rendering import register_entry as entries
from letterbook.rendering.context import Site
from letterbook.rendering.entry_lists import list_groups, list_instruments, list_mandates, list_recipients
from letterbook.rendering.entry_table import Column, EntryTable
from letterbook.rendering.listing import Listing, Section, render_listing
from letterbook.rendering.page import Page
from letterbook.rendering.register_entry import RegisterEntry
from letterbook.rendering.statistics import write_summaries
from letterbook.rendering.views import Linked


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
    tab: str
    links: tuple[tuple[str, str], ...] = ()


_RECIPIENTS = _Register(
    address=urls.RECIPIENTS,
    word="recipients",
    entry="filter-recipient",
    kinds=tuple(RecipientKind),
    relations=("sent-to-it", "concerning-it"),
    columns=(entries.TO_IT, entries.ABOUT_IT, entries.REPLIED, entries.NONE_SO_FAR, entries.LATEST),
    tab=urls.RECIPIENTS,
)
_MANDATES = _Register(
    address=urls.MANDATES,
    word="mandates",
    entry="card-mandate",
    kinds=tuple(MandateKind),
    relations=("sent-under-it",),
    columns=(entries.FULL_NAME, entries.LETTERS, entries.LATEST),
    tab=urls.MANDATES,
)
_INSTRUMENTS = _Register(
    address=urls.INSTRUMENTS,
    word="instruments",
    entry="card-instrument",
    kinds=("instrument",),
    relations=("declaring-it",),
    columns=(entries.SHORT_TITLE, entries.LETTERS, entries.LATEST),
    tab=urls.INSTRUMENTS,
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
    tab=urls.COMMUNICATIONS,
)


def render_registers(site: Site) -> Iterator[Page]:
    """Yield, for each register, its list and a page for each entry."""
    for register, list_entries in (
        (_RECIPIENTS, list_recipients),
        (_MANDATES, list_mandates),
        (_INSTRUMENTS, list_instruments),
        (_GROUPS, list_groups),
    ):
        listed = list_entries(site)
        yield _render_list(register, listed, site)
        for entry in listed:
            yield from _render_entry(register, entry, site)


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
        register.address, title=title, description=lead, body=body, contents="", tab=register.tab
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
            tab=register.tab,
            feed=entry.address,
        ),
        site,
    )
