"""Links in HTML, wherever markup splits the text that they stand on. No visible character changes.

`visible` is the text to look for citations in; places in it are what `annotate` takes. Both walk through the same
pieces of the same HTML, which has to be well-formed, as the sanitiser leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from itertools import pairwise
from typing import NamedTuple

from letterbook.citations.normalize import HIDDEN

_REST = r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|[^<&]+|."
_TAG = r"<(?P<closing>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)"
PIECE = re.compile(rf"{_TAG}(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>{_REST}")
BROKEN_PIECE = re.compile(rf"{_TAG}[^<>\"']*+>{_REST}")
"""Behind a tag that never ends, where no quotation marks can be trusted: each `<` would be read for up to the end."""
_BEGINS = re.compile(r"/?[a-zA-Z]")
_INLINE = frozenset(["a", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "u"])
_PARAGRAPH_ENDS = "\n\n"
"""Stands in the visible text for the edge of a block, in which no citation goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link on the visible text from `start` up to `end`. `id` names the place, `title` is told of it; empty, neither
    is there."""

    start: int
    end: int
    href: str
    id: str = ""
    title: str = ""


class _Piece(NamedTuple):
    """Of HTML: as it is written, and what is visible of it. A tag has its edges of blocks only."""

    html: str
    visible: str
    is_text: bool
    is_linked: bool = False


def read_visible_text(html: str) -> str:
    """The text of HTML: references of characters are read, the marks of footnotes hidden, blocks apart."""
    return "".join(piece.visible for piece in _pieces(html))


def find_tags(html: str, opening: str) -> Iterator[tuple[int, str]]:
    """Where in the visible text each tag stands that begins with `opening`, and that tag."""
    at = 0
    for piece in _pieces(html):
        if not piece.is_text and piece.html.startswith(opening):
            yield at, piece.html
        at += len(piece.visible)


def annotate_html(html: str, links: Iterable[Link]) -> str:
    """HTML with `links`, which are in order and apart. A link that goes across an edge of an element is written in
    pieces, of which the first has the id; what is a link already stays as it is. Raises ValueError where links overlap.
    """
    waiting = list(links)
    if any(one.end > two.start for one, two in pairwise(waiting)):
        raise ValueError("links overlap")
    if not waiting:
        return html
    waiting.reverse()
    written: list[str] = []
    named: Link | None = None
    at = 0
    for piece in _pieces(html):
        end = at + len(piece.visible)
        if piece.is_text and waiting and waiting[-1].start < end:
            whole = len(piece.html) == len(piece.visible)  # a reference of a character cannot be cut
            for start, stop, link in _cut(at, end, waiting):
                text = piece.html[start - at : stop - at] if whole else piece.html
                if link is None or piece.is_linked or not text.strip():
                    written.append(text)
                else:
                    written.append(_link(text, link, named=link is not named))
                    named = link
                if not whole:
                    break
        else:
            written.append(piece.html)
        at = end
        while waiting and waiting[-1].end <= at:
            waiting.pop()
    return "".join(written)


def _cut(at: int, end: int, waiting: list[Link]) -> Iterator[tuple[int, int, Link | None]]:
    """A piece of text from `at` to `end`, cut where links begin and end; `waiting` has the next link last."""
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


def _link(text: str, link: Link, *, named: bool) -> str:
    id_ = f' id="{escape(link.id)}"' if link.id and named else ""
    title = f' title="{escape(link.title)}"' if link.title else ""
    return f'<a href="{escape(link.href)}"{id_}{title}>{text}</a>'


@lru_cache(maxsize=1)
def _pieces(html: str) -> tuple[_Piece, ...]:
    """Kept of the last HTML, which is read for its text first, and then again for its links."""
    return tuple(_read(html))


def _read(html: str) -> Iterator[_Piece]:
    linked = raised = 0
    for match in _matches(html):
        text, tag = match[0], match["tag"]
        if tag is None:
            shown = unescape(text) if text[0] == "&" else text
            yield _Piece(text, HIDDEN * len(shown) if raised else shown, is_text=True, is_linked=linked > 0)
            continue
        step = -1 if match["closing"] else 1
        tag = tag.lower()
        linked += step * (tag == "a")
        raised += step * (tag == "sup")
        edge = "" if tag in _INLINE else "\n" if tag == "br" else _PARAGRAPH_ENDS
        yield _Piece(text, edge, is_text=False)


def _matches(html: str) -> Iterator[re.Match[str]]:
    for match in PIECE.finditer(html):
        yield match
        if match[0] == "<" and _BEGINS.match(html, match.end()):
            yield from BROKEN_PIECE.finditer(html, match.end())
            return
