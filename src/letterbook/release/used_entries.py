"""Finds the register entries that something public uses. The others are treated as if they did not exist.

This module alone decides. The gate converts no other entries, and the leak audit treats no other names as public. So
what is published is the same whether or not the registers have entries that only withheld letters use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from letterbook.citations import CitationCache
from letterbook.model.record import Letter, Response, TextKept
from letterbook.model.registers import Registers

_Entry = TypeVar("_Entry")

LEAST_GROUP_MEMBERS = 2
"""A group is public from this number of public letters: a single one would reveal that there are others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedEntries:
    """The ids of the entries of each register that something public uses."""

    mandates: frozenset[str]
    recipients: frozenset[str]
    instruments: frozenset[str]
    groups: frozenset[str]

    def pick(self, registers: Registers) -> Registers:
        """Return `registers` with only these entries, in the same order."""
        return Registers(
            mandates=_pick(registers.mandates, self.mandates),
            recipients=_pick(registers.recipients, self.recipients),
            instruments=_pick(registers.instruments, self.instruments),
            groups=_pick(registers.groups, self.groups),
        )


def find_used_entries(
    letters: Iterable[Letter], responses: Iterable[Response], citations: CitationCache
) -> UsedEntries:
    """Find the entries that public letters and the public responses to them use.

    Recipients and mandates are used by the fields that name them, instruments by `annex` and by the citations in texts
    and translations, and groups by two or more letters. `citations` is the cache for the whole register of instruments.
    """
    letters, responses = tuple(letters), tuple(responses)
    members = Counter(each.group for each in letters if each.group is not None)
    recipients = {id_ for letter in letters for id_ in list_recipients(letter)}
    declared = {each.instrument for letter in letters for each in letter.annex if each.instrument is not None}
    filed: tuple[Letter | Response, ...] = (*letters, *responses)
    return UsedEntries(
        mandates=frozenset(each.mandate for letter in letters for each in letter.mandates),
        recipients=frozenset(recipients | {each.recipient for each in responses}),
        instruments=citations.find_used((body for each in filed for body in list_bodies(each)), declared),
        groups=frozenset(group for group, count in members.items() if count >= LEAST_GROUP_MEMBERS),
    )


def list_recipients(letter: Letter) -> Iterator[str]:
    """Yield the ids of all recipients that a letter names, in any field."""
    yield from letter.concerning
    for named in (letter.recipients, letter.also_sent_to, letter.follows):
        yield from (each.recipient for each in named if each.recipient is not None)


def list_bodies(filed: Letter | Response) -> list[str]:
    """Return the texts that a page shows of a public letter or response: its own, unless that is held elsewhere, and
    its translations. The page of a confidential response shows none."""
    if isinstance(filed, Response) and filed.confidential:
        return []
    own = [] if filed.text is TextKept.NONE else [filed.body]
    return own + [each.body for each in filed.translations]


def _pick(register: Mapping[str, _Entry], ids: AbstractSet[str]) -> dict[str, _Entry]:
    return {id_: entry for id_, entry in register.items() if id_ in ids}
