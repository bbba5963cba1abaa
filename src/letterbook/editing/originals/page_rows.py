"""Puts the pieces of a PDF's pages into reading order: rows, column by column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from letterbook.text.pdf import PageLayout, Run, Segment

BOLD, PLAIN, RAISED, LEVEL = "\ue002", "\ue003", "\ue004", "\ue005"
"""Stand in a row's text where bold and raised characters begin and end. No page has these private characters left."""
_LAST_HYPHEN = re.compile(rf"\xad(?=[{PLAIN}{LEVEL}]*$)")
"""A hyphen at which a program parted a word at the end of a line."""
_FEWEST_ROWS = 6
_GUTTER = 8
_COVERED = 0.12
_SAME_ROW = 0.52
_WIDE = 1.6
_RAISED_SIZE, _RAISED_BY = 0.87, 0.12
_LETTERS_OF_RTL = range(0x0590, 0x0900)


class Row(NamedTuple):
    """A line of a page: its words, its cells where wide gaps part it, its place and size, and the edges of its
    column. `number` is that of the page, counted from 1; `column` counts the columns of a page as they are read."""

    text: str
    cells: tuple[tuple[float, str], ...]
    left: float
    right: float
    rise: float
    size: float
    number: int
    column: int
    column_left: float
    column_right: float

    @property
    def plain(self) -> str:
        """The words without marks of bold and raised characters."""
        return strip_marks(self.text)

    @property
    def is_bold(self) -> bool:
        """Whether all of its words are bold."""
        return self.text.startswith(BOLD) and self.text.endswith(PLAIN) and self.text.count(BOLD) == 1


def strip_marks(text: str) -> str:
    """Return a text without the marks of bold and raised characters."""
    for mark in (BOLD, PLAIN, RAISED, LEVEL):
        text = text.replace(mark, "")
    return text


