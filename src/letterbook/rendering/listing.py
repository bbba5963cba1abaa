"""A list of communications on a page of its own, newest release first; a long one is split by year of release."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from letterbook import urls
from letterbook.derived.response_status import StatusKind
from letterbook.derived.titles import Passage
from letterbook.i18n import Interface
from letterbook.rendering.answers import ResponseAnswers
from letterbook.rendering.context import Site
from letterbook.rendering.headline import MARKS, LetterRow
from letterbook.rendering.page import Page
from letterbook.rendering.paging import ListPage, split_by_year
from letterbook.rendering.views import Linked

_FEWEST_FILTERED = 6


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list under a heading of its own."""

    anchor: str
    heading: str
    rows: tuple[LetterRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of communications.

    `address` and `title` are its own; `within` links to the list that it belongs to. `tag` marks an example, or a real
    entry among examples. `identity` says what the list's subject is, and `notes` what else is known of it; both appear
    below the title. `figures` are lines about replies, and `official` is the address of the official text. `provisions`
    are those that are cited, each with the number of pages citing it, and `answers` the responses that are recorded to
    answer questions, on the first page. `comparisons` are the pages that show two of the letters side by side.
    `address_of_year` gives the address of a year's page; `tab` is the tab of the navigation, and `links` lead to other
    lists. `always_by_year` splits even a short list. `feed` is the name of its feeds, if it has any (see
    `urls.atom_feed`).
    """

    address: str
    title: Passage
    within: Linked | None = None
    tag: str = ""
    identity: Passage | None = None
    notes: tuple[Passage, ...] = ()
    figures: tuple[str, ...] = ()
    provisions: tuple[tuple[Linked, str], ...] = ()
    official: str = ""
    answers: tuple[ResponseAnswers, ...] = ()
    comparisons: tuple[Linked, ...] = ()
    sections: tuple[Section, ...]
    address_of_year: Callable[[int], str]
    tab: str
    links: tuple[Linked, ...] = ()
    always_by_year: bool = False
    feed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter: its key, its name, the words for no choice, and each value with its name."""

    key: str
    name: str
    all: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters of a list, which a script applies. `shown` says how many letters are left: it has a place for their
    number, and one for that of all letters."""

    choices: tuple[Choice, ...]
    shown: str


def render_listing(listing: Listing, site: Site) -> Iterator[Page]:
    """Render the page of a list with its newest rows and, if it is split, a page for each year."""
    rows = (row for section in listing.sections for row in section.rows)
    released = {row.reference: row.released for row in rows}
    for page in split_by_year(
        released, listing.address, listing.address_of_year, site.interface, always=listing.always_by_year
    ):
        yield _render_page(listing, page, site)


def _render_page(listing: Listing, page: ListPage, site: Site) -> Page:
    title = f"{listing.title.text}, {page.year}" if page.year else listing.title.text
    lead = _write_lead(page, site.interface)
    sections = [
        replace(section, rows=tuple(row for row in section.rows if row.reference in page.shown))
        for section in listing.sections
    ]
    figures = () if page.year else listing.figures
    is_counted = bool(figures) and page.count == len(page.shown)  # a second number would only raise a question
    body = site.templates.render(
        "listing.html",
        listing=listing,
        title=title,
        lead="" if is_counted else lead,
        figures=figures,
        sections=[section for section in sections if section.rows],
        feed=urls.atom_feed(listing.feed) if listing.feed and site.site_url else "",
        years=[each for each in page.years if each.address],
        answers=() if page.year else listing.answers,
        comparisons=() if page.year else listing.comparisons,
        filters=_make_filters([row for section in sections for row in section.rows], site.interface),
        root=urls.root(page.address),
    )
    return site.layout.build_page(
        page.address,
        title=title,
        description=site.interface.join_label(title, lead),
        body=body,
        contents="",
        changed=max((row.changed for section in sections for row in section.rows), default=None),
        feed=listing.feed,
        tab=listing.tab,
    )


def _make_filters(rows: Sequence[LetterRow], interface: Interface) -> Filters | None:
    """Make the filters of a list by what its rows have. Returns None for a list that is short enough to read."""
    if len(rows) < _FEWEST_FILTERED:
        return None
    kinds = {status.kind for row in rows for status in row.statuses}
    marks = {mark for row in rows for mark in row.marks}
    everything = interface.text("filter-all")
    choices = (
        Choice(
            key="type",
            name=interface.text("filter-type"),
            all=everything,
            values=tuple((each, each) for each in sorted({row.type for row in rows})),
        ),
        Choice(
            key="status",
            name=interface.text("filter-status"),
            all=everything,
            values=tuple((kind, interface.text(f"answered-{kind}")) for kind in StatusKind if kind in kinds),
        ),
        Choice(
            key="mark",
            name=interface.text("filter-mark"),
            all=interface.text("filter-mark-all"),
            values=tuple((mark, _capitalise(interface.text(f"mark-{mark}"))) for mark in MARKS if mark in marks),
        ),
    )
    return Filters(
        choices=tuple(each for each in choices if each.values),
        shown=interface.text("filter-shown", shown="{shown}", all="{all}"),
    )


def _capitalise(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _write_lead(page: ListPage, interface: Interface) -> str:
    count = interface.plural("communications-count", page.count)
    if page.year:
        return interface.join_label(interface.text("released-in", year=page.year), count)
    if not page.count:
        return interface.text("communications-none")
    if page.count == len(page.shown):
        return interface.text("communications-all-here", count=count)
    return interface.text("communications-newest", count=count, shown=interface.number(len(page.shown)))
