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

    The JSON of a letter covers its responses, and leaves out the columns that repeat what its first row says. There is
    no Markdown if the texts are too large to be on the site twice.
    """
    for letter in site.public.communications:
        page = urls.letter(letter.reference)
        source = site.table_source.limit_to(letter)
        tables = {each.name: list(each.name_cells(each.list_cells(source), each.repeats)) for each in DATA_TABLES}
        described = {name: rows for name, rows in tables.items() if rows}
        text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
        yield OutputFile(urls.copy_of(page, ".json"), f"{text}\n".encode())
        if not site.has_markdown:
            continue
        yield OutputFile(urls.copy_of(page, ".md"), write_letter_copy(letter, site).encode())
        for each in letter.responses:
            page = urls.response(each.letter, each.slug)
            yield OutputFile(urls.copy_of(page, ".md"), write_response_copy(each, letter, site).encode())
