"""What a rule is, and the list of them all.

A rule either *explains* a fault that was met while reading (it puts the `Problem` into words), or *checks*
something that was read (it yields findings). Its slug is the function's name with dashes; its docstring, in a
fixed order (what it checks; Why; Example; How to fix), is what `letterbook explain` prints and its page shows.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any

from letterbook.citations import Citation
from letterbook.ingest.front_matter import Problem
from letterbook.model.record import Corpus, Letter, Response
from letterbook.rules.diagnostics import Severity

Wording = tuple[str, str]
"""What is wrong, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found: line, what is wrong, what to do, and the file where it is not the one given."""

    line: int
    message: str
    help: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a rule may know beside its subject.

    The whole corpus; its letters by key (`XAA 3/2024`), and its responses by that and their slug; the codes of States;
    the slugs of letters about which something is `in_doubt`, since a file of theirs could not be read; today by the
    real clock, in the policy's zone; and the `citations` of any text, by the instruments of the record.
    """

    corpus: Corpus
    letters: Mapping[str, Letter]
    responses: Mapping[tuple[str, str], Response]
    state_codes: frozenset[str]
    in_doubt: frozenset[str]
    today: dt.date
    citations: Callable[[str], tuple[Citation, ...]]

    def answered(self, response: Response) -> Letter | None:
        """The letter that a response answers; None where it is not in the record, or its day cannot be told."""
        letter = self.letters.get(response.letter.key)
        return letter if letter and letter.place.unread.isdisjoint(("sent", "release")) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule.

    `needs` are the fields without which it cannot be asked; an `allowable` one can be silenced for one file by
    its `allow:`, since it judges words and can be mistaken.
    """

    slug: str
    severity: Severity
    allowable: bool
    text: str
    subject: type | UnionType
    needs: tuple[str, ...]
    function: Callable[..., Any]


_RULES: dict[str, Rule] = {}

Explanation = Callable[[Problem], Wording]
Check = Callable[..., Iterator[Finding]]


def explains(severity: Severity = Severity.ERROR) -> Callable[[Explanation], Explanation]:
    """Make a rule that puts the problems of its slug into words. A warning can be allowed."""

    def register(function: Explanation) -> Explanation:
        _add(function, severity, severity is Severity.WARNING, Problem, ())
        return function

    return register


def checks(
    subject: type | UnionType, *needs: str, severity: Severity = Severity.ERROR, allowable: bool = False
) -> Callable[[Check], Check]:
    """Make a rule that checks each Letter, Response or Translation, or the Corpus. A warning can be allowed."""

    def register(function: Check) -> Check:
        _add(function, severity, allowable or severity is Severity.WARNING, subject, needs)
        return function

    return register


def registered_rules() -> tuple[Rule, ...]:
    """All rules, by slug."""
    return tuple(_RULES[slug] for slug in sorted(_RULES))


def _add(
    function: Callable[..., Any],
    severity: Severity,
    allowable: bool,
    subject: type | UnionType,
    needs: tuple[str, ...],
) -> None:
    slug = function.__name__.replace("_", "-")
    assert slug not in _RULES, slug
    _RULES[slug] = Rule(
        slug=slug,
        severity=severity,
        allowable=allowable,
        text=inspect.getdoc(function) or "",
        subject=subject,
        needs=needs,
        function=function,
    )
