"""The texts that a file of a site holds, whatever it is packed in."""

from __future__ import annotations

import base64
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html import unescape
from pathlib import PurePosixPath

from letterbook.audit import pdfs
from letterbook.audit.words import NO_WORD, decoded, normal

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)\b",
    re.IGNORECASE,
)
_MARKUP = frozenset({".html", ".htm", ".xml", ".svg", ".atom", ".rss"})
_ESCAPE = re.compile(r"\\u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))|\\x([0-9a-fA-F]{2})|\\[nrtbf]")
_CODED = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}|[A-Za-z0-9_-]{24,}={0,2}")
"""What may be base64."""
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_DEEPEST = 5
_MOST_TAGS = 1 << 16


class Reader:
    """Reads the files of a site. What stands inside of a tag is read where that tag stands for the first time: most
    tags of a page are those of every page."""

    def __init__(self) -> None:
        self._between: dict[str, str] = {}  # what a tag leaves between the words beside it

    def texts(self, path: str, content: bytes, public: AbstractSet[str] = frozenset(), depth: int = 0) -> Iterator[str]:
        """Every text of a file in its normal form (see `words`): as it stands, and without markup, escapes and packing.

        In the place of what is in `public`, paragraphs as they stand between two tags, there is nothing. Raises
        ValueError where the file is packed more than a few times over, or is a PDF that cannot be read.
        """
        if depth > _DEEPEST:
            raise ValueError(f"{path} is packed too often to be searched")
        for name, member in _members(path, content):
            yield normal(decoded(name))
            yield from self.texts(name, member, public, depth + 1)
        for page in pdfs.texts(path, content):
            yield from _spelt(page)
        markup = PurePosixPath(path).suffix.lower() in _MARKUP
        if not markup or b"base64" in content:
            for coded in _coded(content):
                yield from self.texts(path, coded, public, depth + 1)
        if b"\0" in content:  # in UTF-16 every other byte is 0
            content = content.replace(b"\0", b"")
        text = content.decode("utf-8", errors="replace")
        if not markup:
            yield from _spelt(text)
        if "\\" in text:
            text = _ESCAPE.sub(_unescaped, text)
        inside, outside = self.split(text, public)
        yield normal(inside)
        yield from _spelt(outside)
        if "&" in outside and "<" in (twice := unescape(outside)):  # HTML within XML
            yield from map(normal, self.split(twice))

    def split(self, html: str, public: AbstractSet[str] = frozenset()) -> tuple[str, str]:
        """What stands inside of the tags and comments of HTML that were not met before, and what stands outside.

        There is no tag and no entity in either, and in the place of what is `public` a sign that no sequence of words
        goes across. What stood in one word stays one, what stood in two stays two.
        """
        parts = _TAG.split(html)
        tags = parts[1::2]
        if not tags:
            return "", unescape(html)
        if len(self._between) > _MOST_TAGS:
            self._between.clear()
        new = [each for each in dict.fromkeys(tags) if each not in self._between]
        for each in new:
            self._between[each] = "" if _INLINE.match(each) else " "
        if public:
            parts[0::2] = [NO_WORD if each in public else each for each in parts[0::2]]
        parts[1::2] = [self._between[each] for each in tags]
        return decoded(unescape(NO_WORD.join(each.strip("<>!-") for each in new))), unescape("".join(parts))


def _spelt(text: str) -> Iterator[str]:
    """A text in its normal form, and what it says once entities and percent signs in it are undone."""
    yield normal(text)
    undone = decoded(unescape(text) if "&" in text else text)
    if undone != text:
        yield normal(undone)


def _coded(content: bytes) -> Iterator[bytes]:
    """What stands in base64, where it is a text or packed."""
    for each in _CODED.findall(content):
        coded = each.rstrip(b"=")
        coded = coded[:-1] if len(coded) % 4 == 1 else coded  # of which no number of bytes is made
        plain = base64.b64decode(coded + b"==", b"-_")
        if plain.startswith((_GZIP, _ZIP)) or plain.isascii():
            yield plain
            continue
        try:
            plain.decode()
        except UnicodeDecodeError:
            continue  # words that look so, sums, pictures
        yield plain


def _members(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed in a file. Raises ValueError where it looks packed and cannot be read."""
    try:
        if content.startswith(_GZIP):
            yield path.removesuffix(".gz"), gzip.decompress(content)
        elif content.startswith(_ZIP):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for each in packed.infolist():
                    yield each.filename, packed.read(each)
        yield from pdfs.members(path, content)
    except (
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
        lzma.LZMAError,
        zipfile.BadZipFile,
    ) as error:
        raise ValueError(f"{path} cannot be unpacked") from error


def _unescaped(match: re.Match[str]) -> str:
    code = match[match.lastindex] if match.lastindex else ""
    return chr(min(int(code, 16), 0x10FFFF)) if code else " "
