"""Tables of entries that have pages of their own: the registers, the documents cited, the periodic reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from letterbook.i18n import Interface
from letterbook.rendering.views import Linked


class ColumnKind(StrEnum):
    """What the cells of a column are; the style sheet sets its width by it."""

    TEXT = "text"
    AMOUNT = "amount"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column after the first: `heading` is a key of the interface's words."""

    heading: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class EntryCell:
    """A cell: its text, the number or ISO date to sort it by, if it is not sorted by its text, and its language, or ""
    if that is the interface's. `empty` cells, such as a count of zero, are left out where rows are not in columns."""

    text: str
    sorted_by: str = ""
    language: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry: the link to its page, its tag (a key of the interface's words, or ""), a note on it, or "", and a cell
    for each column."""

    link: Linked
    tag: str = ""
    note: str = ""
    cells: tuple[EntryCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTable:
    """A table of entries, under a heading unless that is "". The headings of `columns` are keys of the interface's
    words, as is `first`, that of the entries' names."""

    anchor: str = ""
    heading: str = ""
    first: str
    columns: tuple[Column, ...]
    rows: tuple[EntryRow, ...]


def write_amount(number: int, interface: Interface, text: str = "") -> EntryCell:
    """Write a number, or a text that begins with it, as a cell."""
    return EntryCell(text or interface.number(number), str(number), empty=not number and not text)


def write_day(day: dt.date | None, interface: Interface) -> EntryCell:
    """Write a date as a cell."""
    return EntryCell("", empty=True) if day is None else EntryCell(interface.short_date(day), day.isoformat())
