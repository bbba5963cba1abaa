"""Reads with PDFium where each character on a PDF's pages is, and which ones readers cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_float, c_int, c_uint, create_string_buffer
from dataclasses import dataclass, field
from math import hypot
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from letterbook.text.pdf.layout import PageLayout, PdfLayout, Run, Segment
from letterbook.text.pdf.shown import find_opening_fault

MOST_CHARACTERS = 5_000_000
TOO_LONG = f"it has more than {MOST_CHARACTERS:,} characters"
_LINE_ENDS = "\r\n"
_WIDE_GAP = 1.6
"""The narrowest gap that separates two pieces of a line, in line heights."""
_OTHER_LINE = 0.55
"""The smallest step of the baseline that begins another line, in line heights."""
_BOLD = 600
_BOLD_NAME = re.compile(rb"bold|black", re.IGNORECASE)
_DARK, _LIGHT = 90, 200
"""The greatest brightness of a box that hides what is below it, and the least of text that shows on it."""
_OPAQUE = 200
_SQUARE, _REDACTION = 5, 28
"""PDFium's numbers for annotations that are boxes, and for areas marked for redaction."""
_INVISIBLE = 3
"""The mode in which text has no colour: PDF 32000-1:2008, table 106."""
_DIGITS = "0123456789"
_RAISED_BY, _RAISED_HEIGHT, _RAISED_SIZE = 0.2, 0.55, 0.6
"""From how many sizes of the font above the baseline a digit is raised, how high it is at most, and its size then."""
_HYPHEN = "\ufffe\x02"
"""PDFium's characters for a hyphen at the end of a line."""


class _Letter(NamedTuple):
    text: str
    left: float
    right: float
    rise: float
    style: Style


class Style(NamedTuple):
    size: float
    is_bold: bool
    is_turned: bool
    is_invisible: bool
    brightness: int


def read_layout(content: bytes) -> PdfLayout:
    """Read where the text of each page is. Layers that are switched off are included."""
    if fault := find_opening_fault(content):
        return PdfLayout(fault=fault)
    pages: list[PageLayout] = []
    count = 0
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            for page in document:
                read, size = _read_page(page)
                pages.append(read)
                page.close()
                count += size
                if count > MOST_CHARACTERS:
                    return PdfLayout(fault=TOO_LONG)
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        return PdfLayout(fault="parts of it are damaged, so it cannot be read whole")
    return PdfLayout(tuple(pages))


def _read_page(page: Any) -> tuple[PageLayout, int]:
    text = page.get_textpage()
    reader = _PageReader(text.raw, find_boxes(page.raw))
    try:
        count = pdfium.FPDFText_CountChars(text.raw)
        for at in range(count):
            reader.read(at)
        segments = tuple(reader.finish())
    finally:
        text.close()
    width, height = page.get_size()
    visible = sum(len(each.text) for each in segments)
    # A scan whose text was recognised by a program has all of it without colour.
    unseen = "".join(reader.unseen) if len(reader.unseen) < visible / 2 else ""
    return PageLayout(
        width, height, segments, " ".join("".join(reader.covered).split()), " ".join(unseen.split())
    ), count


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float
    order: int
    """Its place among what the page draws, one above the other."""


@dataclass(slots=True)
class _PageReader:
    text: Any
    boxes: tuple[list[Box], dict[int, int]]
    covered: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    _done: list[Segment] = field(default_factory=list)
    _letters: list[_Letter] = field(default_factory=list)
    _styles: dict[int, Style] = field(default_factory=dict)
    _last: _Letter | None = None

    def read(self, at: int) -> None:
        code = pdfium.FPDFText_GetUnicode(self.text, at)
        character = chr(code)
        if character in _LINE_ENDS:
            self._break()
            return
        if pdfium.FPDFText_IsGenerated(self.text, at) or character == " ":
            if self._letters:
                self._letters.append(self._letters[-1]._replace(text=" "))
            return
        letter = self._read_letter(at, "-" if character in _HYPHEN else character)
        if self._last is not None and self._letters and _is_apart(self._last, letter):
            self._break()
        self._letters.append(letter)
        self._last = letter

    def finish(self) -> Iterator[Segment]:
        self._break()
        yield from self._done

    def _read_letter(self, at: int, character: str) -> _Letter:
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self.text, at, byref(box))
        x, y = c_double(), c_double()
        pdfium.FPDFText_GetCharOrigin(self.text, at, byref(x), byref(y))
        drawn = pdfium.FPDFText_GetTextObject(self.text, at)
        place = find_address(drawn)
        if place not in self._styles:
            self._styles[place] = read_style(self.text, at, drawn)
        letter = _Letter(character, box.left, box.right, y.value, self._styles[place])
        if character in _DIGITS:
            letter = self._raise(letter, at)
        self._note_hidden(letter, place)
        return letter

    def _raise(self, letter: _Letter, at: int) -> _Letter:
        """Return a digit with the place and size that it shows: some fonts have raised digits of their own."""
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(self.text, at, byref(left), byref(right), byref(bottom), byref(top))
        size = letter.style.size
        if bottom.value - letter.rise < _RAISED_BY * size or top.value - bottom.value > _RAISED_HEIGHT * size:
            return letter
        return letter._replace(rise=bottom.value, style=letter.style._replace(size=round(_RAISED_SIZE * size, 1)))

    def _note_hidden(self, letter: _Letter, place: int) -> None:
        boxes, orders = self.boxes
        order = orders.get(place, -1)
        style = letter.style
        across, up = (letter.left + letter.right) / 2, letter.rise + style.size / 5
        if style.brightness < _LIGHT and any(
            box.left <= across <= box.right and box.bottom <= up <= box.top and box.order > order >= 0 for box in boxes
        ):
            self.covered.append(letter.text)
        elif style.is_invisible:
            self.unseen.append(letter.text)

    def _break(self) -> None:
        letters = self._letters
        while letters and letters[-1].text == " ":
            letters.pop()
        if letters:
            self._done.append(_make_segment(letters))
        self._letters = []


