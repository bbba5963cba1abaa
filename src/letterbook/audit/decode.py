"""The texts that a file of a site holds, whatever it is packed in."""

from __future__ import annotations

import base64
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from letterbook.audit.fingerprints import NO_WORD, decoded, normal, spaced, without_comments
from letterbook.text import pdf
from letterbook.text.markdown import unescape_entities

_CDATA = "<![CDATA["
_INLINE = re.compile(
    r"/?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)\b",
    re.IGNORECASE,
)
_MARKUP = frozenset({".html", ".htm", ".xml", ".svg", ".atom", ".rss"})
_ESCAPE = re.compile(r"\\u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))|\\x([0-9a-fA-F]{2})|\\[nrtbf]")
_CODED = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}|[A-Za-z0-9_-]{24,}={0,2}")
"""What may be base64."""
_CODE_SIGNS = bytes(each if re.match(rb"[A-Za-z0-9+/_=-]", bytes([each])) else 0x20 for each in range(256))
_SHORTEST_CODE = 24
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_DEEPEST = 5
_MOST = 1 << 16
_LONG = 2000
"""Parts of a page that are so long are hardly those of another."""


class Reader:
    """Reads the files of a site."""

    def __init__(self) -> None:
        self._pieces = _Pieces()

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
        for page in pdf.read_texts(path, content):
            yield from _spelt(page)
        markup = PurePosixPath(path).suffix.lower() in _MARKUP
        if not markup or b"base64" in content:
            for coded in _coded(content):
                yield from self.texts(path, coded, public, depth + 1)
        if b"\0" in content:  # in UTF-16 every other byte is 0
            content = content.replace(b"\0", b"")
        text = content.decode("utf-8", errors="replace")
        if markup:
            yield from self.shown(text, public)
        else:
            yield from _spelt(text)
        plain = _ESCAPE.sub(_unescaped, text) if "\\" in text else text
        if plain != text or (not markup and any(each in text for each in ("<", "&lt", "&#"))):
            yield from self.shown(plain, public)

    def shown(self, html: str, public: AbstractSet[str] = frozenset(), depth: int = 0) -> Iterator[str]:
        """What stands outside of the tags of HTML, and inside of those that were not met before, in its normal form.

        What stood in one word stays one, what stood in two stays two. In the place of what is `public` there is a sign
        that no sequence of words goes across.
        """
        if _CDATA in html:
            html = html.replace(_CDATA, "").replace("]]>", "")
        html, comments = without_comments(html)
        parts = html.split(">")
        pieces = self._pieces
        pieces.begin(public)
        yield _words_of(map(pieces.__getitem__, parts))
        inside = [(NO_WORD.join(pieces.tags), "&lt"), (NO_WORD.join(comments).replace("<!--", ""), "<")]
        nested = "".join(map(_once, parts)) if not pieces.markup.isdisjoint(parts) else ""
        if ("&" in html or "%" in html) and not pieces.undone.keys().isdisjoint(parts):
            undone = pieces.undone
            yield _words_of(undone[each] if each in undone else pieces[each] for each in parts)
        for text, markup in inside:
            yield from _spelt(unescape_entities(text)) if text else ()
            nested += f"{NO_WORD}{unescape_entities(text)}" if markup in text else ""
        if nested and depth < _DEEPEST:  # HTML within XML, attributes or comments
            yield from self.shown(nested, public, depth + 1)


class _Pieces(dict[str, str]):
    """What is to be read of each part of a page, which ends where a tag does: the text and, in the place of the tag, a
    space or nothing. Most parts of a page are those of every page."""

    def __init__(self) -> None:
        self.undone: dict[str, str] = {}
        """Where it is another one once all entities and percent signs are undone."""
        self.markup: set[str] = set()
        """The parts in which there is markup once entities are undone."""
        self.tags: list[str] = []
        """Those of this page that were met for the first time."""
        self._between: dict[str, str] = {}  # what a tag leaves between the words beside it
        self._long: list[str] = []
        self._public: AbstractSet[str] = frozenset()

    def begin(self, public: AbstractSet[str]) -> None:
        """With a page, of which some texts between two tags are public."""
        self._public = public
        self.tags = []
        for part in self._long:
            self.undone.pop(part, None)
            self.markup.discard(part)
        self._long = []
        if len(self) > _MOST:
            for known in (self, self.undone, self.markup, self._between):
                known.clear()

    def __missing__(self, part: str) -> str:
        text, _, tag = part.partition("<")
        between = self._between.get(tag)
        if between is None:
            between = _between(tag)
            self.tags += filter(None, [tag])
            if len(tag) < _LONG:
                self._between[tag] = between
        if text in self._public:
            return NO_WORD + between
        once = unescape_entities(text)
        piece = spaced(once) + between
        if "&" in text or "%" in text:
            twice = unescape_entities(once)
            undone = spaced(decoded(twice)) + between
            if undone != piece:
                self.undone[part] = undone
            if "<" in twice:
                self.markup.add(part)
        if len(part) < _LONG:
            self[part] = piece
        else:
            self._long.append(part)
        return piece


def without_tags(html: str) -> str:
    """What stands outside of the tags of HTML, as it would be read."""
    return "".join(map(_once, without_comments(html)[0].split(">")))


def _once(part: str) -> str:
    """A part of a page in which the entities of its text are undone once, and that has no tag any more."""
    text, _, tag = part.partition("<")
    return unescape_entities(text) + _between(tag)


def _between(tag: str) -> str:
    return "" if _INLINE.match(tag) else " "


def _words_of(pieces: Iterable[str]) -> str:
    return f" {' '.join(''.join(pieces).split())} "


def _spelt(text: str) -> Iterator[str]:
    """A text in its normal form, and what it says once entities and percent signs in it are undone."""
    yield normal(text)
    undone = decoded(unescape_entities(text) if "&" in text else text)
    if undone != text:
        yield normal(undone)


def _coded(content: bytes) -> Iterator[bytes]:
    """What stands in base64, where it is a text or packed."""
    long = (each for each in set(content.translate(_CODE_SIGNS).split()) if len(each) >= _SHORTEST_CODE)
    for each in _CODED.findall(b" ".join(sorted(long))):
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
        yield from pdf.read_embedded_files(path, content)
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
