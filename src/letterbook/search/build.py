"""Chooses the search engine and renders all files of the search."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from letterbook.model.public import Public
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page
from letterbook.search.assets import read_component_files
from letterbook.search.data_files import order_documents, render_about_file, render_data_files
from letterbook.search.documents import FILTERS, count_characters, list_documents, pick_example_name
from letterbook.search.lunr_index import render_lunr_files
from letterbook.search.page import render_search_page
from letterbook.search.pagefind_index import PagefindIndex

LUNR, PAGEFIND = "lunr", "pagefind"
MOST_CHARACTERS = 2_500_000
"""The number of characters of text up to which lunr is used: the browser loads its whole index, which then has about
1.5 MB compressed."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A search engine. If `full`, texts are searched, otherwise only summaries, titles and names."""

    name: str
    full: bool


def choose_engine(setting: str, public: Public) -> Engine:
    """Choose the engine for a `setting` in mkdocs.yml: auto, lunr or pagefind."""
    small = count_characters(public) <= MOST_CHARACTERS
    name = setting if setting != "auto" else LUNR if small else PAGEFIND
    return Engine(name, full=small or name == PAGEFIND)


def render_search(site: Site) -> Iterator[Page | OutputFile]:
    """Yield the search page, its scripts and the index."""
    engine = choose_engine(site.search_engine, site.public)
    name = pick_example_name(site.public, site.interface)
    yield render_search_page(site, FILTERS, name, engine=engine.name, full=engine.full)
    yield from read_component_files()
    yield from render_index_files(engine, site)


def render_index_files(engine: Engine, site: Site) -> Iterator[OutputFile]:
    """Yield the index and the data that results show. Raises BuildFailure.

    Parts of a large index are kept in the site's search cache, if there is one.
    """
    interface = site.interface
    documents = order_documents(
        list_documents(site.public, site.relations, site.citation_index, interface, full=engine.full)
    )
    yield from render_data_files(documents)
    if engine.name == LUNR:
        yield from render_lunr_files(documents)
        yield render_about_file(documents, interface, engine.name, {})
        return
    with tempfile.TemporaryDirectory(prefix="letterbook-") as work:
        index = PagefindIndex(documents, site.search_cache or Path(work))
        yield from index.render_files()
        yield render_about_file(documents, interface, engine.name, index.languages)
