"""Decodes the files of a site: yields the texts in a file, whatever they are packed in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from html import escape
from itertools import groupby
from operator import itemgetter
from posixpath import splitext
from typing import IO

from letterbook.audit.base64_text import find_base64
from letterbook.audit.clean_texts import LEAST, CleanTexts
from letterbook.audit.fingerprints import SEPARATOR, normalize, percent_decode, space_evenly, split_comments
from letterbook.audit.html_pieces import HtmlPieces, strip_tag
from letterbook.audit.json_text import read_json
from letterbook.audit.sqlite_files import is_sqlite, read_sqlite
from letterbook.audit.unpack import drop_packed_streams, is_single_member, unpack
from letterbook.interruption import interruptible
from letterbook.text.markdown import unescape_entities
from letterbook.text.pdf import BROKEN, PdfReader, is_pdf

_CDATA = "<![CDATA["
_MARKUP = frozenset({".html", ".htm", ".xml", ".svg", ".atom", ".rss"})
_ESCAPE = re.compile(r"\\u(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))|\\x([0-9a-fA-F]{2})|\\[nrtbf]")
MOST_BYTES = 256 << 20
"""How many bytes a file and all that is packed in it may have unpacked."""
_LEAST_BYTES = 1 << 14
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
"""A stream of a PDF, which is read unpacked."""
_CODED = re.compile(r"[<&%\\]")
"""Characters on account of which a text may be read in another way: markup, entities, percent-encoding, escapes."""
_AT_A_TIME = 1 << 20
"""The number of characters of a database that are folded at once."""
_DEEPEST = 5
_MOST = 1 << 16
"""The number of pieces of pages that are remembered."""


class Decoder:
    """Decodes the files of a site. It remembers pieces of HTML, since pages have most of theirs in common.

    `clean` has the long texts that need not be searched again.
    """

    def __init__(self, pdfs: PdfReader | None = None, clean: CleanTexts | None = None) -> None:
        self._pieces = HtmlPieces()
        self._clean = clean
        self._pdfs = pdfs or PdfReader()
        self._room = 0

    def decode(
        self, path: str, content: bytes, public: AbstractSet[str] = frozenset(), depth: int = 0
    ) -> Iterator[str]:
        """Yield every text in a file, normalised: as written, and without markup, escapes and packing.

        Paragraphs in `public`, as written between two tags, are left out. A database is read by its rows alone, since
        its full-text index has fragments that look like words, and what gzip or ZIP packed by its content alone. Raises
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
        content = drop_packed_streams(content)
        if is_pdf(content):
            yield from self._decode_pdf(path, content, depth)
            content = _STREAM.sub(_keep_plain_text, content)
        if is_sqlite(content):
            yield from self._decode_rows(read_sqlite(content, self._shorten))
            return
        markup = splitext(path)[1].lower() in _MARKUP
        if not markup or b"base64" in content:
            yield from self._decode_base64(path, content, public, depth)
        text = _read_text(path, content, public)
        if markup:
            yield from self.decode_html(text, public)
            yield from self.decode_html(_ESCAPE.sub(_unescape, text), public) if "\\" in text else ()
        else:
            values = read_json(text) if "\\" in text else None
            yield from self._decode_written(text if values is None else "\n".join(map(self._shorten, values)), public)

    def _decode_written(self, text: str, public: AbstractSet[str] = frozenset()) -> Iterator[str]:
        """Yield a text as it is written, and without the escapes and the markup in it."""
        yield from _decode_text(text)
        plain = _ESCAPE.sub(_unescape, text) if "\\" in text else text
        if plain != text or any(each in text for each in ("<", "&lt", "&#")):
            yield from self.decode_html(plain, public)

    def _decode_rows(self, rows: Iterable[str]) -> Iterator[str]:
        """Yield the texts of the rows of a database: short ones that need no more than folding, many at once."""
        plain: list[str] = []
        size = 0
        for row in interruptible(rows):
            if len(row) >= LEAST or _CODED.search(row):
                yield from self._decode_written(row)
                continue
            plain.append(row)
            size += len(row)
            if size > _AT_A_TIME:
                yield normalize(SEPARATOR.join(plain))
                plain, size = [], 0
        yield normalize(SEPARATOR.join(plain))

    def _shorten(self, text: str) -> str:
        return self._clean.shorten(text) if self._clean is not None else text

    def _decode_base64(self, path: str, content: bytes, public: AbstractSet[str], depth: int) -> Iterator[str]:
        """Yield all texts of what is base64 in a file."""
        for plain in find_base64(content):
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
        pieces.begin_page(public, _MOST)
        yield _join_pieces(map(pieces.__getitem__, parts))
        inside = [(SEPARATOR.join(pieces.new_tags), "&lt"), (SEPARATOR.join(comments).replace("<!--", ""), "<")]
        nested = self._read_nested(parts) if not pieces.escaped_markup.isdisjoint(parts) else ""
        if ("&" in html or "%" in html) and not pieces.fully_decoded.keys().isdisjoint(parts):
            fully_decoded = pieces.fully_decoded
            yield _join_pieces(fully_decoded[each] if each in fully_decoded else pieces[each] for each in parts)
        for text, markup in inside:
            yield from _decode_text(unescape_entities(text)) if text else ()
            nested += f"{SEPARATOR}{unescape_entities(text)}" if markup in text else ""
        if nested and depth < _DEEPEST:  # HTML within XML, attributes or comments
            yield from self.decode_html(nested, public, depth + 1)

    def _read_nested(self, parts: Sequence[str]) -> str:
        """Return what is to be read again as HTML, once entities are undone.

        Only near an entity or a percent sign can that differ from what was read already. So if the longest pattern is
        known, a separator takes the place of all that is further from one than it is long.
        """
        if self._clean is None:
            return "".join(map(strip_tag, parts))
        coded, strip = self._pieces.coded, self._pieces.strip_tag
        near = [False] * len(parts)
        places = [at for at, part in enumerate(parts) if part in coded]
        for first, step in ((at, step) for at in places for step in (1, -1)):
            at, room = first + step, self._clean.longest
            near[first] = True
            while 0 <= at < len(parts) and room > 0 and parts[at] not in coded:
                near[at] = True
                room -= strip(parts[at])[1]
                at += step
        runs = groupby(zip(near, parts, strict=True), key=itemgetter(0))
        return "".join("".join(strip(part)[0] for _, part in run) if kept else SEPARATOR for kept, run in runs)


