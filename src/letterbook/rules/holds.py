"""Rules about holds: each must have a review date ahead, and must have been set before its letter was due."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter, Response
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.rules.release_dates import find_past_due_date, kind_of


@checks(Letter | Response, "release", "withdrawn")
def hold_without_review(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A hold has no review date.

    Why: a hold never ends by itself, and without a date on which somebody looks at it again it is forgotten. A letter
    that is also withdrawn needs none.

    Example: `release:` with `hold: true` and a reason only

    How to fix: add `review:` with a date.
    """
    if filed.release and filed.release.hold and filed.release.review is None and not filed.withdrawn:
        yield Finding(filed.place.line("release"), "the hold has no review date", "Add review: with a date.")


@checks(Letter | Response, "release", "withdrawn", severity=Severity.WARNING, guards=True)
def overdue_review(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A hold is due for review.

    Why: a hold never ends by itself. The editor who set it said when its reason might no longer apply.

    Example: `release:` with `hold: true` and `review: 2024-05-01`, checked in June

    How to fix: see whether the reason still applies. If it does, give a later `review`. If not, remove `release`; if
    the release is due, the letter then becomes public on merge. If it should never be published, add `withdrawn` and
    keep the hold.
    """
    hold = filed.release if filed.release and filed.release.hold and not filed.withdrawn else None
    if hold and hold.review and hold.review <= context.today:
        yield Finding(
            filed.place.line("release.review", "release"),
            f"this {kind_of(filed)} is on hold, and its review was due on {hold.review}",
            "Give a later review date, or remove release: if it is due, it becomes public on merge. If it should never"
            " be published, add withdrawn and keep the hold.",
        )


@checks(
    Letter | Response,
    *("release", "withdrawn", "sent", "reference", "letter", "dated", "received"),
    severity=Severity.WARNING,
    guards=True,
)
def hold_after_release(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A letter or response is on hold, but its release date has already passed.

    Why: a hold is for letters that are not public yet. If the letter was public, a hold removes its page without a
    notice; a withdrawal leaves one. A letter that is both on hold and withdrawn was never public, and leaves no notice.

    Example: a letter of 2021 to which `release:` with `hold: true` is added in 2024

    How to fix: if it was public, use `withdrawn` without a hold. If the hold was set in time, allow this warning, and
    keep the hold even if the letter is withdrawn as well.
    """
    due = find_past_due_date(filed, context)
    if not (filed.release and filed.release.hold and due):
        return
    line = filed.place.line("release.hold", "release")
    if filed.withdrawn:
        yield Finding(
            line,
            f"on hold and withdrawn, with a release date of {due}: its address will show no notice",
            "If it was public, remove the hold. If it never was, keep the hold, since a notice would reveal it, and"
            " allow this warning.",
        )
    else:
        yield Finding(
            line,
            f"the rule released this {kind_of(filed)} on {due}; if it was public, the hold removes its page",
            "If it was public, use withdrawn instead. If the hold was set in time, allow this warning.",
        )
