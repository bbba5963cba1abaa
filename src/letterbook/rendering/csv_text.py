"""Writes tables as CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from letterbook.derived.tables.table import Cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text that begins with one of these as a formula."""


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[Cell | float]]) -> bytes:
    """Write a table as CSV. A text that a spreadsheet would run as a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(map(_write_cell, each) for each in rows)
    return file.getvalue().encode()


def _write_cell(cell: Cell | float) -> str | float:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if cell is None or isinstance(cell, int | float):
        return "" if cell is None else cell
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
