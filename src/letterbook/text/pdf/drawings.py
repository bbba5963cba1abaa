"""Reads the texts of a PDF's drawings that its pages do not show, or show as something else.

Drawings are the forms and patterns that pages, notes and fields are made of. Each is put on a page of its own, and so
are pages that are in the file but not among its pages, and pages of which a mark says that they read otherwise than
they look (`/ActualText`), without that mark. PDFium then reads them as it reads any page.
"""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf

_MARK = re.compile(rb"/(?:#[0-9A-Fa-f]{2}|[A-Za-z])+")
"""A name in the instructions that draw a page, whose letters may be written in hexadecimal."""
_SAYS_OTHERWISE = "/ActualText"


def lay_out_drawings(document: pikepdf.Pdf) -> bytes:
    """Return a PDF with a page for each drawing of `document`, or b"" if there is none. Changes the document."""
    shown = {page.objgen for page in document.pages}
    count = len(shown)
    marked = [each for each in document.pages if _unmark(document, each.obj)]
    drawings = [each for each in document.objects if _is_drawing(each)]
    lost = [each for each in document.objects if _is_page(each) and each.objgen not in shown]
    if not (drawings or lost or marked):
        return b""
    for each in lost:
        _unmark(document, each)
        _add_page(document, each.get("/Resources"), each.get("/Contents"))
    for drawing in drawings:
        _add_drawing(document, drawing)
    kept = {each.objgen for each in marked}
    for number in reversed(range(min(count, len(document.pages)))):
        if document.pages[number].objgen not in kept:
            del document.pages[number]
    saved = io.BytesIO()
    document.save(saved, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return saved.getvalue()


def _is_drawing(found: Any) -> bool:
    return isinstance(found, pikepdf.Stream) and (found.get("/Subtype") == "/Form" or "/PatternType" in found)


def _is_page(found: Any) -> bool:
    return isinstance(found, pikepdf.Dictionary) and (
        found.get("/Type") == "/Page" or ("/Contents" in found and "/Resources" in found)
    )


def _add_drawing(document: pikepdf.Pdf, drawing: Any) -> None:
    drawing.stream_dict["/Type"] = pikepdf.Name.XObject
    drawing.stream_dict["/Subtype"] = pikepdf.Name.Form
    if "/BBox" not in drawing:
        drawing.stream_dict["/BBox"] = pikepdf.Array([0, 0, 14400, 14400])
    if "/OC" in drawing:
        del drawing["/OC"]
    _unmark(document, drawing)
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=drawing))
    _add_page(document, resources, document.make_stream(b"/X Do"))


def _add_page(document: pikepdf.Pdf, resources: Any, contents: Any) -> None:
    page = document.add_blank_page(page_size=(14400, 14400))
    page.obj["/Resources"] = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
    if isinstance(contents, pikepdf.Stream | pikepdf.Array):
        page.obj["/Contents"] = contents


def _unmark(document: pikepdf.Pdf, drawn: Any) -> bool:
    """Remove the marks of a page or drawing that say that a piece of it reads otherwise; whether there are any."""
    found = False
    resources = drawn.get("/Resources")
    marks = resources.get("/Properties") if isinstance(resources, pikepdf.Dictionary) else None
    for mark in marks.values() if isinstance(marks, pikepdf.Dictionary) else ():
        if isinstance(mark, pikepdf.Dictionary) and _SAYS_OTHERWISE in mark:
            del mark[_SAYS_OTHERWISE]
            found = True
    try:
        content = drawn.read_bytes() if isinstance(drawn, pikepdf.Stream) else _read_contents(drawn)
    except pikepdf.PdfError:
        return found
    plain = _MARK.sub(_rename, content) if b"BDC" in content else content
    if plain != content:
        if isinstance(drawn, pikepdf.Stream):
            drawn.write(plain)
        else:
            drawn["/Contents"] = document.make_stream(plain)
        found = True
    return found


def _read_contents(page: Any) -> bytes:
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        return contents.read_bytes()
    parts = contents if isinstance(contents, pikepdf.Array) else ()
    return b"\n".join(each.read_bytes() for each in parts if isinstance(each, pikepdf.Stream))


def _rename(match: re.Match[bytes]) -> bytes:
    name = re.sub(rb"#([0-9A-Fa-f]{2})", lambda each: bytes.fromhex(each[1].decode()), match[0])
    return b"/ShownText" if name == _SAYS_OTHERWISE.encode() else match[0]
