"""Reads PDFs whole: the text that their pages show, and everything that they hold besides.

PDFium (`shown`) reads what a reader of the pages can copy, qpdf (`objects`, `drawings`, `versions`) every object of the
file. Both run in a process of their own (`worker`), which is ended when a file takes too much time or memory.
"""

from letterbook.text.pdf.content import BROKEN, LOCKED, Kind, Packed, PdfContent
from letterbook.text.pdf.layout import PageLayout, PdfLayout, Run, Segment
from letterbook.text.pdf.reader import PdfReader, is_pdf, read_layout

__all__ = [
    "BROKEN",
    "LOCKED",
    "Kind",
    "Packed",
    "PageLayout",
    "PdfContent",
    "PdfLayout",
    "PdfReader",
    "Run",
    "Segment",
    "is_pdf",
    "read_layout",
]
