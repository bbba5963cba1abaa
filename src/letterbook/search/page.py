"""Renders `/search/`, the search page. Without JavaScript it links to the lists."""

from __future__ import annotations

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.page import Page
from letterbook.search.assets import SCRIPT
from letterbook.search.data_files import write_json

LISTS = {
    urls.COMMUNICATIONS: "communications",
    urls.RECIPIENTS: "recipients",
    urls.MANDATES: "mandates",
    urls.INSTRUMENTS: "instruments",
    urls.GROUPS: "groups",
}
"""The lists that between them reach every letter, with the interface's key for each."""

SCRIPT_TEXTS = (
    "zero",
    "one",
    "many",
    "all-zero",
    "all-one",
    "all-many",
    "searching",
    "no-words",
    "most",
    "missing",
    "also",
    "meant",
    "more-values",
    "try-fewer",
    "try-filters",
    "try-beginning",
    "try-reference",
    "try-other",
    "reset",
    "remove",
    "error",
    "again",
    "in-pdf",
)
"""The texts `search-…` of the interface that the script puts into the page."""


def render_search_page(site: Site, name: str) -> Page:
    """Render the search page; its help has `name` as an example."""
    interface = site.interface
    title = interface.text("search")
    texts = {key: interface.text(f"search-{key}") for key in SCRIPT_TEXTS} | {"real": interface.text("real")}
    body = site.templates.render(
        "search.html",
        title=title,
        name=name,
        texts=write_json(texts),
        lists=[(address, interface.text(word)) for address, word in LISTS.items()],
        assets=urls.SEARCH_ASSETS,
        script=SCRIPT,
        root=urls.root(urls.SEARCH),
    )
    description = interface.text("search-lead")
    return site.layout.build_page(
        urls.SEARCH, title=title, description=description, body=body, contents="", tab=urls.SEARCH
    )
