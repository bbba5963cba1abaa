"""A published table, and the source of its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from letterbook import urls
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.relations import Relations
from letterbook.i18n import Interface
from letterbook.i18n.isolation import drop_isolates
from letterbook.interruption import interruptible
from letterbook.model.public import Communication, Public
from letterbook.model.schema import list_rows

LIST_SEPARATOR = "; "
Cell = str | int | bool | None
"""The value of a cell, as in JSON. A date is text, year-month-day; None means no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSource:
    """What rows are made from: the public value and what is derived from it, the interface that gives names in the
    site's language, and the address of the site's root, or "" if it is not known."""

    public: Public
    relations: Relations
    citation_index: CitationIndex
    interface: Interface
    site_url: str

    def limit_to(self, letter: Communication) -> TableSource:
        """Return the source of the rows about one letter."""
        return replace(self, public=replace(self.public, communications=(letter,), notices=()))

    def complete(self, address: str) -> str:
        """Return an address of the site in full, or from the site's root if the site's own is not known."""
        return urls.absolute(self.site_url, address) if self.site_url else address


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A published table.

    `cls` is the dataclass of its rows, whose fields are the columns. `key` lists the columns that identify a row, if
    any do. `refers` lists foreign keys: a column, and the table and column to which its values refer. `repeats` lists
    the columns that say again what is in the letter's own row or follows from another column: the copy of a single
    letter leaves them out.
    """

    name: str
    title: str
    description: str
    cls: type
    make_rows: Callable[[TableSource], Iterable[Any]]  # instances of `cls`
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str, str], ...] = ()
    repeats: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(each.name for each in list_rows(self.cls))

    def list_cells(self, source: TableSource) -> Iterator[tuple[Cell, ...]]:
        """Yield the cells of each row in the order of the columns."""
        get_values = attrgetter(*(each.attribute for each in list_rows(self.cls)))
        return (tuple(map(_simplify, get_values(each))) for each in interruptible(self.make_rows(source)))

    def name_cells(self, rows: Iterable[Iterable[Cell]], without: Collection[str] = ()) -> Iterator[dict[str, Cell]]:
        """Yield each row as an object, which maps the columns to the cells that have a value. The columns `without` are
        left out."""
        columns = [None if each in without else each for each in self.columns]
        for row in rows:
            yield {name: cell for name, cell in zip(columns, row, strict=True) if name and cell is not None}


def _simplify(value: Any) -> Cell:
    if value is None or isinstance(value, int):
        return value
    return value.isoformat() if isinstance(value, dt.date) else drop_isolates(str(value))


def join_values(values: Iterable[object]) -> str | None:
    """Join several values into one cell. Returns None if there are none."""
    return LIST_SEPARATOR.join(map(str, values)) or None
