"""A file of the record as lines, and as values with their places, for `yaml_changes` to change one of them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from letterbook.editing.refusal import Refusal
from letterbook.editing.yaml_places import PlacedEntry, PlacedGroup, PlacedNode, find_comments, place_values
from letterbook.editing.yaml_text import Value, render_entry, render_item
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


class Change(NamedTuple):
    """Lines of YAML, from `start` up to but not including `end`, and what replaces them."""

    start: int
    end: int
    lines: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlFile:
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
    def read(cls, content: bytes, path: str, value: Value, *, is_register: bool) -> YamlFile:
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

    def apply(self, change: Change, steps: Sequence[str | int], value: Value) -> bytes:
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
            again = YamlFile.read(changed, self.path, self.value, is_register=self.is_register)
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


def split_path(path: str) -> list[str | int]:
    """Return the steps of a path: `attachments[0].sha256` has three, of which the second is a number."""
    return [int(match[1]) if match[1] else match[0] for match in _STEP.finditer(path)]


def _find_item(node: PlacedNode | None, number: int) -> PlacedNode | None:
    return node.items[number] if isinstance(node, PlacedGroup) and number < len(node.items) else None


def _write_by_hand(path: str, value: Value) -> str:
    last = split_path(path)[-1]
    return "\n".join(render_item(value, "") if isinstance(last, int) else render_entry(last, value, ""))


_FENCE = re.compile(r"-{3,}\s*")
_STEP = re.compile(r"\[([0-9]+)\]|[^.\[\]]+")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
