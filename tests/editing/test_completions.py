"""The schemas and snippets of a record know its ids, accept every file of it, and refuse what the check refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from letterbook.editing.completions import SCHEMAS, SNIPPETS, render_completions
from letterbook.ingest import corpus
from letterbook.ingest.fields import FieldFault, is_fault, read_fields
from letterbook.ingest.front_matter import read_letter
from letterbook.model.record import Letter, Response, Translation
from letterbook.model.registers import Registers

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT / "data"
REGISTERS = corpus.load_registers(DATA)[0]
FILES = render_completions(REGISTERS, corpus.load_policy(DATA))


class _Core(yaml.SafeLoader):
    """The core schema of YAML 1.2, with which VS Code reads a file."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern in {
    "null": r"(?:~|null|Null|NULL|)$",
    "bool": r"(?:true|True|TRUE|false|False|FALSE)$",
    "int": r"[-+]?[0-9]+$",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
}.items():
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), None)


def read(text: str) -> Any:
    return yaml.load(text, _Core)  # noqa: S506 - a safe loader


def validator(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads(FILES[SCHEMAS / f"{name}.schema.json"]))


def faults(name: str, value: object) -> list[str]:
    """Return where a value breaks the schema of a kind of file, with the reason."""
    return [f"{'/'.join(map(str, each.absolute_path))}: {each.message}" for each in validator(name).iter_errors(value)]


def list_front_matter() -> Iterator[tuple[str, Path]]:
    """Yield every file of the shipped record that has front matter, with the name of its schema."""
    for path in sorted([*(DATA / "letters").rglob("*.md"), *(DATA / "responses").rglob("*.md")]):
        kind = "translation" if path.stem.count(".") else path.relative_to(DATA).parts[0].removesuffix("s")
        yield kind, path


def front_matter(path: Path) -> Any:
    lines = path.read_text(encoding="utf-8").split("\n---\n")[0].removeprefix("---\n")
    return read(lines)


def test_every_shipped_letter_response_and_translation_is_valid() -> None:
    checked = [(kind, path.name, faults(kind, front_matter(path))) for kind, path in list_front_matter()]

    assert [each for each in checked if each[2]] == []
    assert {kind for kind, _, _ in checked} == {"letter", "response", "translation"}


@pytest.mark.parametrize("name", ["mandates", "recipients", "instruments", "groups"])
def test_every_shipped_register_is_valid(name: str) -> None:
    assert faults(name, read((DATA / f"registers/{name}.yml").read_text(encoding="utf-8"))) == []


def test_the_shipped_policy_is_valid() -> None:
    assert faults("policy", read((DATA / "policy.yml").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", [each for each in FILES if each.parent == SCHEMAS], ids=lambda path: path.name)
def test_a_schema_is_valid_in_the_dialect_that_text_editors_know(path: PurePosixPath) -> None:
    Draft7Validator.check_schema(json.loads(FILES[path]))


LETTER = """\
reference: AL XBV 7/2026
sent: 2026-02-02
language: en
mandates:
  - mandate: business
recipients:
  - recipient: belvenor
"""


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("business", "busness", "mandates/0/mandate"),
        ("belvenor", "Belvenor", "recipients/0/recipient"),
        ("language: en", "langauge: en", ""),
        ("language: en", "group: a-group-of-no-register\nlanguage: en", "group"),
        ("language: en", "release:\n  reason: because\nlanguage: en", "release/reason"),
        ("language: en", "text: some\nlanguage: en", "text"),
        ("mandates:\n  - mandate: business", "mandates: business", "mandates"),
    ],
)
def test_a_letter_with_a_fault_is_not_valid(old: str, new: str, where: str) -> None:
    assert faults("letter", read(LETTER)) == []
    assert {each.partition(":")[0] for each in faults("letter", read(LETTER.replace(old, new)))} == {where}


def test_a_register_entry_with_a_fault_is_not_valid() -> None:
    good = {"northwind": {"name": "Northwind Textiles", "kind": "company"}}

    assert faults("recipients", good) == []
    assert faults("recipients", {"northwind": {"name": "Northwind Textiles", "kind": "firm"}}) != []
    assert faults("recipients", {"North Wind": good["northwind"]}) != []


