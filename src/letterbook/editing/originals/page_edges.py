"""Separates the edges of a PDF's pages from the text: running headers and footers, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from letterbook.editing.mending.manuscript import Removed
from letterbook.editing.originals.page_rows import LEVEL, RAISED, Row
from letterbook.text.normalize import fold

_EDGE_ROWS = 4
_SAME_HEIGHT = 4.0
_SMALL = 0.93
_VERY_SMALL = 0.85
_MARGIN, _WIDE_MARGIN = 0.08, 0.11
"""The share of a page's height that its margins have: at least, and at most where small letters are set in them."""
_MOST_NOTE_ROWS = 12
_FOOT, _LOWEST = 0.14, 0.065
_GAP = 1.5
_FAR = 2.4
_BELOW_HEADER = 1.3
"""How far the text begins below the only line of a small header, as a multiple of the text's size."""
_NUMBER = re.compile(r"(?:page|pagina|pag\.?|p\.)? ?[-–( ]*[0-9]{1,3}[-–) ]*(?:(?:of|/|sur|de) ?[0-9]{1,3})?")
_LABEL = re.compile(
    rf"(?:{RAISED}(?P<raised>[0-9]{{1,3}}|[*†‡§]{{1,3}}){LEVEL}|(?P<plain>[0-9]{{1,3}})[.)]?(?= \S|[^\W\d_]|[\"“«])) ?"
)
_DIGITS = re.compile("[0-9]+")
WHY = "from the edge of a page"


@dataclass(slots=True)
class Pages:
    """The rows of each page's text, the footnotes below it, and what was at the edges."""

    rows: list[list[Row]]
    notes: list[list[str]] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines at the edges, each once."""
        return tuple(dict.fromkeys(each.text for each in self.removed))


def take_edges(pages: Sequence[list[Row]], heights: Sequence[float], size: float) -> Pages:
    """Separate the edges of pages from their text. `size` is that of most characters of the document."""
    repeated = _find_repeated(pages, heights) | _find_page_numbers(pages)
    taken = Pages([])
    for index, rows in enumerate(pages):
        kept: list[Row] = []
        edge = _find_edge(rows)
        for at, row in enumerate(rows):
            is_edge = at in edge
            is_number = is_edge and _is_apart(rows, at) and _NUMBER.fullmatch(fold(row.plain)) is not None
            is_small = is_edge and row.size <= _VERY_SMALL * size and _is_outside(rows, at, heights[index], size)
            if (is_edge and (index, at) in repeated) or is_number or is_small:
                taken.removed.append(Removed(row.number, row.plain, WHY))
            else:
                kept.append(row)
        kept = _take_foot(kept, heights[index], taken, is_last=index == len(pages) - 1)
        kept, notes, foot = _take_notes(kept, size)
        taken.removed += (Removed(row.number, row.plain, WHY) for row in foot)
        taken.rows.append(kept)
        taken.notes.append(notes)
    _continue_notes(taken.notes)
    return taken


def _find_repeated(pages: Sequence[list[Row]], heights: Sequence[float]) -> set[tuple[int, int]]:
    """Return the page and number of the rows that several pages have at the same height.

    In the margins above and below the text, their digits may differ.
    """
    places: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for index, rows in enumerate(pages):
        for at in _find_edge(rows):
            words = fold(rows[at].plain)
            if not _MARGIN * heights[index] < rows[at].rise < (1 - _MARGIN) * heights[index]:
                words = _DIGITS.sub("#", words)
            places[words].append((index, at, rows[at].rise))
    found: set[tuple[int, int]] = set()
    for same in places.values():
        for index, at, rise in same:
            alike = {other for other, _, height in same if abs(height - rise) <= _SAME_HEIGHT}
            if len(alike) > 1:
                found.add((index, at))
    return found


def _find_page_numbers(pages: Sequence[list[Row]]) -> set[tuple[int, int]]:
    """Return the page and number of the highest or lowest rows that count the pages, even close to the text."""
    places: dict[tuple[bool, int], list[tuple[int, int, float]]] = defaultdict(list)
    for index, rows in enumerate(pages):
        by_rise = sorted(range(len(rows)), key=lambda at: rows[at].rise)
        for is_top, at in ((True, by_rise[-1]), (False, by_rise[0])) if len(rows) > 1 else ():
            words = fold(rows[at].plain)
            if _NUMBER.fullmatch(words) and (number := _DIGITS.search(words)):
                places[is_top, int(number[0]) - index].append((index, at, rows[at].rise))
    return {
        (index, at)
        for same in places.values()
        for index, at, rise in same
        if any(other != index and abs(height - rise) <= _SAME_HEIGHT for other, _, height in same)
    }


def _find_edge(rows: Sequence[Row]) -> frozenset[int]:
    """Return the numbers of the rows at the top and at the bottom of each column of a page."""
    found: set[int] = set()
    for column in {row.column for row in rows}:
        own = sorted((at for at, row in enumerate(rows) if row.column == column), key=lambda at: rows[at].rise)
        found |= {*own[:_EDGE_ROWS], *own[-_EDGE_ROWS:]}
    return frozenset(found)


def _is_apart(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is the highest or lowest of its page, and no other is near it."""
    others = [row.rise - rows[at].rise for row in rows if row is not rows[at]]
    is_last = all(distance > 0 for distance in others) or all(distance < 0 for distance in others)
    return is_last and all(abs(distance) > 1.3 * rows[at].size for distance in others)