def _is_apart(last: _Letter, letter: _Letter) -> bool:
    """Whether a character begins another piece: on another line, or after a wide gap."""
    height = max(last.style.size, letter.style.size, 1.0)
    if last.style.is_turned or letter.style.is_turned:
        return last.style.is_turned != letter.style.is_turned
    gap = max(letter.left - last.right, last.left - letter.right)
    return gap > _WIDE_GAP * height or abs(letter.rise - last.rise) > _OTHER_LINE * height


def _make_segment(letters: list[_Letter]) -> Segment:
    runs: list[Run] = []
    for each in letters:
        run = Run(each.text, each.style.size, round(each.rise, 1), each.style.is_bold)
        if runs and runs[-1][1:] == run[1:]:
            runs[-1] = runs[-1]._replace(text=runs[-1].text + each.text)
        else:
            runs.append(run)
    return Segment(
        tuple(runs),
        round(min(each.left for each in letters), 1),
        round(max(each.right for each in letters), 1),
        letters[0].style.is_turned,
    )


def read_style(text: Any, at: int, drawn: Any) -> Style:
    flags, name = c_int(), create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, at, name, len(name), byref(flags))
    is_bold = pdfium.FPDFText_GetFontWeight(text, at) >= _BOLD or _BOLD_NAME.search(name.value) is not None
    mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
    turn = pdfium.FPDFText_GetCharAngle(text, at)
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    pdfium.FPDFText_GetFillColor(text, at, byref(red), byref(green), byref(blue), byref(alpha))
    brightness = (red.value + green.value + blue.value) // 3
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, at, byref(matrix))
    return Style(
        round(pdfium.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d), 1),
        is_bold,
        0.05 < turn < 6.23,
        mode == _INVISIBLE or alpha.value == 0 or (mode == 0 and brightness >= 254),
        brightness,
    )


def find_address(drawn: Any) -> int:
    return addressof(drawn.contents) if drawn else 0


def find_boxes(page: Any) -> tuple[list[Box], dict[int, int]]:
    """Return the dark boxes of a page that hide what is below them, and the order in which it draws its texts."""
    boxes: list[Box] = []
    orders: dict[int, int] = {}
    count = pdfium.FPDFPage_CountObjects(page)
    for order in range(count):
        drawn = pdfium.FPDFPage_GetObject(page, order)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            orders[find_address(drawn)] = order
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_dark(drawn):
            left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
            if pdfium.FPDFPageObj_GetBounds(drawn, byref(left), byref(bottom), byref(right), byref(top)):
                boxes.append(Box(left.value, bottom.value, right.value, top.value, order))
    return [*boxes, *_find_dark_notes(page, count)], orders


def _is_dark(drawn: Any) -> bool:
    fill, stroke = c_int(), c_int()
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    return bool(
        pdfium.FPDFPath_GetDrawMode(drawn, byref(fill), byref(stroke))
        and fill.value
        and pdfium.FPDFPageObj_GetFillColor(drawn, byref(red), byref(green), byref(blue), byref(alpha))
        and alpha.value >= _OPAQUE
        and (red.value + green.value + blue.value) // 3 < _DARK
    )


def _find_dark_notes(page: Any, order: int) -> Iterator[Box]:
    """Find annotations that are dark boxes, and areas marked for redaction. Both are above everything that is drawn."""
    for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, at)
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
            inside = pdfium.FPDFAnnot_GetColor(note, 1, byref(red), byref(green), byref(blue), byref(alpha))
            is_dark = inside and alpha.value >= _OPAQUE and (red.value + green.value + blue.value) // 3 < _DARK
            box = pdfium.FS_RECTF()
            if (kind == _REDACTION or (kind == _SQUARE and is_dark)) and pdfium.FPDFAnnot_GetRect(note, byref(box)):
                yield Box(
                    min(box.left, box.right),
                    min(box.bottom, box.top),
                    max(box.left, box.right),
                    max(box.bottom, box.top),
                    order,
                )
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
