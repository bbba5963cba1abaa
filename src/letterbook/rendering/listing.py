"""A list of communications on a page of its own, newest release first; a long one is split by the year of release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from letterbook import urls
from letterbook.rendering.headline import Row
from letterbook.rendering.layout import Paper
from letterbook.rendering.page import Page
from letterbook.rendering.templates import Drawing
from letterbook.rendering.views import Linked, Passage

ON_ONE_PAGE = 100
"""How many communications a page lists; the others are listed by their year."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list under a heading of its own."""

    anchor: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list: where it stands, what it is called, the list that it stands in, its code in references, whether it is
    of something fictional, what else is to be said of it, its provisions that are cited with how often each is, the
    address of its official text, and its sections.

    `by_year` gives the address of a year's page; `tab` is the tab of the navigation.
    """

    address: str
    title: Passage
    within: Linked | None = None
    code: str = ""
    example: bool = False
    notes: tuple[Passage, ...] = ()
    provisions: tuple[tuple[Linked, str], ...] = ()
    official: str = ""
    sections: tuple[Section, ...]
    by_year: Callable[[int], str]
    tab: str
    always_by_year: bool = False


def pages(listing: Listing, drawing: Drawing, paper: Paper) -> Iterator[Page]:
    """The page of a list with its newest rows, and where it is long (or always is) a page for each year."""
    counts = Counter(row.year for section in listing.sections for row in section.rows)
    total = sum(counts.values())
    split = listing.always_by_year or total > ON_ONE_PAGE
    years = sorted(counts, reverse=True) if split else []
    rows = (row for section in listing.sections for row in section.rows)
    newest_first = sorted(rows, key=lambda row: row.released, reverse=True)
    newest = set(list(dict.fromkeys(row.reference for row in newest_first))[:ON_ONE_PAGE])
    shown = _only(listing.sections, lambda row: row.reference in newest)
    title = listing.title.text
    yield _page(listing, listing.address, title, _lead(total, drawing), shown, years, counts, drawing, paper)
    for year in years:
        of_year = _only(listing.sections, partial(_is_of, year))
        lead = drawing.interface.text("released-in", year=year) + ": " + counted(counts[year], drawing)
        yield _page(listing, listing.by_year(year), f"{title}, {year}", lead, of_year, years, counts, drawing, paper)


def _only(sections: Sequence[Section], wanted: Callable[[Row], bool]) -> list[Section]:
    """The sections with those of their rows that are wanted."""
    return [Section(each.anchor, each.heading, tuple(row for row in each.rows if wanted(row))) for each in sections]


def _lead(total: int, drawing: Drawing) -> str:
    interface = drawing.interface
    if not total:
        return interface.text("communications-none")
    if total <= ON_ONE_PAGE:
        return interface.text("communications-all-here", count=counted(total, drawing))
    shown = interface.number(ON_ONE_PAGE)
    return interface.text("communications-newest", count=counted(total, drawing), shown=shown)


def _is_of(year: int, row: Row) -> bool:
    return row.year == year


def counted(number: int, drawing: Drawing) -> str:
    """`26 communications`"""
    return drawing.interface.plural("communications-count", number)


def _page(
    listing: Listing,
    address: str,
    title: str,
    lead: str,
    sections: Sequence[Section],
    years: Sequence[int],
    counts: Counter[int],
    drawing: Drawing,
    paper: Paper,
) -> Page:
    body = drawing.draw(
        "listing.html",
        listing=listing,
        title=title,
        lead=lead,
        sections=[section for section in sections if section.rows],
        years=[
            {
                "year": year,
                "address": listing.by_year(year),
                "count": drawing.interface.number(counts[year]),
                "current": address == listing.by_year(year),
            }
            for year in years
        ],
        root=urls.root(address),
    )
    return paper.page(
        address,
        title=title,
        description=f"{title}: {lead}",
        body=body,
        contents="",
        changed=max((row.changed for section in sections for row in section.rows), default=None),
        tab=listing.tab,
    )
