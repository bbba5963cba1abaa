"""Which engine searches a record, and all of its files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from letterbook.derived.citation_index import Citing
from letterbook.derived.relations import Relations
from letterbook.i18n import Interface
from letterbook.model.public import Public
from letterbook.rendering.page import OutputFile
from letterbook.search.data_files import about_file, data_files, ordered
from letterbook.search.documents import documents_of, signs
from letterbook.search.lunr_index import lunr_files
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


def search_files(
    engine: Engine, public: Public, relations: Relations, citing: Citing, interface: Interface, kept: Path | None
) -> Iterator[OutputFile]:
    """The index and what results show. Parts of a large index are kept in the folder `kept` from build to build, or not
    where it is None. Raises BuildFailure."""
    documents = ordered(documents_of(public, relations, citing, interface, full=engine.full))
    yield from data_files(documents)
    if engine.name == LUNR:
        yield from lunr_files(documents)
        yield about_file(documents, interface, engine.name, {})
        return
    with tempfile.TemporaryDirectory(prefix="letterbook-") as work:
        index = PagefindIndex(documents, kept or Path(work))
        yield from index.files()
        yield about_file(documents, interface, engine.name, index.languages)
