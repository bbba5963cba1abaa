"""What is drawn of a table: its JSON Schema, and the template of a new file."""

from __future__ import annotations

from collections.abc import Mapping

from letterbook.schema.table import Row, table

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(cls: type, title: str) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of the front matter that `cls` is the table of.

    It can be published: ids of registers are told by their form, never listed.
    """
    return {"$schema": DIALECT, "title": title, **_object(cls)}


def template(cls: type, given: Mapping[str, str]) -> str:
    """Front matter for a new file, in block style: required fields, with the values `given` or their examples in a
    comment; then each optional field in a comment."""
    lines: list[str] = []
    for row in table(cls):
        lines += _template_lines(row, given.get(row.name))
    return "---\n" + "\n".join(lines) + "\n---\n"


def _template_lines(row: Row, given: str | None) -> list[str]:
    mark = "" if row.required or given is not None else "# "
    if row.nested is None:
        value = given if given is not None else ""
        comment = f"  # {row.about.example}" if row.about.example and given is None else ""
        return [f"{mark}{row.name}:{' ' + value if value else ''}{comment}", *([f"{mark}  - "] if row.many else [])]
    lines = [f"{mark}{row.name}:"]
    for index, inner in enumerate(table(row.nested)):
        dash = "  - " if row.many and index == 0 else "    " if row.many else "  "
        optional = mark or ("" if inner.required else "# ")
        comment = f"  # {inner.about.example}" if inner.about.example else ""
        lines.append(f"{optional}{dash}{inner.name}:{comment}")
    return lines


def _object(cls: type) -> dict[str, object]:
    rows = table(cls)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [row.name for row in rows if row.required],
        "properties": {row.name: _property(row) for row in rows},
    }


def _property(row: Row) -> dict[str, object]:
    value = _value(row)
    if row.many:
        value = {"type": "array", "items": value} | ({"minItems": 1} if row.required else {})
    return {"description": row.about.text, **value}


def _value(row: Row) -> dict[str, object]:
    if row.nested is not None:
        shorthand = next((inner for inner in table(row.nested) if inner.about.shorthand), None)
        return {"anyOf": [_value(shorthand), _object(row.nested)]} if shorthand else _object(row.nested)
    if row.words:
        text = {"type": "string", "minLength": 1}
        return {"anyOf": [text, {"type": "object", "minProperties": 1, "additionalProperties": text}]}
    if row.choices is not None:
        return {"enum": [each.value for each in row.choices]}
    assert row.kind is not None
    return dict(row.kind.json_schema)
