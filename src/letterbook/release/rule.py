"""The release rule: on which day a letter or a response becomes public, and when a day begins.

A letter is public from 00:00, in the policy's time zone, of the day that is as many days after its sending as the
policy says for its type. Source: the sentence in the letters themselves ("will be made public via the
communications reporting website in 60 days").
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from letterbook.policy import Policy
from letterbook.record import Letter, Response


def letter_release(letter: Letter, policy: Policy) -> dt.date | None:
    """The day on which a letter becomes public, in the policy's zone; None while it is held."""
    if letter.release is not None and letter.release.hold:
        return None
    if letter.release is not None and letter.release.date is not None:
        return letter.release.date
    return letter.sent + dt.timedelta(days=policy.days(letter.reference.type))


def response_release(response: Response, letter: Letter, policy: Policy) -> dt.date | None:
    """The day on which a response becomes public: the later of its letter's release and its own date."""
    letter_day = letter_release(letter, policy)
    if letter_day is None or (response.release is not None and response.release.hold):
        return None
    own = response.release.date if response.release is not None else None
    return max(letter_day, own or own_date(response))


def begins(day: dt.date, time_zone: str) -> dt.datetime:
    """The moment at which a day begins in a zone, in UTC. Where a change of the clock repeats midnight, the first
    one; where it skips midnight, the change itself."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(time_zone)).astimezone(dt.UTC)


def own_date(response: Response) -> dt.date:
    """The day that gates a response: the later of the date it bears and the day it was received."""
    days = [day for day in (response.dated, response.received) if day is not None]
    return max(days)
