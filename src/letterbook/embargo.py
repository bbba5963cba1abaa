"""On which day something is due: the release of a letter or a response, holds and withdrawals aside; and a response.

`release` alone decides what is public, and asks here for the day; the rules of the record, which stand below it, ask
the same. Days are those of the policy's time zone.
"""

from __future__ import annotations

import datetime as dt

from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Response


def day_by_rule(letter: Letter, policy: Policy) -> dt.date | None:
    """The day that is as many days after sending as the policy says for the letter's type; None where it says none."""
    return _days_after_sending(letter, policy.days(letter.reference.type))


def letter_release_due(letter: Letter, policy: Policy) -> dt.date | None:
    """The day on which a letter is due: that of its own release, else the one by the rule."""
    if letter.release is not None and letter.release.date is not None:
        return letter.release.date
    return day_by_rule(letter, policy)


def response_release_due(response: Response, letter: Letter, policy: Policy) -> dt.date | None:
    """The day on which a response is due: the later of that of its letter and its own. None where either has none."""
    day = letter_release_due(letter, policy)
    return None if day is None or not given_dates(response) else max(day, own_date(response))


def response_due(letter: Letter, policy: Policy) -> dt.date | None:
    """The last day of the time for a response, where the policy sets one."""
    return _days_after_sending(letter, policy.reply_days)


def own_date(response: Response) -> dt.date:
    """The day before which a response is never public: the later of the date it bears and the day it was received.

    Raises ValueError where it has neither.
    """
    return max(given_dates(response))


def given_dates(response: Response) -> tuple[dt.date, ...]:
    """The dates of a response that are given: the one it bears, and the one on which it came."""
    return tuple(day for day in (response.dated, response.received) if day is not None)


def _days_after_sending(letter: Letter, days: int | None) -> dt.date | None:
    """No day is later than the last of the calendar."""
    if days is None:
        return None
    return dt.date.fromordinal(min(letter.sent.toordinal() + days, dt.date.max.toordinal()))