def _is_outside(rows: Sequence[Row], at: int, height: float, size: float) -> bool:
    """Whether a small row is in the margin above or below the text, with a gap between them, and no footnote."""
    row = rows[at]
    larger = [abs(each.rise - row.rise) for each in rows if each.size > row.size]
    is_far = not larger or min(larger) > _FAR * row.size
    if row.rise > (1 - _WIDE_MARGIN) * height:
        return is_far or (at == 0 and min(larger) > _BELOW_HEADER * size)
    if row.rise > _WIDE_MARGIN * height:
        return False
    above = [each for each in rows if each.column == row.column and each.rise > row.rise][-_MOST_NOTE_ROWS:]
    is_note = _LABEL.match(row.text) or any(_LABEL.match(each.text) and each.size <= row.size for each in above)
    return is_far and not is_note


def _take_notes(rows: list[Row], size: float) -> tuple[list[Row], list[str], list[Row]]:
    """Take the small rows at the foot of a page that begin with the label of a footnote, and what is far below them."""
    start = len(rows)
    while start > 0 and rows[start - 1].size <= _SMALL * size:
        start -= 1
    first = next((at for at in range(start, len(rows)) if _LABEL.match(rows[at].text)), None)
    is_rest = start < len(rows) and start > 0 and rows[start - 1].rise - rows[start].rise > _FAR * rows[start].size
    if first is None and not is_rest:
        return rows, [], []
    if first is not None and first != start and not is_rest:
        start = first
    notes: list[str] = []
    for at, row in enumerate(rows[start:], start):
        if notes and rows[at - 1].rise - row.rise > _FAR * row.size:
            return rows[:start], notes, rows[at:]
        if (label := _LABEL.match(row.text)) and (label["raised"] or _follows(label["plain"], notes)):
            notes.append(f"<sup>{label['raised'] or label['plain']}</sup> {row.text[label.end() :]}")
        elif notes and not notes[-1].endswith("-"):
            notes[-1] += f" {row.text}"
        elif notes:
            notes[-1] += f"\n{row.text}"
        else:
            notes.append(row.text)
    return rows[:start], notes, []


def _follows(label: str, notes: Sequence[str]) -> bool:
    """Whether a plain number at the beginning of a line is the next label, and not a number of the footnote's text."""
    last = re.match(r"<sup>([0-9]+)</sup>", notes[-1]) if notes else None
    return last is None or int(label) == int(last[1]) + 1


def _continue_notes(notes: list[list[str]]) -> None:
    """Join the rest of a footnote on the next page to its beginning."""
    last: list[str] | None = None
    for page in notes:
        if last and page and not page[0].startswith("<sup>"):
            last[-1] += f" {page.pop(0)}"
        if page:
            last = page


def _take_foot(rows: list[Row], height: float, taken: Pages, *, is_last: bool) -> list[Row]:
    """Take the lines at the very foot of a page, far below its text, such as the name of the addressee."""
    lowest = [
        row for row in rows if row.rise < _LOWEST * height and len(row.plain) < _LONGEST and not _LABEL.match(row.text)
    ]
    others = [row for row in rows if row not in lowest]
    if lowest and others and min(row.rise for row in others) - lowest[0].rise > _GAP * lowest[0].size:
        taken.removed += (Removed(row.number, row.plain, WHY) for row in lowest)
        return others
    if is_last or len(rows) < _EDGE_ROWS * 2:
        return rows
    gaps = sorted(above.rise - row.rise for above, row in pairwise(rows) if above.rise - row.rise > _GAP * row.size)
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    for at in range(len(rows) - 1, len(rows) - _EDGE_ROWS, -1):
        gap = rows[at - 1].rise - rows[at].rise
        if rows[at].rise > _FOOT * height:
            break
        if _LABEL.match(rows[at].text):
            continue
        if gap > max(1.4 * usual, _FAR * rows[at].size) and all(len(each.plain) < _LONGEST for each in rows[at:]):
            taken.removed += (Removed(each.number, each.plain, WHY) for each in rows[at:])
            return rows[:at]
    return rows


_LONGEST = 90
