"""The rule about changes to a record: a public text does not change without a note to its readers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from letterbook.embargo import has_begun, letter_embargo, response_embargo
from letterbook.ingest.front_matter import Problem
from letterbook.model.record import Corpus, Letter, Response, Translation
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Wording, explains
from letterbook.text.visible_text import read_visible_text

_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"
"""Characters within a word that nobody sees: soft hyphens, joiners and direction marks."""
_WORD = re.compile(rf"[\w{_UNSEEN}]+")
_WITHOUT_UNSEEN = dict.fromkeys(map(ord, _UNSEEN))


@explains(Severity.WARNING, guards=True)
def unrecorded_change(problem: Problem) -> Wording:
    """The words of a released letter, response or translation have changed, and no correction or redaction was added.

    Why: readers have quoted the text as it was. A page that changes silently cannot be trusted.

    Example: a pull request that changes a name in a letter released last year, with the same `corrections` as before

    How to fix: add an item to `corrections` with the date and what was corrected, or to `redactions` if words were
    removed to protect somebody; for a translation, to those of its original. `letterbook correct`, run before a text is
    changed, adds the item and keeps the text as it was, so that readers can see what changed. Changes to the
    layout alone are not reported. `letterbook check --before` compares the record with an earlier copy of it, as
    check.yml does for each pull request.
    """
    of_original = " of its original" if problem.subject == "translation" else ""
    return (
        f"the text of this released {problem.subject} changes here, but no correction or redaction is added",
        f"Add an item to the corrections{of_original} with the date and what was corrected, or to the redactions.",
    )


def find_unrecorded_changes(before: Corpus, after: Corpus, now: dt.datetime) -> Iterator[tuple[str, Problem]]:
    """Yield the texts that were public in the record `before`, and whose words differ in `after`, with their paths.

    Neither record may have errors. A text that was not in the record before is no change.
    """
    new = {each.key: each for each in _list_public_texts(after, now)}
    for old in _list_public_texts(before, now):
        found = new.get(old.key)
        if found is None or old.text.body == found.text.body or not old.text.body.strip():
            continue
        line = None if _adds_note(old.filed, found.filed) else _find_first_change(old.text.body, found.text.body)
        if line is not None:
            place = found.text.place
            yield place.path, Problem(rule="unrecorded-change", line=place.body_line + line, subject=old.kind)


@dataclass(frozen=True, slots=True)
class _PublicText:
    """A public text: that of the letter or response `filed`, or of a translation of it. `kind` names it in messages."""

    key: tuple[str, str, str]
    filed: Letter | Response
    text: Letter | Response | Translation
    kind: str


def _list_public_texts(corpus: Corpus, now: dt.datetime) -> Iterator[_PublicText]:
    """Yield the text of each public letter and response, and those of its translations."""
    letters: Mapping[str, Letter] = {each.reference.key: each for each in corpus.letters}
    zone = corpus.policy.time_zone
    for key, letter in letters.items():
        if has_begun(letter_embargo(letter, corpus.policy).text_from, zone, now):
            yield from _list_texts(key, "", letter, "letter")
    for response in corpus.responses:
        answered = letters.get(response.letter.key)
        if answered and has_begun(response_embargo(response, answered, corpus.policy).text_from, zone, now):
            yield from _list_texts(response.letter.key, response.slug, response, "response")


def _list_texts(letter: str, response: str, filed: Letter | Response, kind: str) -> Iterator[_PublicText]:
    yield _PublicText((letter, response, ""), filed, filed, kind)
    for each in filed.translations:
        yield _PublicText((letter, response, each.language), filed, each, "translation")


def _adds_note(old: Letter | Response, new: Letter | Response) -> bool:
    """Whether a file has a correction or redaction that it did not have before."""
    return any(
        len(added) > len(given) or not set(added) <= set(given)
        for given, added in ((old.corrections, new.corrections), (old.redactions, new.redactions))
    )


def _find_first_change(old: str, new: str) -> int | None:
    """Return the line of the new text, counted from 0, at which its words first differ; None if they are the same."""
    visible = read_visible_text(new)
    at = 0
    for match, word in zip_longest(_find_words(visible.running), _find_words(read_visible_text(old).running)):
        if match is None or word is None or _read_word(match) != _read_word(word):
            return visible.find_line(at if match is None else match.start())
        at = match.start()
    return None


def _find_words(text: str) -> Iterator[re.Match[str]]:
    return (each for each in _WORD.finditer(text) if _read_word(each))


def _read_word(match: re.Match[str]) -> str:
    return match[0].translate(_WITHOUT_UNSEEN)
