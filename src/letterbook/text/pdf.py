"""Opens a PDF as a reader does, and reads what it holds: the text of its pages, and what readers do not see at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, c_double, cast, create_string_buffer
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_MARK = b"%PDF-"
_HEAD = 1024
"""The mark is within this many bytes of the start (Adobe, PDF Reference 1.7, appendix H.3, note 13)."""
_END = b"%%EOF"
"""Ends each version of a file that was saved by appending to it. A file made for the web has two ends."""
_FOR_THE_WEB = b"/Linearized"
_BROKEN = "\ufffe"
"""PDFium's character for a hyphen at the end of a line, where it takes the word to go on."""
_DEEPEST = 200
"""How deep bookmarks are read."""
_POINTER = POINTER(pdfium.FPDF_WCHAR)
_NOTE_KEYS = (b"Contents", b"T", b"Subj", b"V", b"DV", b"TU", b"RC", b"NM")
"""The keys of annotations and form fields that hold text: PDF 32000-1:2008, tables 164, 170 and 220."""


def read_texts(path: str, content: bytes) -> Iterator[str]:
    """Read all texts of a PDF: its metadata and the titles of its bookmarks, and for each page its text (twice, with
    broken words joined and split), its notes, form fields and link targets, and its label.

    `path` is only for messages. A page that is a picture has no text. Yields nothing where `content` is no PDF. Raises
    ValueError where it cannot be read, for example without a password.
    """
    with _open(path, content) as document:
        if document is None:
            return
        yield "\n".join(document.get_metadata_dict(skip_empty=True).values())
        yield "\n".join(each.get_title() for each in document.get_toc(max_depth=_DEEPEST))
        for number, page in enumerate(document):
            text = page.get_textpage().get_text_range()
            yield text.replace(_BROKEN, "")
            yield text.replace(_BROKEN, " ")
            yield "\n".join((*_read_notes(page), *_read_links(document, page)))
            yield document.get_page_label(number)


def read_page_text(path: str, content: bytes) -> str:
    """Return the text of all pages, joined by line breaks. Raises ValueError as `read_texts` does."""
    with _open(path, content) as document:
        found = [page.get_textpage().get_text_range() for page in document or ()]
    return "\n".join(found).replace(_BROKEN, "")


def find_unseen_parts(path: str, content: bytes) -> Iterator[str]:
    """Name what a PDF holds that readers of its pages do not see at once. Raises ValueError as `read_texts` does."""
    with _open(path, content) as document:
        if any(text for page in document or () for text in _read_notes(page)):
            yield "its annotations and form fields"
        if document and document.count_attachments():
            yield "the files embedded in it"
    if content.count(_END) > (2 if _FOR_THE_WEB in content[:_HEAD] else 1):
        yield "the earlier versions of it that it still contains"


def read_embedded_files(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each embedded file. Raises ValueError as `read_texts` does."""
    with _open(path, content) as document:
        for number in range(document.count_attachments() if document else 0):
            member = document.get_attachment(number)
            yield member.get_name(), bytes(member.get_data())


_DAMAGED = "it is damaged, or only a part of it was copied"
LOCKED = "it can be opened only with a password"
"""A reason returned by `find_opening_fault`."""


def find_opening_fault(path: Path) -> str:
    """Open a PDF and look at the size of each page. Return why readers cannot open it, or "" if they can.

    A large file is not read into memory. Raises OSError if the file does not exist.
    """
    path.stat()
    document = pdfium.FPDF_LoadDocument(os.fsencode(path), None)
    if not document:
        return LOCKED if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else _DAMAGED
    try:
        count = pdfium.FPDF_GetPageCount(document)
        width, height = c_double(), c_double()
        for number in range(count):
            if not pdfium.FPDF_GetPageSizeByIndex(document, number, width, height):
                return f"its page {number + 1:,} is damaged"
        return "" if count else "it has no pages"
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def _open(path: str, content: bytes) -> Iterator[Any]:
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
    """Whether it is plain text, which may mention the mark of a PDF without being one."""
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def _read_notes(page: Any) -> Iterator[str]:
    for note in _notes(page):
        for key in _NOTE_KEYS:
            yield _read_string(partial(pdfium.FPDFAnnot_GetStringValue, note, key), "utf-16-le")


def _read_links(document: Any, page: Any) -> Iterator[str]:
    for note in _notes(page):
        action = pdfium.FPDFLink_GetAction(pdfium.FPDFAnnot_GetLink(note))
        yield _read_string(partial(pdfium.FPDFAction_GetURIPath, document, action), "utf-8")


def _notes(page: Any) -> Iterator[Any]:
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        try:
            yield note
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _read_string(ask: Callable[[Any, int], int], encoding: str) -> str:
    """Read a string from PDFium. Asked without a buffer, it gives the size in bytes, including the final NUL."""
    size = ask(None, 0)
    buffer = create_string_buffer(size)
    ask(cast(buffer, _POINTER), size)
    return buffer.raw.decode(encoding, errors="replace").rstrip("\0")
