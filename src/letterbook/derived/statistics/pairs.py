"""The unit that response figures count: a letter and one of its recipients."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from letterbook.derived.relations import Relations
from letterbook.derived.response_status import Status, StatusKind, find_statuses
from letterbook.model.public import Communication, Public, Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A letter and one of its recipients, with the status of the recipient's response.

    `checked` is whether the record claims to hold every response to the letter; if not, the absence of one means
    nothing. `observed` is for how many days from sending it makes that claim.
    """

    letter: Communication
    status: Status
    checked: bool
    observed: int

    @property
    def recipient(self) -> Recipient:
        """The recipient."""
        return self.status.recipient

    @property
    def reply_day(self) -> int | None:
        """The days from sending to the first reply. An acknowledgement or a request for more time is not a reply."""
        return self.status.day if self.status.kind is StatusKind.REPLIED else None


def map_pairs(public: Public, relations: Relations) -> Mapping[str, tuple[Pair, ...]]:
    """Map the key of each letter to its pairs, in the letter's order and each recipient once."""
    today = public.as_of.astimezone(ZoneInfo(public.publisher.time_zone)).date()
    return {
        each.reference.key: tuple(_list_pairs(each, relations, _find_last_day(each, today)))
        for each in public.communications
    }


def _list_pairs(letter: Communication, relations: Relations, last_day: dt.date) -> Iterator[Pair]:
    statuses = {each.recipient.id: each for each in reversed(find_statuses(letter, relations))}
    for status in reversed(statuses.values()):
        yield Pair(
            letter=letter,
            status=status,
            checked=letter.responses_known,
            observed=max(0, (last_day - letter.sent).days),
        )


def _find_last_day(letter: Communication, today: dt.date) -> dt.date:
    """Return the last day up to which every response to a letter is known: that of the editors' last check, or today if
    the record is complete and has none."""
    return min(letter.responses_checked or today, today)
