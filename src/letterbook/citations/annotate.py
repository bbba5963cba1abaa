"""Adds links to HTML, even across markup that divides the linked text. No visible character changes.

Citations are looked for in the visible text of a page (`read_visible_text`), and `annotate_html` takes offsets in it.
Both walk through the same pieces of the same HTML, which must be well-formed, as the sanitiser leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from itertools import pairwise
from typing import NamedTuple

from letterbook.citations.lexicon.pattern import CitationPattern
from letterbook.citations.normalize import HIDDEN

_TAG_NAME = r"<(?P<closing>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)"
_TEXT = r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|[^<&]+|."
"""A character reference, text, or a single character that begins neither a tag nor a reference."""
PIECE = CitationPattern(
    rf"""
    {_TAG_NAME}(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>
    |{_TEXT}
    """,
    matches=('<a title="a > b">', "</p>", "&amp;", "text", "a < b"),
)
"""A tag, in which quoted values may contain `>`, or a piece of text."""
BROKEN_PIECE = CitationPattern(
    rf"""
    {_TAG_NAME}[^<>\"']*+>
    |{_TEXT}
    """,
    matches=("<b>", "text"),
)
"""The same after a tag that never ends. Quotation marks are ignored there: each `<` would be read to the end."""
_TAG_BEGINS = re.compile(r"/?[a-zA-Z]")
_INLINE = frozenset(["a", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "u"])
_PARAGRAPH_END = "\n\n"
"""The edge of a block in visible text, which no citation crosses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link on the visible text from offset `start` up to but not including `end`, in characters.

    `id` becomes the id of its first element and `title` its tooltip; neither attribute is written if empty.
    """

    start: int
    end: int
    href: str
    id: str = ""
    title: str = ""


class _Piece(NamedTuple):
    """A tag or a piece of text: its HTML and its visible text. A tag is visible as a line break or not at all."""

    html: str
    visible: str
    is_text: bool
    is_linked: bool = False


def read_visible_text(html: str) -> str:
    """Return the visible text of HTML, with character references replaced and blocks set apart by blank lines.

    Each character of a footnote mark (`<sup>`) becomes `HIDDEN`.
    """
    return "".join(piece.visible for piece in _get_pieces(html))


def find_tags(html: str, opening: str) -> Iterator[tuple[int, str]]:
    """Yield the offset in the visible text and the HTML of each tag that begins with `opening`."""
    at = 0
    for piece in _get_pieces(html):
        if not piece.is_text and piece.html.startswith(opening):
            yield at, piece.html
        at += len(piece.visible)


def annotate_html(html: str, links: Iterable[Link]) -> str:
    """Return HTML with `links`, which must be in order and must not overlap.

    A link across the edge of an element is written in pieces, the first of which has its id. Text that is already a
    link stays as it is. Raises ValueError if links overlap.
    """
    waiting = list(links)
    if any(one.end > two.start for one, two in pairwise(waiting)):
        raise ValueError("links overlap")
    if not waiting:
        return html
    waiting.reverse()
    written: list[str] = []
    last: Link | None = None
    at = 0
    for piece in _get_pieces(html):
        end = at + len(piece.visible)
        if piece.is_text and waiting and waiting[-1].start < end:
            can_cut = len(piece.html) == len(piece.visible)  # a character reference cannot be cut
            for start, stop, link in _cut(at, end, waiting):
                text = piece.html[start - at : stop - at] if can_cut else piece.html
                if link is None or piece.is_linked or not text.strip():
                    written.append(text)
                else:
                    written.append(_write_link(text, link, is_first=link is not last))
                    last = link
                if not can_cut:
                    break
        else:
            written.append(piece.html)
        at = end
        while waiting and waiting[-1].end <= at:
            waiting.pop()
    return "".join(written)


def _cut(at: int, end: int, waiting: list[Link]) -> Iterator[tuple[int, int, Link | None]]:
    """Cut the text from `at` up to `end` where links begin and end. The next link is the last of `waiting`."""
    for link in reversed(waiting):
        if link.start >= end:
            break
        if at < link.start:
            yield at, link.start, None
            at = link.start
        if at < min(end, link.end):
            yield at, min(end, link.end), link
            at = min(end, link.end)
    if at < end:
        yield at, end, None


def _write_link(text: str, link: Link, *, is_first: bool) -> str:
    id_ = f' id="{escape(link.id)}"' if link.id and is_first else ""
    title = f' title="{escape(link.title)}"' if link.title else ""
    return f'<a href="{escape(link.href)}"{id_}{title}>{text}</a>'


@lru_cache(maxsize=1)
def _get_pieces(html: str) -> tuple[_Piece, ...]:
    """Return the pieces of HTML. Those of the last page are cached: it is read for its text, then for its links."""
    return tuple(_read_pieces(html))


def _read_pieces(html: str) -> Iterator[_Piece]:
    link_depth = sup_depth = 0
    for match in _match_pieces(html):
        text, tag = match[0], match["tag"]
        if tag is None:
            shown = unescape(text) if text[0] == "&" else text
            yield _Piece(text, HIDDEN * len(shown) if sup_depth else shown, is_text=True, is_linked=link_depth > 0)
            continue
        step = -1 if match["closing"] else 1
        tag = tag.lower()
        link_depth += step * (tag == "a")
        sup_depth += step * (tag == "sup")
        edge = "" if tag in _INLINE else "\n" if tag == "br" else _PARAGRAPH_END
        yield _Piece(text, edge, is_text=False)


def _match_pieces(html: str) -> Iterator[re.Match[str]]:
    for match in PIECE.regex.finditer(html):
        yield match
        if match[0] == "<" and _TAG_BEGINS.match(html, match.end()):
            yield from BROKEN_PIECE.regex.finditer(html, match.end())
            return
