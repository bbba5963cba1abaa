"""Adds links to HTML, even across markup that divides the linked text. No visible character changes.

Citations are looked for in the visible text of a page (see `text.visible_text`), and links take offsets in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise

from letterbook.text.visible_text import list_pieces

_CHARACTER_OR_TEXT = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});|[^&]+|&")
"""A character reference, which a link cannot cut, or text."""


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


def annotate_html(html: str, links: Iterable[Link]) -> str:
    """Return HTML with `links`, which must be in order and must not overlap.

    `html` must be well-formed, as the sanitiser leaves it. A link across the edge of an element is written in pieces,
    the first of which has its id. Text that is already a link stays as it is. Raises ValueError if links overlap.
    """
    waiting = list(links)
    if any(one.end > two.start for one, two in pairwise(waiting)):
        raise ValueError("links overlap")
    if not waiting:
        return html
    waiting.reverse()
    written: list[str] = []
    last: Link | None = None
    at = link_depth = 0
    for piece in list_pieces(html):
        link_depth += (piece.tag == "a") - (piece.tag == "/a")
        if piece.tag or not piece.visible or not waiting or waiting[-1].start >= at + len(piece.visible):
            written.append(piece.html)
            at += len(piece.visible)
            continue
        for part in _CHARACTER_OR_TEXT.findall(piece.html) or [""]:
            is_character = len(part) > 1 and part[0] == "&"
            end = at + (len(unescape(part)) if is_character else len(part) or len(piece.visible))
            for start, stop, link in _cut(at, end, waiting):
                text = part if is_character else part[start - at : stop - at]
                if link is None or link_depth or not text.strip():
                    written.append(text)
                else:
                    written.append(_write_link(text, link, is_first=link is not last))
                    last = link
                if is_character:
                    break
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
