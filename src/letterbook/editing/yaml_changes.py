"""Changes one field of a file of the record, or adds one item to a list, and keeps every other character.

Comments, order, quotation marks, blank lines, line endings and a byte-order mark stay as an editor left them. What is
written is in block style. After each change the file is read again: if anything but the field reads differently, or a
comment is gone, the change is refused.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from letterbook.editing.yaml_file import Change, UnsafeChange, YamlFile, split_path
from letterbook.editing.yaml_places import Mark, PlacedGroup, PlacedNode, PlacedScalar, find_comments, find_header_end
from letterbook.editing.yaml_text import Value, render_entry, render_item, write_scalar

__all__ = ["UnsafeChange", "append_item", "set_field"]


def set_field(
    content: bytes, path: str, value: Value, *, order: Sequence[str] = (), is_register: bool = False
) -> bytes:
    """Return the content of a file with one field set to a value: replaced, or added if it is missing.

    `path` names the field as diagnostics and `Place.lines` do: `sent`, `attachments[0].sha256`, `also_answers[1]`. All
    of it but the last name must exist. `order` are the names of the fields in the order of the table: a new field goes
    below the last of those that precede it there; without `order`, it goes last. `is_register`: the whole file is YAML,
    as a register or the policy is; otherwise only its front matter is.

    Raises UnsafeChange if the file cannot be read, or the field is written in a way that cannot be changed safely;
    LookupError if there is no such place.
    """
    file = YamlFile.read(content, path, value, is_register=is_register)
    steps = split_path(path)
    return file.apply(_replace(file, steps, value, order), steps, value)


def append_item(
    content: bytes, path: str, item: Value, *, order: Sequence[str] = (), is_register: bool = False
) -> bytes:
    """Return the content of a file with one item added at the end of a list, which is made if it is missing or empty.

    The arguments and exceptions are those of `set_field`. A list in brackets that is not empty is refused.
    """
    steps = split_path(path)
    if path.endswith("]"):  # the record has no lists of lists
        raise LookupError(path)
    file = YamlFile.read(content, path, [item], is_register=is_register)
    found = file.find(steps)
    if found is None or found.is_empty:
        return file.apply(_replace(file, steps, [item], order), steps, [item])
    if not isinstance(found, PlacedGroup) or not found.is_list:
        raise file.refuse(found.start.line, "it is not a list")
    if found.is_flow:
        raise file.refuse(found.start.line, "the list is in brackets")
    lines = tuple(render_item(item, " " * found.start.column))
    return file.apply(_insert(found.last_line + 1, lines), [*steps, len(found.items)], item)


def _replace(file: YamlFile, steps: Sequence[str | int], value: Value, order: Sequence[str]) -> Change:
    """Return the change that sets the value at a path."""
    *parents, last = steps
    parent, old = file.find(parents), file.find(steps)
    if isinstance(last, int):
        if old is None or not isinstance(parent, PlacedGroup):
            raise LookupError(file.path)
        return _replace_value(file, old, value, parent.start.column, is_item=True, is_flow=parent.is_flow)
    if isinstance(parent, PlacedGroup) and parent.is_list:
        raise LookupError(file.path)
    entry = file.find_entry(parent, last)
    if entry is None:
        return _add(file, parent, last, value, order)
    assert isinstance(parent, PlacedGroup)
    column = entry.key_place.start.column
    return _replace_value(file, entry.value, value, column, is_item=False, is_flow=parent.is_flow)


def _replace_value(
    file: YamlFile, old: PlacedNode, value: Value, column: int, *, is_item: bool, is_flow: bool
) -> Change:
    """Replace the value of an entry, or an item of a list. `column` is that of its key or dash."""
    header = find_header_end(file.yaml, old) if isinstance(old, PlacedScalar) and old.is_block else None
    begin, inside = header or old.start, old.start.line + (header is not None)
    end = old.end if isinstance(old, PlacedScalar) or old.is_flow else _end_of_line(file.yaml, old.last_line)
    if any(at.line >= inside and begin < at < end for at, _ in find_comments(file.yaml, file.root)):
        raise file.refuse(old.start.line, "there are comments inside it")
    before = file.yaml[old.start.line][: old.start.column]
    after = file.yaml[header.line][header.column :] if header else file.yaml[end.line][end.column :]
    own_line = not before.strip()
    if own_line and len(before) <= column and not _is_list(value):
        before = " " * (column + 2)  # the dashes of a list may be as far to the left as its key
    if isinstance(value, str | int | dt.date):
        style = old.style if isinstance(old, PlacedScalar) and not old.is_block else ""
        if is_flow and not _PLAIN_IN_BRACKETS.fullmatch(write_scalar(value)):
            style = style or "'"
        on_one_line = bool(is_item or is_flow or style or own_line)
        text, *more = [write_scalar(value, style)] if on_one_line else _render_scalar(value, column)
        gap = "" if not before or before.endswith((" ", "[", "{")) else " "
        lines = [f"{before}{gap}{text}{after}", *more]
    elif is_flow:
        raise file.refuse(old.start.line, "it is in brackets")
    elif is_item:
        first, *more = render_item(value, " " * column)
        lines = [first + after, *more]
    elif own_line:  # with an editor's own indentation
        lines = [*([before + after.strip()] if after.strip() else []), *_render_group(value, before)]
    else:
        lines = [before.rstrip() + after, *_render_group(value, " " * (column + 2))]
    return Change(old.start.line, end.line + 1, lines)


def _add(file: YamlFile, parent: PlacedNode | None, name: str, value: Value, order: Sequence[str]) -> Change:
    """Add an entry to a mapping."""
    if not isinstance(parent, PlacedGroup):
        if parent is not file.root:
            raise LookupError(file.path)
        return _insert(len(file.yaml), render_entry(name, value, ""))
    if parent.is_flow:
        raise file.refuse(parent.start.line, "the group of fields is in brackets")
    earlier = order[: order.index(name)] if name in order else [each.key for each in parent.entries]
    fitting = [each for each in parent.entries if each.key in earlier]
    lines = render_entry(name, value, " " * parent.entries[0].key_place.start.column)
    if not fitting:
        return _insert(parent.start.line, lines)
    return _insert(max(max(each.key_place.end.line, each.value.last_line) for each in fitting) + 1, lines)


def _insert(at: int, lines: Iterable[str]) -> Change:
    return Change(at, at, tuple(lines))


def _end_of_line(lines: Sequence[str], line: int) -> Mark:
    return Mark(line, len(lines[line]))


def _is_list(value: Value) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _render_group(value: Any, indent: str) -> list[str]:
    if isinstance(value, Mapping):
        return [line for name, inner in value.items() for line in render_entry(name, inner, indent)]
    return [line for item in value for line in render_item(item, indent)]


def _render_scalar(value: Value, column: int) -> list[str]:
    """Return a value as it follows its key: on one line, or as a folded block."""
    first, *more = render_entry("", value, " " * column)
    return [first.strip().removeprefix(": "), *more]


_PLAIN_IN_BRACKETS = re.compile(r"[\w./-]+")
