"""Reads the entries of a register, and knows the ids that a letter may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from letterbook.ingest.fields import is_fault, read_fields
from letterbook.ingest.front_matter import MappingNode, Problem, read_register
from letterbook.model.registers import REGISTERS
from letterbook.model.schema.known_ids import Known


class _AllIds(frozenset[str]):
    """A set that contains every id."""

    def __contains__(self, each: object) -> bool:
        return True


_ALL_IDS = _AllIds()


@dataclass(frozen=True, slots=True)
class KnownOrLost(Known):
    """Known ids, where every id of a register that is `lost` counts as known."""

    lost: frozenset[str]

    def ids(self, register: str) -> frozenset[str]:
        return _ALL_IDS if register in self.lost else Known.ids(self, register)


ANY = KnownOrLost({}, frozenset(REGISTERS))
"""Every id counts as known."""


@lru_cache(maxsize=2 * len(REGISTERS))
def read_entries(cls: type, content: bytes) -> tuple[Mapping[str, Any] | None, frozenset[str], tuple[Problem, ...]]:
    """Return the entries of a register, by id, the ids of those that could not be read, and all problems.

    There are no entries if the file could not be read at all. Equal registers are read once, since an import loads them
    again to check what it made.
    """
    document = read_register(content)
    if document.fields is None:
        return None, frozenset(), document.problems
    entries: dict[str, Any] = {}
    problems = [*document.problems]
    for entry in document.fields.entries:
        node = entry.value if isinstance(entry.value, MappingNode) else MappingNode((), entry.line)
        reading = read_fields(cls, replace(node, line=entry.line), ANY)
        problems += reading.problems
        if not any(is_fault(each) for each in reading.problems):
            entries[entry.key] = cls(**reading.values)
    unread = frozenset(each.key for each in document.fields.entries) - entries.keys()
    return entries, unread, tuple(problems)
