"""Rules about release dates: anything that changes a release must make sense."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.embargo import letter_embargo
from letterbook.model.record import Letter, Response
from letterbook.rules.diagnostics import Severity
from letterbook.rules.policy import MOST_DAYS
from letterbook.rules.registry import Context, Finding, checks
from letterbook.rules.release_dates import find_day_by_rule, find_start, kind_of


@checks(Letter, "reference", "sent", allowable=True)
def year_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """A letter was sent in neither the year of its reference nor the year after.

    Why: a slip in the year of `sent` publishes a letter at once. In every known letter, the reference has the year of
    sending or the year before.

    Example: `reference: AL XAA 3/2024` and `sent: 2014-03-03`

    How to fix: correct the year that is wrong.
    """
    year = letter.reference.year
    if letter.sent.year not in (year, year + 1):
        yield Finding(
            letter.place.line("sent"),
            f"sent in {letter.sent.year}, but the reference has the year {year}",
            "Correct the year that is wrong.",
        )


@checks(Letter | Response, "release", "sent", "dated", "received")
def release_before_sending(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A release date is before the letter was sent, or before the later of the response's dates.

    Why: one of the two dates must be a typing error, and it may publish the letter at once.

    Example: `sent: 2024-03-03` and `release:` with `date: 2023-03-10`

    How to fix: correct the date that is wrong.
    """
    begun = find_start(filed)
    if filed.release and filed.release.date and begun and filed.release.date < begun:
        yield Finding(
            filed.place.line("release.date"),
            f"the release date {filed.release.date} is before the {kind_of(filed)}'s own date, {begun}",
            "Correct the date that is wrong.",
        )


@checks(
    Letter | Response,
    *("release", "withdrawn", "sent", "reference", "letter", "dated", "received"),
    severity=Severity.WARNING,
    guards=True,
)
def late_release_date(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A release date still to come removes a letter that the rule has released, or is years after the rule's.

    Why: if the letter was public, a later date removes its page without a notice. A date in the distant future is
    usually a typing error.

    Example: a letter of 3 March 2024 to which `release:` with `date: 2025-03-01` is added in June 2024

    How to fix: correct or remove the date. If the letter was public and should not be, use `withdrawn`. If it never
    was, allow this warning.
    """
    own = filed.release.date if filed.release else None
    day = find_day_by_rule(filed, context)
    if own is None or day is None or own <= max(day, context.today):
        return
    line = filed.place.line("release.date")
    if day <= context.today:
        yield Finding(
            line,
            f"the rule released this {kind_of(filed)} on {day}; if it was public, its page disappears until {own}",
            "Correct or remove the date. If it was public and should not be, use withdrawn. If it never was, allow this"
            " warning.",
        )
    elif (own - day).days > MOST_DAYS:
        yield Finding(
            line,
            f"the rule releases this {kind_of(filed)} on {day}, more than ten years before the release date, {own}",
            "Correct the date. If it is right, allow this warning.",
        )


@checks(Response, "release", "letter", "dated", "received")
def release_before_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response has a release date before that of the letter it answers.

    Why: it would reveal a letter that is not public yet, so the date has no effect, although its author expects one.

    Example: `release:` with `date: 2024-04-10` in a response to a letter that is released on 2 May 2024

    How to fix: remove the date. If both should be public early, give the date to the letter.
    """
    letter = context.find_letter(response)
    day = letter_embargo(letter, context.corpus.policy).due if letter else None
    begun = find_start(response)
    if response.release and response.release.date and day and begun and begun <= response.release.date < day:
        yield Finding(
            response.place.line("release.date"),
            f"the release date is {response.release.date}, but the letter that it answers is released on {day}",
            "Remove the date. If both should be public early, give the date to the letter.",
        )


@checks(Letter | Response, "release")
def ambiguous_release(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A release has neither a date nor a hold, or has both.

    Why: a date and a hold contradict each other, and a release with neither says nothing.

    Example: `release:` with `reason: press-release` and no date

    How to fix: give `date`, or `hold: true` with `review`. Remove `release` if the rule applies.
    """
    if filed.release is not None and filed.release.hold == (filed.release.date is not None):
        yield Finding(
            filed.place.line("release"),
            "`release` must have either a date or a hold",
            "Give date, or hold: true with review. If neither applies, remove release.",
        )
