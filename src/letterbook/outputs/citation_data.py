"""`/data/citations.csv` and `.json`: every resolved citation in a released letter or response, one row per
provision."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from letterbook import urls
from letterbook.derived.tables import CITATION_COLUMNS, list_citation_rows
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text that begins with one of these as a formula."""


def write_citation_data(site: Site) -> Iterator[OutputFile]:
    """Yield both files, in the same order: newest release first, then in the order of the text. An empty field is empty
    in the table and left out of the JSON."""
    rows = [row for each in site.citation_index.occurrences for row in list_citation_rows(each, site.interface)]
    filled = [{name: value for name, value in row.items() if value} for row in rows]
    yield OutputFile(urls.CITATIONS_JSON, (json.dumps(filled, ensure_ascii=False, indent=1) + "\n").encode())
    yield OutputFile(urls.CITATIONS_CSV, _write_csv(rows).encode())


def _write_csv(rows: Iterable[dict[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(CITATION_COLUMNS)
    writer.writerows([_escape_formula(row[each]) for each in CITATION_COLUMNS] for row in rows)
    return file.getvalue()


def _escape_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
