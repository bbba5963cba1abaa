"""Keeps the words of texts, so that each text is read once, also from one build to the next."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from letterbook.search.pdf_texts import PdfTexts, SearchedPdf
from letterbook.search.text_words import TextWords, read_words, split_text, write_words
from letterbook.text.pdf.running_text import join_pages
from letterbook.text.visible_text import read_visible_text

_SUM = hashlib.sha256().digest_size
_NUMBER = 4
_PACKAGE = Path(__file__).parents[1]
_RULES = ("text/*.py", "text/pdf/*.py", "search/tokenize.py", "search/text_words.py")
"""The modules that decide what the words of a text are."""
_READERS = ("pyromark", "nh3", "pypdfium2", "pikepdf")


class WordStore:
    """The words of texts. `folder` keeps those of long texts from one build to the next; None keeps nothing. `pdfs`
    reads PDFs."""

    def __init__(self, folder: Path | None, pdfs: PdfTexts | None = None) -> None:
        self._folder = folder
        self._pdfs = pdfs or PdfTexts()
        self._kept = dict(_read_files(folder)) if folder else {}
        self._used: dict[bytes, bytes] = {}
        self._names: dict[str, TextWords] = {}

    def read_name(self, text: str) -> TextWords:
        """Return the words of a title, a name or another short text."""
        if text not in self._names:
            self._names[text] = split_text(text)
        return self._names[text]

    def read_body(self, markdown: str) -> TextWords:
        """Return the words of what readers see of a text in Markdown."""
        return self._read(f"text {markdown}", lambda: read_visible_text(markdown).running)

    def read_pdf(self, pdf: SearchedPdf) -> TextWords:
        """Return the words of what readers see of a PDF. It is known by its sum, and read only if it is new."""
        return self._read(f"pdf {pdf.sha256}", lambda: join_pages(self._pdfs.read_pages(pdf)))

    def _read(self, name: str, read: Callable[[], str]) -> TextWords:
        key = hashlib.sha256(_hash_rules() + name.encode()).digest()
        kept = self._used.get(key) or self._kept.get(key)
        if kept is not None:
            self._used[key] = kept
            return read_words(kept)
        words = split_text(read())
        self._used[key] = write_words(words)
        return words

    def save(self) -> None:
        """Keep what this build used, and nothing else, in the folder."""
        if self._folder is None or self._used.keys() == self._kept.keys():
            return
        files: dict[str, list[bytes]] = defaultdict(list)
        for key in sorted(self._used):
            files[f"{key[0]:02x}"] += [key, len(self._used[key]).to_bytes(_NUMBER, "little"), self._used[key]]
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in self._folder.iterdir():
            if path.name not in files and path.is_file():
                path.unlink()
        for name, pieces in files.items():
            _write_file(self._folder / name, b"".join(pieces))


def _read_files(folder: Path) -> Iterator[tuple[bytes, bytes]]:
    """Yield the checksum and the words of each text in a folder; a file that is cut short gives what it has whole."""
    for path in sorted(folder.glob("[0-9a-f][0-9a-f]")):
        content = path.read_bytes()
        at = 0
        while at + _SUM + _NUMBER <= len(content):
            start = at + _SUM + _NUMBER
            end = start + int.from_bytes(content[start - _NUMBER : start], "little")
            if end <= len(content):
                yield content[at : at + _SUM], content[start:end]
            at = end


def _write_file(path: Path, content: bytes) -> None:
    """Write a file that is never seen unfinished, unless it already has that content."""
    if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
        return
    staging = path.with_name(f"{path.name}.{os.getpid()}")
    staging.write_bytes(content)
    staging.replace(path)


@cache
def _hash_rules() -> bytes:
    """Return a checksum of everything that decides what the words of a text are."""
    rules = hashlib.sha256(" ".join([unicodedata.unidata_version, *map(version, _READERS)]).encode())
    for pattern in _RULES:
        for path in sorted(_PACKAGE.glob(pattern)):
            rules.update(path.read_bytes())
    return rules.digest()