def find_body_size(pages: Iterable[PageLayout]) -> float:
    """Return the size of most characters of a document."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for segment in page.segments:
            for run in segment.runs:
                sizes[run.size] += len(run.text.strip())
    return sizes.most_common(1)[0][0] if sizes else 0.0


def read_rows(page: PageLayout, number: int) -> list[Row]:
    """Return the rows of a page, counted from 1, as they are read. Turned text is left out."""
    segments = [each for each in page.segments if not each.is_turned and each.text.strip()]
    gutter = _find_gutter(segments)
    rows: list[Row] = []
    for column, (part, left, right) in enumerate(_split_columns(segments, gutter)):
        rows += _make_rows(part, number, column, left, right)
    return rows


def _find_gutter(segments: Sequence[Segment]) -> float | None:
    """Return the middle of the empty strip between two columns, or None where a page has one column."""
    if len(segments) < 2 * _FEWEST_ROWS:
        return None
    left, right = min(each.left for each in segments), max(each.right for each in segments)
    width = right - left
    best: tuple[int, float] | None = None
    start = None
    for x in range(int(left + 0.3 * width), int(left + 0.7 * width) + 1):
        covering = sum(each.left < x < each.right for each in segments)
        if covering <= _COVERED * len(segments):
            start = x if start is None else start
            if best is None or x - start > best[0]:
                best = (x - start, (x + start) / 2)
        else:
            start = None
    if best is None or best[0] < _GUTTER:
        return None
    middle = best[1]
    sides = [[each for each in segments if each.right <= middle], [each for each in segments if each.left >= middle]]
    if any(len({round(each.rise) for each in side}) < _FEWEST_ROWS for side in sides):
        return None
    if any(_measure_fill(side) < 0.6 for side in sides):
        return None
    first, second = sides
    together = sum(min(each.rise for each in first) <= each.rise <= max(each.rise for each in first) for each in second)
    return middle if together >= len(second) / 2 else None


def _measure_fill(side: Sequence[Segment]) -> float:
    """Return how much of the width of its column a typical line fills."""
    width = max(each.right for each in side) - min(each.left for each in side)
    widths = sorted(each.right - each.left for each in side)
    return widths[len(widths) // 2] / width if width else 0.0


def _split_columns(segments: Sequence[Segment], gutter: float | None) -> Iterator[tuple[list[Segment], float, float]]:
    """Yield the pieces of each column with its edges: those above one that crosses the gutter come before it."""
    if not segments:
        return
    if gutter is None:
        yield list(segments), *_find_edges(segments)
        return
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    crossing: list[Segment] = []
    edges = [
        _find_edges([each for each in segments if each.right <= gutter]),
        _find_edges([each for each in segments if each.left >= gutter]),
    ]
    whole = _find_edges(segments)
    for each in sorted(segments, key=lambda one: -one.rise):
        if each.left < gutter < each.right:
            for side, edge in zip(sides, edges, strict=True):
                if side:
                    yield list(side), *edge
                    side.clear()
            crossing.append(each)
            continue
        if crossing:
            yield list(crossing), *whole
            crossing.clear()
        sides[each.left >= gutter].append(each)
    for side, edge in ((crossing, whole), *zip(sides, edges, strict=True)):
        if side:
            yield list(side), *edge


def _find_edges(segments: Sequence[Segment]) -> tuple[float, float]:
    """Return the edges of a column: the left one before which hardly any line begins, and the right one of all."""
    lefts = sorted(each.left for each in segments)
    return lefts[len(lefts) // 20], max(each.right for each in segments)


def _make_rows(segments: Sequence[Segment], number: int, column: int, left: float, right: float) -> Iterator[Row]:
    rows: list[list[Segment]] = []
    for each in sorted(segments, key=lambda one: -one.rise):
        last = rows[-1][0] if rows else None
        if last is not None and abs(last.rise - each.rise) <= _SAME_ROW * max(last.size, each.size):
            rows[-1].append(each)
        else:
            rows.append([each])
    for row in rows:
        main = max(row, key=lambda each: (each.size, len(each.text)))
        is_rtl = sum(ord(each) in _LETTERS_OF_RTL for each in main.text) > len(main.text) / 3
        ordered = sorted(row, key=lambda each: -each.right if is_rtl else each.left)
        cells: list[tuple[float, str]] = []
        edge = None
        for each in ordered:
            text = _write_runs(each.runs, main.size, main.rise)
            gap = 0.0 if edge is None else (edge - each.right if is_rtl else each.left - edge)
            if cells and gap < _WIDE * main.size:
                joint = "" if gap < (0.5 if text.startswith(RAISED) else 0.15) * main.size else " "
                cells[-1] = (cells[-1][0], f"{cells[-1][1]}{joint}{text}")
            else:
                cells.append((each.left, text))
            edge = each.left if is_rtl else each.right
        text = _LAST_HYPHEN.sub("-", tidy_marks(" ".join(cell for _, cell in cells)))
        yield Row(
            text=text,
            cells=tuple((at, tidy_marks(cell)) for at, cell in cells),
            left=min(each.left for each in row),
            right=max(each.right for each in row),
            rise=main.rise,
            size=main.size,
            number=number,
            column=column,
            column_left=left,
            column_right=right,
        )


def _write_runs(runs: Sequence[Run], size: float, rise: float) -> str:
    written = ""
    for run in runs:
        text = run.text
        is_raised = run.size <= _RAISED_SIZE * size and run.rise >= rise + _RAISED_BY * size and text.strip()
        if is_raised:
            text = f"{RAISED}{text.strip()}{LEVEL}{' ' if text.endswith(' ') else ''}"
            written = written.rstrip()  # PDFium takes a small step for a space
        elif run.is_bold and text.strip():
            text = f"{BOLD}{text}{PLAIN}"
        written += text
    return " ".join(written.split())


def tidy_marks(text: str) -> str:
    """Return a text whose bold passages have no spaces at their edges and are not cut in two."""
    for joint in ("", " "):
        text = text.replace(f"{PLAIN}{joint}{BOLD}", joint)
    text = text.replace(f"{BOLD} ", f" {BOLD}").replace(f" {PLAIN}", f"{PLAIN} ")
    return " ".join(text.split())
