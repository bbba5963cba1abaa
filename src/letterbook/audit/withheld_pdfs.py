"""Reads the PDFs of withheld letters and responses whose full text the record does not have in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from letterbook.ingest.attached_files import ATTACHMENTS, is_file, is_path
from letterbook.model.record import Letter, Response, TextKept
from letterbook.text.pdf import PdfReader
from letterbook.text.pdf.running_text import join_pages, read_running_text


def read_withheld_pdfs(filed: Letter | Response, folder: Path, pdfs: PdfReader) -> Iterator[str]:
    """Yield what the pages of each PDF of a withheld letter or response show; `folder` is that of the record."""
    if filed.text is TextKept.FULL:
        return
    slug = (filed.reference if isinstance(filed, Letter) else filed.letter).slug
    for each in filed.attachments:
        path = folder / ATTACHMENTS / slug / each.file
        if not is_path(each.file) and is_file(path):
            yield join_pages(read_running_text(pdfs.read_file(path, each.sha256)))
