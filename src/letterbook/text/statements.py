"""What the text of a letter says of itself: its date, its reference, and when it becomes public.

Pure functions over a text in Markdown; the words they look for are data (`phrases`). Where a text says nothing that is
understood, nothing is yielded: a rule then has nothing to compare.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import ceil

from letterbook.model.reference import Reference
from letterbook.text.dates import LANGUAGES, dates_in
from letterbook.text.normalize import fold
from letterbook.text.phrases import (
    ABBREVIATIONS,
    AFTER_DATE,
    BEFORE_DATE,
    HEADING,
    LABEL,
    NEXT_PART,
    NUMBERS,
    PARAGRAPH,
    PUBLICATIONS,
    REFERENCES,
    SALUTATION,
    SENTENCE_END,
    THIS_TIME,
    TIME,
    Publication,
)

HEAD_CHARACTERS = 12_000
HEAD_LINES = 40
FOOT_LINES = 10
LONG_PARAGRAPH = 400
LONG_LINE = 200
"""How far the head of a letter can reach, and the foot of a response; and how long a line can be that has but a date or
a reference."""

MOST_VERBS = 100
NEAR = 90
AROUND = 700
"""How many verbs of publication are looked at; within how many characters they stand, and their sentences."""


@dataclass(frozen=True, slots=True)
class PublicationTime:
    """A text says that it becomes public so many days after sending: in `words`, on the line `offset` from 0."""

    days: int
    words: str
    in_hours: bool
    offset: int


def printed_dates(body: str, language: str, *, foot: bool = False) -> Iterator[tuple[int, frozenset[dt.date]]]:
    """The dates that stand alone on a line of the head, or beside the place or the reference; with `foot` also those of
    the last lines. Each with its line, counted from 0, and with the days that it can mean."""
    lines = dict(_head(body))
    if foot:
        lines |= _foot(body)
    for offset, line in sorted(lines.items()):
        if dates := _date_alone(line, language):
            yield offset, dates


def printed_references(body: str, as_printed: str | None) -> Iterator[tuple[int, Reference]]:
    """The references printed at the head, each with its line, counted from 0: behind a label, on its line or the next;
    or alone on a line, or beside a date. What is known to be printed so, `as_printed`, is left out."""
    known = fold(as_printed or "")
    lines = list(_head(body))
    for index, (at, line) in enumerate(lines):
        label = LABEL.match(line)
        below = lines[index + 1 : index + 4]
        stands_below = label is not None and label.end() == len(line) and bool(below)
        if label:
            text = " ".join((line[label.end() :], *(each for _, each in below))).strip()
        else:
            text = line if _is_reference(line) or _date_alone(line, LANGUAGES[0]) else ""
        found = _reference(text)
        if found and not (known and (known in text or found[1] in known)):
            yield below[0][0] if stands_below else at, found[0]


def publication_times(body: str) -> Iterator[PublicationTime]:
    """What the sentences say that tell when the letter is made public. At most `MOST_VERBS` of them are read."""
    for start, publication in islice(_verbs_of_publication(body), MOST_VERBS):
        time = _time(publication, *_sentences(body, start))
        if time is not None:
            number = int(NUMBERS.get(time["number"], time["number"]))
            # Hours count from the end of the day of sending, so that a letter is never public early.
            days = number if time["days"] else ceil(number / 24) + 1
            yield PublicationTime(days, time[0], not time["days"], body.count("\n", 0, start))


def _verbs_of_publication(body: str) -> Iterator[tuple[int, Publication]]:
    """The places of the word in which a verb of publication ends, as in "will be made *public*"."""
    for start in _words_of_publication(body):
        near = body[max(0, start - NEAR) : start]
        if any(word in near for word in _WORDS):
            folded = fold(f"{near} {body[start : start + NEAR]}")
            yield from ((start, each) for each in PUBLICATIONS if each.verb.search(folded))


def _head(body: str) -> Iterator[tuple[int, str]]:
    """The lines above the salutation and the first long paragraph, folded, each with its number, counted from 0. The
    heading, which can be long, belongs to the head."""
    paragraph: list[tuple[int, str]] = []
    seen, first = 0, True
    for offset, line in enumerate([*body[:HEAD_CHARACTERS].split("\n"), ""]):
        folded = fold(line).strip("# ")
        if folded:
            seen += 1
            if seen > HEAD_LINES or SALUTATION.fullmatch(folded):
                break
            paragraph.append((offset, folded))
        elif paragraph:
            length = sum(len(each) for _, each in paragraph)
            if length > LONG_PARAGRAPH and not first and not HEADING.match(paragraph[0][1]):
                return
            yield from paragraph
            paragraph, first = [], False
    yield from paragraph


def _foot(body: str) -> dict[int, str]:
    """The last lines, folded, each by its number, counted from 0."""
    body = body.rstrip()
    found: dict[int, str] = {}
    offset = body.count("\n")
    for line in body[-HEAD_CHARACTERS:].split("\n")[::-1]:
        if len(found) == FOOT_LINES:
            break
        if folded := fold(line).strip("# "):
            found[offset] = folded
        offset -= 1
    return found


def _date_alone(line: str, language: str) -> frozenset[dt.date]:
    """What the date can mean that a folded line consists of, beside a place or a reference."""
    line = line.strip(_AROUND_ITEMS)
    if len(line) > LONG_LINE or not _YEAR.search(line):
        return frozenset()
    for match, dates in dates_in(line, language):
        before, after = line[: match.start()], line[match.end() :].strip(_AROUND_ITEMS)
        printed = _reference(before)
        if printed:
            before = before[before.index(printed[1]) + len(printed[1]) :].lstrip(_AROUND_ITEMS)
        if BEFORE_DATE.fullmatch(before) and (not after or AFTER_DATE.fullmatch(after) or _is_reference(after)):
            return dates
    return frozenset()


def _reference(text: str) -> tuple[Reference, str] | None:
    """The reference with which a folded text begins, its label left out; and how it is printed."""
    label = LABEL.match(text)
    for pattern in REFERENCES:
        if match := pattern.match(text, label.end() if label else 0):
            try:
                return Reference.parse("{type} {code} {number}/{year}".format(**match.groupdict())), match[0]
            except ValueError:
                return None
    return None


def _is_reference(text: str) -> bool:
    found = _reference(text)
    return found is not None and text.strip(_AROUND_ITEMS).endswith(found[1])


def _words_of_publication(body: str) -> Iterator[int]:
    """Where "publi" stands, which is in every verb of publication. Its "u" can bear an accent, as a character of its
    own, too; so what follows it is looked for, since that is fastest."""
    found = body.find("bli")
    while found >= 0:
        start = max(body.rfind("p", max(0, found - 3), found), body.rfind("P", max(0, found - 3), found))
        if start >= 0:
            yield start
        found = body.find("bli", found + 3)


def _sentences(body: str, start: int) -> tuple[str, str, str]:
    """The sentence around a place of the text, folded: what stands before it and from it on; and the sentence before.
    Paragraphs do not end a sentence, since page breaks cut them; a full stop does, or a heading, or a list."""
    left = _fold_paragraphs(body[max(0, start - AROUND) : start])
    right = _fold_paragraphs(body[start : start + AROUND])
    ends = [0, 0, *_ends(left)]
    end = next(_ends(right), len(right))
    part = NEXT_PART.search(right, 0, end)
    return left[ends[-1] :], right[: part.start() if part else end], left[ends[-2] : ends[-1]]


def _fold_paragraphs(text: str) -> str:
    return f" {PARAGRAPH} ".join(fold(each) for each in _BLANK_LINES.split(text))


def _ends(text: str) -> Iterator[int]:
    for match in SENTENCE_END.finditer(text):
        word = text[max(0, match.start() - 8) : match.start()].rsplit(" ", 1)[-1]
        if match[0] != "." or (word not in ABBREVIATIONS and len(word) > 1):
            yield match.end()


def _time(publication: Publication, before: str, after: str, earlier: str) -> re.Match[str] | None:
    """The time after which, as a sentence says, the letter becomes public: the one that follows the verb, else one
    before it, else the one of the sentence before where this one refers to it."""
    sentence = f"{before} {after}"
    verb = publication.verb.search(sentence, max(0, len(before) - NEAR))
    if verb is None or verb.end() <= len(before) or not publication.subjects.search(sentence):
        return None
    if behind := TIME.search(sentence, verb.end()):
        return behind
    if ahead := list(TIME.finditer(sentence, sentence.rfind(PARAGRAPH, 0, verb.start()) + 1, verb.start())):
        return ahead[-1]
    recalled = list(TIME.finditer(earlier)) if THIS_TIME.search(sentence) else []
    return recalled[-1] if recalled else None


_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_AROUND_ITEMS = " .,;:-"
_YEAR = re.compile(r"\d{4}")
_WORDS = tuple({word for publication in PUBLICATIONS for word in publication.words})
