"""The embargo: from which day a letter, a response or a notice of withdrawal is public, and when that day begins.

This module alone decides. The rules, the gate, the leak audit and the command line all ask it, so that the decision
cannot come in two spellings. A letter is public from 00:00 on the day that lies as many days after its sending as the
policy says for its type. Source: the letters themselves ("will be made public via the communications reporting
website in 60 days").

Days are calendar days in the policy's time zone. Nothing here reads the clock.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Response, Withdrawal

NEVER = dt.date.max
"""The day on which something never made public is disclosed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """The days that decide on a letter or a response as its file now stands.

    `due` is the day of release, holds and withdrawals aside; None where the policy has no rule for the letter's type,
    or the response has no date. `held` says that an editor's hold keeps it back. `letter` is, for a response, the
    embargo of the letter that it answers: a hold or a withdrawal of the letter applies to its responses.
    """

    due: dt.date | None
    held: bool
    withdrawal: Withdrawal | None
    letter: Embargo | None = None

    @property
    def released(self) -> dt.date | None:
        """The day of release, withdrawals aside; None while a hold lasts, or without a day that is due."""
        return None if self.held or (self.letter is not None and self.letter.held) else self.due

    @property
    def first_withdrawal(self) -> Withdrawal | None:
        """The earlier of its own withdrawal and its letter's; None where neither was withdrawn."""
        found = [self.withdrawal, self.letter.withdrawal if self.letter is not None else None]
        return min((each for each in found if each is not None), key=lambda each: each.date, default=None)

    @property
    def text_from(self) -> dt.date | None:
        """The day from which its text is public; None for what is held or was withdrawn.

        A withdrawal counts whatever day is asked about: what was withdrawn is not shown as of an earlier day either.
        """
        return self.released if self.first_withdrawal is None else None

    @property
    def notice_from(self) -> dt.date | None:
        """The day from which a notice of its withdrawal is public; None where there is none.

        What was withdrawn before its release was never public, so no notice may mention it.
        """
        withdrawal = self.first_withdrawal
        if withdrawal is None or self.released is None or withdrawal.date < self.released:
            return None
        return self.released

    @property
    def disclosed_from(self) -> dt.date:
        """The day from which the site says that it exists, by its page or by a notice; NEVER where it does not."""
        return self.text_from or self.notice_from or NEVER


def letter_embargo(letter: Letter, policy: Policy) -> Embargo:
    """Return the days that decide on a letter. Its `sent`, `reference`, `release` and `withdrawn` must be readable."""
    own_day = letter.release.date if letter.release is not None else None
    return Embargo(
        due=own_day if own_day is not None else day_by_rule(letter, policy),
        held=_is_held(letter),
        withdrawal=letter.withdrawn,
    )


def response_embargo(response: Response, letter: Letter, policy: Policy) -> Embargo:
    """Return the days that decide on a response to `letter`.

    A response is due on the later of its letter's day and its own date. No release date of its own makes it public
    before its letter, or before it was received.
    """
    of_letter = letter_embargo(letter, policy)
    own_day = response_date(response)
    return Embargo(
        due=None if of_letter.due is None or own_day is None else max(of_letter.due, own_day),
        held=_is_held(response),
        withdrawal=response.withdrawn,
        letter=of_letter,
    )


def day_by_rule(letter: Letter, policy: Policy) -> dt.date | None:
    """Return the day that the policy sets for the letter's type; None where it sets none.

    The letter's own `release` is left aside.
    """
    return _add_days(letter.sent, policy.find_days(letter.reference.type))


def response_due(letter: Letter, policy: Policy) -> dt.date | None:
    """Return the last day of the time for a response; None where the policy sets no such time."""
    return _add_days(letter.sent, policy.reply_days)


def response_date(response: Response) -> dt.date | None:
    """Return the later of the date on the response and the day it was received; None where it has neither."""
    return max(response_dates(response), default=None)


def response_dates(response: Response) -> tuple[dt.date, ...]:
    """Return the dates that the response's file gives: the date on it, then the day it was received."""
    return tuple(day for day in (response.dated, response.received) if day is not None)


def day_begins(day: dt.date, time_zone: str) -> dt.datetime:
    """Return the moment, in UTC, at which a day begins in a time zone.

    Where a change of the clock repeats midnight, that is the first midnight; where it skips midnight, the change.
    """
    return dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(time_zone)).astimezone(dt.UTC)


def has_begun(day: dt.date | None, time_zone: str, as_of: dt.datetime) -> bool:
    """Return whether a day has begun at the moment `as_of`, which has a zone; False for None."""
    return day is not None and day_begins(day, time_zone) <= as_of


def _is_held(filed: Letter | Response) -> bool:
    return filed.release is not None and filed.release.hold


def _add_days(day: dt.date, days: int | None) -> dt.date | None:
    """No result is later than the last day of the calendar."""
    if days is None:
        return None
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))
