"""Writes front matter and register entries as YAML in block style. (`yaml_changes` changes single fields of a file.)

A value is quoted if YAML, or a text editor that reads YAML 1.1, would take it for something else.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import yaml

Value: TypeAlias = "str | int | bool | dt.date | Sequence[Value] | Mapping[str, Value]"

WIDTH = 118
_LONG = 90
_FIRST = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<]")


def render_fields(fields: Mapping[str, Value], remarks: Mapping[str, Sequence[str]] | None = None) -> str:
    """Render fields in block style, in their order. `remarks` are comments to put above a field, by its name."""
    lines: list[str] = []
    for name, value in fields.items():
        lines += (f"# {each}" for each in (remarks or {}).get(name, ()))
        lines += render_entry(name, value, "")
    return "\n".join(lines) + "\n" if lines else ""


def render_file(fields: Mapping[str, Value], body: str, remarks: Mapping[str, Sequence[str]] | None = None) -> str:
    """Render a file of the record: its front matter and its text."""
    text = f"{body.strip()}\n" if body.strip() else ""
    return f"---\n{render_fields(fields, remarks)}---\n{text}"


def write_scalar(value: str | int | bool | dt.date, style: str = "") -> str:
    """Write one value on one line, quoted where it would read as something else, or with the quotation mark `style`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    if not style and _is_plain(value):
        return value
    if value.isprintable() and style != '"':
        return "'" + value.replace("'", "''") + "'"
    return str(yaml.dump(value, default_style='"', allow_unicode=True, width=float("inf"))).strip()


def append_entry(content: str, id_: str, entry: Mapping[str, Value]) -> str:
    """Return a register with an entry added as the last. All other lines stay as they are."""
    before = content if not content or content.endswith("\n") else f"{content}\n"
    return before + "\n".join(render_entry(id_, entry, "")) + "\n"


def render_entry(name: str, value: Value, indent: str) -> Iterator[str]:
    """Yield the lines of a field, indented."""
    if isinstance(value, Mapping):
        yield f"{indent}{name}:"
        for key, inner in value.items():
            yield from render_entry(key, inner, f"{indent}  ")
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield f"{indent}{name}:"
        for item in value:
            yield from render_item(item, f"{indent}  ")
    elif isinstance(value, str) and len(value) > _LONG and _can_fold(value):
        yield f"{indent}{name}: >-"
        yield from textwrap.wrap(
            value,
            WIDTH,
            initial_indent=f"{indent}  ",
            subsequent_indent=f"{indent}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{indent}{name}: {write_scalar(value)}"


def render_item(item: Value, indent: str) -> Iterator[str]:
    """Yield the lines of an item of a list, with its dash, indented."""
    if isinstance(item, Mapping):
        lines = [line for key, inner in item.items() for line in render_entry(key, inner, f"{indent}  ")]
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        assert not isinstance(item, Sequence) or isinstance(item, str)
        yield f"{indent}- {write_scalar(item)}"


def _can_fold(text: str) -> bool:
    """Whether folding changes nothing: words with single spaces between them."""
    return text == " ".join(text.split()) and text.isprintable()


def _is_plain(text: str) -> bool:
    """Whether YAML reads the text as that same text when it is not quoted."""
    if not _FIRST.match(text) or text != text.strip() or not text.isprintable():
        return False
    try:
        return bool(yaml.safe_load(f"key: {text}") == {"key": text})
    except (yaml.YAMLError, ValueError):
        return False
