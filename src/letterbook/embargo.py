"""The embargo: from which day a letter, a response or a notice of withdrawal is public, and when that day begins.

This module alone decides. The rules, the gate, the leak audit and the command line all ask it, so that there is only
one version of the decision. A letter is public from 00:00 on its release date: the day of sending plus the number of
days that the policy sets for its type. Source: the letters themselves ("will be made public via the communications
reporting website in 60 days").

Days are calendar days in the policy's time zone. Nothing here reads the clock.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from letterbook.model.policy import Policy, Responses
from letterbook.model.record import EarlierText, Letter, Response, TextKept, Withdrawal

NEVER = dt.date.max
"""The day of disclosure of something that is never made public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    """The days that decide when a letter or response is public, according to its file as it is now.

    `due` is the release date, ignoring holds and withdrawals; None if the policy has no rule for the letter's type, or
    the response has no date. `held` says whether an editor has put it on hold. For a response, `letter` is the embargo
    of the letter that it answers: a hold or a withdrawal of the letter applies to its responses.
    """

    due: dt.date | None
    held: bool
    withdrawal: Withdrawal | None
    letter: Embargo | None = None

    @property
    def released(self) -> dt.date | None:
        """The release date, ignoring withdrawals; None while it is on hold, or if it has no due date."""
        return None if self.held or (self.letter is not None and self.letter.held) else self.due

    @property
    def first_withdrawal(self) -> Withdrawal | None:
        """Its own withdrawal or its letter's, whichever is earlier; None if neither was withdrawn."""
        found = [self.withdrawal, self.letter.withdrawal if self.letter is not None else None]
        return min((each for each in found if each is not None), key=lambda each: each.date, default=None)

    @property
    def text_from(self) -> dt.date | None:
        """The day from which its text is public; None if it is on hold or was withdrawn.

        A withdrawal counts for every day: a withdrawn text is not shown on a site as of an earlier day either.
        """
        return self.released if self.first_withdrawal is None else None

    @property
    def notice_from(self) -> dt.date | None:
        """The day from which a notice of its withdrawal is public; None if there is no notice.

        Anything withdrawn before its release was never public, so no notice may mention it.
        """
        withdrawal = self.first_withdrawal
        if withdrawal is None or self.released is None or withdrawal.date < self.released:
            return None
        return self.released

    @property
    def disclosed_from(self) -> dt.date:
        """The day from which its page or a notice shows that it exists; NEVER if neither does."""
        return self.text_from or self.notice_from or NEVER


def letter_embargo(letter: Letter, policy: Policy) -> Embargo:
    """Return the embargo of a letter. Its `sent`, `reference`, `release` and `withdrawn` must be readable."""
    own_day = letter.release.date if letter.release is not None else None
    return Embargo(
        due=own_day if own_day is not None else day_by_rule(letter, policy),
        held=_is_held(letter),
        withdrawal=letter.withdrawn,
    )


def response_embargo(response: Response, letter: Letter, policy: Policy) -> Embargo:
    """Return the embargo of a response to `letter`.

    A response is due on its letter's day or its own date, whichever is later. A release date of its own can only put
    that off.
    """
    of_letter = letter_embargo(letter, policy)
    by_rule = response_day_by_rule(response, letter, policy)
    own_day = response.release.date if response.release is not None else None
    return Embargo(
        due=by_rule if by_rule is None or own_day is None else max(by_rule, own_day),
        held=_is_held(response),
        withdrawal=response.withdrawn,
        letter=of_letter,
    )


def day_by_rule(letter: Letter, policy: Policy) -> dt.date | None:
    """Return the day that the policy sets for the letter's type; None if it sets none.

    The letter's own `release` is ignored.
    """
    return _add_days(letter.sent, policy.find_days(letter.reference.type, letter.sent))


def response_day_by_rule(response: Response, letter: Letter, policy: Policy) -> dt.date | None:
    """Return the later of its letter's release date and its own date, ignoring its own `release`; None without one."""
    of_letter, own_day = letter_embargo(letter, policy).due, response_date(response)
    return None if of_letter is None or own_day is None else max(of_letter, own_day)


def earlier_text_from(earlier: EarlierText, filed: Letter | Response, embargo: Embargo) -> dt.date | None:
    """Return the day from which a page shows an earlier text of a letter or response; None if none ever does.

    That is the day on which it was replaced. It must have been public until then, so a text that was corrected before
    its release is never shown. Nor is that of a letter or response from which something was redacted: a redaction takes
    words away, and an earlier text would bring them back.
    """
    released = embargo.text_from
    is_confidential = isinstance(filed, Response) and filed.confidential
    if filed.redactions or is_confidential or filed.text is not TextKept.FULL:
        return None
    return earlier.replaced if released is not None and released <= earlier.replaced else None


def response_due(letter: Letter, policy: Policy) -> dt.date | None:
    """Return the day by which a response was due; None if neither the letter nor the policy sets a time for reply."""
    return _add_days(letter.sent, policy.reply_days if letter.reply_days is None else letter.reply_days)


def knows_responses(letter: Letter, policy: Policy) -> bool:
    """Return whether the record claims to hold every response to a letter, so that pages may say that there is none."""
    claimed = policy.responses if letter.responses is None else letter.responses
    return claimed is Responses.COMPLETE or letter.responses_checked is not None


def response_date(response: Response) -> dt.date | None:
    """Return the later of the date on the response and the day it was received; None if it has neither."""
    return max(response_dates(response), default=None)


def response_dates(response: Response) -> tuple[dt.date, ...]:
    """Return the dates given in the response's file: the date on it, then the day it was received."""
    return tuple(day for day in (response.dated, response.received) if day is not None)


def day_begins(day: dt.date, time_zone: str) -> dt.datetime:
    """Return the moment, in UTC, at which a day begins in a time zone.

    If the clocks go back and midnight occurs twice, that is the first midnight; if they go forward and skip it, the
    moment of the change.
    """
    return dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(time_zone)).astimezone(dt.UTC)


def has_begun(day: dt.date | None, time_zone: str, as_of: dt.datetime) -> bool:
    """Return whether a day has begun at the moment `as_of`, which has a zone; False for None."""
    return day is not None and day_begins(day, time_zone) <= as_of


def _is_held(filed: Letter | Response) -> bool:
    return filed.release is not None and filed.release.hold


def _add_days(day: dt.date, days: int | None) -> dt.date | None:
    """Add days to a date, but never go past the last day of the calendar."""
    if days is None:
        return None
    return dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))
