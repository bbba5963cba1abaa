"""What is rendered of a table: its JSON Schema, which others can use, and the template of a new file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from factories import policy, registers
from letterbook.ingest.fields import is_fault, read_fields
from letterbook.ingest.front_matter import read_letter
from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Response, Translation
from letterbook.model.registers import REGISTERS, Group
from letterbook.model.schema import RecipientId, Words, about, list_rows
from letterbook.model.schema.render import render_json_schema, render_register_schema, render_template

TABLES = (Letter, Response, Translation, Policy, *REGISTERS.values())
KNOWN = registers().find_known_ids({each.id: each.text for each in policy().reasons})

GOOD = """\
reference: AL XAA 3/2024
sent: 2024-03-03
language: en
subject:
  en: The mills
  fr: Les filatures
summary: A few sentences.
mandates:
  - mandate: business
    resolution: 44/15
recipients:
  - recipient: northwind
    addressee: Ms. Ida Example
also_sent_to:
  - xaa
  - others: other companies
follows:
  - AL OTH 1/2020
  - sent: 2020-08-18
    recipient: northwind
alleged_victims: 12
text: extract
annex:
  - instrument: ungp
    provisions:
      - 13
      - 8.7
      - 25-31
      - 19 (commentary)
source:
  url: https://www.example.org/letter
release:
  hold: true
  review: 2024-09-01
  reason: safety
