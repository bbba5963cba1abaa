"""The texts that a file of a site holds, whatever it is packed in."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from letterbook.audit.words import decoded, normal, within_markup, without_markup

_MARKUP = frozenset({".html", ".htm", ".xml", ".svg", ".atom", ".rss"})
_ESCAPED = frozenset({".json", ".js", ".map"})
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrtbf]")
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_DEEPEST = 5


def texts(path: str, content: bytes, depth: int = 0) -> Iterator[str]:
    """Every text of a file in its normal form (see `words`): as it stands, and without markup, escapes and packing.

    Raises ValueError where it is packed more than a few times over.
    """
    if depth > _DEEPEST:
        raise ValueError(f"{path} is packed too often to be searched")
    for name, member in _members(path, content):
        yield normal(decoded(name))
        yield from texts(name, member, depth + 1)
    text = content.replace(b"\0", b"").decode("utf-8", errors="replace")  # in UTF-16 every other byte is 0
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _MARKUP:
        yield normal(decoded(within_markup(text)))
        text = without_markup(text)
    elif suffix in _ESCAPED and "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    yield normal(text)


def _members(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if content.startswith(_GZIP):
        try:
            yield path.removesuffix(".gz"), gzip.decompress(content)
        except (OSError, EOFError, zlib.error):
            return  # not what it looks like: searched as it stands
    elif content.startswith(_ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for each in packed.infolist():
                    yield each.filename, packed.read(each)
        except (zipfile.BadZipFile, RuntimeError, zlib.error):
            return


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else " "
