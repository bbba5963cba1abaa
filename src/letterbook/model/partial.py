"""Partial records: what could be read of a file with faults, for the rules that look for its other faults.

A field that could not be read is absent, and asking for it raises `UnreadFieldError`. So a field never has a value that
its type does not allow, nor a default in place of what the file says. The rules declare the fields that they need, or
ask `has_read` first. A partial record is never released, since it has an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

_Record = TypeVar("_Record", bound="PartialRecord")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a text of the record is: its file, and the line of each field and of the body.

    `unread` are the fields that could not be read, which the record does not have (see `PartialRecord`).
    """

    path: str
    lines: Mapping[str, int]
    body_line: int
    unread: frozenset[str] = frozenset()

    def line(self, *fields: str) -> int:
        """The line of the first of `fields` that is given, else the first of the file."""
        return next((self.lines[each] for each in fields if each in self.lines), 1)


class UnreadFieldError(AttributeError):
    """A field that could not be read was asked for: the caller must declare it as needed, or ask `has_read` first."""


class PartialRecord:
    """Base of the records that can be partial."""

    __slots__ = ()

    if TYPE_CHECKING:
        place: Place

    def has_read(self, *names: str) -> bool:
        """Whether all these fields could be read, or are absent from the file."""
        return self.place.unread.isdisjoint(names)

    if not TYPE_CHECKING:  # a type checker would take any name for an attribute

        def __getattr__(self, name: str) -> NoReturn:
            """Python calls this only for attributes without a value: unread fields, and misspelt names."""
            kind = type(self).__name__
            if name != "place" and name in self.place.unread:
                raise UnreadFieldError(f"`{name}` of this {kind.lower()} could not be read")
            raise AttributeError(f"{kind} has no attribute {name!r}")


def make_record(cls: type[_Record], values: Mapping[str, Any], unread: frozenset[str]) -> _Record:
    """Make a record from the values of its fields, without those that are `unread`. Other missing fields get their
    default."""
    if not unread:
        return cls(**values)
    record = object.__new__(cls)
    for field in fields(cls):  # type: ignore[arg-type]
        if field.name in unread:
            continue
        default = field.default if field.default_factory is MISSING else field.default_factory()
        value = values.get(field.name, default)
        if value is MISSING:
            raise TypeError(f"{cls.__name__} needs {field.name}, which is neither given nor unread")
        object.__setattr__(record, field.name, value)
    return record