def _read_text(path: str, content: bytes, public: AbstractSet[str]) -> str:
    """Return the text of a file. A separator takes the place of each line of Markdown in `public`, and a space that of
    each byte that is no text: packed files have many, and folding them one by one would take most of the time."""
    if b"\0" in content:  # in UTF-16 every other byte is 0
        content = content.replace(b"\0", b"")
    text = content.decode("utf-8", errors="replace").replace("\N{REPLACEMENT CHARACTER}", " ")
    if splitext(path)[1] != ".md":
        return text
    return "\n".join(SEPARATOR if escape(line, quote=False) in public else line for line in text.split("\n"))


def _join_pieces(pieces: Iterable[str]) -> str:
    return space_evenly("".join(pieces))


def _decode_text(text: str) -> Iterator[str]:
    """Yield a text normalised, and again with entities and percent-encoding undone where it has any."""
    yield normalize(text)
    plain = percent_decode(unescape_entities(text) if "&" in text else text)
    if plain != text:
        yield normalize(plain)


def _keep_plain_text(match: re.Match[bytes]) -> bytes:
    """Keep a stream that is text as it is, since it may be no part of the PDF."""
    return match[0] if match[0].isascii() else b" "


def _unescape(match: re.Match[str]) -> str:
    code = match[match.lastindex] if match.lastindex else ""
    return chr(min(int(code, 16), 0x10FFFF)) if code else " "
