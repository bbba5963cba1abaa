"""What rules find in a file by itself, kept by what the file says.

Most rules look at one letter, response or translation, with the registers, the policy and the confidential names beside
it. What they find is kept from one check to the next. A rule that asks for anything else, such as other letters, the
date or an attachment, is applied anew each time. No list says which rules these are: `_FileContext` has nothing else
to give.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, NoReturn, TypeVar, cast

from letterbook.cache import Cache, Task, hash_record, pack_value, unpack_value
from letterbook.citations import Citation, CitationCache
from letterbook.model.policy import Policy
from letterbook.model.record import EarlierText, Letter, Response, Translation
from letterbook.model.registers import Registers
from letterbook.rules.diagnostics import Fix
from letterbook.rules.registry import Context, Finding, list_rules
from letterbook.text.confidential_names import ConfidentialNames

T = TypeVar("T")

MOST = 100
"""The most findings of one rule that are reported for one file."""

Filed = Letter | Response | Translation | EarlierText
Findings = Mapping[str, list[Finding]]
"""What was found in a file, by rule. A rule that is missing has not been applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    registers: Registers
    policy: Policy
    confidential: tuple[str, ...]


def list_file_findings(
    files: Iterable[Filed], context: Context, cache: Cache | None
) -> Iterator[tuple[Filed, Findings]]:
    """Yield each file with what is known of it: what is in the cache, or can be found from the file by itself."""
    if cache is None:
        yield from ((each, {}) for each in files)
        return
    settings = _Settings(
        registers=context.corpus.registers, policy=context.corpus.policy, confidential=context.confidential.names
    )
    task = Task(name="findings", prepare=partial(_prepare, settings), identity=hash_record(settings))
    listed = list(files)
    found = cache.compute(task, ((hash_record(each), each) for each in listed if _is_whole(each)))
    for each in listed:
        yield each, unpack_findings(next(found)) if _is_whole(each) else {}


def _is_whole(filed: Filed) -> bool:
    """Whether every field of a file, and of its translations and earlier texts, could be read."""
    beside = (*filed.translations, *filed.earlier) if isinstance(filed, Letter | Response) else ()
    return not any(each.place.unread for each in (filed, *beside))


def _prepare(settings: _Settings, cache: Cache) -> Callable[[Filed], bytes]:
    """Return a function that applies all rules to a file, and gives what they find as bytes."""
    rules = list_rules()
    context = _FileContext(settings, CitationCache.of(settings.registers.instruments, cache))

    def find(filed: Filed) -> bytes:
        if not isinstance(filed, EarlierText):
            context.find_citations(filed.body)  # which the steps after the check ask for as well
        found: dict[str, list[Finding]] = {}
        for rule in rules:
            if isinstance(filed, rule.subject):
                try:
                    found[rule.slug] = list(islice(rule.function(filed, cast(Context, context)), MOST))
                except _NeedsMore:
                    continue
        return pack_findings(found)

    return find


class _NeedsMore(Exception):
    """A rule needs more than the file by itself."""


@dataclass(slots=True)
class _Corpus:
    """The part of a corpus that is the same for all files."""

    registers: Registers
    policy: Policy

    def __getattr__(self, name: str) -> NoReturn:
        raise _NeedsMore


class _FileContext:
    """A context without other files and without the date."""

    def __init__(self, settings: _Settings, citations: CitationCache) -> None:
        self.corpus = _Corpus(settings.registers, settings.policy)
        self.confidential = ConfidentialNames(names=settings.confidential)
        self.state_codes = settings.registers.state_codes()
        self._citations = citations
        self._computed: dict[Callable[[Context], Any], Any] = {}

    def find_citations(self, text: str) -> tuple[Citation, ...]:
        return self._citations.cite(text)

    def compute_once(self, compute: Callable[[Context], T]) -> T:
        if compute not in self._computed:
            self._computed[compute] = compute(cast(Context, self))
        computed: T = self._computed[compute]
        return computed

    def __getattr__(self, name: str) -> NoReturn:
        raise _NeedsMore


def pack_findings(findings: Findings) -> bytes:
    """Return findings as bytes."""
    return pack_value({slug: [_pack_finding(each) for each in found] for slug, found in findings.items()})


def unpack_findings(content: bytes) -> Findings:
    """Return the findings that `pack_findings` made into bytes."""
    return {slug: [_unpack_finding(each) for each in found] for slug, found in unpack_value(content).items()}


def _pack_finding(finding: Finding) -> list[Any]:
    fix = finding.fix
    return [finding.line, finding.message, finding.help, finding.path, _pack_fix(fix) if fix else None]


def _pack_fix(fix: Fix) -> list[Any]:
    value = fix.value
    kind = "date" if isinstance(value, dt.date) else "list" if isinstance(value, tuple) else ""
    return [kind, str(value) if kind == "date" else value, fix.field, fix.old, fix.look]


def _unpack_finding(packed: list[Any]) -> Finding:
    line, message, help_, path, fix = packed
    return Finding(line, message, help_, path, _unpack_fix(fix) if fix else None)


def _unpack_fix(packed: list[Any]) -> Fix:
    kind, value, field_, old, look = packed
    if kind:
        value = dt.date.fromisoformat(value) if kind == "date" else tuple(value)
    return Fix(value=value, field=field_, old=old, look=look)
