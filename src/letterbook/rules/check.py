"""Asks every rule about everything that was read, and tells all of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from letterbook.citations import Lexicon, cited
from letterbook.ingest.corpus import Loaded, excerpt
from letterbook.ingest.fields import is_fault
from letterbook.ingest.front_matter import Problem
from letterbook.model.record import Corpus, Letter, Response, Translation
from letterbook.rules import (
    allowances,
    annexes,
    attachments,
    citations,
    companions,
    disclosure,
    fields,
    files,
    letters,
    redactions,
    registers,
    release,
    responses,
    texts,
    translations,
)
from letterbook.rules.diagnostics import Diagnostic
from letterbook.rules.registry import Context, Finding, Rule, registered_rules

MODULES = (
    allowances,
    annexes,
    attachments,
    citations,
    companions,
    fields,
    letters,
    files,
    redactions,
    registers,
    release,
    responses,
    texts,
    translations,
    disclosure,
)
"""The modules of rules: importing them is what registers them."""

MOST = 100
"""How often a rule speaks about one file. Who has mended so many sees the next."""
_MORE = "There may be more of these in this file: what follows is told once these are mended."

Filed = Letter | Response | Translation
_Found = tuple[Rule, str, Finding]


def check_record(loaded: Loaded, now: dt.datetime) -> tuple[Diagnostic, ...]:
    """Every diagnostic of a record, in the order of files and lines.

    `now` is the real clock, with its zone: a letter cannot have been sent tomorrow, whatever day a build is for.
    """
    rules = {rule.slug: rule for rule in registered_rules()}
    found: Iterable[_Found] = ((rules[each.rule], path, _explain(rules, each)) for path, each in _problems(loaded))
    allowed: set[tuple[str, str]] = set()
    if loaded.corpus is not None:
        today = now.astimezone(ZoneInfo(loaded.corpus.policy.time_zone)).date()
        context = Context(
            corpus=loaded.corpus,
            letters=_by_key(loaded.corpus),
            responses={
                (each.letter.key, each.slug): each
                for each in loaded.corpus.responses
                if "letter" not in each.place.unread
            },
            state_codes=loaded.corpus.registers.state_codes(),
            in_doubt=_in_doubt(loaded),
            today=today,
            citations=partial(cited, names=Lexicon.of(loaded.corpus.registers.instruments)),
        )
        found = chain(found, _ask(tuple(rules.values()), context))
        allowed = {(each.place.path, given.rule) for each in _filed(loaded.corpus) for given in each.allow}
    told = {
        _diagnostic(rule, path, finding)
        for rule, path, finding in _bounded(found)
        if not (rule.allowable and (path, rule.slug) in allowed)
    }
    return tuple(sorted(told))


def _problems(loaded: Loaded) -> Iterator[tuple[str, Problem]]:
    yield from loaded.problems
    for path in loaded.strays:
        yield path, Problem(rule="stray-file", line=0)
    for translation in loaded.homeless:
        yield translation.place.path, Problem(rule="translation-without-original", line=0)


def _bounded(found: Iterable[_Found]) -> Iterator[_Found]:
    """What was found, at most `MOST` times the same in a file; the last of these says that there may be more."""
    told: Counter[tuple[str, str]] = Counter()
    for rule, path, finding in found:
        told[path, rule.slug] += 1
        if told[path, rule.slug] < MOST:
            yield rule, path, finding
        elif told[path, rule.slug] == MOST:
            yield rule, path, replace(finding, help=f"{finding.help}\n{_MORE}".lstrip())


def _explain(rules: dict[str, Rule], problem: Problem) -> Finding:
    return Finding(problem.line, *rules[problem.rule].function(problem))


def _ask(rules: tuple[Rule, ...], context: Context) -> Iterator[tuple[Rule, str, Finding]]:
    for each in _filed(context.corpus):
        for rule in rules:
            if isinstance(each, rule.subject) and each.place.unread.isdisjoint(rule.needs):
                for finding in islice(rule.function(each, context), MOST):
                    yield rule, finding.path or each.place.path, finding
    for rule in rules:
        if rule.subject is Corpus:
            for finding in rule.function(context.corpus, context):
                yield rule, finding.path, finding


def _by_key(corpus: Corpus) -> dict[str, Letter]:
    """The letters by their key; the first, where two have the same."""
    by_key: dict[str, Letter] = {}
    for letter in corpus.letters:
        if "reference" not in letter.place.unread:
            by_key.setdefault(letter.reference.key, letter)
    return by_key


def _in_doubt(loaded: Loaded) -> frozenset[str]:
    """The slugs of letters of which a file, or the file of a response to them, could not be read."""
    paths = [PurePosixPath(path) for path, problem in loaded.problems if is_fault(problem)]
    return frozenset(name for path in paths for name in (path.name.split(".")[0], path.parent.name))


def _filed(corpus: Corpus) -> Iterator[Filed]:
    originals: Iterable[Letter | Response] = (*corpus.letters, *corpus.responses)
    for each in originals:
        yield each
        yield from each.translations


def _diagnostic(rule: Rule, path: str, finding: Finding) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=finding.line,
        rule=rule.slug,
        severity=rule.severity,
        message=finding.message,
        help=finding.help,
        excerpt=excerpt(path, finding.line),
    )
