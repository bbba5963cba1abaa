"""Changes one field of a file of the record, or adds one item to a list, and keeps every other character.

Comments, order, quotation marks, blank lines, line endings and a byte-order mark stay as an editor left them. What is
written is in block style. After each change the file is read again: if anything but the field reads differently, or a
comment is gone, the change is refused.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from letterbook.editing.refusal import Refusal
from letterbook.editing.yaml_places import (
    Mark,
    PlacedEntry,
    PlacedGroup,
    PlacedNode,
    PlacedScalar,
    find_comments,
    find_header_end,
    place_values,
)
from letterbook.editing.yaml_text import Value, render_entry, render_item, write_scalar
from letterbook.editing.yaml_trees import expect_tree, put_value, read_tree
from letterbook.ingest.front_matter import Document, read_letter, read_register


class UnsafeChange(Refusal):
    """A field is written in a way that cannot be changed safely.

    `line` is its line, counted from 1, `why` the reason, and `by_hand` what an editor can write instead. As a text:
    `line 7: … ; write by hand: …`.
    """

    def __init__(self, line: int, why: str, by_hand: str) -> None:
        super().__init__(f"line {line}: {why}; write by hand:\n{by_hand}")
        self.line = line
        self.why = why
        self.by_hand = by_hand


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
    file = _File.read(content, path, value, is_register=is_register)
    steps = _split(path)
    return file.apply(file.replace(steps, value, order), steps, value)


def append_item(
    content: bytes, path: str, item: Value, *, order: Sequence[str] = (), is_register: bool = False
) -> bytes:
    """Return the content of a file with one item added at the end of a list, which is made if it is missing or empty.

    The arguments and exceptions are those of `set_field`. A list in brackets that is not empty is refused.
    """
    steps = _split(path)
    if path.endswith("]"):  # the record has no lists of lists
        raise LookupError(path)
    file = _File.read(content, path, [item], is_register=is_register)
    found = file.find(steps)
    if found is None or found.is_empty:
        return file.apply(file.replace(steps, [item], order), steps, [item])
    if not isinstance(found, PlacedGroup) or not found.is_list:
        raise file.refuse(found.start.line, "it is not a list")
    if found.is_flow:
        raise file.refuse(found.start.line, "the list is in brackets")
    lines = tuple(render_item(item, " " * found.start.column))
    return file.apply(_insert(found.last_line + 1, lines), [*steps, len(found.items)], item)


class _Change(NamedTuple):
    """Lines of YAML, from `start` up to but not including `end`, and what replaces them."""

    start: int
    end: int
    lines: Sequence[str]


def _insert(at: int, lines: Iterable[str]) -> _Change:
    return _Change(at, at, tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file: its lines with their ends, which of them are YAML, and the values in these.

    Lines of YAML are counted from its first, `first`, which is counted from 0 in the file. `path` and `value` are the
    change that was asked for, which a refusal names.
    """

    mark: bytes
    lines: tuple[tuple[str, str], ...]
    first: int
    yaml: tuple[str, ...]
    root: PlacedNode | None
    document: Document
    path: str
    value: Value
    is_register: bool

    @classmethod
    def read(cls, content: bytes, path: str, value: Value, *, is_register: bool) -> _File:
        document = (read_register if is_register else read_letter)(content)
        if document.fields is None:
            problem = document.problems[-1]
            why = f"the file cannot be read ({problem.rule}), so `{path}` cannot be changed"
            raise UnsafeChange(max(problem.line, 1), why, _write_by_hand(path, value))
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        lines = tuple(_LINE.findall(content.removeprefix(mark).decode()))
        texts = [text for text, _ in lines]
        first, end = 0, len(lines)
        if not is_register:
            first = 1
            end = next(number for number in range(1, len(lines)) if _FENCE.fullmatch(texts[number]))
        yaml = tuple(texts[first:end])
        return cls(
            mark=mark,
            lines=lines,
            first=first,
            yaml=yaml,
            root=place_values(yaml),
            document=document,
            path=path,
            value=value,
            is_register=is_register,
        )

    def refuse(self, line: int, why: str) -> UnsafeChange:
        """Return the exception for a line of the YAML."""
        return UnsafeChange(self.first + line + 1, f"`{self.path}`: {why}", _write_by_hand(self.path, self.value))

    def find(self, steps: Sequence[str | int]) -> PlacedNode | None:
        """Return the value at a path; None if its last step is missing. Raises LookupError if an earlier one is."""
        node, missing = self.root, False
        for step in steps:
            if missing or (node is not None and not isinstance(node, PlacedGroup) and not node.is_empty):
                raise LookupError(self.path)
            entry = self.find_entry(node, step) if isinstance(step, str) else None
            found = _find_item(node, step) if isinstance(step, int) else entry.value if entry else None
            node, missing = found, found is None
        return node

    def find_entry(self, node: PlacedNode | None, name: str) -> PlacedEntry | None:
        """Return the entry of a mapping with a name. Raises UnsafeChange if there are several."""
        found = [each for each in node.entries if each.key == name] if isinstance(node, PlacedGroup) else []
        if len(found) > 1:
            raise self.refuse(found[1].key_place.start.line, f"`{name}` is given twice")
        return found[0] if found else None

    def replace(self, steps: Sequence[str | int], value: Value, order: Sequence[str]) -> _Change:
        """Return the change that sets the value at a path."""
        *parents, last = steps
        parent, old = self.find(parents), self.find(steps)
        if isinstance(last, int):
            if old is None or not isinstance(parent, PlacedGroup):
                raise LookupError(self.path)
            return self._replace(old, value, parent.start.column, is_item=True, is_flow=parent.is_flow)
        if isinstance(parent, PlacedGroup) and parent.is_list:
            raise LookupError(self.path)
        entry = self.find_entry(parent, last)
        if entry is None:
            return self._add(parent, last, value, order)
        assert isinstance(parent, PlacedGroup)
        column = entry.key_place.start.column
        return self._replace(entry.value, value, column, is_item=False, is_flow=parent.is_flow)

    def _replace(self, old: PlacedNode, value: Value, column: int, *, is_item: bool, is_flow: bool) -> _Change:
        """Replace the value of an entry, or an item of a list. `column` is that of its key or dash."""
        header = find_header_end(self.yaml, old) if isinstance(old, PlacedScalar) and old.is_block else None
        begin, inside = header or old.start, old.start.line + (header is not None)
        end = old.end if isinstance(old, PlacedScalar) or old.is_flow else _end_of_line(self.yaml, old.last_line)
        if any(at.line >= inside and begin < at < end for at, _ in find_comments(self.yaml, self.root)):
            raise self.refuse(old.start.line, "there are comments inside it")
        before = self.yaml[old.start.line][: old.start.column]
        after = self.yaml[header.line][header.column :] if header else self.yaml[end.line][end.column :]
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
            raise self.refuse(old.start.line, "it is in brackets")
        elif is_item:
            first, *more = render_item(value, " " * column)
            lines = [first + after, *more]
        elif own_line:  # with an editor's own indentation
            lines = [*([before + after.strip()] if after.strip() else []), *_render_group(value, before)]
        else:
            lines = [before.rstrip() + after, *_render_group(value, " " * (column + 2))]
        return _Change(old.start.line, end.line + 1, lines)

    def _add(self, parent: PlacedNode | None, name: str, value: Value, order: Sequence[str]) -> _Change:
        """Add an entry to a mapping."""
        if not isinstance(parent, PlacedGroup):
            if parent is not self.root:
                raise LookupError(self.path)
            return _insert(len(self.yaml), render_entry(name, value, ""))
        if parent.is_flow:
            raise self.refuse(parent.start.line, "the group of fields is in brackets")
        earlier = order[: order.index(name)] if name in order else [each.key for each in parent.entries]
        fitting = [each for each in parent.entries if each.key in earlier]
        lines = render_entry(name, value, " " * parent.entries[0].key_place.start.column)
        if not fitting:
            return _insert(parent.start.line, lines)
        return _insert(max(max(each.key_place.end.line, each.value.last_line) for each in fitting) + 1, lines)

    def apply(self, change: _Change, steps: Sequence[str | int], value: Value) -> bytes:
        """Return the changed content. Raises UnsafeChange if it does not read as the old one with this change."""
        start, end = self.first + change.start, self.first + change.end
        near = next((ending for _, ending in reversed(self.lines[: start + 1]) if ending), "\n")
        last = self.lines[end - 1][1] if end > start else near
        kept = [text + (ending or near) for text, ending in self.lines[:start] if text or ending]
        new = [*(f"{line}{near}" for line in change.lines[:-1]), *(f"{line}{last}" for line in change.lines[-1:])]
        rest = [text + ending for text, ending in self.lines[end:]]
        changed = self.mark + "".join([*kept, *new, *rest]).encode()
        expected = read_tree(self.document.fields)
        put_value(expected, steps, expect_tree(value))
        if not self._is_like(changed, expected):
            raise self.refuse(change.start, "it cannot be changed safely as it is written")
        return changed

    def _is_like(self, changed: bytes, expected: Any) -> bool:
        try:
            again = _File.read(changed, self.path, self.value, is_register=self.is_register)
        except UnsafeChange:
            return False
        return (
            read_tree(again.document.fields) == expected
            and again.document.body == self.document.body
            and again.list_comments() == self.list_comments()
        )

    def list_comments(self) -> list[str]:
        """Return the comments in the YAML."""
        return [text for _, text in find_comments(self.yaml, self.root)]


_FENCE = re.compile(r"-{3,}\s*")
_STEP = re.compile(r"\[([0-9]+)\]|[^.\[\]]+")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_PLAIN_IN_BRACKETS = re.compile(r"[\w./-]+")


def _split(path: str) -> list[str | int]:
    return [int(match[1]) if match[1] else match[0] for match in _STEP.finditer(path)]


def _find_item(node: PlacedNode | None, number: int) -> PlacedNode | None:
    return node.items[number] if isinstance(node, PlacedGroup) and number < len(node.items) else None


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


def _write_by_hand(path: str, value: Value) -> str:
    last = _split(path)[-1]
    return "\n".join(render_item(value, "") if isinstance(last, int) else render_entry(last, value, ""))
