"""What a published table is, and what its rows are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from letterbook import urls
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.relations import Relations
from letterbook.i18n import Interface
from letterbook.model.public import Public
from letterbook.model.schema import list_rows

LIST_SEPARATOR = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSource:
    """What rows are made from: the public value and what is derived from it, the interface that gives names in the
    site's language, and the address of the site's root, or "" if it is not known."""

    public: Public
    relations: Relations
    citation_index: CitationIndex
    interface: Interface
    site_url: str

    def complete(self, address: str) -> str:
        """Return an address of the site in full, or from the site's root if the site's own is not known."""
        return urls.absolute(self.site_url, address) if self.site_url else address


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A published table.

    `cls` is the dataclass of its rows, whose fields are the columns. `key` has the columns that identify a row, if any
    do. `refers` maps a column to the table and the column that have its value.
    """

    name: str
    title: str
    description: str
    cls: type
    make_rows: Callable[[TableSource], Iterable[Any]]  # instances of `cls`
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(each.name for each in list_rows(self.cls))

    def list_cells(self, source: TableSource) -> Iterator[tuple[Any, ...]]:
        """Yield the values of each row in the order of the columns; None if there is none."""
        get_cells = attrgetter(*(each.attribute for each in list_rows(self.cls)))
        return (get_cells(each) for each in self.make_rows(source))


def join_values(values: Iterable[object]) -> str | None:
    """Join the values of a cell that has several; None if it has none."""
    return LIST_SEPARATOR.join(map(str, values)) or None
