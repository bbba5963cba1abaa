"""`/data/datapackage.json`: the tables as a data package, with the type and meaning of every column.

Source: the Data Package standard, version 2 (https://datapackage.org/).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from letterbook import urls
from letterbook.derived.tables import DATA_TABLES, DataTable
from letterbook.derived.tables.columns import Column, describe_columns
from letterbook.model.public import Licence
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def append_data_package(site: Site, outputs: Iterable[Page | OutputFile]) -> Iterator[Page | OutputFile]:
    """Yield the `outputs`, then the data package of the tables among them, with their sizes and checksums."""
    tables = {urls.table_csv(each.name): each for each in DATA_TABLES}
    resources = []
    for each in outputs:
        if isinstance(each, OutputFile) and isinstance(each.content, bytes) and each.path in tables:
            resources.append(_describe_resource(tables[each.path], each.path, each.content))
        yield each
    text = json.dumps(_describe_package(site) | {"resources": resources}, ensure_ascii=False, indent=1) + "\n"
    yield OutputFile(urls.DATA_PACKAGE, text.encode())


def _describe_package(site: Site) -> dict[str, object]:
    public = site.public
    return {
        "$schema": _PROFILE,
        "name": "letterbook",
        "title": site.layout.site_name,
        "description": site.interface.text("data-lead"),
        **({"homepage": site.site_url} if site.site_url else {}),
        "created": public.as_of.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "contributors": [{"title": public.publisher.name, "roles": ["publisher"]}],
        **({"licenses": [_describe_licence(public.publisher.licence)]} if public.publisher.licence else {}),
    }


def _describe_licence(licence: Licence) -> dict[str, str]:
    return {**({"name": licence.id} if licence.id else {}), "path": licence.url, "title": licence.title}


def _describe_resource(table: DataTable, path: str, content: bytes) -> Mapping[str, object]:
    return {
        "name": table.name,
        "path": path.removeprefix(urls.DATA),
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_describe_field(each) for each in describe_columns(table)],
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **({"foreignKeys": _describe_references(table)} if table.refers else {}),
        },
    }


def _describe_field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        **({"example": column.example} if column.example else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _describe_references(table: DataTable) -> list[dict[str, object]]:
    return [
        {"fields": [column], "reference": {"resource": other, "fields": [its_column]}}
        for column, other, its_column in table.refers
    ]
