"""Keeps the counted words of texts, so that each text is counted once, also from one build to the next."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from letterbook.search.parts import decode_part, encode_part
from letterbook.search.word_counts import WordCounts, count_words, read_counts, write_counts
from letterbook.text.visible_text import read_visible_text

_SUM = hashlib.sha256().digest_size
_NUMBER = 4
_PACKAGE = Path(__file__).parents[1]
_RULES = ("text/*.py", "search/tokenize.py", "search/word_counts.py", "search/parts.py")
"""The modules that decide what the words of a text are."""


class CountStore:
    """The counts of the words of texts. `folder` keeps those of long texts from one build to the next; None keeps
    nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._kept = dict(_read_files(folder)) if folder else {}
        self._used: dict[bytes, bytes] = {}
        self._names: dict[str, WordCounts] = {}

    def count_name(self, text: str) -> WordCounts:
        """Return the counts of a title, a name or another short text."""
        if text not in self._names:
            self._names[text] = count_words(text)
        return self._names[text]

    def count_body(self, markdown: str) -> WordCounts:
        """Return the counts of what readers see of a text in Markdown."""
        key = hashlib.sha256(_hash_rules() + markdown.encode()).digest()
        counts = self._used.get(key) or self._kept.get(key)
        if counts is None:
            counts = encode_part(write_counts(count_words(read_visible_text(markdown).running)))
        self._used[key] = counts
        return read_counts(decode_part(counts))

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
    """Yield the checksum and the counts of each text in a folder; a file that is cut short gives what it has whole."""
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
    rules = hashlib.sha256(f"{unicodedata.unidata_version} {version('pyromark')} {version('nh3')}".encode())
    for pattern in _RULES:
        for path in sorted(_PACKAGE.glob(pattern)):
            rules.update(path.read_bytes())
    return rules.digest()
