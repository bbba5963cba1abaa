"""The relations of released letters: their responses, companions, earlier and later letters, derived after the gate."""

from __future__ import annotations

import datetime as dt

from letterbook.model.public import Communication, EarlierLetter, Notice, Public, Response

LARGE_GROUP = 100
"""A group with more letters than this is listed only on its own page, not on the page of each letter."""


class Relations:
    """The relations between all public letters and responses."""

    def __init__(self, public: Public) -> None:
        self._by_key = {each.reference.key: each for each in public.communications}
        self._responses: dict[str, list[Response]] = {key: [] for key in self._by_key}
        self._groups: dict[str, list[Communication]] = {}
        self._by_day: dict[tuple[dt.date, str], list[Communication]] = {}
        self._later: dict[str, list[Communication]] = {}
        self._corrected: dict[str, list[Communication]] = {}
        self._notices: dict[str, list[Notice]] = {}
        for each in public.communications:
            self._add(each)
        for notice in public.notices:
            for reference in (notice.reference, *notice.also_answers) if notice.response else ():
                self._notices.setdefault(reference.key, []).append(notice)
        for members in self._groups.values():
            members.sort(key=lambda each: each.reference)
        for each in public.communications:
            recalled = {
                found.reference.key for earlier in each.follows if (found := self.find_earlier(earlier)) is not None
            }
            for key in {one.letter.key for one in each.corrections if one.letter is not None}:
                self._corrected.setdefault(key, []).append(each)
            for key in recalled:
                self._later.setdefault(key, []).append(each)

    def _add(self, communication: Communication) -> None:
        if communication.group is not None:
            self._groups.setdefault(communication.group.id, []).append(communication)
        for addressing in communication.recipients:
            self._by_day.setdefault((communication.sent, addressing.recipient.id), []).append(communication)
        for response in communication.responses:
            for key in {response.letter.key, *(reference.key for reference in response.also_answers)}:
                self._responses[key].append(response)

    def get_communication(self, key: str) -> Communication:
        """Return the communication with a key. Raises KeyError if none is public."""
        return self._by_key[key]

    def find_responses(self, communication: Communication) -> tuple[Response, ...]:
        """Find the responses to a communication, oldest first, with those to other letters that also answer it."""
        found = self._responses[communication.reference.key]
        return tuple(sorted(found, key=lambda each: (each.date, each.letter, each.slug)))

    def find_neighbours(
        self, response: Response, communication: Communication
    ) -> tuple[Response | None, Response | None]:
        """Find the public responses before and after one of those to a communication, from any sender, in the order of
        `find_responses`."""
        found = self.find_responses(communication)
        at = found.index(response)
        return found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None

    def find_withdrawn(self, communication: Communication) -> tuple[Notice, ...]:
        """Find the notices of the withdrawn responses to a communication, the latest withdrawal last."""
        return tuple(sorted(self._notices.get(communication.reference.key, ()), key=lambda each: each.date))

    def find_earlier(self, earlier: EarlierLetter) -> Communication | None:
        """Find the released letter that another one mentions, by its reference or by date and recipient; None if two
        were sent to that recipient on that day."""
        if earlier.reference is not None:
            return self._by_key.get(earlier.reference.key)
        if earlier.sent is None or earlier.recipient is None:
            return None
        found = self._by_day.get((earlier.sent, earlier.recipient.id), [])
        return found[0] if len(found) == 1 else None

    def find_later(self, communication: Communication) -> tuple[Communication, ...]:
        """Find the later released letters that mention a communication, oldest first."""
        return tuple(
            sorted(self._later.get(communication.reference.key, ()), key=lambda each: (each.sent, each.reference))
        )

    def find_corrected(self, communication: Communication) -> tuple[Communication, ...]:
        """Find the released letters that a communication corrects, oldest first."""
        found = self._corrected.get(communication.reference.key, ())
        return tuple(sorted(found, key=lambda each: (each.sent, each.reference)))

    def find_companions(self, communication: Communication) -> tuple[Communication, ...]:
        """Find the other released letters of its group, by reference; none if the group is large."""
        if communication.group is None or len(self._groups[communication.group.id]) > LARGE_GROUP:
            return ()
        return tuple(each for each in self._groups[communication.group.id] if each is not communication)
