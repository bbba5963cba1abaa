"""`/communications/`: every communication, newest release first, and a page for each year of release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from letterbook import urls
from letterbook.rendering.headline import Row
from letterbook.rendering.layout import Paper
from letterbook.rendering.listing import Listing, Section, pages
from letterbook.rendering.page import Page
from letterbook.rendering.templates import Drawing
from letterbook.rendering.views import Passage


def communication_listing(rows: Sequence[Row], drawing: Drawing, paper: Paper) -> Iterator[Page]:
    """The newest, and all of each year. `rows` are all communications, newest release first."""
    interface = drawing.interface
    yield from pages(
        Listing(
            address=urls.COMMUNICATIONS,
            title=Passage(interface.text("communications")),
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
