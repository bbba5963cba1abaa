"""Reads what a reader of a PDF's pages can copy, with PDFium, which is also in browsers."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_double

import pypdfium2
import pypdfium2.raw as pdfium

from letterbook.text.pdf.content import DAMAGED, LOCKED


def find_opening_fault(content: bytes) -> str:
    """Open a PDF and look at the size of each page. Return why readers cannot open it, or "" if they can."""
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        return LOCKED if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else DAMAGED
    try:
        count = pdfium.FPDF_GetPageCount(document)
        width, height = c_double(), c_double()
        for number in range(count):
            if not pdfium.FPDF_GetPageSizeByIndex(document, number, width, height):
                return f"its page {number + 1:,} is damaged"
        return "" if count else "it has no pages"
    finally:
        pdfium.FPDF_CloseDocument(document)


def read_pages(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text of each page, and its label. A page that is a picture has no text.

    The text includes layers that are switched off, text outside the page, and text of no colour. Raises ValueError
    where a page cannot be read.
    """
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            for number, page in enumerate(document):
                text = page.get_textpage()
                yield text.get_text_range(), document.get_page_label(number)
                text.close()
                page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise ValueError("a page cannot be read") from error
