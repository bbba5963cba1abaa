"""`/data/schemas/<name>.schema.json`: the fields of each kind of file as a JSON Schema.

A register has two: of its file (`mandates`), and of an entry in it (`mandate`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from letterbook import urls
from letterbook.model.schema.render import render_json_schema, render_register_schema
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile


def write_json_schemas(site: Site) -> Iterator[OutputFile]:
    """Yield a schema for each table of fields. Its `$id` is its address, relative where the site's is not known."""
    for each in site.field_tables:
        address = _find_address(site, each.name)
        yield _write(each.name, render_json_schema(each.cls, each.title, address=address))
        if each.register:
            address = _find_address(site, each.register)
            yield _write(each.register, render_register_schema(each.cls, f"{each.title} register", address=address))


def _find_address(site: Site, name: str) -> str:
    return urls.absolute(site.site_url, urls.schema(name)) if site.site_url else urls.schema(name).rpartition("/")[2]


def _write(name: str, schema: dict[str, object]) -> OutputFile:
    return OutputFile(urls.schema(name), (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode())
