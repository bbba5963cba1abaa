"""Leaves personal data and confidential names out of diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from letterbook.ingest.corpus import read_excerpt
from letterbook.rules.diagnostics import Diagnostic, without_words
from letterbook.rules.registry import list_rules
from letterbook.text.confidential_names import NONE, ConfidentialNames
from letterbook.text.personal_data.find import find_personal_data


def hide_personal_data(
    reported: Iterable[Diagnostic], confidential: ConfidentialNames = NONE
) -> tuple[Diagnostic, ...]:
    """Return diagnostics, sorted, without anything that would show personal data or a confidential name.

    On the lines of such findings, no rule shows the excerpt or a correction; a message or help that repeats such data,
    for example in the name of a file, is left out too. A confidential name is left out of every diagnostic: a field or
    file that cannot be read has names that no rule finds.
    """
    reported = tuple(sorted(reported))
    silent = {rule.slug for rule in list_rules() if not rule.quotes}
    hidden = {(each.path, each.line) for each in reported if each.rule in silent}
    shown = (_hide(each) if (each.path, each.line) in hidden else each for each in reported)
    return tuple(_hide_names(each, confidential) if confidential.names else each for each in shown)


def _hide(diagnostic: Diagnostic) -> Diagnostic:
    if any(find_personal_data(text) for text in _list_words(diagnostic)):
        return without_words(diagnostic)
    return replace(diagnostic, excerpt="", fix=None)


def _hide_names(diagnostic: Diagnostic, names: ConfidentialNames) -> Diagnostic:
    if any(names.are_named(text) for text in _list_words(diagnostic)):
        return without_words(diagnostic)
    before, after = (read_excerpt(diagnostic.path, diagnostic.line + each) for each in (-1, 1))
    first, last = len(before) + 1, len(before) + 1 + len(diagnostic.excerpt)
    around = f"{before}\n{diagnostic.excerpt}\n{after}"
    if diagnostic.excerpt and any(start < last and end > first for _, start, end in names.find(around)):
        return replace(diagnostic, excerpt="", fix=None)
    return diagnostic


def _list_words(diagnostic: Diagnostic) -> Iterator[str]:
    """Yield what a diagnostic says, and again as if it were the name of a file."""
    fix = diagnostic.fix
    words = f"{diagnostic.message} {diagnostic.help} {(fix.value, fix.look) if fix else ''}"
    yield from (words, re.sub("[-_]", " ", words))
