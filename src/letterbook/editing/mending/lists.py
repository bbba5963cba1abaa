"""Mends numbered lists: numbers that Markdown does not read, and questions that begin again at 1 on each page."""

from __future__ import annotations

import re

from letterbook.editing.mending.manuscript import Line, Manuscript
from letterbook.text.cues import CUES, Cue, Part
from letterbook.text.normalize import fold
from letterbook.text.paragraphs import (
    find_indented_paragraphs,
    find_merged_paragraphs,
    find_unread_numbers,
)
from letterbook.text.source import read_source

_MOST_ROUNDS = 400
_UNREAD = re.compile(r"^(\s*)([0-9]{1,3})\\?([.)])[\s\N{NO-BREAK SPACE}]+")
_ITEM = re.compile(r"^([0-9]{1,3})([.)])\s+(?=\S)")
_QUESTION_CUES = tuple(cue for cue in CUES if cue.part is Part.QUESTIONS)
_OTHER_CUES = tuple(cue for cue in CUES if cue.part in (Part.PUBLICATION, Part.ANNEX))


def mend_lists(manuscript: Manuscript) -> None:
    """Mend lists and paragraphs that Markdown does not read as such."""
    for _ in range(_MOST_ROUNDS):
        line = next(find_indented_paragraphs(read_source(manuscript.text).blocks), None)
        if line is None:
            break
        start, end = manuscript.find_block(line)
        for at in range(start, end):
            manuscript.replace(at, manuscript.lines[at].text.strip())
        manuscript.note_mended(start, "an indented paragraph, which Markdown takes for code, became a paragraph")
    _mend_numbers(manuscript)
    _part_paragraphs(manuscript)
    _renumber_questions(manuscript)


def _mend_numbers(manuscript: Manuscript) -> None:
    found = list(find_unread_numbers(read_source(manuscript.text).blocks))
    if not found:
        return
    for at, line in enumerate(manuscript.lines):
        match = _UNREAD.match(line.text)
        if match and not _ITEM.match(line.text):
            manuscript.replace(at, f"{match[1]}{match[2]}{match[3]} {line.text[match.end() :]}")
    manuscript.note_mended(found[0].line, "numbers that Markdown did not recognise became a list")


def _part_paragraphs(manuscript: Manuscript) -> None:
    for line in reversed(list(find_merged_paragraphs(read_source(manuscript.text).blocks))):
        start, end = manuscript.find_block(line)
        parted = [
            each for at in range(start, end) for each in (manuscript.lines[at], Line(manuscript.lines[at].number, ""))
        ]
        manuscript.note_mended(start, "paragraphs without blank lines between them were separated at line ends")
        manuscript.note_doubt(start, "paragraphs were separated at line ends: compare them with the original")
        manuscript.lines[start:end] = parted


def _renumber_questions(manuscript: Manuscript) -> None:
    """Continue the numbers of questions where a conversion began again at 1 after a page break."""
    last, asked = 0, False
    offset = 0
    for at, line in enumerate(manuscript.lines):
        if _begins(line.text, _QUESTION_CUES) and not asked:
            asked = True
            continue
        if asked and last and _begins(line.text, _OTHER_CUES):
            return
        match = _ITEM.match(line.text) if asked else None
        if match is None:
            continue
        number = int(match[1])
        if number == 1 and last > 0:
            offset = last
        if offset:
            manuscript.replace(at, f"{number + offset}{match[2]} {line.text[match.end() :]}")
            manuscript.note_mended(at, f"question {number} after a page break became question {number + offset}")
            manuscript.note_doubt(at, f"was this question {number + offset} in the original? The copy has {number}")
        last = number + offset


def _begins(text: str, cues: tuple[Cue, ...]) -> bool:
    folded = fold(text)
    return any(cue.begins(folded) for cue in cues)
