"""The reference for editors: the fields of the record, its rules, and JSON Schemas.

Made of tables and docstrings that are handed down, so that it never differs from what is checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from letterbook import urls
from letterbook.model.schema import Row, table
from letterbook.rendering.layout import Paper
from letterbook.rendering.page import OutputFile, Page
from letterbook.rendering.templates import Drawing, Heading
from letterbook.text.markdown import to_html


@dataclass(frozen=True, slots=True)
class Table:
    """A table of fields: its name in an address, its title, the files that it is of, and its dataclass."""

    name: str
    title: str
    files: str
    cls: type


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as its page shows it."""

    slug: str
    severity: str
    allowable: bool
    text: str


@dataclass(frozen=True, slots=True)
class _Field:
    path: str
    holds: str
    required: bool
    about: str
    example: str


def field_page(tables: Iterable[Table], drawing: Drawing, paper: Paper) -> Iterator[Page]:
    """`/reference/fields/`: every field of every file."""
    tables = tuple(tables)
    shown = [
        {"name": each.name, "title": each.title, "files": each.files, "fields": _fields(each.cls)} for each in tables
    ]
    title = drawing.interface.text("fields-title")
    body = drawing.draw("fields.html", title=title, tables=shown, root=urls.root(urls.FIELDS))
    contents = drawing.draw("contents.html", contents=[Heading(each.name, each.title) for each in tables])
    yield paper.page(urls.FIELDS, title=title, description=title, body=body, contents=contents, tab=urls.EDITORS)


def rule_pages(rules: Iterable[RuleText], drawing: Drawing, paper: Paper) -> Iterator[Page]:
    """`/reference/rules/` and a page for each rule."""
    rules = tuple(rules)
    interface = drawing.interface
    title = interface.text("rules-title")
    listed = [
        {"rule": rule, "address": urls.rule(rule.slug), "checks": to_html(rule.text.partition("\n")[0])}
        for rule in rules
    ]
    body = drawing.draw("rules.html", title=title, rules=listed, root=urls.root(urls.RULES))
    yield paper.page(urls.RULES, title=title, description=title, body=body, contents="", tab=urls.EDITORS)
    for rule in rules:
        address = urls.rule(rule.slug)
        body = drawing.draw(
            "rule.html", rule=rule, text=to_html(_headed(rule.text)), root=urls.root(address), rules=urls.RULES
        )
        first = rule.text.partition("\n")[0]
        yield paper.page(address, title=rule.slug, description=first, body=body, contents="", tab=urls.EDITORS)


def schemas(schemas_by_name: Mapping[str, Mapping[str, object]]) -> Iterator[OutputFile]:
    """`/data/schemas/<name>.schema.json`."""
    for name, schema in schemas_by_name.items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        yield OutputFile(f"{urls.SCHEMAS}{name}.schema.json", text.encode())


def _headed(text: str) -> str:
    """A docstring with its fixed words in bold."""
    return re.sub(r"^(Why|Example|How to fix):", r"**\1:**", text, flags=re.MULTILINE)


def _fields(cls: type, prefix: str = "") -> list[_Field]:
    found: list[_Field] = []
    for row in table(cls):
        path = f"{prefix}{row.name}"
        found.append(_Field(path, _holds(row), row.required, row.about.text, row.about.example))
        if row.nested is not None:
            found += _fields(row.nested, f"{path}.")
    return found


def _holds(row: Row) -> str:
    if row.nested is not None:
        return "a list; each item has the fields below" if row.many else "the fields below"
    if row.words:
        what = "text, or a text for each language"
    elif row.choices is not None:
        what = "one of: " + ", ".join(row.choices)
    else:
        assert row.kind is not None
        what = row.kind.name
    return f"a list; each item is {what}" if row.many else what
