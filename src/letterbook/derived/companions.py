"""Which letters of a group are compared with each other: each with the group's first letter.

A page for every two letters would be too many. Most letters on one subject are versions of a single text, so the first
of those that were released shows best how each of the others differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from letterbook.model.public import Communication, Text, TextKept

MOST_COMPARED = 30
"""The letters of a group with more letters than this are not compared."""


class Companions:
    """The groups of letters that are compared."""

    def __init__(self, communications: Iterable[Communication]) -> None:
        groups: dict[str, list[Communication]] = {}
        for each in communications:
            if each.group is not None:
                groups.setdefault(each.group.id, []).append(each)
        self._groups: Mapping[str, tuple[Communication, ...]] = {
            id_: tuple(sorted(members, key=lambda each: (each.released, each.sent, each.reference)))
            for id_, members in groups.items()
            if 1 < len(members) <= MOST_COMPARED
        }

    def list_pairs(self, group: str) -> tuple[tuple[Communication, Communication], ...]:
        """Return the pairs of letters of a group that are compared: its first letter, with each of the others."""
        first, *others = self._groups.get(group, (None,))
        return tuple((first, each) for each in others) if first is not None else ()

    def list_compared(self, communication: Communication) -> tuple[tuple[Communication, Communication], ...]:
        """Return the letters with which one is compared, each with the letter that has the page."""
        pairs = self.list_pairs(communication.group.id) if communication.group is not None else ()
        key = communication.reference.key
        return tuple(
            (first if other.reference.key == key else other, other)
            for first, other in pairs
            if key in (first.reference.key, other.reference.key)
        )

    def list_all_pairs(self) -> Iterator[tuple[Communication, Communication]]:
        """Yield the pairs of all groups."""
        for group in self._groups:
            yield from self.list_pairs(group)


def choose_texts(one: Communication, other: Communication) -> tuple[Text, Text] | None:
    """Choose a text of each of two letters in one language: the originals or, if they are in different languages, a
    translation. None if there are no such texts."""
    for first in _list_texts(one):
        for second in _list_texts(other):
            if first.language == second.language:
                return first, second
    return None


def _list_texts(communication: Communication) -> Iterator[Text]:
    if communication.text_kept is not TextKept.NONE:
        yield communication.text
    yield from communication.translations
