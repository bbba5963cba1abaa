"""Reads the text of a PDF's pages as readers see it, if that is not everything that can be copied.

Left out is what is below a dark box, without colour, outside the page or in a layer that is switched off. The letters
of Hebrew and Arabic words, which some programs write from left to right, are put in the order in which they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from ctypes import POINTER, byref, c_double, c_float, c_uint, c_ulong, c_ushort, cast, create_string_buffer
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from letterbook.text.pdf.content import BROKEN
from letterbook.text.pdf.placed import Box, find_address, find_boxes

_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ALEF, _LAM = frozenset("اأإآٱ"), "ل"
_HYPHENS = frozenset("\x02\ufffe")
"""PDFium's characters for a hyphen at the end of a line."""
_LINE_END = "\r\n"
_LONGEST_NAME = 256


class _Letter(NamedTuple):
    text: str
    left: float
    right: float
    is_hidden: bool = False
    is_colourless: bool = False


def read_seen_pages(content: bytes, texts: Sequence[str], layers: AbstractSet[str]) -> Iterator[tuple[int, str]]:
    """Yield the number, from 0, and the text of each page of which less is seen than can be copied.

    `texts` are what can be copied, and `layers` the names of the layers that are switched off. Raises ValueError where
    a page cannot be read.
    """
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            for number, page in enumerate(document):
                if texts[number].strip():
                    reader = _PageReader(page, layers)
                    if _FROM_RIGHT.search(texts[number]) or reader.has_suspects():
                        yield number, reader.read()
                page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise ValueError("a page cannot be read") from error


class _PageReader:
    def __init__(self, page: Any, layers: AbstractSet[str]) -> None:
        self._page = page
        self._layers = layers
        self._edges: tuple[float, float, float, float] = page.get_bbox()
        self._boxes, self._orders = find_boxes(page.raw)
        self._hidden: dict[int, tuple[bool, bool]] = {}

    def has_suspects(self) -> bool:
        """Whether each letter has to be examined, which takes longer."""
        return bool(self._boxes) or any(
            self._is_out(each) or _has_no_colour(each) or self._is_switched_off(each)
            for each in _list_texts(self._page.raw)
        )

    def read(self) -> str:
        """Return the text that is seen. If most of it has no colour, it was recognised by a program in a scan."""
        text = self._page.get_textpage()
        try:
            letters = [self._read_letter(text.raw, at) for at in range(pdfium.FPDFText_CountChars(text.raw))]
        finally:
            text.close()
        is_scan = 2 * sum(each.is_colourless for each in letters) > len(letters)
        seen = [each for each in letters if not each.is_hidden and (is_scan or not each.is_colourless)]
        return "".join(_order(seen)).replace(f"{BROKEN}{_LINE_END}", BROKEN)

    def _read_letter(self, text: Any, at: int) -> _Letter:
        character = chr(pdfium.FPDFText_GetUnicode(text, at)).replace("\0", "")  # of a font that does not say
        if character.isspace() or pdfium.FPDFText_IsGenerated(text, at):
            return _Letter(_name_hyphen(character), 0, 0)
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(text, at, byref(left), byref(right), byref(bottom), byref(top))
        across, up = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        drawn = pdfium.FPDFText_GetTextObject(text, at)
        place = find_address(drawn)
        if place not in self._hidden:
            self._hidden[place] = _has_no_colour(drawn), self._is_switched_off(drawn)
        is_colourless, is_off = self._hidden[place]
        order = self._orders.get(place, -1)
        is_hidden = (
            is_off
            or not (self._edges[0] <= across <= self._edges[2] and self._edges[1] <= up <= self._edges[3])
            or any(each.order > order >= 0 and _covers(each, across, up) for each in self._boxes)
        )
        return _Letter(_name_hyphen(character), left.value, right.value, is_hidden, is_colourless)

    def _is_out(self, drawn: Any) -> bool:
        left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
        pdfium.FPDFPageObj_GetBounds(drawn, byref(left), byref(bottom), byref(right), byref(top))
        edges = self._edges
        return left.value < edges[0] or bottom.value < edges[1] or right.value > edges[2] or top.value > edges[3]

    def _is_switched_off(self, drawn: Any) -> bool:
        return bool(self._layers and drawn) and not self._layers.isdisjoint(_list_layers(drawn))


def _name_hyphen(character: str) -> str:
    return BROKEN if character in _HYPHENS else character


def _has_no_colour(drawn: Any) -> bool:
    if not drawn:
        return False
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    pdfium.FPDFPageObj_GetFillColor(drawn, byref(red), byref(green), byref(blue), byref(alpha))
    return pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or alpha.value == 0


def _list_texts(page: Any) -> Iterator[Any]:
    """Yield the pieces of text that a page draws, those in forms included."""
    left = [pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page))]
    while left:
        drawn = left.pop()
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield drawn
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            left += [pdfium.FPDFFormObj_GetObject(drawn, at) for at in range(pdfium.FPDFFormObj_CountObjects(drawn))]


def _list_layers(drawn: Any) -> Iterator[str]:
    """Yield the names of the layers that a piece of a page is in."""
    for at in range(pdfium.FPDFPageObj_CountMarks(drawn)):
        mark = pdfium.FPDFPageObj_GetMark(drawn, at)
        buffer, length = create_string_buffer(2 * _LONGEST_NAME), c_ulong()
        if pdfium.FPDFPageObjMark_GetParamStringValue(
            mark, b"Name", cast(buffer, POINTER(c_ushort)), len(buffer), byref(length)
        ):
            yield buffer.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def _covers(box: Box, across: float, up: float) -> bool:
    return box.left <= across <= box.right and box.bottom <= up <= box.top


def _order(letters: Sequence[_Letter]) -> Iterator[str]:
    """Yield letters in reading order: those of a right-to-left word are reversed."""
    for is_word, run in groupby(letters, lambda each: _FROM_RIGHT.match(each.text) is not None):
        word = list(run)
        if is_word and word[0].left < word[-1].left:
            word.reverse()
        texts = [each.text for each in word]
        for at, (one, other) in enumerate(pairwise(word)):
            # The two letters of one sign are in the order in which they are written, not read.
            if is_word and one.text in _ALEF and other.text == _LAM and one.left == other.left:
                texts[at], texts[at + 1] = other.text, one.text
        yield from texts
