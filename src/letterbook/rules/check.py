"""Applies every rule to a record and collects the diagnostics."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import get_args
from zoneinfo import ZoneInfo

from letterbook.cache import Cache
from letterbook.citations import CitationCache
from letterbook.ingest.corpus import Loaded, load, read_excerpt
from letterbook.ingest.fields import is_fault
from letterbook.ingest.front_matter import Problem
from letterbook.ingest.one_letter import belongs_to
from letterbook.interruption import interruptible
from letterbook.model.record import Corpus, Letter, Response
from letterbook.model.registers import Registers
from letterbook.rules.allowances import Filed, Silencer
from letterbook.rules.changes import find_unrecorded_changes
from letterbook.rules.confidential_names import find_allowed_names
from letterbook.rules.diagnostics import Diagnostic, errors
from letterbook.rules.file_findings import MOST, list_file_findings
from letterbook.rules.registry import Context, Finding, Rule, list_rules
from letterbook.rules.secrecy import hide_personal_data
from letterbook.text.confidential_names import NONE, ConfidentialNames
from letterbook.text.pdf import PdfReader

_MORE = "There may be more of these in this file. Fix these and check again."

_Found = tuple[Rule, str, Finding]


class RecordErrors(Exception):
    """A record has errors. `diagnostics` has all of them, and the warnings."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        number = len(errors(diagnostics))
        super().__init__(f"{number} error{'' if number == 1 else 's'} in the record")
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRecord:
    """A record without errors, the cache of its texts' citations, the cache of all other values, a reader of PDFs that
    knows those of the record, and the confidential names that no file of the record allows, for the steps after the
    check."""

    corpus: Corpus
    citations: CitationCache
    cache: Cache = field(default_factory=Cache)
    pdfs: PdfReader = field(default_factory=PdfReader)
    confidential: ConfidentialNames = NONE


def load_checked_record(
    data: Path,
    now: dt.datetime,
    settings: Path | None = None,
    confidential: ConfidentialNames = NONE,
    progress: Callable[[str], None] = lambda _: None,
) -> CheckedRecord:
    """Read and check the record in the folder `data`. `now` is the real clock, with its zone. The pages and templates
    that `settings`, an `mkdocs.yml`, names are checked too. `confidential` are names that must not be published.
    `progress` is called with the name of each step.

    Raises RecordErrors if the record has errors, FileNotFoundError if there is no record, and OSError if it cannot be
    read.
    """
    progress("reading")
    loaded = load(data, settings)
    progress("checking")
    cache = open_cache(settings)
    citations = cache_citations(loaded, cache)
    pdfs = PdfReader(cache)
    diagnostics = check_record(loaded, now, citations, pdfs, confidential, cache)
    cache.save()
    if errors(diagnostics) or loaded.corpus is None or citations is None:
        raise RecordErrors(diagnostics)
    context = _make_context(loaded, loaded.corpus, now, citations, pdfs, confidential)
    left = confidential.without(find_allowed_names(context)) if confidential.names else NONE
    return CheckedRecord(corpus=loaded.corpus, citations=citations, cache=cache, pdfs=pdfs, confidential=left)


def open_cache(settings: Path | None) -> Cache:
    """Return the cache in the folder beside `settings`, an `mkdocs.yml`."""
    return Cache(settings.parent / ".letterbook" / "cache" if settings is not None and settings.is_file() else None)


def cache_citations(loaded: Loaded, cache: Cache | None = None) -> CitationCache | None:
    """Make the cache of citations for the texts of a record; None if its registers could not be read."""
    return CitationCache.of(loaded.corpus.registers.instruments, cache) if loaded.corpus is not None else None


def check_record(
    loaded: Loaded,
    now: dt.datetime,
    citations: CitationCache | None = None,
    pdfs: PdfReader | None = None,
    confidential: ConfidentialNames = NONE,
    cache: Cache | None = None,
    letter: str | None = None,
) -> tuple[Diagnostic, ...]:
    """Return every diagnostic of a record, sorted by file and line.

    `now` is the real time, with its zone: a letter cannot have been sent tomorrow, whatever date a build is for.
    `citations` keeps the citations found, and `pdfs` the texts of PDFs, for the steps that follow. `confidential` are
    names that must not be published. `cache` has what rules found in the same files before. With the slug of a
    `letter`, only its files are checked, and not the record as a whole.
    """
    rules = {rule.slug: rule for rule in list_rules()}
    registers = loaded.corpus.registers if loaded.corpus is not None else None
    found: Iterable[_Found] = (
        (rules[each.rule], path, _explain(rules, each, registers)) for path, each in _list_problems(loaded)
    )
    silencer = Silencer(rules)
    if loaded.corpus is not None:
        context = _make_context(loaded, loaded.corpus, now, citations, pdfs, confidential)
        found = chain(found, _apply(tuple(rules.values()), context, cache, letter))
        silencer.add_policy(loaded.corpus)
        for each in _list_files(loaded.corpus, letter):
            silencer.add_file(each)
    reported = {
        _make_diagnostic(rule, path, finding)
        for rule, path, finding in _limit(found)
        if not silencer.silences(rule, path)
    }
    if letter is None and not errors(reported):  # a file with an error is not seen by every rule
        unused = ((rules[each.rule], path, _explain(rules, each)) for path, each in silencer.list_unused())
        reported |= {_make_diagnostic(*each) for each in unused if not silencer.silences(each[0], each[1])}
    if loaded.corpus is not None and confidential.names:
        confidential = confidential.without(find_allowed_names(context))
    return hide_personal_data(reported, confidential)


