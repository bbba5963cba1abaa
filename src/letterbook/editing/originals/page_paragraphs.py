"""Joins the rows of a PDF's pages into paragraphs of Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from letterbook.editing.mending.manuscript import Remark
from letterbook.editing.originals.line_layout import escape
from letterbook.editing.originals.page_rows import BOLD, LEVEL, PLAIN, RAISED, Row, strip_marks, tidy_marks
from letterbook.text.annex_titles import is_annex_title

_ITEM = re.compile(r"(?:[-–•●▪■◦○‣\uf0b7\uf0a7]|\(?[a-z]{1,4}\)|\(?[0-9]{1,3}[.)]|[ivxl]{1,5}[.)])\s", re.IGNORECASE)
_NUMBERED = re.compile(r"[0-9]{1,3}[.)]\s")
_ENDS_SENTENCE = re.compile(r"[.?!:;…。؟][\"'”’»)\]]*$")
_ADDRESS_END = re.compile(r"https?://[^\s<>]*$")
_ADDRESS_REST = re.compile(r"[\w%=&?#~/-]*[/_=&%?][^\s]*|[\w-]+\.(?:html?|pdf|aspx?|php)\b|[0-9]+(?=\W|$)")
"""The beginning of a line that goes on with the address of a page which the line above it began."""
_GAP = 1.32
_INDENT = 9.0
_HEADING = 1.15
_SOME_ROOM, _MOST_ROOM = 1.15, 1.8
"""How much room for its first word the line above may seem to have where a line goes on: letters differ in width."""
_FEWEST_TABLE_ROWS = 3
_ALIGNED = 8.0
_LABEL_OF_ITEM = re.compile(r"(?:[-–•●▪■◦○‣\uf0b7\uf0a7]|\(?\w{1,4}[.)]|[0-9]{1,3})$")


@dataclass(slots=True)
class _Paragraph:
    rows: list[Row]
    text: str
    table: list[tuple[str, ...]] = field(default_factory=list)


def write_paragraphs(
    pages: Sequence[Sequence[Row]], notes: Sequence[Sequence[str]], size: float
) -> tuple[str, list[Remark], list[Remark]]:
    """Return the text of pages in Markdown, with the footnotes of each below its text; what was joined; and doubts.

    `size` is that of most characters. Remarks have the number of the page.
    """
    pitch = _find_pitch(pages)
    pieces: list[_Paragraph | str] = []  # a text is a footnote
    mended: list[Remark] = []
    doubts: list[Remark] = []
    last: _Paragraph | None = None
    for number, (rows, below) in enumerate(zip(pages, notes, strict=True), start=1):
        paragraphs = _split(rows, pitch)
        if last and paragraphs and _goes_on(last, paragraphs[0]):
            first = paragraphs.pop(0)
            before, after = strip_marks(last.text).split()[-3:], strip_marks(first.text).split()[:3]
            cut = f"“{' '.join(before)} | {' '.join(after)}”"
            mended.append(Remark(number, f"joined a paragraph cut by a page break: {cut}"))
            last.text = _append(last.text, first.text, is_break=False)
            last.rows += first.rows
        if any(each.table for each in paragraphs):
            doubts.append(
                Remark(number, "a table was worked out from the places of its words: compare it with the original")
            )
        pieces += [*paragraphs, *map(_mark_up, below)]
        last = paragraphs[-1] if paragraphs else last
    written = (each if isinstance(each, str) else _finish(each, size) for each in pieces)
    return "\n\n".join(filter(None, written)), mended, doubts


def _find_pitch(pages: Sequence[Sequence[Row]]) -> float:
    """Return the usual distance between two rows, as a multiple of their font size."""
    steps: Counter[float] = Counter()
    for rows in pages:
        for above, below in pairwise(rows):
            if above.column == below.column and above.rise > below.rise and below.size:
                steps[round((above.rise - below.rise) / below.size, 1)] += 1
    return steps.most_common(1)[0][0] if steps else 1.2


def _split(rows: Sequence[Row], pitch: float) -> list[_Paragraph]:
    """Split the rows of a page into paragraphs."""
    paragraphs: list[_Paragraph] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        if length := _measure_table(rows, at):
            cells = [tuple(cell for _, cell in each.cells) for each in rows[at : at + length]]
            paragraphs.append(_Paragraph(list(rows[at : at + length]), "", cells))
            at += length
            continue
        above = rows[at - 1] if at else None
        if above is None or not paragraphs or paragraphs[-1].table or _begins(above, row, pitch):
            paragraphs.append(_Paragraph([row], row.text))
        else:
            last = paragraphs[-1]
            last.text = _append(last.text, row.text, is_break=not _is_full(above, row))
            last.rows.append(row)
        at += 1
    return _join_columns(paragraphs)


def _join_columns(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    joined: list[_Paragraph] = []
    for each in paragraphs:
        if joined and joined[-1].rows[-1].column != each.rows[0].column and _goes_on(joined[-1], each):
            joined[-1].text = _append(joined[-1].text, each.text, is_break=False)
            joined[-1].rows += each.rows
        else:
            joined.append(each)
    return joined


def _begins(above: Row, row: Row, pitch: float) -> bool:
    """Whether a row begins a paragraph below another."""
    step = above.rise - row.rise
    if above.column != row.column or step <= 0 or step > _GAP * pitch * max(row.size, above.size):
        return True
    if abs(above.size - row.size) > 0.08 * row.size:
        return True
    is_full = _is_full(above, row)
    ends = _ENDS_SENTENCE.search(above.plain) is not None
    if above.is_bold != row.is_bold and not is_full and (above.is_bold or row.is_bold):
        return True
    if _ITEM.match(row.plain) and (not is_full or ends):
        return True
    if row.left - above.left > _INDENT and row.left - row.column_left > _INDENT and (not is_full or ends):
        return not _ITEM.match(above.plain) and not _is_centred(row)
    return not is_full and ends and len(above.plain) > _SHORT


_SHORT = 45


def _is_full(above: Row, row: Row) -> bool:
    """Whether the first word of a row had no room in the row above, so that the line ended by itself.

    A wide gap in a line shows that a program justified it although its author ended it.
    """
    if len(above.cells) > 1 and not _ITEM.match(above.plain):
        return False
    word = row.plain.split(maxsplit=1)[0] if row.plain else ""
    width = (above.right - above.left) / max(len(above.plain), 1)
    if _is_centred(above):
        room = (above.column_right - above.column_left) - (above.right - above.left)
    elif any("\u0590" <= each <= "\u08ff" for each in above.plain):
        room = above.left - above.column_left
    else:
        room = above.column_right - above.right
    likely = _MOST_ROOM if word[:1].islower() and not _ENDS_SENTENCE.search(above.plain) else _SOME_ROOM
    return room < likely * width * (len(word) + 0.5)


def _is_centred(row: Row) -> bool:
    middle = (row.left + row.right - row.column_left - row.column_right) / 2
    return abs(middle) < 4 and row.left - row.column_left > _INDENT


def _goes_on(last: _Paragraph, first: _Paragraph) -> bool:
    """Whether the first paragraph of a page or column is the rest of the last one before it."""
    if last.table or first.table:
        return False
    above, row = last.rows[-1], first.rows[0]
    if _ENDS_SENTENCE.search(above.plain) or _ITEM.match(row.plain) or abs(above.size - row.size) > 0.08 * row.size:
        return False
    if above.is_bold != row.is_bold or _is_signature(first):
        return False
    return _is_full(above, row) and row.left - row.column_left < _INDENT * 4


def _is_signature(paragraph: _Paragraph) -> bool:
    """Whether a paragraph begins with a name on a line of its own, such as a signature or an address."""
    name, below = paragraph.rows[0], paragraph.rows[1:2]
    return (
        bool(below)
        and name.plain[:1].isupper()
        and not _ENDS_SENTENCE.search(name.plain)
        and not _is_full(name, below[0])
    )


def _append(text: str, more: str, *, is_break: bool) -> str:
    if is_break:
        return f"{text}  \n{more}"
    if _ADDRESS_END.search(text) and _ADDRESS_REST.match(more):
        return f"{text}{more}"
    return f"{text}\n{more}" if strip_marks(text).endswith("-") else f"{text} {more}"


def _measure_table(rows: Sequence[Row], start: int) -> int:
    """Return how many rows from one on are those of a table: cells below each other, with wide gaps between."""
    first = rows[start].cells
    if len(first) < 2 or _LABEL_OF_ITEM.match(strip_marks(first[0][1])):
        return 0
    length = 0
    for row in rows[start:]:
        if len(row.cells) != len(first) or any(
            abs(own[0] - other[0]) > _ALIGNED for own, other in zip(row.cells, first, strict=True)
        ):
            break
        length += 1
    return length if length >= _FEWEST_TABLE_ROWS else 0


def _finish(paragraph: _Paragraph, size: float) -> str:
    if paragraph.table:
        rows = [
            f"| {' | '.join(_mark_up(cell).replace('|', chr(92) + '|') for cell in row)} |" for row in paragraph.table
        ]
        return "\n".join([rows[0], f"|{' --- |' * len(paragraph.table[0])}", *rows[1:]])
    text = tidy_marks_of_lines(paragraph.text)
    plain = strip_marks(text)
    if (is_annex_title(plain, is_set_off=paragraph.rows[0].is_bold) and "\n" not in plain) or (
        paragraph.rows[0].size > _HEADING * size and len(plain) < _LONGEST_HEADING
    ):
        return f"## {' '.join(_mark_up(plain).split())}"
    return _mark_up(text)


_LONGEST_HEADING = 150


def tidy_marks_of_lines(text: str) -> str:
    """Return a text whose bold passages go on across its lines, save where a line was ended on purpose."""
    lines = [tidy_marks(line) for line in text.replace(f"{PLAIN}\n{BOLD}", "\n").split("\n")]
    ends = ["  " if line.endswith("  ") else "" for line in text.split("\n")]
    return "\n".join(line + end for line, end in zip(lines, ends, strict=True)).rstrip()


def _mark_up(text: str) -> str:
    """Return a text with marks as Markdown."""
    lines: list[str] = []
    for line in text.split("\n"):
        body, end = (line[:-2], "  ") if line.endswith("  ") else (line, "")
        note = re.match(r"<sup>.*?</sup> ?", body)
        lead = note[0] if note else ""
        item = _NUMBERED.match(body)
        if item and not lines:
            lead = f"{strip_marks(item[0]).strip()} "
            body = body[item.end() :]
        elif note:
            body = body[note.end() :]
        written = escape(body)
        written = re.sub(f"{RAISED}([0-9]{{1,3}}|[*†‡§]{{1,3}}){LEVEL}", r"<sup>\1</sup>", written)
        written = written.replace(BOLD, "**").replace(PLAIN, "**").replace(RAISED, "").replace(LEVEL, "")
        lines.append(f"{lead}{written}{end}")
    return "\n".join(lines)
