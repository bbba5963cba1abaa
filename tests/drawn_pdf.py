"""PDFs whose every line is drawn at a given place, so that a test says where the words of a page are."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

WIDTH, HEIGHT, MARGIN, LEADING = 595, 842, 71, 14


class Line(NamedTuple):
    """A line of text: its place from the left and the bottom of the page, its size, and whether it is bold."""

    left: float
    rise: float
    text: str
    size: float = 11
    is_bold: bool = False


class Box(NamedTuple):
    """A filled rectangle, black if nothing else is said."""

    left: float
    bottom: float
    width: float
    height: float
    grey: float = 0


def draw(*pages: Sequence[Line | Box]) -> bytes:
    """Return a PDF with pages of A4, each drawn in the order given."""
    document = pikepdf.new()
    for page in pages:
        blank = document.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
        fonts = {
            name: Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{font}"), Encoding=Name.WinAnsiEncoding
            )
            for name, font in (("F1", "Helvetica"), ("F2", "Helvetica-Bold"))
        }
        blank.Resources = Dictionary(Font=Dictionary({f"/{name}": font for name, font in fonts.items()}))
        blank.MediaBox = Array([0, 0, WIDTH, HEIGHT])
        blank.Contents = Stream(document, b"\n".join(map(_draw, page)))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def set_paragraphs(*paragraphs: str, top: float = HEIGHT - MARGIN, left: float = MARGIN, gap: float = 10) -> list[Line]:
    """Place paragraphs below each other; a line ends where the paragraph has one."""
    lines: list[Line] = []
    rise = top
    for paragraph in paragraphs:
        for text in paragraph.split("\n"):
            lines.append(Line(left, rise, text))
            rise -= LEADING
        rise -= gap
    return lines


def _draw(each: Line | Box) -> bytes:
    if isinstance(each, Box):
        return b"%g g %g %g %g %g re f 0 g" % (each.grey, each.left, each.bottom, each.width, each.height)
    text = each.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"F2" if each.is_bold else b"F1"
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET" % (font, each.size, each.left, each.rise, text)
