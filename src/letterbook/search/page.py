"""Renders `/search/`, the search page. Without JavaScript it links to the lists."""

from __future__ import annotations

import json
from collections.abc import Sequence

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.page import Page

LISTS = {
    urls.COMMUNICATIONS: "communications",
    urls.RECIPIENTS: "recipients",
    urls.MANDATES: "mandates",
    urls.INSTRUMENTS: "instruments",
    urls.GROUPS: "groups",
}
"""The lists that between them reach every letter, with the interface's key for each."""

COMPONENT_WORDS = {
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
"""The texts of the web components by their key, with the interface's key for each."""


def render_search_page(site: Site, filters: Sequence[str], name: str, *, engine: str, full: bool) -> Page:
    """Render the search page with the `filters` in their order.

    Its help explains queries for the `engine`, lunr or pagefind, with `name` as an example. `full` means that texts are
    searched and not only summaries.
    """
    interface = site.interface
    title = interface.text("search")
    labels = {each: interface.text(f"filter-{each}") for each in filters}
    words = {key: interface.text(word) for key, word in COMPONENT_WORDS.items()}
    body = site.templates.render(
        "search.html",
        title=title,
        name=name,
        engine=engine,
        full=full,
        filters=json.dumps(labels, ensure_ascii=False),
        component_words=json.dumps(words, ensure_ascii=False),
        lists=[(address, interface.text(word)) for address, word in LISTS.items()],
        assets=urls.SEARCH_ASSETS,
        root=urls.root(urls.SEARCH),
    )
    description = interface.text("search-lead")
    return site.layout.build_page(
        urls.SEARCH, title=title, description=description, body=body, contents="", tab=urls.SEARCH
    )