@pytest.mark.parametrize("register", ["mandates", "recipients", "instruments", "groups"])
def test_an_id_is_listed_with_what_it_stands_for(register: str) -> None:
    listed = {
        tuple(each["enum"]): each["enumDescriptions"]
        for each in find_schemas(json.loads(FILES[SCHEMAS / "letter.schema.json"]))
        if "enumDescriptions" in each
    }
    ids = tuple(sorted(getattr(REGISTERS, register)))

    assert len(listed[ids]) == len(ids)
    assert all(listed[ids])


def find_schemas(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for each in schema.values():
            yield from find_schemas(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from find_schemas(each)


def test_a_register_without_entries_lists_none() -> None:
    empty = render_completions(Registers(mandates={}, recipients={}, instruments={}, groups={}), None)
    letter = json.loads(empty[SCHEMAS / "letter.schema.json"])

    Draft7Validator.check_schema(letter)
    assert "enum" not in letter["properties"]["group"]
    assert "pattern" in letter["properties"]["group"]
    assert json.loads(empty[SNIPPETS]) == {}


def test_a_snippet_writes_an_id_for_each_name_of_its_entry() -> None:
    snippets = json.loads(FILES[SNIPPETS])
    belvenor = snippets["recipient belvenor"]

    assert (belvenor["body"], belvenor["scope"]) == ("belvenor", "markdown,yaml")
    assert {"belvenor", "XBV"} <= set(belvenor["prefix"])
    assert {each["body"] for each in snippets.values()} >= {*REGISTERS.mandates, *REGISTERS.instruments}


def test_the_settings_of_vs_code_name_the_schemas_by_their_files() -> None:
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]

    assert {PurePosixPath(each) for each in settings} <= FILES.keys()
    assert all((PROJECT / each).is_file() for each in settings.values())
    assert set(settings.values()) == {
        *(each.relative_to(PROJECT).as_posix() for each in (DATA / "registers").iterdir()),
        "data/policy.yml",
    }


CASES = PROJECT / "tests/rules/cases"
BASE = PROJECT / "tests/rules/base"
STRUCTURAL = {
    *(FieldFault.UNKNOWN_FIELD, FieldFault.MISSING_FIELD, FieldFault.EMPTY_FIELD, FieldFault.INVALID_STRUCTURE),
    *(FieldFault.UNKNOWN_MANDATE, FieldFault.UNKNOWN_RECIPIENT, FieldFault.UNKNOWN_INSTRUMENT),
    *(FieldFault.UNKNOWN_GROUP, FieldFault.UNKNOWN_REASON),
}
"""What a schema can see. It cannot see, for example, that a date does not exist."""


def list_cases() -> Iterator[tuple[str, Path, Path]]:
    """Yield the front matter in the cases of all rules: the name of its schema, its file, and the folder of its case.

    A case with registers or a policy of its own is about those.
    """
    for path in sorted(CASES.rglob("*.md")):
        case = CASES / Path(*path.relative_to(CASES).parts[:2])
        kind = "translation" if path.stem.count(".") else path.relative_to(case).parts[0].removesuffix("s")
        if kind in TABLES and not [*case.glob("registers"), *case.glob("policy.yml")]:
            yield kind, path, case


TABLES: dict[str, type] = {"letter": Letter, "response": Response, "translation": Translation}


def test_a_schema_refuses_and_accepts_the_cases_of_the_rules_as_the_check_does() -> None:
    """It has no false alarms, and finds every fault of the structure and every unknown id."""
    registers, policy = corpus.load_registers(BASE)[0], corpus.load_policy(BASE)
    assert policy is not None
    known = registers.find_known_ids({each.id: each.text for each in policy.reasons})
    files = render_completions(registers, policy)
    validators = {kind: Draft7Validator(json.loads(files[SCHEMAS / f"{kind}.schema.json"])) for kind in TABLES}
    accepted = refused = 0
    for kind, path, case in list_cases():
        document = read_letter(path.read_bytes())
        if document.fields is None or document.problems:
            continue
        problems = {each.rule for each in read_fields(TABLES[kind], document.fields, known).problems if is_fault(each)}
        errors = [each.message for each in validators[kind].iter_errors(front_matter(path))]
        if not problems:
            assert errors == [], path
            accepted += 1
        elif problems & STRUCTURAL:
            assert errors, (path, case, problems)
            refused += 1
    assert accepted > 100
    assert refused > 10
