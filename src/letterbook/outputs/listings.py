"""Lists of communications: the newest, and all of each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from letterbook import headline, urls
from letterbook.drawing import Drawing
from letterbook.headline import Row
from letterbook.output_file import Page
from letterbook.paper import Paper
from letterbook.public import Public

ON_ONE_PAGE = 100
"""How many communications `/communications/` lists; the others are listed by their year."""


def communication_listings(public: Public, drawing: Drawing, paper: Paper) -> Iterator[Page]:
    """`/communications/`, newest release first, and a page with all communications of each year of release."""
    interface = drawing.interface
    rows = headline.rows(public, interface)
    counts = Counter(row.year for row in rows)
    total = interface.plural("communications-count", len(rows))
    if not rows:
        lead = interface.text("communications-none")
    elif len(rows) <= ON_ONE_PAGE:
        lead = interface.text("communications-all-here", count=total)
    else:
        lead = interface.text("communications-newest", count=total, shown=interface.number(ON_ONE_PAGE))
    title = interface.text("communications")
    yield _listing(urls.COMMUNICATIONS, title, lead, rows[:ON_ONE_PAGE], counts, drawing, paper)
    for year, of_year in groupby(rows, key=lambda row: row.year):
        title = interface.text("released-in", year=year)
        lead = interface.plural("communications-count", counts[year]) + "."
        yield _listing(urls.year(year), title, lead, tuple(of_year), counts, drawing, paper)


def _listing(
    address: str,
    title: str,
    lead: str,
    rows: tuple[Row, ...],
    counts: Counter[int],
    drawing: Drawing,
    paper: Paper,
) -> Page:
    years = [
        {
            "year": year,
            "address": urls.year(year),
            "count": drawing.interface.number(counts[year]),
            "current": address == urls.year(year),
        }
        for year in sorted(counts, reverse=True)
    ]
    sections = [{"year": year, "rows": tuple(of_year)} for year, of_year in groupby(rows, key=lambda row: row.year)]
    body = drawing.draw("listing.html", title=title, lead=lead, years=years, sections=sections, root=urls.root(address))
    return paper.page(address, title=title, description=lead, body=body, contents="")
