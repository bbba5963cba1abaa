"""The rule about changes to a record: a public text does not change without a note to its readers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from letterbook.embargo import has_begun, letter_embargo, response_embargo
from letterbook.ingest.front_matter import Problem
from letterbook.model.record import Corpus, Letter, Response
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Wording, explains
from letterbook.text.visible_text import read_visible_text

_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"
"""Characters within a word that nobody sees: soft hyphens, joiners and direction marks."""
_WORD = re.compile(rf"[\w{_UNSEEN}]+")
_WITHOUT_UNSEEN = dict.fromkeys(map(ord, _UNSEEN))


@explains(Severity.WARNING, guards=True)
def unrecorded_change(problem: Problem) -> Wording:
    """The words of a released letter or response have changed, and no correction or redaction was added.

    Why: readers have quoted the text as it was. A page that changes silently cannot be trusted.

    Example: a pull request that changes a name in a letter released last year, with the same `corrections` as before

    How to fix: add an item to `corrections` with the date and what was corrected, or to `redactions` if words were
    removed to protect somebody. Changes to the layout alone are not reported. `letterbook check --before` compares the
    record with an earlier copy of it, as check.yml does for each pull request.
    """
    return (
        f"the text of this released {problem.subject} changes here, but no correction or redaction is added",
        "Add an item to corrections with the date and what was corrected, or to redactions.",
    )


def find_unrecorded_changes(before: Corpus, after: Corpus, now: dt.datetime) -> Iterator[tuple[str, Problem]]:
    """Yield the texts that were public in the record `before`, and whose words differ in `after`, with their paths.

    Neither record may have errors. A text that was not in the record before is no change.
    """
    new = {key: filed for key, filed, _ in _list_public_texts(after, now)}
    for key, old, kind in _list_public_texts(before, now):
        filed = new.get(key)
        if filed is None or old.body == filed.body or not old.body.strip() or _adds_note(old, filed):
            continue
        line = _find_first_change(old.body, filed.body)
        if line is not None:
            place = filed.place
            yield place.path, Problem(rule="unrecorded-change", line=place.body_line + line, subject=kind)


def _list_public_texts(corpus: Corpus, now: dt.datetime) -> Iterator[tuple[tuple[str, str], Letter | Response, str]]:
    """Yield each letter and response whose text is public, with a key and the word for it."""
    letters: Mapping[str, Letter] = {each.reference.key: each for each in corpus.letters}
    zone = corpus.policy.time_zone
    for key, letter in letters.items():
        if has_begun(letter_embargo(letter, corpus.policy).text_from, zone, now):
            yield (key, ""), letter, "letter"
    for response in corpus.responses:
        answered = letters.get(response.letter.key)
        if answered and has_begun(response_embargo(response, answered, corpus.policy).text_from, zone, now):
            yield (response.letter.key, response.slug), response, "response"


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
