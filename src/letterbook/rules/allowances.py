"""Rules of what a file allows."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter, Response, Translation
from letterbook.model.schema.known_ids import nearest
from letterbook.rules.registry import Context, Finding, checks, registered_rules


@checks(Letter | Response | Translation, "allow")
def invalid_allowance(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A file allows a rule that there is not, or that cannot be allowed.

    Why: the editors believe that something is silenced, and it is not. Only a rule that can be mistaken can be
    allowed: a warning, or one that judges a letter's words.

    Example: `allow:` with `rule: unknown-recipient`

    How to fix: correct the name, or remove the allowance and the fault.
    """
    rules = {rule.slug: rule for rule in registered_rules()} if filed.allow else {}
    for index, allowance in enumerate(filed.allow):
        line = filed.place.line(f"allow[{index}].rule", "allow")
        rule = rules.get(allowance.rule)
        if rule is None:
            meant = nearest(allowance.rule, {slug: slug for slug in rules})
            yield Finding(
                line,
                f"there is no rule `{allowance.rule}`",
                f"Is `{meant}` meant?" if meant else "Give the rule's name as the message has it, in brackets.",
            )
        elif not rule.allowable:
            yield Finding(
                line,
                f"`{allowance.rule}` cannot be allowed",
                "Remove the allowance, and correct what the rule tells.",
            )
