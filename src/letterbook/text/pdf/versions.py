"""Reads a PDF whole: the file as readers open it, and the earlier versions that are still in it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress

import pikepdf

from letterbook.text.pdf.content import Kind, PdfContent
from letterbook.text.pdf.drawings import lay_out_drawings
from letterbook.text.pdf.objects import (
    MOST_BYTES,
    Findings,
    TooLarge,
    count_redaction_marks,
    list_hidden_layers,
    read_objects,
)
from letterbook.text.pdf.seen import read_seen_pages
from letterbook.text.pdf.shown import find_opening_fault, read_pages

_END = b"%%EOF"
"""Ends each version of a file that was saved by appending to it."""
_TABLE = b"startxref"
"""Says where the table of objects is. Without it, qpdf looks for the objects themselves, those of no table included."""
_OBJECT = re.compile(rb"\b[0-9]+[\s\0]+[0-9]+[\s\0]+obj\b")
"""The beginning of an object, which qpdf looks for at the beginning of a line."""
MOST_VERSIONS = 100
"""How many versions of one file are read."""


def read_versions(content: bytes) -> PdfContent:
    """Read all there is in a PDF."""
    if fault := find_opening_fault(content):
        return PdfContent(fault=fault)
    findings = Findings()
    try:
        pages = []
        for text, label in read_pages(content):
            pages.append(text)
            findings.add(Kind.LABELS, label)
        with pikepdf.open(io.BytesIO(content)) as document:
            findings.unapplied = count_redaction_marks(document)
            layers = list_hidden_layers(document)
            read_objects(document, findings)
            drawn = lay_out_drawings(document)
        seen = tuple(each for each in read_seen_pages(content, pages, layers) if each[1] != pages[each[0]])
        shown = _split_lines("\n".join(pages))
        _add_pages(drawn, shown, findings, Kind.DRAWINGS)
        ends = list(_find_ends(content))
        if len(ends) > MOST_VERSIONS:
            return PdfContent(fault=f"it contains more than {MOST_VERSIONS} earlier versions of itself")
        for end in ends:
            _read_earlier(content[:end], shown, findings)
        _read_earlier(_OBJECT.sub(rb"\n\g<0>", content.replace(_TABLE, b"")), shown, findings)
    except TooLarge:
        return PdfContent(fault=f"it unpacks to more than {MOST_BYTES >> 20} MB")
    except pikepdf.PasswordError:
        return PdfContent(fault="it can be opened only with a password")
    except (pikepdf.PdfError, ValueError):
        return PdfContent(fault="parts of it are damaged, so it cannot be read whole")
    return PdfContent(
        pages=tuple(pages),
        seen=seen,
        hidden=tuple(findings.hidden),
        packed=tuple(findings.packed.values()),
        unapplied=findings.unapplied,
    )


def _find_ends(content: bytes) -> Iterator[int]:
    """Yield where each earlier version ends. A file made for the web has an end that ends none, which does no harm."""
    last = content.rfind(_END)
    at = content.find(_END)
    while -1 < at < last:
        yield at + len(_END)
        at = content.find(_END, at + 1)


def _read_earlier(content: bytes, shown: set[str], findings: Findings) -> None:
    """Add what an earlier version has and a later one has not. What cannot be opened by any means is left out."""
    with suppress(pikepdf.PdfError, ValueError, RuntimeError):
        _add_pages(content, shown, findings, Kind.EARLIER)
    with suppress(pikepdf.PdfError, ValueError, RuntimeError):
        with pikepdf.open(io.BytesIO(content)) as document:
            read_objects(document, findings)
            drawn = lay_out_drawings(document)
        _add_pages(drawn, shown, findings, Kind.EARLIER)


def _add_pages(content: bytes, shown: set[str], findings: Findings, kind: Kind) -> None:
    """Add the texts of pages that have a line which no page before had."""
    for text, _ in read_pages(content) if content else ():
        lines = _split_lines(text)
        if not lines <= shown:
            shown |= lines
            findings.add(kind, text)


def _split_lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines()}
