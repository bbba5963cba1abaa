"""The definition of a rule, and the registry of all rules.

A rule either *explains* a problem found while reading (it puts a `Problem` into words), or *checks* a value of the
record (it yields findings). Its slug is its function's name with hyphens. `letterbook explain` prints its docstring and
its page shows it, in a fixed order: what the rule checks; Why; Example; How to fix.
"""

from __future__ import annotations

import datetime as dt
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import UnionType
from typing import Any, TypeVar

from letterbook.citations import Citation
from letterbook.ingest.front_matter import Problem
from letterbook.model.record import Corpus, Letter, Response
from letterbook.model.registers import Registers
from letterbook.rules.diagnostics import Fix, Severity
from letterbook.text.confidential_names import NONE, ConfidentialNames
from letterbook.text.pdf import PdfReader

T = TypeVar("T")
Wording = tuple[str, str]
"""A message (what is wrong) and a help line (what to do about it)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that a rule found.

    `line` counts from 1 and is 0 if the fault concerns the whole file. `path` is empty if the fault is in the file that
    the rule was given. `fix` is the correction, if there is only one.
    """

    line: int
    message: str
    help: str = ""
    path: str = ""
    fix: Fix | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The values that a rule may use besides its subject.

    corpus: the whole record.
    letters: its letters by key (`XAA 3/2024`); where two letters share one, the first.
    responses: its responses by the key of their letter and their own slug.
    state_codes: the codes of the States in the register.
    unreadable: slugs of letters that have an unreadable file, so that their absence proves nothing.
    today: the real date, in the policy's time zone.
    find_citations: finds the citations in a text, by the instruments of the register.
    pdfs: reads attached files.
    confidential: the names on the confidential list.
    """

    corpus: Corpus
    letters: Mapping[str, Letter]
    responses: Mapping[tuple[str, str], Response]
    state_codes: frozenset[str]
    unreadable: frozenset[str]
    today: dt.date
    find_citations: Callable[[str], tuple[Citation, ...]]
    pdfs: PdfReader
    confidential: ConfidentialNames = NONE
    _computed: dict[Callable[[Context], Any], Any] = field(default_factory=dict)

    def compute_once(self, compute: Callable[[Context], T]) -> T:
        """Return `compute(context)`, computed once for all the files of a check."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        computed: T = self._computed[compute]
        return computed

    def find_letter(self, response: Response) -> Letter | None:
        """Return the letter that a response answers; None if it is not in the record or its release date is unknown."""
        letter = self.letters.get(response.letter.key)
        return letter if letter and letter.has_read("sent", "release", "withdrawn") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule.

    slug: its public name, as in `error[invalid-date]`.
    allowable: whether a file can silence it under `allow:`, since it can be wrong.
    guards: whether it guards a release date or what has been disclosed; then each case needs somebody's judgement.
    quotes: whether its findings show the line they are about. Personal data must not be quoted.
    text: its docstring.
    subject: the type that its function takes: `Problem` if it explains, else the types that it checks.
    needs: the fields that must have been read; a file without one of them is not passed to the rule.
    find_fix: for a rule that explains, finds the correction of a problem, with the help of the registers.
    fixes: whether `check --fix` corrects what it reports, where there is only one correction.
    """

    slug: str
    severity: Severity
    allowable: bool
    guards: bool
    quotes: bool
    text: str
    subject: type | UnionType
    needs: tuple[str, ...]
    function: Callable[..., Any]
    find_fix: Fixer | None = None
    fixes: bool = False

    @property
    def summary(self) -> str:
        """What the rule checks, in one line."""
        return self.text.partition("\n")[0]

    @property
    def allowable_in_policy(self) -> bool:
        """Whether policy.yml can silence it for the whole record."""
        return self.severity is Severity.WARNING and self.allowable and not self.guards


_RULES: dict[str, Rule] = {}
_FIXED = "\nIf there is only one possible correction, `letterbook check --fix` shows it, asks, and makes it."

Explanation = Callable[[Problem], Wording]
Fixer = Callable[[Problem, Registers | None], Fix | None]
Check = Callable[..., Iterator[Finding]]


def explains(
    severity: Severity = Severity.ERROR, *, guards: bool = False, find_fix: Fixer | None = None
) -> Callable[[Explanation], Explanation]:
    """Register a rule that puts the problems of its slug into words. A warning can be allowed."""

    def register(function: Explanation) -> Explanation:
        allowable = severity is Severity.WARNING
        _add(function, severity, Problem, (), allowable=allowable, guards=guards, find_fix=find_fix)
        return function

    return register


def checks(
    subject: type | UnionType,
    *needs: str,
    severity: Severity = Severity.ERROR,
    allowable: bool = False,
    guards: bool = False,
    quotes: bool = True,
    fixes: bool = False,
) -> Callable[[Check], Check]:
    """Register a rule that checks each Letter, Response or Translation, or the Corpus. A warning can be allowed; if the
    rule `guards` a release date or what a site discloses, only for one file at a time. Unless it `quotes`, the line of
    a finding is not shown. `fixes`: its findings can have a correction."""

    def register(function: Check) -> Check:
        can_be_allowed = allowable or severity is Severity.WARNING
        _add(function, severity, subject, needs, allowable=can_be_allowed, guards=guards, quotes=quotes, fixes=fixes)
        return function

    return register


def list_rules() -> tuple[Rule, ...]:
    """Return all rules, sorted by slug."""
    _import_modules()
    return tuple(_RULES[slug] for slug in sorted(_RULES))


@cache
def _import_modules() -> None:
    """Import every module of this package, since a rule is registered when its module is imported."""
    package = import_module(__package__)
    for module in pkgutil.iter_modules(package.__path__, f"{__package__}."):
        import_module(module.name)


def _add(
    function: Callable[..., Any],
    severity: Severity,
    subject: type | UnionType,
    needs: tuple[str, ...],
    *,
    allowable: bool,
    guards: bool,
    quotes: bool = True,
    find_fix: Fixer | None = None,
    fixes: bool = False,
) -> None:
    slug = function.__name__.replace("_", "-")
    assert slug not in _RULES, slug
    _RULES[slug] = Rule(
        slug=slug,
        severity=severity,
        allowable=allowable,
        guards=guards,
        quotes=quotes,
        text=(inspect.getdoc(function) or "") + (_FIXED if fixes or find_fix else ""),
        subject=subject,
        needs=needs,
        function=function,
        find_fix=find_fix,
        fixes=fixes or find_fix is not None,
    )
