"""Compares the texts of PDFs in the search index with the PDFs of the site.

Nothing else can be in these parts of the index: each must be, byte for byte, what the pages of the public attachment
show. `documents` decides what a PDF may show.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from letterbook.audit.fingerprints import normalize
from letterbook.search.data_files import render_page_texts
from letterbook.search.reading import ReadIndex
from letterbook.text.pdf import PdfReader
from letterbook.text.pdf.running_text import join_pages, read_running_text


class IndexedPdfs:
    """The PDFs of a site whose texts its index has.

    `declared` are the SHA-256 checksums of the public attachments; any other file is treated as showing nothing.
    """

    def __init__(self, site: Path, index: ReadIndex, declared: AbstractSet[str], pdfs: PdfReader) -> None:
        self._site = site
        self._index = index
        self._declared = declared
        self._pdfs = pdfs

    def list_texts(self) -> Iterator[tuple[str, str]]:
        """Yield the address of each PDF with what its pages show, normalised."""
        for address, _ in self._index.pdfs:
            yield address, normalize(join_pages(self._read_pages(address)))

    def find_unlike(self) -> Iterator[str]:
        """Yield the path of each part of the index that differs from what its PDF shows."""
        for address, path in self._index.pdfs:
            _, file = render_page_texts(self._read_pages(address))
            if (self._site / path).read_bytes() != file.content:
                yield path

    def _read_pages(self, address: str) -> Sequence[str]:
        path = self._site / address
        content = path.read_bytes() if path.is_file() else b""
        known = hashlib.sha256(content).hexdigest() in self._declared
        return read_running_text(self._pdfs.read(content)) if known else ()
