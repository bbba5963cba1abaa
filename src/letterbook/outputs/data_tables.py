"""`/data/<table>.csv` and `.json`: each table of the public record, in two formats with the same rows."""

from __future__ import annotations

import json
from collections.abc import Iterator

from letterbook import urls
from letterbook.derived.tables import DATA_TABLES
from letterbook.interruption import interruptible
from letterbook.rendering.context import Site
from letterbook.rendering.csv_text import write_csv
from letterbook.rendering.page import OutputFile


def write_data_tables(site: Site) -> Iterator[OutputFile]:
    """Yield both files of each table. In JSON, a row is an object without the cells that are empty."""
    for table in DATA_TABLES:
        rows = list(table.list_cells(site.table_source))
        yield OutputFile(urls.table_csv(table.name), write_csv(table.columns, interruptible(rows)))
        lines = (json.dumps(each, ensure_ascii=False) for each in table.name_cells(interruptible(rows)))
        yield OutputFile(urls.table_json(table.name), ("[\n" + ",\n".join(lines) + "\n]\n").encode())