def _make_context(
    loaded: Loaded,
    corpus: Corpus,
    now: dt.datetime,
    citations: CitationCache | None,
    pdfs: PdfReader | None,
    confidential: ConfidentialNames,
) -> Context:
    return Context(
        corpus=corpus,
        letters=_index_letters(corpus),
        responses={(each.letter.key, each.slug): each for each in corpus.responses if each.has_read("letter")},
        state_codes=corpus.registers.state_codes(),
        unreadable=_find_unreadable(loaded),
        today=now.astimezone(ZoneInfo(corpus.policy.time_zone)).date(),
        find_citations=(citations or CitationCache.of(corpus.registers.instruments)).cite,
        pdfs=pdfs or PdfReader(),
        confidential=confidential,
    )


def check_changes(before: Corpus, after: Corpus, now: dt.datetime) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of what changes from one record to another, sorted. Neither may have errors."""
    rules = {rule.slug: rule for rule in list_rules()}
    silencer = Silencer(rules)
    for each in _list_files(after):
        silencer.add_file(each)
    return tuple(
        sorted(
            _make_diagnostic(rules[problem.rule], path, _explain(rules, problem))
            for path, problem in find_unrecorded_changes(before, after, now)
            if not silencer.silences(rules[problem.rule], path)
        )
    )


def _list_problems(loaded: Loaded) -> Iterator[tuple[str, Problem]]:
    """Yield every problem found while reading, with its file."""
    yield from loaded.problems
    yield from loaded.other_problems
    for path in loaded.strays:
        yield path, Problem(rule="stray-file", line=0)
    for translation in loaded.homeless:
        yield translation.place.path, Problem(rule="translation-without-original", line=0)


def _limit(found: Iterable[_Found]) -> Iterator[_Found]:
    """Keep at most `MOST` findings of one rule in one file; the help of the last says that there may be more."""
    seen: Counter[tuple[str, str]] = Counter()
    for rule, path, finding in found:
        seen[path, rule.slug] += 1
        if seen[path, rule.slug] < MOST:
            yield rule, path, finding
        elif seen[path, rule.slug] == MOST:
            yield rule, path, replace(finding, help=f"{finding.help}\n{_MORE}".lstrip())


def _explain(rules: dict[str, Rule], problem: Problem, registers: Registers | None = None) -> Finding:
    rule = rules[problem.rule]
    fix = rule.find_fix(problem, registers) if rule.find_fix else None
    message, help_ = rule.function(problem)
    return Finding(problem.line, message, help_, fix=fix)


def _apply(rules: tuple[Rule, ...], context: Context, cache: Cache | None, letter: str | None) -> Iterator[_Found]:
    """Apply the rules to every file whose fields they need, and to the record as a whole, or only to the files of a
    `letter`."""
    by_type = {type_: [each for each in rules if issubclass(type_, each.subject)] for type_ in get_args(Filed)}
    for each, known in interruptible(list_file_findings(_list_files(context.corpus, letter), context, cache)):
        for rule in by_type[type(each)]:
            if each.place.unread.isdisjoint(rule.needs):
                found = known.get(rule.slug)
                for finding in islice(rule.function(each, context) if found is None else found, MOST):
                    yield rule, finding.path or each.place.path, finding
    for rule in interruptible(rules):
        if letter is None and isinstance(context.corpus, rule.subject):
            for finding in rule.function(context.corpus, context):
                yield rule, finding.path, finding


def _index_letters(corpus: Corpus) -> dict[str, Letter]:
    """Index the letters by key; where two share one, the first counts."""
    by_key: dict[str, Letter] = {}
    for letter in corpus.letters:
        if letter.has_read("reference"):
            by_key.setdefault(letter.reference.key, letter)
    return by_key


def _find_unreadable(loaded: Loaded) -> frozenset[str]:
    """Return the slugs of letters of which a file, or a response's file, could not be read."""
    paths = [PurePosixPath(path) for path, problem in loaded.problems if is_fault(problem)]
    return frozenset(name for path in paths for name in (path.name.split(".")[0], path.parent.name))


def _list_files(corpus: Corpus, letter: str | None = None) -> Iterator[Filed]:
    """Yield every letter and response, each followed by its translations and earlier texts; with a slug, only that
    `letter` and the responses to it."""
    originals: Iterable[Letter | Response] = (*corpus.letters, *corpus.responses)
    for each in originals:
        if letter is None or belongs_to(each.place.path, letter, corpus.folder):
            yield each
            yield from each.translations
            yield from each.earlier


def _make_diagnostic(rule: Rule, path: str, finding: Finding) -> Diagnostic:
    return Diagnostic(
        path=path,
        line=finding.line,
        rule=rule.slug,
        severity=rule.severity,
        message=finding.message,
        help=finding.help,
        excerpt=read_excerpt(path, finding.line),
        fix=finding.fix,
    )
