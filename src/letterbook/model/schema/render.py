"""Renders a table of fields: its JSON Schema, the template of a new file, and the right form of one field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from letterbook.model.schema.kinds import ID_PATTERN, TEXT_SCHEMA
from letterbook.model.schema.table import Row, list_rows

DIALECT = "https://json-schema.org/draft/2020-12/schema"


RegisterIds = Mapping[str, Mapping[str, str]]
"""By register, the ids that a field may have, and what each stands for."""


def render_json_schema(
    cls: type, title: str, *, address: str = "", ids: RegisterIds = MappingProxyType({})
) -> dict[str, object]:
    """Render the JSON Schema (draft 2020-12) of the front matter with the table `cls`. `address` is its `$id`.

    Without `ids` it can be published: it has the pattern of register ids, never the ids themselves. With `ids` it lists
    those of the record, withheld ones too, and is for the editors alone.
    """
    return {**_begin(address), "title": title, **_render_object(cls, ids)}


def render_register_schema(cls: type, title: str, *, address: str = "") -> dict[str, object]:
    """Render the JSON Schema of a register file, which has entries with the table `cls` by id. See above."""
    return {
        **_begin(address),
        "title": title,
        "type": "object",
        "propertyNames": {"pattern": ID_PATTERN},
        "additionalProperties": _render_object(cls, {}),
    }


def _begin(address: str) -> dict[str, object]:
    return {"$schema": DIALECT, "$id": address} if address else {"$schema": DIALECT}


def render_template(cls: type, given: Mapping[str, str], items: Mapping[str, Sequence[str]] | None = None) -> str:
    """Render the front matter of a new file, in block style, with every field in the order of the table.

    A field has the value `given` by its name, or its example in a comment; optional fields are commented out. `items`
    gives, for a list of groups, the first field of each: `recipients: ("xaa", "northwind")`.
    """
    lines = (
        line
        for row in list_rows(cls)
        for line in (
            _render_items(row, items[row.name])
            if items and items.get(row.name)
            else _render_lines(row, given=given.get(row.name, ""))
        )
    )
    return "---\n" + "\n".join(lines) + "\n---\n"


def render_form(row: Row, given: str) -> str:
    """Render a field in its right form, with the value `given` if it can hold it, or its example, or an ellipsis."""
    if row.nested is None:
        value = _choose_value(row, given)
    else:
        inner = list_rows(row.nested)
        first = next((each for each in inner if each.required or each.about.shorthand), inner[0])
        value = f"{first.name}: {_choose_value(first, given)}"
    if row.many:
        return f"{row.name}:\n  - {value}"
    return f"{row.name}: {value}" if row.nested is None else f"{row.name}:\n  {value}"


def _choose_value(row: Row, given: str) -> str:
    return given if given and _accepts(row, given) else row.about.example or "…"


def _accepts(row: Row, text: str) -> bool:
    """Whether a text has the form of a field's value. It need not be in a register."""
    try:
        if row.choices is not None:
            row.choices(text)
        elif row.kind is not None:
            row.kind.parse(text)
    except ValueError:
        return False
    return True


def _render_items(row: Row, values: Sequence[str]) -> Iterator[str]:
    """Render a list of groups: the first field of each has a value; the other fields are shown once."""
    assert row.nested is not None
    first, *others = list_rows(row.nested)
    yield f"{row.name}:"
    for index, value in enumerate(values):
        yield from _render_lines(first, "  - ", given=value)
        for other in others if not index else ():
            yield from _render_lines(other, "    ", optional=True)


def _render_lines(row: Row, lead: str = "", *, given: str = "", optional: bool = False) -> Iterator[str]:
    """Render a field. `lead` precedes its name: the indentation, and a dash if the field is the first of an item."""
    optional = optional or not (row.required or given)
    mark = "# " if optional else ""
    indent = " " * len(lead)
    value = f" {given}" if given else f"  # {row.about.example}" if row.about.example else ""
    if row.nested is not None:
        yield f"{mark}{lead}{row.name}:"
        for index, inner in enumerate(list_rows(row.nested)):
            dash = "  - " if row.many and not index else "    " if row.many else "  "
            yield from _render_lines(inner, indent + dash, optional=optional)
    elif row.many:
        yield f"{mark}{lead}{row.name}:"
        yield f"{mark}{indent}  -{value}"
    else:
        yield f"{mark}{lead}{row.name}:{value}"


def _render_object(cls: type, ids: RegisterIds) -> dict[str, object]:
    rows = list_rows(cls)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [row.name for row in rows if row.required],
        "properties": {row.name: _render_property(row, ids) for row in rows},
    }


def _render_property(row: Row, ids: RegisterIds) -> dict[str, object]:
    value = _render_value(row, ids)
    if row.many:
        value = {"type": "array", "items": value} | ({"minItems": 1} if row.required else {})
    return {"description": row.about.text, **value}


def _render_value(row: Row, ids: RegisterIds) -> dict[str, object]:
    if row.nested is not None:
        shorthand = next((inner for inner in list_rows(row.nested) if inner.about.shorthand), None)
        whole = _render_object(row.nested, ids)
        return {"anyOf": [_render_value(shorthand, ids), whole]} if shorthand else whole
    if row.words:
        return {"anyOf": [TEXT_SCHEMA, {"type": "object", "minProperties": 1, "additionalProperties": TEXT_SCHEMA}]}
    if row.choices is not None:
        return {"enum": [each.value for each in row.choices]}
    assert row.kind is not None
    if known := ids.get(row.kind.register):
        return {"enum": list(known), "enumDescriptions": list(known.values())}  # the latter is a word of VS Code
    return dict(row.kind.json_schema)
