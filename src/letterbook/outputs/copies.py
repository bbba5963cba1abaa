"""`/communications/<letter>.json` and `.md`: a copy of each letter and response for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from letterbook import urls
from letterbook.derived.tables import DATA_TABLES
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile
from letterbook.rendering.plain_copy import write_letter_copy, write_response_copy


def write_copies(site: Site) -> Iterator[OutputFile]:
    """Yield, for each letter, its rows in every table as JSON, and its text as Markdown; for each response, its text.

    The JSON of a letter covers its responses.
    """
    for letter in site.public.communications:
        page = urls.letter(letter.reference)
        source = site.table_source.limit_to(letter)
        tables = {table.name: [table.name_cells(each) for each in table.list_cells(source)] for table in DATA_TABLES}
        described = {name: rows for name, rows in tables.items() if rows}
        yield OutputFile(urls.copy_of(page, ".json"), (json.dumps(described, ensure_ascii=False) + "\n").encode())
        yield OutputFile(urls.copy_of(page, ".md"), write_letter_copy(letter, site).encode())
        for each in letter.responses:
            page = urls.response(each.letter, each.slug)
            yield OutputFile(urls.copy_of(page, ".md"), write_response_copy(each, site).encode())
