"""Rules of release: what decides on a letter's day, or ends its publication, has to make sense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letterbook.diagnostics import Severity
from letterbook.record import Letter, Response
from letterbook.rules.catalogue import Context, Finding, checks


@checks(Letter, "reference", "sent", allowable=True)
def year_disagrees(letter: Letter, _: Context) -> Iterator[Finding]:
    """A letter was sent in another year than that of its reference or the one after.

    Why: the year of `sent` is the slip that publishes a letter at once. In every letter seen the reference's year is
    that of sending or the year before.

    Example: `reference: AL XAA 3/2024` and `sent: 2014-03-03`

    How to fix: correct the year that is wrong.
    """
    year = letter.reference.year
    if letter.sent.year not in (year, year + 1):
        yield Finding(
            letter.place.line("sent"),
            f"sent in {letter.sent.year}, but the reference is of {year}",
            "Correct the year that is wrong.",
        )


@checks(Letter | Response, "release", "sent", "dated", "received")
def release_before_sending(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A letter is to be released before it was sent, or a response before its date.

    Why: one of the two dates is a typing error, and the wrong one may publish the letter at once.

    Example: `sent: 2024-03-03` and `release:` with `date: 2023-03-10`

    How to fix: correct the date that is wrong.
    """
    begun = filed.sent if isinstance(filed, Letter) else filed.dated or filed.received
    if filed.release and filed.release.date and begun and filed.release.date < begun:
        yield Finding(
            filed.place.line("release.date"),
            f"released on {filed.release.date}, before its own date, {begun}",
            "Correct the date that is wrong.",
        )


@checks(Letter, "release", "sent", "reference")
def release_after_the_rule(letter: Letter, context: Context) -> Iterator[Finding]:
    """A release date is later than the policy's rule.

    Why: the letter itself says on which day it becomes public. A date can make that earlier; only a hold, which
    has a reason and a day of review, can make it later.

    Example: a letter of 3 March 2024 with `release:` and `date: 2024-12-31`

    How to fix: remove the date, or replace it by `hold: true`, `review` and `reason`.
    """
    days = context.days(letter.reference.type)
    if letter.release is None or letter.release.date is None or days is None:
        return
    if (letter.release.date - letter.sent).days > days:
        yield Finding(
            letter.place.line("release.date"),
            f"the rule releases this letter on {letter.sent + dt.timedelta(days=days)}; a date can only be earlier",
            "Remove the date, or replace it by hold: true, review and reason.",
        )


@checks(Letter | Response, "release")
def release_of_two_minds(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A release says neither, or both, of an earlier date and a hold.

    Why: the two contradict each other, and an empty one says nothing.

    Example: `release:` with `reason: press-release` and no date

    How to fix: give `date`, or `hold: true` with `review`; remove `release` where the rule applies.
    """
    if filed.release is not None and filed.release.hold == (filed.release.date is not None):
        yield Finding(
            filed.place.line("release"),
            "a release needs either a date or a hold, and not both",
            "Give date, or hold: true with review; without either, remove release.",
        )


@checks(Letter | Response, "release")
def hold_without_review(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A hold has no day of review.

    Why: a hold never ends by itself. Without a day on which somebody looks again it is forgotten.

    Example: `release:` with `hold: true` and a reason only

    How to fix: add `review:` with a date.
    """
    if filed.release and filed.release.hold and filed.release.review is None:
        yield Finding(filed.place.line("release"), "the hold has no day of review", "Add review: with a date.")


@checks(Letter | Response, "withdrawn", "sent", "dated", "received")
def withdrawn_before_sending(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A letter is withdrawn on a day before it was sent, or a response before its own date.

    Why: one of the dates is a typing error, and a withdrawal before the release leaves no notice: the page would
    vanish without a word.

    Example: `sent: 2024-03-03` and `withdrawn:` with `date: 2023-06-01`

    How to fix: correct the date that is wrong.
    """
    begun = filed.sent if isinstance(filed, Letter) else filed.dated or filed.received
    if filed.withdrawn and begun and filed.withdrawn.date < begun:
        yield Finding(
            filed.place.line("withdrawn.date", "withdrawn"),
            f"withdrawn on {filed.withdrawn.date}, before its own date, {begun}",
            "Correct the date that is wrong.",
        )


@checks(Letter, "withdrawn", "sent", "reference", "release", severity=Severity.WARNING)
def withdrawn_without_notice(letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter whose day has come was withdrawn before that day, so that no notice stands at its address.

    Why: that is right where the letter never was public. Where it was, whoever cited it finds nothing.

    Example: a letter due on 2 May 2024, `withdrawn:` with `date: 2024-04-30`, looked at in June

    How to fix: if the letter was public, give the day on which it was withdrawn; if not, allow this warning.
    """
    due = _due(letter, context)
    if letter.withdrawn and due and letter.sent <= letter.withdrawn.date < due:
        yield Finding(
            letter.place.line("withdrawn.date", "withdrawn"),
            f"withdrawn on {letter.withdrawn.date}, before its release on {due}: no notice will stand at its address",
            "If it was public, give the day on which it was withdrawn; if not, allow this warning.",
        )


@checks(Letter, "release", "sent", "reference", severity=Severity.WARNING)
def hold_after_release(letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter is held whose day has come already.

    Why: a hold is for a letter that is not public yet. Where it was public, a hold takes its page away without a
    notice; that is what a withdrawal is for.

    Example: a letter of 2021 to which `release:` with `hold: true` is added in 2024

    How to fix: if the letter was public, use `withdrawn`; if it was held in time, allow this warning.
    """
    due = _due(letter, context)
    if letter.release and letter.release.hold and due:
        yield Finding(
            letter.place.line("release.hold", "release"),
            f"the rule released this letter on {due}; if it has been public, a hold takes its page away",
            "If it was public, use withdrawn; if it was held in time, allow this warning.",
        )


def _due(letter: Letter, context: Context) -> dt.date | None:
    """The day by the rule, holds aside, if it has come; None where it has not or the policy does not tell it."""
    days = context.days(letter.reference.type)
    if letter.release is not None and letter.release.date is not None:
        days = (letter.release.date - letter.sent).days
    if days is None or (context.today - letter.sent).days < days:
        return None
    return letter.sent + dt.timedelta(days=days)
