"""Rules of release: what decides on a letter's day, or ends its publication, has to make sense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letterbook.embargo import Embargo, day_by_rule, letter_embargo, response_date, response_embargo
from letterbook.model.record import Letter, Response
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks


@checks(Letter, "reference", "sent", allowable=True)
def year_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
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
    """A letter is to be released before it was sent, or a response before the later of its dates.

    Why: one of the two dates is a typing error, and the wrong one may publish the letter at once.

    Example: `sent: 2024-03-03` and `release:` with `date: 2023-03-10`

    How to fix: correct the date that is wrong.
    """
    begun = _begun(filed)
    if filed.release and filed.release.date and begun and filed.release.date < begun:
        yield Finding(
            filed.place.line("release.date"),
            f"released on {filed.release.date}, before its own date, {begun}",
            "Correct the date that is wrong.",
        )


@checks(Letter | Response, "release", "sent", "reference", "letter", "dated", "received")
def late_release_date(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A release date is later than the rule.

    Why: the letter itself says on which day it becomes public, and a response comes with it, or on its own date. Only
    a hold, which has a reason and a day of review, can make that later.

    Example: a letter of 3 March 2024 with `release:` and `date: 2024-12-31`

    How to fix: remove the date, or replace it by `hold: true`, `review` and `reason`.
    """
    day = day_by_rule(filed, context.corpus.policy) if isinstance(filed, Letter) else _due(filed, context)
    if filed.release and filed.release.date and day and filed.release.date > day:
        yield Finding(
            filed.place.line("release.date"),
            f"the rule releases this {_name(filed)} on {day}; a date cannot be later",
            "Remove the date, or replace it by hold: true, review and reason.",
        )


@checks(Response, "release", "letter", "dated", "received")
def release_before_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response is to be released before the letter that it answers.

    Why: it would tell of a letter that is not public. The date has no effect, and whoever wrote it believes it has.

    Example: `release:` with `date: 2024-04-10` in a response to a letter that is released on 2 May 2024

    How to fix: remove the date. If both are to be public early, give the date to the letter.
    """
    letter = context.answered(response)
    day = letter_embargo(letter, context.corpus.policy).due if letter else None
    begun = _begun(response)
    if response.release and response.release.date and day and begun and begun <= response.release.date < day:
        yield Finding(
            response.place.line("release.date"),
            f"to be released on {response.release.date}, but the letter that it answers is on {day}",
            "Remove the date. If both are to be public early, give the date to the letter.",
        )


@checks(Letter | Response, "release")
def ambiguous_release(filed: Letter | Response, _: Context) -> Iterator[Finding]:
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


@checks(Letter | Response, "release", "withdrawn")
def hold_without_review(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A hold has no day of review.

    Why: a hold never ends by itself. Without a day on which somebody looks again it is forgotten. What is withdrawn as
    well needs none.

    Example: `release:` with `hold: true` and a reason only

    How to fix: add `review:` with a date.
    """
    if filed.release and filed.release.hold and filed.release.review is None and not filed.withdrawn:
        yield Finding(filed.place.line("release"), "the hold has no day of review", "Add review: with a date.")


