"""Finds what the head of a letter says: its date, its reference, and whom it greets.

These are pure functions of a visible text; the phrases that they look for are data (`phrases`). If they understand
nothing in a text, they yield nothing, and the rules have nothing to compare.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from letterbook.model.reference import Reference
from letterbook.text.dates import LANGUAGES, find_dates
from letterbook.text.normalize import fold, fold_in_place
from letterbook.text.phrases import (
    AFTER_DATE,
    ANSWERS,
    BEFORE_DATE,
    CITED_REFERENCE,
    HEADING,
    REFERENCE_LABEL,
    REFERENCES,
    SALUTATION,
)
from letterbook.text.visible_text import VisibleText

HEAD_CHARACTERS = 12_000
HEAD_LINES = 40
FOOT_LINES = 10
LONG_PARAGRAPH = 400
LONG_LINE = 200
CITED_WITHIN = 2_000
ANSWERS_WITHIN = 90
"""The size of a letter's head and of a response's foot, the longest line that holds only a date or a reference, and the
characters of a response within which it says which letter it answers, and of the words that say so."""


@lru_cache(maxsize=4)
def find_printed_dates(
    visible: VisibleText, language: str, *, foot: bool = False
) -> tuple[tuple[int, frozenset[dt.date]], ...]:
    """Find the dates in the head of a text that are alone on their line, or beside a place or a reference.

    With `foot`, those in the last lines are found, too. `language` is the tag of the text's language. Returns the
    offset in the visible text of the line of each, and the days that the date can mean.
    """
    lines = dict(_read_head(visible))
    if foot:
        lines |= _read_foot(visible)
    found = ((at, _match_lone_date(line, language)) for at, line in sorted(lines.items()))
    return tuple((at, dates) for at, dates in found if dates)


def find_printed_references(visible: VisibleText, as_printed: str | None) -> Iterator[tuple[int, Reference]]:
    """Find the references in the head of a letter: after a label, alone on a line, or beside a date.

    `as_printed` is the odd form that the editors say the letter prints (`reference_as_printed`); it is left out. Yields
    the line of the source, counted from 0, and the reference.
    """
    known = fold(as_printed or "")
    lines = list(_read_head(visible))
    for index, (at, bracketed) in enumerate(lines):
        line = bracketed.lstrip("([ ")
        label = REFERENCE_LABEL.match(line)
        below = lines[index + 1 : index + 4]
        is_below = label is not None and label.end() == len(line) and bool(below)
        if label:
            text = " ".join((line[label.end() :], *(each for _, each in below))).strip()
        else:
            text = line if _is_reference(line) or _match_lone_date(line, LANGUAGES[0]) else ""
        found = _match_reference(text) or (text and not label and _find_reference_beside_date(text)) or None
        if found and not (known and (known in text or found[1] in known)):
            yield visible.find_line(below[0][0] if is_below else at), found[0]


def find_answered_references(visible: VisibleText) -> Iterator[tuple[int, Reference, bool]]:
    """Find the references that the beginning of a response gives, in any sentence.

    Yields the line in the source, counted from 0, the reference, and whether the response says that it answers it.
    """
    folded = fold_in_place(visible.running)
    for match in CITED_REFERENCE.finditer(folded.text, 0, CITED_WITHIN):
        try:
            reference = Reference.parse("{type} {code} {number}/{year}".format(**match.groupdict()))
        except ValueError:
            continue
        answers = ANSWERS.search(folded.lower, max(0, match.start() - ANSWERS_WITHIN), match.start())
        yield visible.find_line(folded.locate(*match.span())[0]), reference, answers is not None


def find_salutation(visible: VisibleText) -> tuple[int, str] | None:
    """Find the salutation below the head of a letter: its line in the source, counted from 0, and its folded text."""
    at = 0
    for line in visible.running[:HEAD_CHARACTERS].split("\n"):
        _, salutation = split_salutation(_fold_line(visible, line) if len(line) < LONG_PARAGRAPH else "")
        if salutation:
            return visible.find_line(at), salutation
        at += len(line) + 1
    return None


@lru_cache(maxsize=4)
def _read_head(visible: VisibleText) -> tuple[tuple[int, str], ...]:
    """Return the lines above the salutation and the first long paragraph, folded, each with its offset.

    The first paragraph and the heading that names the mandates are part of the head, however long they are.
    """
    head: list[tuple[int, str]] = []
    paragraph: list[tuple[int, str]] = []
    at, seen, first = 0, 0, True
    for line in [*visible.running[:HEAD_CHARACTERS].split("\n"), ""]:
        if folded := _fold_line(visible, line):
            seen += 1
            above, salutation = split_salutation(folded)
            if seen <= HEAD_LINES and above:
                paragraph.append((at, above))
            if seen > HEAD_LINES or salutation:
                break
        elif paragraph:
            length = sum(len(each) for _, each in paragraph)
            if length > LONG_PARAGRAPH and not first and not HEADING.match(paragraph[0][1]):
                return tuple(head)
            head += paragraph
            paragraph, first = [], False
        at += len(line) + 1
    return (*head, *paragraph)


def split_salutation(line: str) -> tuple[str, str]:
    """Split a folded line into what is above the salutation and the salutation; each is "" if it is not there.

    Both are on one line if the line break between a date or a reference and the salutation was lost.
    """
    if SALUTATION.fullmatch(line):
        return "", line
    for match in _YEAR_BEFORE.finditer(line):
        if SALUTATION.fullmatch(line, match.end()):
            return line[: match.end()].rstrip(_AROUND_ITEMS), line[match.end() :]
    return line, ""


def _read_foot(visible: VisibleText) -> dict[int, str]:
    """Return the last lines, folded, each by its offset."""
    found: dict[int, str] = {}
    at = len(visible.running)
    for line in visible.running[-HEAD_CHARACTERS:].split("\n")[::-1]:
        at -= len(line)
        if len(found) == FOOT_LINES:
            break
        if folded := _fold_line(visible, line):
            found[at] = folded
        at -= 1
    return found


@lru_cache(maxsize=128)
def _fold_line(visible: VisibleText, line: str) -> str:
    """Fold a line. A date such as `12. März 2021` has become a list item, whose number is put back."""
    number = visible.find_list_number(line) if 0 < len(line) < LONG_LINE else ""
    return fold(f"{number}{line}".replace("|", " ")).strip("*_ ")


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
    text = text.lstrip("([ ")
    label = REFERENCE_LABEL.match(text)
    for pattern in REFERENCES:
        if match := pattern.match(text, label.end() if label else 0):
            try:
                return Reference.parse("{type} {code} {number}/{year}".format(**match.groupdict())), match[0]
            except ValueError:
                return None
    return None


def _find_reference_beside_date(line: str) -> tuple[Reference, str] | None:
    """Return the reference that follows the date on a folded line which holds nothing else."""
    match = REFERENCES[0].search(line)
    return _match_reference(line[match.start() :]) if match else None


def _is_reference(text: str) -> bool:
    found = _match_reference(text)
    return found is not None and text.strip(f"{_AROUND_ITEMS})]").endswith(found[1])


_YEAR_BEFORE = re.compile(r"(?<![0-9])[0-9]{4}[.,]? ")
_AROUND_ITEMS = " .,;:-"
_YEAR = re.compile(r"[0-9]{4}")
