"""`/search/`: the page that asks the index. Without a script it leads to the lists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from letterbook import urls
from letterbook.rendering.layout import Paper
from letterbook.rendering.page import Page
from letterbook.rendering.templates import Drawing

WAYS = {
    urls.COMMUNICATIONS: "communications",
    urls.RECIPIENTS: "recipients",
    urls.MANDATES: "mandates",
    urls.INSTRUMENTS: "instruments",
    urls.GROUPS: "groups",
}
"""The lists that reach every letter, and the words for them."""

TOLD = {
    "placeholder": "search-placeholder",
    "clear_search": "search-clear",
    "search_label": "search-box",
    "filters_label": "search-filters",
    "zero_results": "search-zero",
    "one_result": "search-one",
    "many_results": "search-many",
    "total_zero_results": "search-all-zero",
    "total_one_result": "search-all-one",
    "total_many_results": "search-all-many",
    "searching": "search-searching",
    "results_label": "search-results",
    "error_search": "search-error",
    "input_hint": "search-hint",
}
"""What the components say: their key, and our word."""


def search_page(
    filters: Sequence[str], name: str, drawing: Drawing, paper: Paper, *, engine: str, full: bool
) -> Iterator[Page]:
    """The page with the named `filters` in their order and help with queries for the `engine`, lunr or pagefind, one of
    them for a `name`; `full` where texts are searched, too."""
    interface = drawing.interface
    title = interface.text("search")
    called = {each: interface.text(f"filter-{each}") for each in filters}
    body = drawing.draw(
        "search.html",
        title=title,
        name=name,
        engine=engine,
        full=full,
        filters=json.dumps(called, ensure_ascii=False),
        told=json.dumps({key: interface.text(word) for key, word in TOLD.items()}, ensure_ascii=False),
        ways=[(address, interface.text(word)) for address, word in WAYS.items()],
        assets=urls.SEARCH_ASSETS,
        root=urls.root(urls.SEARCH),
    )
    description = interface.text("search-lead")
    yield paper.page(urls.SEARCH, title=title, description=description, body=body, contents="", tab=urls.SEARCH)
