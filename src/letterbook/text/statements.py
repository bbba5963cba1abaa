"""Finds what the text of a letter says about itself: its date, its reference, and when it becomes public.

These are pure functions of a visible text; the phrases that they look for are data (`phrases`). If they understand
nothing in a text, they yield nothing, and the rules have nothing to compare.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import ceil

from letterbook.model.reference import Reference
from letterbook.text.dates import LANGUAGES, find_dates
from letterbook.text.normalize import PARAGRAPH_END, FoldedText, fold, fold_in_place
from letterbook.text.phrases import (
    ABBREVIATIONS,
    AFTER_DATE,
    BEFORE_DATE,
    HEADING,
    NEXT_PART,
    NUMBERS,
    PARAGRAPH,
    PUBLICATIONS,
    REFERENCE_LABEL,
    REFERENCES,
    SALUTATION,
    SENTENCE_END,
    THIS_TIME,
    TIME,
    Publication,
)
from letterbook.text.visible_text import VisibleText

HEAD_CHARACTERS = 12_000
HEAD_LINES = 40
FOOT_LINES = 10
LONG_PARAGRAPH = 400
LONG_LINE = 200
"""The size of a letter's head and of a response's foot, and the longest line that holds only a date or a reference."""

MOST_VERBS = 100
NEAR = 90
AROUND = 700
"""How many verbs of publication are examined, and how many characters around "publi" the verb and its sentence may
take up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationTime:
    """When a text says that it becomes public.

    `days` is the number of days after the day of sending, and `words` is how the text puts it, folded. `in_hours` is
    whether the text counts in hours. `line` is the line of the source, counted from 0.
    """

    days: int
    words: str
    in_hours: bool
    line: int


def find_printed_dates(
    visible: VisibleText, language: str, *, foot: bool = False
) -> Iterator[tuple[int, frozenset[dt.date]]]:
    """Find the dates in the head of a text that are alone on their line, or beside a place or a reference.

    With `foot`, those in the last lines are found, too. `language` is the tag of the text's language. Yields the line
    of the source, counted from 0, and the days that the date can mean.
    """
    lines = dict(_read_head(visible))
    if foot:
        lines |= _read_foot(visible)
    for at, line in sorted(lines.items()):
        if dates := _match_lone_date(line, language):
            yield visible.find_line(at), dates


def find_printed_references(visible: VisibleText, as_printed: str | None) -> Iterator[tuple[int, Reference]]:
    """Find the references in the head of a letter: after a label, alone on a line, or beside a date.

    `as_printed` is the odd form that the editors say the letter prints (`reference_as_printed`); it is left out. Yields
    the line of the source, counted from 0, and the reference.
    """
    known = fold(as_printed or "")
    lines = list(_read_head(visible))
    for index, (at, line) in enumerate(lines):
        label = REFERENCE_LABEL.match(line)
        below = lines[index + 1 : index + 4]
        is_below = label is not None and label.end() == len(line) and bool(below)
        if label:
            text = " ".join((line[label.end() :], *(each for _, each in below))).strip()
        else:
            text = line if _is_reference(line) or _match_lone_date(line, LANGUAGES[0]) else ""
        found = _match_reference(text)
        if found and not (known and (known in text or found[1] in known)):
            yield visible.find_line(below[0][0] if is_below else at), found[0]


def find_publication_times(visible: VisibleText) -> Iterator[PublicationTime]:
    """Find the sentences that say when a letter is made public. At most `MOST_VERBS` verbs are examined."""
    text = fold_in_place(visible.running)
    for start, publication in islice(_find_publication_verbs(text.lower), MOST_VERBS):
        time = _find_time(publication, *_split_sentences(visible, text, start))
        if time is not None:
            number = int(NUMBERS.get(time["number"], time["number"]))
            # Hours count from the end of the day of sending, so that a letter is never public early.
            days = number if time["days"] else ceil(number / 24) + 1
            line = visible.find_line(text.locate(start, start + 1)[0])
            yield PublicationTime(days=days, words=time[0], in_hours=not time["days"], line=line)


def _find_publication_verbs(text: str) -> Iterator[tuple[int, Publication]]:
    """Find the verbs of publication, each by the offset of its last word, as in "will be made *public*"."""
    start = text.find("publi")
    while start >= 0:
        near = text[max(0, start - NEAR) : start]
        if any(word in near for word in _WORDS):
            passage = f"{near}{text[start : start + NEAR]}".replace(PARAGRAPH_END, " ")
            yield from ((start, each) for each in PUBLICATIONS if each.verb.search(passage))
        start = text.find("publi", start + 5)


