"""The dates that the rules about release, holds and withdrawals compare."""

from __future__ import annotations

import datetime as dt

from letterbook.embargo import (
    Embargo,
    day_by_rule,
    letter_embargo,
    response_date,
    response_day_by_rule,
    response_embargo,
)
from letterbook.model.record import Letter, Response
from letterbook.rules.registry import Context


def kind_of(filed: Letter | Response) -> str:
    """Return the word for a file in a message: letter or response."""
    return "letter" if isinstance(filed, Letter) else "response"


def find_start(filed: Letter | Response) -> dt.date | None:
    """Return the earliest date on which it could be released: its own; None for a response without a date."""
    if isinstance(filed, Letter):
        return filed.sent
    return response_date(filed)


def find_embargo(filed: Letter | Response, context: Context) -> Embargo | None:
    """Return its embargo; None for a response to a letter that is not in the record."""
    if isinstance(filed, Letter):
        return letter_embargo(filed, context.corpus.policy)
    letter = context.find_letter(filed)
    return response_embargo(filed, letter, context.corpus.policy) if letter else None


def find_day_by_rule(filed: Letter | Response, context: Context) -> dt.date | None:
    """Return the day on which it would be released without a `release` of its own; None if that is not known."""
    if isinstance(filed, Letter):
        return day_by_rule(filed, context.corpus.policy)
    letter = context.find_letter(filed)
    return response_day_by_rule(filed, letter, context.corpus.policy) if letter else None


def find_past_due_date(filed: Letter | Response, context: Context) -> dt.date | None:
    """Return its release date if it is today or earlier; also None for a response whose letter is on hold."""
    embargo = find_embargo(filed, context)
    if embargo is None or embargo.due is None or (embargo.letter is not None and embargo.letter.held):
        return None
    return embargo.due if embargo.due <= context.today else None