@checks(Letter | Response, "release", "withdrawn", severity=Severity.WARNING)
def overdue_review(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """The day has come on which a hold was to be looked at again.

    Why: a hold never ends by itself. Whoever set it said when its reason may be gone.

    Example: `release:` with `hold: true` and `review: 2024-05-01`, looked at in June

    How to fix: look whether the reason still holds. If so give a later `review`; if not remove `release`, and what is
    due becomes public on merge. If it is never to be published, add `withdrawn`, and keep the hold.
    """
    hold = filed.release if filed.release and filed.release.hold and not filed.withdrawn else None
    if hold and hold.review and hold.review <= context.today:
        yield Finding(
            filed.place.line("release.review", "release"),
            f"this {_name(filed)} is held, and was to be looked at again on {hold.review}",
            "Give a later review, or remove release: what is due becomes public on merge. If it is never to be"
            " published, add withdrawn, and keep the hold.",
        )


@checks(Letter | Response, "withdrawn", "sent", "dated", "received")
def withdrawal_before_sending(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A letter is withdrawn on a day before it was sent, or a response before the later of its dates.

    Why: one of the dates is a typing error, and a withdrawal before the release leaves no notice: the page would
    vanish without a word.

    Example: `sent: 2024-03-03` and `withdrawn:` with `date: 2023-06-01`

    How to fix: correct the date that is wrong.
    """
    begun = _begun(filed)
    if filed.withdrawn and begun and filed.withdrawn.date < begun:
        yield Finding(
            filed.place.line("withdrawn.date", "withdrawn"),
            f"withdrawn on {filed.withdrawn.date}, before its own date, {begun}",
            "Correct the date that is wrong.",
        )


@checks(
    Letter | Response,
    *("withdrawn", "release", "sent", "reference", "letter", "dated", "received"),
    severity=Severity.WARNING,
)
def withdrawal_without_notice(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A letter or response whose day has come was withdrawn before that day, so that no notice stands at its address.

    Why: that is right where it never was public. Where it was, whoever cited it finds nothing.

    Example: a letter due on 2 May 2024, `withdrawn:` with `date: 2024-04-30`, looked at in June

    How to fix: if it was public, give the day on which it was withdrawn; if not, allow this warning.
    """
    due, begun = _past_due(filed, context), _begun(filed)
    if filed.withdrawn and due and begun and begun <= filed.withdrawn.date < due:
        yield Finding(
            filed.place.line("withdrawn.date", "withdrawn"),
            f"withdrawn on {filed.withdrawn.date}, before its release on {due}: no notice will stand at its address",
            "If it was public, give the day on which it was withdrawn; if not, allow this warning.",
        )


@checks(
    Letter | Response,
    *("release", "withdrawn", "sent", "reference", "letter", "dated", "received"),
    severity=Severity.WARNING,
)
def hold_after_release(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A letter or response is held whose day has come already.

    Why: a hold is for what is not public yet. Where it was public, a hold takes its page away without a notice; that
    is what a withdrawal is for. What is held and withdrawn never was public, and leaves no notice.

    Example: a letter of 2021 to which `release:` with `hold: true` is added in 2024

    How to fix: if it was public, use `withdrawn` without a hold. If it was held in time, allow this warning, and keep
    the hold where it is withdrawn, too.
    """
    due = _past_due(filed, context)
    if not (filed.release and filed.release.hold and due):
        return
    line = filed.place.line("release.hold", "release")
    if filed.withdrawn:
        yield Finding(
            line,
            f"held and withdrawn, and by the rule released on {due}: no notice will stand at its address",
            "If it was public, remove the hold. If it never was, keep the hold, since a notice would tell of it, and"
            " allow this warning.",
        )
    else:
        yield Finding(
            line,
            f"the rule released this {_name(filed)} on {due}; if it has been public, a hold takes its page away",
            "If it was public, use withdrawn; if it was held in time, allow this warning.",
        )


@checks(Letter | Response, "release", "withdrawn", "allow")
def withdrawal_without_hold(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A withdrawn letter or response has lost the hold under which it never was public.

    Why: held and withdrawn, it leaves nothing. Withdrawn alone, a notice tells the public that there was such a letter.
    That it was held in time is what the allowance of `hold-after-release` says.

    Example: `withdrawn:` beside `allow:` with `rule: hold-after-release`, and no `release:`

    How to fix: put the hold back. If it had been public before it was withdrawn, remove the allowance.
    """
    was_held = any(each.rule == "hold-after-release" for each in filed.allow)
    if filed.withdrawn and was_held and not (filed.release and filed.release.hold):
        yield Finding(
            filed.place.line("withdrawn"),
            f"withdrawn without the hold under which it was kept: a notice would tell of this {_name(filed)}",
            "Put back hold: true under release:. If it had been public, remove the allowance of hold-after-release.",
        )


def _name(filed: Letter | Response) -> str:
    return "letter" if isinstance(filed, Letter) else "response"


def _begun(filed: Letter | Response) -> dt.date | None:
    """The day before which nothing can have happened to it; None for a response without a date."""
    if isinstance(filed, Letter):
        return filed.sent
    return response_date(filed)


def _embargo(filed: Letter | Response, context: Context) -> Embargo | None:
    """The days that decide on it; None for a response to a letter that is not in the record."""
    if isinstance(filed, Letter):
        return letter_embargo(filed, context.corpus.policy)
    letter = context.answered(filed)
    return response_embargo(filed, letter, context.corpus.policy) if letter else None


def _due(filed: Letter | Response, context: Context) -> dt.date | None:
    """The day of release, holds aside; None where it is not known."""
    embargo = _embargo(filed, context)
    return embargo.due if embargo else None


def _past_due(filed: Letter | Response, context: Context) -> dt.date | None:
    """The day of release if it has come, unless a response is held with its letter."""
    embargo = _embargo(filed, context)
    if embargo is None or embargo.due is None or (embargo.letter is not None and embargo.letter.held):
        return None
    return embargo.due if embargo.due <= context.today else None
