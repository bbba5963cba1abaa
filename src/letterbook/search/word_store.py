"""Keeps the words of texts, so that each text is read once, also from one build to the next."""

from __future__ import annotations

from letterbook.cache import Cache
from letterbook.search.pdf_texts import PdfTexts, SearchedPdf
from letterbook.search.text_words import TextWords, read_words, split_text, write_words
from letterbook.text.pdf.running_text import join_pages
from letterbook.text.visible_text import read_visible_text


class WordStore:
    """The words of texts. `cache` keeps those of PDFs, which `pdfs` reads."""

    def __init__(self, cache: Cache, pdfs: PdfTexts | None = None) -> None:
        self.cache = cache
        self._pdfs = pdfs or PdfTexts()
        self._names: dict[str, TextWords] = {}

    def read_name(self, text: str) -> TextWords:
        """Return the words of a title, a name or another short text."""
        if text not in self._names:
            self._names[text] = split_text(text)
        return self._names[text]

    def read_body(self, markdown: str) -> TextWords:
        """Return the words of what readers see of a text in Markdown."""
        return split_text(read_visible_text(markdown).running)

    def read_pdf(self, pdf: SearchedPdf) -> TextWords:
        """Return the words of what readers see of a PDF. It is known by its sum, and read only if it is new."""
        if (kept := self.cache.get("words of a PDF", pdf.sha256)) is not None:
            return read_words(kept)
        words = split_text(join_pages(self._pdfs.read_pages(pdf)))
        self.cache.put(write_words(words), "words of a PDF", pdf.sha256)
        return words
