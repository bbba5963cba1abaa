"""Finds what the text of a letter says about its publication: after how many days or hours it becomes public.

These are pure functions of a visible text; the phrases that they look for are data (`phrases`). If they understand
nothing in a text, they yield nothing, and the rules have nothing to compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import ceil

from letterbook.text.normalize import PARAGRAPH_END, FoldedText, fold_in_place
from letterbook.text.phrases import (
    ABBREVIATIONS,
    NUMBERS,
    PARAGRAPH,
    PUBLICATIONS,
    SENTENCE_END,
    THIS_TIME,
    TIME,
    Publication,
)
from letterbook.text.visible_text import VisibleText

MOST_VERBS = 100
NEAR = 90
AROUND = 700
"""How many verbs of publication are examined, and how many characters around "publi" the verb and its sentence may
take up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationTime:
    """When a text says that it becomes public.

    `days` is the number of days after the day of sending, and `words` is how the text puts it, folded. `in_hours` is
    whether the text counts in hours. `at` is its offset in the visible text.
    """

    days: int
    words: str
    in_hours: bool
    at: int


def find_publication_times(visible: VisibleText) -> Iterator[PublicationTime]:
    """Find the sentences that say when a letter is made public. At most `MOST_VERBS` verbs are examined."""
    text = fold_in_place(visible.running)
    for start, publication in islice(_find_publication_verbs(text.lower), MOST_VERBS):
        time = _find_time(publication, *_split_sentences(visible, text, start))
        if time is not None:
            number = int(NUMBERS.get(time["number"], time["number"]))
            # Hours count from the end of the day of sending, so that a letter is never public early.
            days = number if time["days"] else ceil(number / 24) + 1
            at, _ = text.locate(start, start + 1)
            yield PublicationTime(days=days, words=time[0], in_hours=not time["days"], at=at)


def _find_publication_verbs(text: str) -> Iterator[tuple[int, Publication]]:
    """Find the verbs of publication, each by the offset of its last word, as in "will be made *public*"."""
    start = text.find("publi")
    while start >= 0:
        near = text[max(0, start - NEAR) : start]
        if any(word in near for word in _WORDS):
            passage = f"{near}{text[start : start + NEAR]}".replace(PARAGRAPH_END, " ")
            yield from ((start, each) for each in PUBLICATIONS if each.verb.search(passage))
        start = text.find("publi", start + 5)


def _split_sentences(visible: VisibleText, text: FoldedText, start: int) -> tuple[str, str, str]:
    """Return the sentence around the offset `start`, split there, and the sentence before it.

    A full stop, a heading or a list ends a sentence. The end of a paragraph does not, since page breaks cut paragraphs.
    """
    left = _mark_paragraphs(text.lower[max(0, start - AROUND) : start]).rstrip(" ")
    right = _mark_paragraphs(text.lower[start : start + AROUND])
    ends = [0, 0, *find_sentence_ends(left)]
    right = right[: next(find_sentence_ends(right), len(right))]
    at = start
    paragraphs = right.split(_MARK)
    for number, paragraph in enumerate(paragraphs[:-1], start=1):
        at += len(paragraph) + len(PARAGRAPH_END)
        if visible.find_kind(text.locate(at, at + 1)[0])[:1] in ("h", "l"):
            right = _MARK.join(paragraphs[:number])
            break
    return left[ends[-1] :], right, left[ends[-2] : ends[-1]]


def _mark_paragraphs(text: str) -> str:
    return text.replace(PARAGRAPH_END, _MARK)


def find_sentence_ends(text: str) -> Iterator[int]:
    """Find where the sentences of a folded text end; an abbreviation ends none."""
    for match in SENTENCE_END.finditer(text):
        word = text[max(0, match.start() - 8) : match.start()].rsplit(" ", 1)[-1]
        if match[0] != "." or (word not in ABBREVIATIONS and len(word) > 1):
            yield match.end()


def _find_time(publication: Publication, before: str, after: str, earlier: str) -> re.Match[str] | None:
    """Return the time after which a sentence says that the letter becomes public.

    That is the first time after the verb, or else the last one before it, or else, if the sentence refers to it, the
    last one in the sentence before.
    """
    sentence = f"{before} {after}"
    verb = publication.verb.search(sentence, max(0, len(before) - NEAR))
    if verb is None or verb.end() <= len(before) or not publication.subjects.search(sentence):
        return None
    if after_verb := TIME.search(sentence, verb.end()):
        return after_verb
    if ahead := list(TIME.finditer(sentence, sentence.rfind(PARAGRAPH, 0, verb.start()) + 1, verb.start())):
        return ahead[-1]
    recalled = list(TIME.finditer(earlier)) if THIS_TIME.search(sentence) else []
    return recalled[-1] if recalled else None


_MARK = f" {PARAGRAPH} "
_WORDS = tuple({word for publication in PUBLICATIONS for word in publication.words})
