"""What a PDF says to whoever opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, cast, create_string_buffer
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_MARK = b"%PDF-"
_HEAD = 1024
"""Within so many bytes the mark stands (Adobe, PDF Reference 1.7, appendix H.3, note 13)."""
_END = b"%%EOF"
"""Each version of a file that was saved behind the one before ends so; one that is made for the web has two ends."""
_FOR_THE_WEB = b"/Linearized"
_BROKEN = "\ufffe"
"""Stands where a line breaks within a word, which PDFium tells by the hyphen."""
_DEEPEST = 200
"""Bookmarks."""
_POINTER = POINTER(pdfium.FPDF_WCHAR)
_OF_NOTES = (b"Contents", b"T", b"Subj", b"V", b"DV", b"TU", b"RC", b"NM")
"""What notes and fields of forms say: PDF 32000-1:2008, tables 164, 170 and 220."""


def texts(path: str, content: bytes) -> Iterator[str]:
    """What the file tells of itself, the titles of its bookmarks, and of each page the text, the notes and fields,
    where its links lead, and its name; a page that is a picture has no text, nor has what is no PDF. Raises ValueError
    where it cannot be read, as without a password."""
    with _opened(path, content) as document:
        if document is None:
            return
        yield "\n".join(document.get_metadata_dict(skip_empty=True).values())
        yield "\n".join(each.get_title() for each in document.get_toc(max_depth=_DEEPEST))
        for number, page in enumerate(document):
            text = page.get_textpage().get_text_range()
            yield text.replace(_BROKEN, "")
            yield text.replace(_BROKEN, " ")
            yield "\n".join((*_of_notes(page), *_links(document, page)))
            yield document.get_page_label(number)


def pages(path: str, content: bytes) -> str:
    """The text of its pages, one after another. Raises ValueError as `texts` does."""
    with _opened(path, content) as document:
        found = [page.get_textpage().get_text_range() for page in document or ()]
    return "\n".join(found).replace(_BROKEN, "")


def beside_its_pages(path: str, content: bytes) -> Iterator[str]:
    """What a PDF has that readers of its pages do not see at once, in words. Raises ValueError as `texts` does."""
    with _opened(path, content) as document:
        if any(text for page in document or () for text in _of_notes(page)):
            yield "its annotations and form fields"
        if document and document.count_attachments():
            yield "the files embedded in it"
    if content.count(_END) > (2 if _FOR_THE_WEB in content[:_HEAD] else 1):
        yield "the earlier versions of it that it still contains"


def members(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files that are packed in it, by their names. Raises ValueError as `texts` does."""
    with _opened(path, content) as document:
        for number in range(document.count_attachments() if document else 0):
            member = document.get_attachment(number)
            yield member.get_name(), bytes(member.get_data())


@contextmanager
def _opened(path: str, content: bytes) -> Iterator[Any]:
    if _MARK not in content[:_HEAD]:
        yield None
        return
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if content.startswith(_MARK) or not _is_text(content):
            raise ValueError(f"{path} cannot be read") from error
        document = None
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"{path} cannot be read") from error
    finally:
        if document:
            document.close()


def _is_text(content: bytes) -> bool:
    """Then it may speak of PDFs, and be none."""
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def _of_notes(page: Any) -> Iterator[str]:
    for note in _notes(page):
        for key in _OF_NOTES:
            yield _told(partial(pdfium.FPDFAnnot_GetStringValue, note, key), "utf-16-le")


def _links(document: Any, page: Any) -> Iterator[str]:
    for note in _notes(page):
        action = pdfium.FPDFLink_GetAction(pdfium.FPDFAnnot_GetLink(note))
        yield _told(partial(pdfium.FPDFAction_GetURIPath, document, action), "utf-8")


def _notes(page: Any) -> Iterator[Any]:
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        try:
            yield note
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _told(ask: Callable[[Any, int], int], encoding: str) -> str:
    """A text that PDFium first tells the size of, in bytes, with a nought at the end."""
    size = ask(None, 0)
    buffer = create_string_buffer(size)
    ask(cast(buffer, _POINTER), size)
    return buffer.raw.decode(encoding, errors="replace").rstrip("\0")
