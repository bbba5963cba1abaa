"""The rules about `allow`, and what it silences: in a file for that file, in policy.yml for the whole record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from letterbook.ingest.front_matter import Problem
from letterbook.model.policy import Allowance
from letterbook.model.record import Corpus, EarlierText, Letter, Response, Translation
from letterbook.model.schema.known_ids import find_nearest
from letterbook.rules.diagnostics import Severity
from letterbook.rules.findings import report_in_policy
from letterbook.rules.registry import Context, Finding, Rule, Wording, checks, explains, list_rules

Filed = Letter | Response | Translation | EarlierText


@checks(Filed, "allow")
def invalid_allowance(filed: Filed, _: Context) -> Iterator[Finding]:
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
            yield Finding(line, *_name_unknown(allowance, rules))
        elif not rule.allowable:
            yield Finding(
                line,
                f"`{allowance.rule}` cannot be allowed",
                "Remove the allowance, and fix the fault itself.",
            )


@checks(Corpus)
def invalid_policy_allowance(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """The policy allows a rule that does not exist, or that cannot be allowed for the whole record.

    Why: an allowance in policy.yml silences a rule in every file, those of later letters included. Errors stop a
    build for good reason, and rules about release and disclosure need somebody's judgement for each letter.

    Example: `allow:` in policy.yml with `rule: hold-after-release`

    How to fix: correct the rule's name, or remove the allowance. If the rule can be allowed for one file, write it in
    the files that need it.
    """
    rules = {rule.slug: rule for rule in list_rules()} if corpus.policy.allow else {}
    for index, allowance in enumerate(corpus.policy.allow):
        rule = rules.get(allowance.rule)
        if rule is not None and rule.allowable_in_policy:
            continue
        wording = _name_unknown(allowance, rules) if rule is None else _refuse(rule)
        yield report_in_policy(corpus, f"allow[{index}]", *wording)


@explains(Severity.WARNING)
def unused_allowance(problem: Problem) -> Wording:
    """A file or the policy allows a rule that reports nothing there.

    Why: an allowance that has outlived its fault would silence the next one, which nobody has judged.

    Example: `allow:` with `rule: truncated-value` above fields that are all quoted

    How to fix: remove the allowance.
    """
    return f"`{problem.subject}` is allowed, but reports nothing here", "Remove it from allow."


def _name_unknown(allowance: Allowance, rules: Iterable[str]) -> Wording:
    meant = find_nearest(allowance.rule, {slug: slug for slug in rules})
    return (
        f"there is no rule `{allowance.rule}`",
        f"Did you mean `{meant}`?" if meant else "Give the rule's name, shown in brackets in its message.",
    )


def _refuse(rule: Rule) -> Wording:
    if rule.allowable:
        return (
            f"`{rule.slug}` cannot be allowed for the whole record",
            "Remove the allowance here. Allow the rule in each file that needs it, with a reason.",
        )
    return f"`{rule.slug}` cannot be allowed", "Remove the allowance, and fix the fault itself."


@dataclass(slots=True)
class Silencer:
    """Takes out the findings that a file or the policy allows, and notes which allowances were of use.

    An allowance is named by the path of its file, the slug of the rule, and its line.
    """

    rules: dict[str, Rule]
    _by_file: dict[tuple[str, str], int] = field(default_factory=dict)
    _by_policy: dict[str, Finding] = field(default_factory=dict)
    _used: set[tuple[str, str] | str] = field(default_factory=set)

    def add_file(self, filed: Filed) -> None:
        """Add the allowances of a letter, response, translation or earlier text."""
        for index, each in enumerate(filed.allow if filed.has_read("allow") else ()):
            self._by_file[filed.place.path, each.rule] = filed.place.line(f"allow[{index}].rule", "allow")
            if getattr(filed, "withdrawn", None):  # its text may be gone, and the finding with it
                self._used.add((filed.place.path, each.rule))

    def add_policy(self, corpus: Corpus) -> None:
        """Add the allowances of the policy."""
        for index, each in enumerate(corpus.policy.allow):
            self._by_policy[each.rule] = report_in_policy(corpus, f"allow[{index}]", "", "")

    def silences(self, rule: Rule, path: str) -> bool:
        """Whether a finding of a rule in a file is allowed."""
        by_file = rule.allowable and (path, rule.slug) in self._by_file
        by_policy = rule.allowable_in_policy and rule.slug in self._by_policy
        self._used |= ({(path, rule.slug)} if by_file else set()) | ({rule.slug} if by_policy else set())
        return by_file or by_policy

    def list_unused(self) -> Iterator[tuple[str, Problem]]:
        """Yield each allowance that silenced nothing, with its file. To be asked at the end, if there are no errors.

        Rules about release and disclosure are left out: what they report comes and goes with the date.
        """
        for (path, slug), line in self._by_file.items():
            rule = self.rules.get(slug)
            if rule and rule.allowable and not rule.guards and (path, slug) not in self._used:
                yield path, Problem(rule="unused-allowance", line=line, subject=slug)
        for slug, finding in self._by_policy.items():
            rule = self.rules.get(slug)
            if rule and rule.allowable_in_policy and slug not in self._used:
                yield finding.path, Problem(rule="unused-allowance", line=finding.line, subject=slug)
