"""Rules about withdrawals: each must leave the notice that it should, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter, Response
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.rules.release_dates import find_past_due_date, find_start, kind_of


@checks(Letter | Response, "withdrawn", "sent", "dated", "received")
def withdrawal_before_sending(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A letter was withdrawn before it was sent, or a response before the later of its dates.

    Why: one of the dates must be a typing error, and a withdrawal before release leaves no notice: the page would
    vanish silently.

    Example: `sent: 2024-03-03` and `withdrawn:` with `date: 2023-06-01`

    How to fix: correct the date that is wrong.
    """
    begun = find_start(filed)
    if filed.withdrawn and begun and filed.withdrawn.date < begun:
        yield Finding(
            filed.place.line("withdrawn.date", "withdrawn"),
            f"withdrawn on {filed.withdrawn.date}, before the {kind_of(filed)}'s own date, {begun}",
            "Correct the date that is wrong.",
        )


@checks(
    Letter | Response,
    *("withdrawn", "release", "sent", "reference", "letter", "dated", "received"),
    severity=Severity.WARNING,
    guards=True,
)
def withdrawal_without_notice(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A letter or response was withdrawn before its release was due, so its address shows no notice.

    Why: that is right if it was never public. If it was, people who cited it will find nothing.

    Example: a letter due on 2 May 2024 with `withdrawn:` and `date: 2024-04-30`, checked in June

    How to fix: if it was public, give the date on which it was withdrawn. If not, allow this warning.
    """
    due, begun = find_past_due_date(filed, context), find_start(filed)
    if filed.withdrawn and due and begun and begun <= filed.withdrawn.date < due:
        yield Finding(
            filed.place.line("withdrawn.date", "withdrawn"),
            f"withdrawn on {filed.withdrawn.date}, before its release on {due}: its address will show no notice",
            "If it was public, give the date on which it was withdrawn. If not, allow this warning.",
        )


@checks(Letter | Response, "release", "withdrawn", "allow")
def withdrawal_without_hold(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A withdrawn letter or response no longer has the hold that kept it from ever being public.

    Why: a letter that is both on hold and withdrawn leaves no trace. If it is only withdrawn, a notice tells the public
    that there was such a letter. The `allow` entry for `hold-after-release` shows that the hold was set in time.

    Example: `withdrawn:` beside `allow:` with `rule: hold-after-release`, and no `release:`

    How to fix: put the hold back. If the letter was public before it was withdrawn, remove the `allow` entry.
    """
    was_held = any(each.rule == "hold-after-release" for each in filed.allow)
    if filed.withdrawn and was_held and not (filed.release and filed.release.hold):
        yield Finding(
            filed.place.line("withdrawn"),
            f"withdrawn, but without its former hold: a notice would reveal this {kind_of(filed)}",
            "Put hold: true back under release. If it was public, remove hold-after-release from allow.",
        )
