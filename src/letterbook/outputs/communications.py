"""`/communications/`: every communication, newest release first, and a page for each year of release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from letterbook import urls
from letterbook.drawing import Drawing
from letterbook.headline import Row
from letterbook.listing import ON_ONE_PAGE, Listing, Section, counted, pages
from letterbook.output_file import Page
from letterbook.paper import Paper


def communication_listing(rows: Sequence[Row], drawing: Drawing, paper: Paper) -> Iterator[Page]:
    """The newest, and all of each year. `rows` are all communications, newest release first."""
    interface = drawing.interface
    if not rows:
        lead = interface.text("communications-none")
    elif len(rows) <= ON_ONE_PAGE:
        lead = interface.text("communications-all-here", count=counted(len(rows), drawing))
    else:
        shown = interface.number(ON_ONE_PAGE)
        lead = interface.text("communications-newest", count=counted(len(rows), drawing), shown=shown)
    yield from pages(
        Listing(
            address=urls.COMMUNICATIONS,
            title=interface.text("communications"),
            lead=lead,
            sections=tuple(
                Section(f"released-{year}", interface.text("released-in", year=year), tuple(of_year))
                for year, of_year in groupby(rows, key=lambda row: row.year)
            ),
            by_year=urls.year,
            tab=urls.COMMUNICATIONS,
            always_by_year=True,
        ),
        drawing,
        paper,
    )