def _read_head(visible: VisibleText) -> Iterator[tuple[int, str]]:
    """Return the lines above the salutation and the first long paragraph, folded, each with its offset.

    The first paragraph and the heading that names the mandates are part of the head, however long they are.
    """
    paragraph: list[tuple[int, str]] = []
    at, seen, first = 0, 0, True
    for line in [*visible.running[:HEAD_CHARACTERS].split("\n"), ""]:
        if folded := _fold_line(visible, at, line):
            seen += 1
            if seen > HEAD_LINES or SALUTATION.fullmatch(folded):
                break
            paragraph.append((at, folded))
        elif paragraph:
            length = sum(len(each) for _, each in paragraph)
            if length > LONG_PARAGRAPH and not first and not HEADING.match(paragraph[0][1]):
                return
            yield from paragraph
            paragraph, first = [], False
        at += len(line) + 1
    yield from paragraph


def _read_foot(visible: VisibleText) -> dict[int, str]:
    """Return the last lines, folded, each by its offset."""
    found: dict[int, str] = {}
    at = len(visible.running)
    for line in visible.running[-HEAD_CHARACTERS:].split("\n")[::-1]:
        at -= len(line)
        if len(found) == FOOT_LINES:
            break
        if folded := _fold_line(visible, at, line):
            found[at] = folded
        at -= 1
    return found


def _fold_line(visible: VisibleText, at: int, line: str) -> str:
    """Fold a line. A date such as `12. März 2021` has become a list item, whose number is put back."""
    return fold(f"{visible.find_list_number(at)}{line}".replace("|", " ")).strip("*_ ") if line.strip() else ""


def _match_lone_date(line: str, language: str) -> frozenset[dt.date]:
    """Return the days that the date on a folded line can mean, if nothing but a place or a reference is beside it."""
    line = line.strip(_AROUND_ITEMS)
    if len(line) > LONG_LINE or not _YEAR.search(line):
        return frozenset()
    for match, dates in find_dates(line, language):
        before, after = line[: match.start()], line[match.end() :].strip(_AROUND_ITEMS)
        printed = _match_reference(before)
        if printed:
            before = before[before.index(printed[1]) + len(printed[1]) :].lstrip(_AROUND_ITEMS)
        if BEFORE_DATE.fullmatch(before) and (not after or AFTER_DATE.fullmatch(after) or _is_reference(after)):
            return dates
    return frozenset()


def _match_reference(text: str) -> tuple[Reference, str] | None:
    """Return the reference at the start of a folded text, after its label if it has one, and how it is printed."""
    label = REFERENCE_LABEL.match(text)
    for pattern in REFERENCES:
        if match := pattern.match(text, label.end() if label else 0):
            try:
                return Reference.parse("{type} {code} {number}/{year}".format(**match.groupdict())), match[0]
            except ValueError:
                return None
    return None


def _is_reference(text: str) -> bool:
    found = _match_reference(text)
    return found is not None and text.strip(_AROUND_ITEMS).endswith(found[1])


def _split_sentences(visible: VisibleText, text: FoldedText, start: int) -> tuple[str, str, str]:
    """Return the sentence around the offset `start`, split there, and the sentence before it.

    A full stop, a heading or a list ends a sentence. The end of a paragraph does not, since page breaks cut paragraphs.
    """
    left = _mark_paragraphs(visible, text, max(0, start - AROUND), start).rstrip(" ")
    right = _mark_paragraphs(visible, text, start, start + AROUND)
    ends = [0, 0, *_find_sentence_ends(left)]
    end = next(_find_sentence_ends(right), len(right))
    part = right.find(NEXT_PART, 0, end)
    return left[ends[-1] :], right[: part if part >= 0 else end], left[ends[-2] : ends[-1]]


def _mark_paragraphs(visible: VisibleText, text: FoldedText, start: int, end: int) -> str:
    """Return a passage with `NEXT_PART` before each heading and list item, and `PARAGRAPH` before other paragraphs."""
    marked, *others = text.lower[start:end].split(PARAGRAPH_END)
    at = start + len(marked) + 1
    for each in others:
        kind = visible.find_kind(text.locate(at, at + 1)[0]) if each else ""
        marked += f" {NEXT_PART if kind[:1] in ('l', 'h') else PARAGRAPH} {each}"
        at += len(each) + 1
    return marked


def _find_sentence_ends(text: str) -> Iterator[int]:
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


_AROUND_ITEMS = " .,;:-"
_YEAR = re.compile(r"[0-9]{4}")
_WORDS = tuple({word for publication in PUBLICATIONS for word in publication.words})
