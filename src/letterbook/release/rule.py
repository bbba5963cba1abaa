"""The release rule: on which day a letter or a response becomes public, and when a day begins.

A letter is public from 00:00, in the policy's time zone, of the day that is as many days after its sending as the
policy says for its type. Source: the sentence in the letters themselves ("will be made public via the
communications reporting website in 60 days").
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from letterbook.embargo import letter_release_due, response_release_due
from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Release, Response


def letter_release(letter: Letter, policy: Policy) -> dt.date | None:
    """The day on which a letter becomes public, in the policy's zone; None while it is held, or has no rule."""
    return None if _is_held(letter.release) else letter_release_due(letter, policy)


def response_release(response: Response, letter: Letter, policy: Policy) -> dt.date | None:
    """The day on which a response becomes public: the later of its letter's release and its own date.

    None while either is held. No date of release makes a response public before its letter, or before it came.
    """
    held = _is_held(letter.release) or _is_held(response.release)
    return None if held else response_release_due(response, letter, policy)


def begins(day: dt.date, time_zone: str) -> dt.datetime:
    """The moment at which a day begins in a zone, in UTC. Where a change of the clock repeats midnight, the first
    one; where it skips midnight, the change itself."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(time_zone)).astimezone(dt.UTC)


def _is_held(release: Release | None) -> bool:
    return release is not None and release.hold
