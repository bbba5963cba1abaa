"""Decodes the files of a site: yields the texts in a file, whatever they are packed in."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from html import escape
from itertools import chain
from pathlib import PurePosixPath
from typing import IO

from letterbook.audit.fingerprints import SEPARATOR, fold_characters, normalize, percent_decode, split_comments
from letterbook.audit.sqlite_files import is_sqlite, read_sqlite
from letterbook.audit.unpack import PACKED, is_single_member, unpack
from letterbook.text.markdown import unescape_entities
from letterbook.text.pdf import BROKEN, PdfReader, is_pdf

_CDATA = "<![CDATA["
_INLINE = re.compile(
    r"/?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)\b",
    re.IGNORECASE,
)
_WITHIN_PARAGRAPH = re.compile(r"/?w:(?!(?:p|tc|tr|tbl|tab|br|cr)\b)")
"""The tags of a Word document that may divide a word: all but those of paragraphs, tables, tabs and breaks."""
_MARKUP = frozenset({".html", ".htm", ".xml", ".svg", ".atom", ".rss"})
_ESCAPE = re.compile(r"\\u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))|\\x([0-9a-fA-F]{2})|\\[nrtbf]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}|[A-Za-z0-9_-]{24,}={0,2}")
"""What may be base64, in either alphabet."""
_BASE64_CHARACTERS = bytes(each if re.match(rb"[A-Za-z0-9+/_=-]", bytes([each])) else 0x20 for each in range(256))
_SHORTEST_BASE64 = 24
MOST_BYTES = 256 << 20
"""How many bytes a file and all that is packed in it may have unpacked."""
_LEAST_BYTES = 1 << 14
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
"""A stream of a PDF, which is read unpacked."""
_DEEPEST = 5
_MOST = 1 << 16
"""The number of pieces of pages that are remembered."""
_LONG = 2000
"""Pieces of a page with more characters are unlikely to occur on another, and are not remembered."""


class Decoder:
    """Decodes the files of a site. It remembers pieces of HTML, since pages have most of theirs in common."""

    def __init__(self, pdfs: PdfReader | None = None) -> None:
        self._pieces = _HtmlPieces()
        self._pdfs = pdfs or PdfReader()
        self._room = 0

    def decode(
        self, path: str, content: bytes, public: AbstractSet[str] = frozenset(), depth: int = 0
    ) -> Iterator[str]:
        """Yield every text in a file, normalised: as written, and without markup, escapes and packing.

        Paragraphs in `public`, as written between two tags, are left out. A database is read by its rows alone, since
        its full-text index has fragments that look like words, and a file that gzip made by its content alone. Raises
        ValueError for a file that is packed more than a few times over, that cannot be unpacked or unpacks to more than
        MOST_BYTES, or that is a PDF and cannot be read whole.
        """
        if depth == 0:
            self._room = MOST_BYTES
        if depth > _DEEPEST:
            raise ValueError(f"{path} is packed in too many layers to be scanned")
        for name, member in unpack(path, content, partial(self._read_member, path)):
            yield normalize(percent_decode(name))
            yield from self.decode(name, member, public, depth + 1)
        if is_single_member(content):
            return  # its bytes are the packed form of what was just read, and nothing else
        if is_pdf(content):
            yield from self._decode_pdf(path, content, depth)
            content = _STREAM.sub(_keep_plain_text, content)
        if is_sqlite(content):
            yield from chain.from_iterable(map(_decode_text, read_sqlite(content)))
            return
        markup = PurePosixPath(path).suffix.lower() in _MARKUP
        if not markup or b"base64" in content:
            yield from self._decode_base64(path, content, public, depth)
        text = _read_text(path, content, public)
        if markup:
            yield from self.decode_html(text, public)
        else:
            yield from _decode_text(text)
        plain = _ESCAPE.sub(_unescape, text) if "\\" in text else text
        if plain != text or (not markup and any(each in text for each in ("<", "&lt", "&#"))):
            yield from self.decode_html(plain, public)

    def _decode_base64(self, path: str, content: bytes, public: AbstractSet[str], depth: int) -> Iterator[str]:
        """Yield all texts of what is base64 in a file."""
        for plain in _find_base64(content):
            self._make_room(path, len(plain))
            yield from self.decode(path, plain, public, depth + 1)

    def _decode_pdf(self, path: str, content: bytes, depth: int) -> Iterator[str]:
        """Yield all texts of a PDF: what its pages show, with broken words joined and split, and what it hides."""
        read = self._pdfs.read(content)
        if read.fault:
            raise ValueError(f"{path} cannot be read: {read.fault}")
        yield from _decode_text(read.text)
        if any(BROKEN in page for page in read.pages):
            yield from _decode_text("\n".join(read.pages).replace(BROKEN, " "))
        for _, text in read.seen:  # words in the order in which they are read
            yield from _decode_text(text.replace(BROKEN, ""))
        for drop in ("", " "):
            hidden = "\n".join(text for _, text in read.hidden)
            if not drop or BROKEN in hidden:
                yield from _decode_text(hidden.replace(BROKEN, drop))
        for each in read.packed:
            self._make_room(path, len(each.content))
            yield normalize(percent_decode(each.name))
            yield from self.decode(each.name or path, each.content, frozenset(), depth + 1)

    def _read_member(self, path: str, packed: IO[bytes]) -> bytes:
        content = packed.read(self._room + 1)
        self._make_room(path, len(content))
        return content

    def _make_room(self, path: str, size: int) -> None:
        """Count what is unpacked. Each piece counts as _LEAST_BYTES at least, since reading many costs time."""
        self._room -= max(size, _LEAST_BYTES)
        if self._room < 0:
            raise ValueError(f"{path} unpacks to more than {MOST_BYTES >> 20} MB")

    def decode_html(self, html: str, public: AbstractSet[str] = frozenset(), depth: int = 0) -> Iterator[str]:
        """Yield the normalised text of HTML, and what is inside each tag that was not met before.

        A word divided by inline tags stays one word; words divided by other tags stay two. A separator, which no match
        can span, takes the place of each paragraph in `public`.
        """
        if _CDATA in html:
            html = html.replace(_CDATA, "").replace("]]>", "")
        html, comments = split_comments(html)
        parts = html.split(">")
        pieces = self._pieces
        pieces.begin_page(public)
        yield _join_pieces(map(pieces.__getitem__, parts))
        inside = [(SEPARATOR.join(pieces.new_tags), "&lt"), (SEPARATOR.join(comments).replace("<!--", ""), "<")]
        nested = "".join(map(_strip_tag, parts)) if not pieces.escaped_markup.isdisjoint(parts) else ""
        if ("&" in html or "%" in html) and not pieces.fully_decoded.keys().isdisjoint(parts):
            fully_decoded = pieces.fully_decoded
            yield _join_pieces(fully_decoded[each] if each in fully_decoded else pieces[each] for each in parts)
        for text, markup in inside:
            yield from _decode_text(unescape_entities(text)) if text else ()
            nested += f"{SEPARATOR}{unescape_entities(text)}" if markup in text else ""
        if nested and depth < _DEEPEST:  # HTML within XML, attributes or comments
            yield from self.decode_html(nested, public, depth + 1)


class _HtmlPieces(dict[str, str]):
    """The text of each part of a page, parts ending where a tag does: its characters folded, and the tag replaced by a
    space or by nothing. Most parts occur on every page, so they are remembered."""

    def __init__(self) -> None:
        self.fully_decoded: dict[str, str] = {}
        """The text of parts that differ once all entities and percent-encoding are undone."""
        self.escaped_markup: set[str] = set()
        """The parts that contain markup once entities are undone."""
        self.new_tags: list[str] = []
        """The tags of this page that were not met before."""
        self._spaces: dict[str, str] = {}  # what replaces each tag
        self._long: list[str] = []
        self._public: AbstractSet[str] = frozenset()

    def begin_page(self, public: AbstractSet[str]) -> None:
        """Begin a page; the texts in `public`, each between two tags, are left out of it."""
        self._public = public
        self.new_tags = []
        for part in self._long:
            self.fully_decoded.pop(part, None)
            self.escaped_markup.discard(part)
        self._long = []
        if len(self) > _MOST:
            for known in (self, self.fully_decoded, self.escaped_markup, self._spaces):
                known.clear()

    def __missing__(self, part: str) -> str:
        text, _, tag = part.partition("<")
        space = self._spaces.get(tag)
        if space is None:
            space = _space_for(tag)
            self.new_tags += filter(None, [tag])
            if len(tag) < _LONG:
                self._spaces[tag] = space
        if text in self._public:
            return SEPARATOR + space
        once = unescape_entities(text)
        piece = fold_characters(once) + space
        if "&" in text or "%" in text:
            twice = unescape_entities(once)
            fully_decoded = fold_characters(percent_decode(twice)) + space
            if fully_decoded != piece:
                self.fully_decoded[part] = fully_decoded
            if "<" in twice:
                self.escaped_markup.add(part)
        if len(part) < _LONG:
            self[part] = piece
        else:
            self._long.append(part)
        return piece


def _read_text(path: str, content: bytes, public: AbstractSet[str]) -> str:
    """Return the text of a file. A separator takes the place of each line of Markdown in `public`, and a space that of
    each byte that is no text: packed files have many, and folding them one by one would take most of the time."""
    if b"\0" in content:  # in UTF-16 every other byte is 0
        content = content.replace(b"\0", b"")
    text = content.decode("utf-8", errors="replace").replace("\N{REPLACEMENT CHARACTER}", " ")
    if PurePosixPath(path).suffix != ".md":
        return text
    return "\n".join(SEPARATOR if escape(line, quote=False) in public else line for line in text.split("\n"))


def strip_tags(html: str) -> str:
    """Return the text of `html` as a reader sees it: without tags and comments, and with entities undone."""
    return "".join(map(_strip_tag, split_comments(html)[0].split(">")))


def _strip_tag(part: str) -> str:
    """Return a part of a page without its tag, with the entities of its text undone once."""
    text, _, tag = part.partition("<")
    return unescape_entities(text) + _space_for(tag)


def _space_for(tag: str) -> str:
    """Return what replaces a tag: nothing for an inline one, which may divide a word."""
    return "" if _INLINE.match(tag) or _WITHIN_PARAGRAPH.match(tag) else " "


def _join_pieces(pieces: Iterable[str]) -> str:
    return f" {' '.join(''.join(pieces).split())} "


def _decode_text(text: str) -> Iterator[str]:
    """Yield a text normalised, and again with entities and percent-encoding undone where it has any."""
    yield normalize(text)
    plain = percent_decode(unescape_entities(text) if "&" in text else text)
    if plain != text:
        yield normalize(plain)


def _find_base64(content: bytes) -> Iterator[bytes]:
    """Yield what is base64 in `content`, if it decodes to text or to packed data."""
    long = (each for each in set(content.translate(_BASE64_CHARACTERS).split()) if len(each) >= _SHORTEST_BASE64)
    for each in _BASE64.findall(b" ".join(sorted(long))):
        encoded = each.rstrip(b"=")
        encoded = encoded[:-1] if len(encoded) % 4 == 1 else encoded  # a length that base64 cannot have
        plain = base64.b64decode(encoded + b"==", b"-_")
        if plain.startswith(PACKED) or plain.isascii():
            yield plain
            continue
        try:
            plain.decode()
        except UnicodeDecodeError:
            continue  # words that look like base64, checksums, images
        yield plain


def _keep_plain_text(match: re.Match[bytes]) -> bytes:
    """Keep a stream that is text as it is, since it may be no part of the PDF."""
    return match[0] if match[0].isascii() else b" "


def _unescape(match: re.Match[str]) -> str:
    code = match[match.lastindex] if match.lastindex else ""
    return chr(min(int(code, 16), 0x10FFFF)) if code else " "
