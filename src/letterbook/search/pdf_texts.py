"""Reads the text of public PDFs that have no full text in Markdown beside them, so that it can be searched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from letterbook import urls
from letterbook.model.public import Communication, Response, TextKept
from letterbook.text.pdf import PdfReader
from letterbook.text.pdf.running_text import read_running_text


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedPdf:
    """A PDF whose text is searched: its `address` in the site, the path of the file in the record (`origin`), its
    SHA-256 sum, and the tag of its language."""

    address: str
    origin: Path
    sha256: str
    language: str


class PdfTexts:
    """The texts of PDFs; `pdfs` reads the files."""

    def __init__(self, pdfs: PdfReader | None = None) -> None:
        self._pdfs = pdfs or PdfReader()

    def read_pages(self, pdf: SearchedPdf) -> tuple[str, ...]:
        """Return the running text of each page, or "" for a page that is a picture.

        Raises OSError if the file cannot be read.
        """
        return read_running_text(self._pdfs.read_file(pdf.origin, pdf.sha256))


def list_searched_pdfs(filed: Communication | Response) -> Iterator[SearchedPdf]:
    """Yield the attachments of a letter or response whose full text is not on its page."""
    if filed.text_kept is TextKept.FULL:
        return
    letter = filed.reference if isinstance(filed, Communication) else filed.letter
    for each in filed.attachments:
        address = urls.attachment(letter, each.file)
        yield SearchedPdf(address=address, origin=each.origin, sha256=each.sha256, language=each.language)
