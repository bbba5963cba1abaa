"""`/data/<table>.csv` and `.json`: each table of the public record, in two formats with the same rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from letterbook import urls
from letterbook.derived.tables import DATA_TABLES, TableSource
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text that begins with one of these as a formula."""


def write_data_tables(site: Site) -> Iterator[OutputFile]:
    """Yield both files of each table. In JSON, a row is an object without the cells that are empty."""
    source = TableSource(
        public=site.public,
        relations=site.relations,
        citation_index=site.citation_index,
        interface=site.interface,
        site_url=site.site_url,
    )
    for table in DATA_TABLES:
        rows = [tuple(map(_simplify, cells)) for cells in table.list_cells(source)]
        yield OutputFile(urls.table_csv(table.name), write_csv(table.columns, rows).encode())
        yield OutputFile(urls.table_json(table.name), _write_json(table.columns, rows).encode())


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Write a table as CSV (RFC 4180). A text that a spreadsheet would run as a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(map(_write_cell, each) for each in rows)
    return file.getvalue()


def _write_json(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Write a table as a JSON array, a row to a line."""
    filled = ({name: cell for name, cell in zip(columns, row, strict=True) if cell is not None} for row in rows)
    return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in filled) + "\n]\n"


def _simplify(cell: Any) -> str | int | bool | None:
    """Turn the value of a cell into one that JSON has."""
    if cell is None or isinstance(cell, bool | int):
        return cell
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write_cell(cell: str | int | bool | None) -> str | int:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if cell is None or isinstance(cell, int):
        return "" if cell is None else cell
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
