"""The texts that a file of a site holds, whatever it is packed in."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html import unescape
from pathlib import PurePosixPath

from letterbook.audit.words import NO_WORD, decoded, normal

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|i|u|em|strong|span|sup|sub|code|mark|wbr|small)\b", re.IGNORECASE)
_MARKUP = frozenset({".html", ".htm", ".xml", ".svg", ".atom", ".rss"})
_ESCAPED = frozenset({".json", ".js", ".map"})
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrtbf]")
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
        ValueError where the file is packed more than a few times over.
        """
        if depth > _DEEPEST:
            raise ValueError(f"{path} is packed too often to be searched")
        for name, member in _members(path, content):
            yield normal(decoded(name))
            yield from self.texts(name, member, public, depth + 1)
        if b"\0" in content:  # in UTF-16 every other byte is 0
            content = content.replace(b"\0", b"")
        text = content.decode("utf-8", errors="replace")
        suffix = PurePosixPath(path).suffix.lower()
        if suffix not in _MARKUP:
            yield normal(text)
        if suffix in _ESCAPED:
            text = _ESCAPE.sub(_unescaped, text)
        inside, outside = self.split(text, public)
        yield normal(inside)
        yield normal(outside)

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
