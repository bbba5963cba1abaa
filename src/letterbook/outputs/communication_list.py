"""`/communications/`: every communication, newest release first, and a page for each year of release."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from letterbook import urls
from letterbook.derived.titles import Passage
from letterbook.rendering.context import Site
from letterbook.rendering.listing import Listing, Section, render_listing
from letterbook.rendering.page import Page
from letterbook.rendering.views import Linked


def render_communication_list(site: Site) -> Iterator[Page]:
    """Yield the page of the newest communications, and one page for each year with all its communications."""
    interface = site.interface
    by_year = groupby(site.rows.values(), key=lambda row: row.released.year)
    yield from render_listing(
        Listing(
            address=urls.COMMUNICATIONS,
            title=Passage(interface.text("communications")),
            sections=tuple(
                Section(f"released-{year}", interface.text("released-in", year=year), tuple(rows))
                for year, rows in by_year
            ),
            address_of_year=urls.year,
            tab=urls.COMMUNICATIONS,
            links=(
                Linked(interface.text("groups"), urls.GROUPS),
                Linked(interface.text("reports"), urls.REPORTS),
            ),
            always_by_year=True,
            feed=urls.COMMUNICATIONS,
        ),
        site,
    )
