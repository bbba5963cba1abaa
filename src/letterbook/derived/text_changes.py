"""Which corrections changed the text of a letter or response, and what it said before each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from letterbook.model.public import Communication, Correction, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A text in Markdown before and after a correction on the day `date`.

    `corrections` are those made from that day until the text of the next change: usually one. A later one is among them
    if the record does not have the text between the two.
    """

    date: dt.date
    corrections: tuple[Correction, ...]
    before: str
    after: str


def list_text_changes(published: Communication | Response) -> tuple[TextChange, ...]:
    """Return the changes of a text of which the record has the earlier one, newest first."""
    bodies = [*(each.body for each in published.earlier), published.text.body]
    days = [*(each.replaced for each in published.earlier), dt.date.max]
    found = [
        TextChange(
            date=day,
            corrections=tuple(each for each in published.corrections if _changes_text(each) and day <= each.date < end),
            before=before,
            after=after,
        )
        for (before, after), (day, end) in zip(pairwise(bodies), pairwise(days), strict=True)
    ]
    return tuple(reversed(found))


def map_changes_by_correction(published: Communication | Response) -> Mapping[Correction, dt.date]:
    """Map each correction to the date of the change that shows it, if there is one."""
    return {each: change.date for change in list_text_changes(published) for each in change.corrections}


def _changes_text(correction: Correction) -> bool:
    """Whether a correction is one of the text: a later letter that modifies this one leaves its text as it was."""
    return correction.letter is None
