"""`/data/<table>.csv` and `.json`: each table of the public record, in two formats with the same rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from letterbook import urls
from letterbook.derived.tables import DATA_TABLES
from letterbook.derived.tables.table import Cell
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text that begins with one of these as a formula."""


def write_data_tables(site: Site) -> Iterator[OutputFile]:
    """Yield both files of each table. In JSON, a row is an object without the cells that are empty."""
    for table in DATA_TABLES:
        rows = list(table.list_cells(site.table_source))
        yield OutputFile(urls.table_csv(table.name), _write_csv(table.columns, rows).encode())
        lines = (json.dumps(table.name_cells(each), ensure_ascii=False) for each in rows)
        yield OutputFile(urls.table_json(table.name), ("[\n" + ",\n".join(lines) + "\n]\n").encode())


def _write_csv(columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """Write a table as CSV (RFC 4180). A text that a spreadsheet would run as a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(map(_write_cell, each) for each in rows)
    return file.getvalue()


def _write_cell(cell: Cell) -> str | int:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if cell is None or isinstance(cell, int):
        return "" if cell is None else cell
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