example: true
"""


class _AsEditorsSeeIt(yaml.SafeLoader):
    """YAML 1.2 as text editors read it: a bare 13 is a number, true is a boolean, and a date is text."""


_AsEditorsSeeIt.yaml_implicit_resolvers = {}
_AsEditorsSeeIt.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
_AsEditorsSeeIt.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[0-9]+$"), list("0123456789"))
_AsEditorsSeeIt.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[0-9]+\.[0-9]+$"), list("0123456789"))


def seen_by_an_editor(front_matter: str) -> dict[str, Any]:
    """Return the front matter as a mapping with numbers and booleans."""
    found = yaml.load(front_matter, _AsEditorsSeeIt)  # noqa: S506 - a safe loader with fewer types
    assert isinstance(found, dict)
    return found


def as_texts(front_matter: str) -> dict[str, Any]:
    """Return the front matter as a mapping in which every value is text."""
    found = yaml.load(front_matter, yaml.BaseLoader)  # noqa: S506 - the loader that makes texts only
    assert isinstance(found, dict)
    return found


def faults(mapping: object, cls: type = Letter) -> list[str]:
    """Return where a mapping breaks the schema of a table."""
    errors = Draft202012Validator(render_json_schema(cls, "A title")).iter_errors(mapping)
    return sorted("/".join(map(str, each.absolute_path)) for each in errors)


def schemas_within(schema: object) -> Iterator[dict[str, Any]]:
    """Yield a schema and everything in it."""
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from schemas_within(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from schemas_within(inner)


@pytest.mark.parametrize("cls", TABLES)
def test_every_table_has_a_valid_schema(cls: type) -> None:
    schema = render_json_schema(cls, "A title")

    Draft202012Validator.check_schema(schema)
    assert (schema["$schema"], schema["title"]) == ("https://json-schema.org/draft/2020-12/schema", "A title")
    assert json.loads(json.dumps(schema)) == schema


def test_a_schema_has_its_address_as_its_id() -> None:
    address = "https://letters.example/data/schemas/letter.schema.json"

    assert render_json_schema(Letter, "A title", address=address)["$id"] == address
    assert render_register_schema(Group, "A title", address=address)["$id"] == address
    assert "$id" not in render_json_schema(Letter, "A title")


@pytest.mark.parametrize("cls", TABLES)
def test_a_schema_has_every_field_with_its_description_and_no_other(cls: type) -> None:
    schema = render_json_schema(cls, "A title")
    properties = schema["properties"]
    assert isinstance(properties, dict)

    assert {name: each["description"] for name, each in properties.items()} == {
        row.name: row.about.text for row in list_rows(cls)
    }
    assert schema["required"] == [row.name for row in list_rows(cls) if row.required]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("mapping", [as_texts(GOOD), seen_by_an_editor(GOOD)], ids=["texts", "numbers and truths"])
def test_a_good_letter_is_valid_however_its_values_are_read(mapping: dict[str, Any]) -> None:
    assert faults(mapping) == []


def test_values_valid_by_the_schema_are_read_without_a_fault() -> None:
    document = read_letter(f"---\n{GOOD}---\n".encode())

    assert document.fields is not None
    assert read_fields(Letter, document.fields, KNOWN).problems == ()


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"recipents": []}, ""),
        ({"text": "some"}, "text"),
        ({"alleged_victims": "several"}, "alleged_victims"),
        ({"alleged_victims": -1}, "alleged_victims"),
        ({"mandates": []}, "mandates"),
        ({"mandates": "business"}, "mandates"),
        ({"mandates": [{"resolution": "44/15"}]}, "mandates/0"),
        ({"mandates": [{"mandate": "business", "resolution": "44"}]}, "mandates/0/resolution"),
        ({"recipients": [{"recipient": "North Wind"}]}, "recipients/0/recipient"),
        ({"subject": ""}, "subject"),
        ({"subject": {}}, "subject"),
        ({"source": {"url": "ftp://example.org"}}, "source/url"),
        ({"example": "perhaps"}, "example"),
        ({"annex": [{"provisions": ["art. 13"]}]}, "annex/0/provisions/0"),
        ({"annex": [{"provisions": [-8.7]}]}, "annex/0/provisions/0"),
        ({"annex": [{"provisions": [1000]}]}, "annex/0/provisions/0"),
        ({"attachments": [{"file": "a.pdf", "title": "A", "language": "en", "sha256": "0"}]}, "attachments/0/sha256"),
    ],
)
def test_a_bad_letter_is_not_valid(changes: dict[str, object], where: str) -> None:
    assert faults(as_texts(GOOD) | changes) == [where]


@pytest.mark.parametrize("name", ["reference", "sent", "language", "mandates", "recipients"])
def test_a_letter_without_a_required_field_is_not_valid(name: str) -> None:
    without = {key: value for key, value in as_texts(GOOD).items() if key != name}

    assert faults(without) == [""]


def test_a_response_has_a_schema_of_its_own() -> None:
    answer = {"letter": "AL XAA 3/2024", "recipient": "xaa", "language": "fr", "kind": "reply", "dated": "2024-05-03"}

    assert faults(answer, Response) == []
    assert faults(answer | {"kind": "rebuttal"}, Response) == ["kind"]


@pytest.mark.parametrize("cls", TABLES)
def test_no_id_of_a_register_or_of_the_policy_is_listed_in_a_schema(cls: type) -> None:
    """The only lists in it are the choices in the tables themselves."""
    schema = render_json_schema(cls, "A title")
    words = {word for each in schemas_within(schema) for word in (*each.get("enum", ()), *each.get("examples", ()))}
    ids = {id_ for register in fields(registers()) for id_ in getattr(registers(), register.name)}

    assert words.isdisjoint(ids | {each.id for each in policy().reasons})
    assert not any("const" in each or "default" in each for each in schemas_within(schema))


def fill_template(text: str, *, optional: bool) -> Iterator[str]:
    """Yield the lines of a template filled with its examples, including those of `optional` fields if asked."""
    lines = text.splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        match = re.fullmatch(r"(# )?( *(?:- )?(?:\w+:|-))(?:  # (.+))?", line)
        fillable = match is not None and (match[3] or (indent(after) > indent(line) and after[-1] != "-"))
        if match is None or (match[1] and not (optional and fillable)):
            yield line
        else:
            yield f"{match[2]} {match[3] or ''}".rstrip()


def indent(line: str) -> int:
    """Return how far a line of a template is indented, without its comment mark."""
    return len(re.sub(r"^(?:# )?( *(?:- )?).*", r"\1", line))


@pytest.mark.parametrize("optional", [False, True], ids=["required fields", "all fields"])
@pytest.mark.parametrize("cls", [Letter, Response, Translation])
def test_a_template_filled_with_its_examples_is_read_without_a_fault(cls: type, *, optional: bool) -> None:
    document = read_letter("\n".join(fill_template(render_template(cls, {}), optional=optional)).encode())

    assert document.problems == ()
    assert document.fields is not None
    found = read_fields(cls, document.fields, KNOWN)
    assert found.problems == ()
    filled_in = {row.name for row in list_rows(cls) if row.required or (optional and has_example(row.name, cls))}
    assert set(found.values) == filled_in


def has_example(name: str, cls: type) -> bool:
    """Whether a field, or one inside it, has an example."""
    (row,) = [each for each in list_rows(cls) if each.name == name]
    return bool(row.about.example) or (
        row.nested is not None and any(has_example(inner.name, row.nested) for inner in list_rows(row.nested))
    )


def test_an_unchanged_template_asks_for_the_required_fields_only() -> None:
    document = read_letter(render_template(Letter, {}).encode())

    assert document.fields is not None
    found = read_fields(Letter, document.fields, KNOWN)
    assert {each.subject for each in found.problems if is_fault(each)} == {
        *("reference", "sent", "language", "mandates[0].mandate", "recipients[0].recipient"),
    }


def test_a_field_given_a_value_has_no_example_in_the_template() -> None:
    text = render_template(Letter, {"reference": "AL XAA 3/2024", "sent": "2024-03-03", "group": "mills"})

    lines = text.splitlines()
    assert lines[:4] == ["---", "reference: AL XAA 3/2024", "# reference_as_printed:", "sent: 2024-03-03"]
    assert "group: mills" in lines
    assert (lines[-1], text.endswith("---\n")) == ("---", True)


@dataclass(frozen=True, kw_only=True)
class Item:
    """A table inside another, with a list inside it."""

    name: Words = about("A name.", example="Ida")
    ids: tuple[RecipientId, ...] = about("Ids.", default=(), example="xaa")


@dataclass(frozen=True, kw_only=True)
class Small:
    """A table with each form of nesting."""

    first: str = about("A text.", example="one")
    several: tuple[str, ...] = about("Texts.", example="two")
    one: Item | None = about("An item.", default=None)
    many: tuple[Item, ...] = about("Items.")


def test_a_template_shows_each_form_of_nesting_in_block_style() -> None:
    assert render_template(Small, {}) == (
        "---\n"
        "first:  # one\n"
        "several:\n"
        "  -  # two\n"
        "# one:\n"
        "#   name:  # Ida\n"
        "#   ids:\n"
        "#     -  # xaa\n"
        "many:\n"
        "  - name:  # Ida\n"
        "#     ids:\n"
        "#       -  # xaa\n"
        "---\n"
    )
