"""Every kind of file of the record has a published JSON Schema, whose `$id` is its address."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from letterbook.model.public import Public, Publisher
from letterbook.model.registers import REGISTERS
from letterbook.outputs.json_schemas import write_json_schemas
from letterbook.rendering.page import OutputFile
from sites import site_of


def schemas(site_url: str) -> dict[str, dict[str, object]]:
    """Return the schemas of a site by their paths."""
    publisher = Publisher(name="A body", contact=None, time_zone="Europe/Zurich", days={}, responses_complete=True)
    as_of = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    site = site_of(Public(as_of=as_of, publisher=publisher, communications=(), instruments=(), notices=()))
    site = replace(site, layout=replace(site.layout, site_url=site_url))
    return {file.path: json.loads(_get_bytes(file)) for file in write_json_schemas(site)}


def _get_bytes(file: OutputFile) -> bytes:
    assert isinstance(file.content, bytes)
    return file.content


@pytest.mark.parametrize("site_url", ["https://letters.example/", "https://letters.example/record"])
def test_the_id_of_a_schema_is_its_address(site_url: str) -> None:
    for path, schema in schemas(site_url).items():
        assert schema["$id"] == f"{site_url.rstrip('/')}/{path}"


def test_where_the_address_of_the_site_is_not_known_the_id_is_relative() -> None:
    for path, schema in schemas("").items():
        assert f"data/schemas/{schema['$id']}" == path


def test_each_kind_of_file_has_a_schema() -> None:
    found = schemas("https://letters.example/")

    names = {path.removeprefix("data/schemas/").removesuffix(".schema.json") for path in found}
    assert names >= {"letter", "response", "translation", "policy", *REGISTERS}
    for each in found.values():
        Draft202012Validator.check_schema(each)


def test_the_schema_of_a_register_has_those_of_its_entries() -> None:
    found = schemas("https://letters.example/")
    register, entry = found["data/schemas/groups.schema.json"], found["data/schemas/group.schema.json"]

    assert register["additionalProperties"] == {k: v for k, v in entry.items() if k not in ("$schema", "$id", "title")}
