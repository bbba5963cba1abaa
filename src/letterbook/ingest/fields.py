"""Reads front matter by a table of fields: its values, and every fault in any field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from letterbook.ingest.front_matter import MappingNode, Node, Problem, ReadingFault, ScalarNode, SequenceNode
from letterbook.model.language import get_language_names
from letterbook.model.reference import Reference
from letterbook.model.schema.kinds import KINDS, Kind, LanguageTag, Words
from letterbook.model.schema.known_ids import NOTHING_KNOWN, Known, find_nearest
from letterbook.model.schema.render import render_form
from letterbook.model.schema.table import Row, list_rows


class FieldFault(StrEnum):
    """The ways in which a field can be wrong; each is a rule that explains it."""

    UNKNOWN_FIELD = "unknown-field"
    MISSING_FIELD = "missing-field"
    EMPTY_FIELD = "empty-field"
    INVALID_VALUE = "invalid-value"
    INVALID_STRUCTURE = "invalid-structure"
    INVALID_DATE = "invalid-date"
    INVALID_REFERENCE = "invalid-reference"
    IRREGULAR_REFERENCE = "irregular-reference"
    INVALID_URL = "invalid-url"
    INVALID_PROVISION = "invalid-provision"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_MANDATE = "unknown-mandate"
    UNKNOWN_RECIPIENT = "unknown-recipient"
    UNKNOWN_INSTRUMENT = "unknown-instrument"
    UNKNOWN_GROUP = "unknown-group"
    UNKNOWN_REASON = "unknown-reason"


_PLAIN = re.compile(r"\w[\w ./-]*")
_MOST_HINTS = 20
"""How many values of one file get a suggestion of what was meant."""


def is_fault(problem: Problem) -> bool:
    """Whether the value could not be read; otherwise the problem is only a warning."""
    return problem.rule not in (ReadingFault.TRUNCATED_VALUE, FieldFault.IRREGULAR_REFERENCE)


@dataclass(frozen=True, slots=True)
class FieldValues:
    """What was read: the values by field name (a field that could not be read is absent), the line of each field by
    its path (`recipients[0].recipient`), and the problems."""

    values: dict[str, Any]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


def read_fields(cls: type, node: MappingNode, known: Known = NOTHING_KNOWN) -> FieldValues:
    """Read `node` by the table `cls`. `known` are the ids that the registers have.

    It raises nothing: whatever is wrong is among the problems.
    """
    reader = _Reader(known)
    values = reader.read_mapping(cls, node, "")
    return FieldValues(values, reader.lines, tuple(reader.problems))


@dataclass(slots=True)
class _Reader:
    known: Known
    lines: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hints: int = 0

    def read_mapping(self, cls: type, node: MappingNode, path: str) -> dict[str, Any]:
        rows = {row.name: row for row in list_rows(cls)}
        values: dict[str, Any] = {}
        for entry in node.entries:
            row = rows.get(entry.key)
            if row is None:
                meant = self._find_nearest(entry.key, {name: name for name in rows})
                self._report(FieldFault.UNKNOWN_FIELD, entry.line, path + entry.key, meant)
                continue
            self.lines[path + row.name] = entry.line
            value = self._read_value(row, entry.value, path + row.name)
            if value is not None:
                values[row.attribute] = value
        present = {entry.key for entry in node.entries}
        for row in rows.values():
            if row.required and row.name not in present:
                self._report(FieldFault.MISSING_FIELD, node.line, path + row.name, row.about.example)
        return values

    def _read_value(self, row: Row, node: Node, path: str) -> Any:
        if not row.many:
            return self._read_single(row, node, path)
        if isinstance(node, ScalarNode) and not node.text:
            return self._report(FieldFault.EMPTY_FIELD, node.line, path, row.about.example)
        if not isinstance(node, SequenceNode):
            return self._report_shape(row, node, path, "a list")
        if row.required and not node.items:
            return self._report(FieldFault.MISSING_FIELD, node.line, path, row.about.example)
        items = []
        for index, item in enumerate(node.items):
            at = f"{path}[{index}]"
            self.lines[at] = item.line
            value = self._read_single(row, item, at)
            if value is not None:
                items.append(value)
        return tuple(items)

    def _read_single(self, row: Row, node: Node, path: str) -> Any:
        if isinstance(node, ScalarNode) and not node.text:
            return self._report(FieldFault.EMPTY_FIELD, node.line, path, row.about.example)
        if row.nested is not None:
            return self._read_nested(row, row.nested, node, path)
        if row.words:
            return self._read_words(row, node, path)
        if not isinstance(node, ScalarNode):
            return self._report_shape(row, node, path, "a single value")
        if row.choices is not None:
            return self._read_choice(row.choices, node, path)
        assert row.kind is not None
        return self._read_scalar(row.kind, node, path)

    def _read_nested(self, row: Row, cls: type, node: Node, path: str) -> Any:
        shorthand = next((each for each in list_rows(cls) if each.about.shorthand), None)
        if isinstance(node, ScalarNode) and node.text and shorthand is not None:
            value = self._read_single(shorthand, node, path)
            return None if value is None else cls(**{shorthand.attribute: value})
        if not isinstance(node, MappingNode):
            return self._report_shape(row, node, path, "a group of fields")
        before = len(self.problems)
        values = self.read_mapping(cls, node, path + ".")
        return None if any(map(is_fault, self.problems[before:])) else cls(**values)

    def _read_words(self, row: Row, node: Node, path: str) -> Any:
        if isinstance(node, ScalarNode):
            text = self._read_scalar(KINDS[str], node, path)
            return None if text is None else Words.plain(text)
        if not isinstance(node, MappingNode) or not node.entries:
            return self._report_shape(row, node, path, "text, or one text for each language")
        texts = []
        for entry in node.entries:
            tag = self._read_scalar(KINDS[LanguageTag], ScalarNode(entry.key, entry.line), path)
            if not isinstance(entry.value, ScalarNode):
                self._report_shape(row, entry.value, f"{path}.{entry.key}", "text")
                continue
            text = self._read_scalar(KINDS[str], entry.value, f"{path}.{entry.key}")
            if tag is not None and text is not None:
                texts.append((tag, text))
        return Words(tuple(texts)) if len(texts) == len(node.entries) else None

    def _read_scalar(self, kind: Kind, node: ScalarNode, path: str) -> Any:
        if node.cut and kind is KINDS[str]:
            whole = f"{node.text} {node.cut}".replace("\\", "\\\\").replace('"', '\\"')
            self._report(ReadingFault.TRUNCATED_VALUE, node.line, path, whole)
        try:
            value = kind.parse(node.text)
        except ValueError:
            return self._report(FieldFault(kind.rule), node.line, path, self._suggest(kind, node.text), node.text)
        if isinstance(value, Reference) and str(value) != node.text:
            self._report(FieldFault.IRREGULAR_REFERENCE, node.line, path, str(value), node.text)
        if kind.register and value not in self.known.ids(kind.register):
            return self._report(FieldFault(kind.rule), node.line, path, self._suggest(kind, node.text), node.text)
        return value

    def _suggest(self, kind: Kind, text: str) -> str:
        if kind.register:
            return self._find_nearest(text, self.known.names.get(kind.register, {}))
        if kind is KINDS[LanguageTag]:
            return self._find_nearest(text, {name: tag for tag, name in get_language_names().items()})
        return kind.name

    def _find_nearest(self, text: str, names: Mapping[str, str]) -> str:
        self.hints += 1
        return find_nearest(text, names) if self.hints <= _MOST_HINTS else ""

    def _read_choice(self, choices: type[StrEnum], node: ScalarNode, path: str) -> Any:
        try:
            return choices(node.text)
        except ValueError:
            return self._report(FieldFault.INVALID_VALUE, node.line, path, "one of: " + ", ".join(choices), node.text)

    def _report_shape(self, row: Row, node: Node, path: str, expected: str) -> Any:
        """Report a list, mapping or value found where another is expected, with the right form and the value if any."""
        only = node.items[0] if isinstance(node, SequenceNode) and len(node.items) == 1 else node
        given = only.text if isinstance(only, ScalarNode) and _PLAIN.fullmatch(only.text) else ""
        shape = "a list" if isinstance(node, SequenceNode) else "a group of fields"
        found = f"`{node.text}`" if isinstance(node, ScalarNode) else shape
        return self._report(
            FieldFault.INVALID_STRUCTURE, node.line, path, f"{expected}\n{render_form(row, given)}", found
        )

    def _report(self, rule: StrEnum, line: int, path: str, detail: str, found: str = "") -> Any:
        """Report a problem. Returns None, so that the field is absent."""
        self.problems.append(Problem(rule=rule, line=line, subject=path, detail=detail, found=found))
