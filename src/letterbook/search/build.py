"""Which engine searches a record, and all of its files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from letterbook.model.public import Public
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page
from letterbook.search.assets import component_files
from letterbook.search.data_files import about_file, data_files, ordered
from letterbook.search.documents import FILTERS, a_name, documents_of, signs
from letterbook.search.lunr_index import lunr_files
from letterbook.search.page import render_search_page
from letterbook.search.pagefind_index import PagefindIndex

LUNR, PAGEFIND = "lunr", "pagefind"
SIGNS = 2_500_000
"""How long texts may be that lunr searches: its index is loaded whole, and is then about 1.5 MB, compressed."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine by its `name`, and whether texts are searched, too, or their summaries alone."""

    name: str
    full: bool


def chosen(setting: str, public: Public) -> Engine:
    """The engine by the `setting` in mkdocs.yml: auto, lunr or pagefind."""
    small = signs(public) <= SIGNS
    name = setting if setting != "auto" else LUNR if small else PAGEFIND
    return Engine(name, full=small or name == PAGEFIND)


def render_search(site: Site) -> Iterator[Page | OutputFile]:
    """Yield the search page, its scripts and the index."""
    engine = chosen(site.search_engine, site.public)
    name = a_name(site.public, site.interface)
    yield render_search_page(site, FILTERS, name, engine=engine.name, full=engine.full)
    yield from component_files()
    yield from search_files(engine, site)


def search_files(engine: Engine, site: Site) -> Iterator[OutputFile]:
    """The index and what results show. Parts of a large index are kept in the site's search cache, if there is one.
    Raises BuildFailure."""
    interface = site.interface
    documents = ordered(documents_of(site.public, site.relations, site.citation_index, interface, full=engine.full))
    yield from data_files(documents)
    if engine.name == LUNR:
        yield from lunr_files(documents)
        yield about_file(documents, interface, engine.name, {})
        return
    with tempfile.TemporaryDirectory(prefix="letterbook-") as work:
        index = PagefindIndex(documents, site.search_cache or Path(work))
        yield from index.files()
        yield about_file(documents, interface, engine.name, index.languages)
