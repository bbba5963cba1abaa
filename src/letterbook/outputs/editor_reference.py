"""`/reference/`: the editors' reference of the record's fields and rules.

It is made from the tables and docstrings that the check itself uses, so the two never differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.model.schema import Row, list_rows
from letterbook.model.schema.render import render_template
from letterbook.rendering.context import Site
from letterbook.rendering.page import Heading, Page
from letterbook.text.markdown import to_html


@dataclass(frozen=True, slots=True)
class _Field:
    path: str
    holds: str
    required: bool
    about: str
    example: str


def render_editor_reference(site: Site) -> Iterator[Page]:
    """Yield `/reference/fields/`, `/reference/rules/` and a page for each rule."""
    yield _render_fields(site)
    yield _render_rules(site)
    for rule in site.rules:
        address = urls.rule(rule.slug)
        body = site.templates.render(
            "rule.html", rule=rule, text=to_html(_mark_headings(rule.text)), root=urls.root(address), rules=urls.RULES
        )
        first = rule.text.partition("\n")[0]
        yield site.layout.build_page(
            address, title=rule.slug, description=first, body=body, contents="", tab=urls.EDITORS
        )


def _render_fields(site: Site) -> Page:
    tables = [
        {
            "name": each.name,
            "title": each.title,
            "files": each.files,
            "fields": _list_fields(each.cls),
            "template": render_template(each.cls, {}) if ".md" in each.files else "",
        }
        for each in site.field_tables
    ]
    title = site.interface.text("fields-title")
    headings = [Heading(each.name, each.title) for each in site.field_tables]
    return site.layout.build_page(
        urls.FIELDS,
        title=title,
        description=title,
        body=site.templates.render("fields.html", title=title, tables=tables, root=urls.root(urls.FIELDS)),
        contents=site.templates.render("contents.html", contents=headings),
        tab=urls.EDITORS,
    )


def _render_rules(site: Site) -> Page:
    title = site.interface.text("rules-title")
    listed = [
        {"rule": rule, "address": urls.rule(rule.slug), "checks": to_html(rule.text.partition("\n")[0])}
        for rule in site.rules
    ]
    body = site.templates.render("rules.html", title=title, rules=listed, root=urls.root(urls.RULES))
    return site.layout.build_page(urls.RULES, title=title, description=title, body=body, contents="", tab=urls.EDITORS)


def _mark_headings(text: str) -> str:
    """Return a docstring with the headings of its fixed parts in bold."""
    return re.sub(r"^(Why|Example|How to fix):", r"**\1:**", text, flags=re.MULTILINE)


def _list_fields(cls: type, prefix: str = "") -> list[_Field]:
    found: list[_Field] = []
    for row in list_rows(cls):
        path = f"{prefix}{row.name}"
        found.append(_Field(path, _describe_value(row), row.required, row.about.text, row.about.example))
        if row.nested is not None:
            found += _list_fields(row.nested, f"{path}.")
    return found


def _describe_value(row: Row) -> str:
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
