"""`/data/schemas/<name>.schema.json`: the fields of each kind of file as a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator

from letterbook import urls
from letterbook.model.schema.render import render_json_schema
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile


def write_json_schemas(site: Site) -> Iterator[OutputFile]:
    """Yield a schema for each table of fields."""
    for each in site.field_tables:
        text = json.dumps(render_json_schema(each.cls, each.title), ensure_ascii=False, indent=1) + "\n"
        yield OutputFile(f"{urls.SCHEMAS}{each.name}.schema.json", text.encode())
