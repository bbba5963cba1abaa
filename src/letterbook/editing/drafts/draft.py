"""What an import found in a letter or response: values of fields, doubts, and what is left to the editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from letterbook.editing.mending.manuscript import Remark
from letterbook.editing.yaml_text import Value
from letterbook.model.schema.table import list_rows

PROPOSED = "proposed from the text: check"
"""The comment above a field whose value is a proposal."""


class Left(NamedTuple):
    """A field left to the editor, the reason, and the line of the text that gives it, counted from 1, or 0."""

    field: str
    why: str
    line: int = 0


class Entry(NamedTuple):
    """An entry proposed for a register: the register, the id, and its fields."""

    register: str
    id: str
    fields: dict[str, Value]


@dataclass(slots=True)
class Draft:
    """The front matter of a file, as far as it could be filled in.

    `proposed` are the names of the fields whose values are proposals, `entries` those proposed for the registers, and
    `questions` is how many questions the text asks, which is no field of a letter with a text, and `addressing` what it
    says of a recipient that is in no register.
    """

    cls: type
    values: dict[str, Value] = field(default_factory=dict)
    proposed: list[str] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    questions: int = 0
    addressing: dict[str, Value] = field(default_factory=dict)

    def put(self, name: str, value: Value | None) -> None:
        """Set a field, unless its value is empty."""
        if value not in (None, "", (), []):
            assert value is not None
            self.values[name] = value

    def propose(self, name: str, value: Value | None) -> None:
        """Set a field to a value that the editor has to check."""
        self.put(name, value)
        if name in self.values:
            self.proposed.append(name)

    def doubt(self, text: str, line: int = 0) -> None:
        """Record something that the editor has to check."""
        self.doubts.append(Remark(line, text))

    def leave(self, name: str, why: str, line: int = 0) -> None:
        """Record that a field is left to the editor, and why. `line` is a line of the text, counted from 1."""
        self.left.append(Left(name, why, line))

    def order(self) -> dict[str, Value]:
        """Return the fields in the order of the table of fields."""
        return {row.name: self.values[row.name] for row in list_rows(self.cls) if row.name in self.values}

    def comments(self) -> dict[str, list[str]]:
        """Return the comments to put above fields."""
        return {name: [PROPOSED] for name in self.proposed}

    def get(self, name: str) -> Any:
        """Return the value of a field, or None."""
        return self.values.get(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.order())
