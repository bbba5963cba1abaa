"""The rule about `allow`."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter, Response, Translation
from letterbook.model.schema.known_ids import find_nearest
from letterbook.rules.registry import Context, Finding, checks, list_rules


@checks(Letter | Response | Translation, "allow")
def invalid_allowance(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A file allows a rule that does not exist or cannot be allowed.

    Why: the editors would believe that a rule is silenced when it is not. Only rules that can be wrong can be allowed:
    warnings, and those that judge the wording of a letter.

    Example: `allow:` with `rule: unknown-recipient`

    How to fix: correct the rule's name, or remove the allowance and fix the fault itself.
    """
    rules = {rule.slug: rule for rule in list_rules()} if filed.allow else {}
    for index, allowance in enumerate(filed.allow):
        line = filed.place.line(f"allow[{index}].rule", "allow")
        rule = rules.get(allowance.rule)
        if rule is None:
            meant = find_nearest(allowance.rule, {slug: slug for slug in rules})
            yield Finding(
                line,
                f"there is no rule `{allowance.rule}`",
                f"Did you mean `{meant}`?" if meant else "Give the rule's name, shown in brackets in its message.",
            )
        elif not rule.allowable:
            yield Finding(
                line,
                f"`{allowance.rule}` cannot be allowed",
                "Remove the allowance, and fix the fault itself.",
            )
