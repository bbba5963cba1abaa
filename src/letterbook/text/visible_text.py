"""The visible text: what a reader of the page sees of a text in Markdown.

The page is the authority. The visible text is read from the HTML that goes onto the page, so that what is searched,
cited and checked is what is shown. Comments, the addresses and titles of links, and anything else that Markdown does
not show are left out, and so are the paragraph numbers of the site.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from typing import NamedTuple

from letterbook.text import paragraph_marks
from letterbook.text.markdown import to_html
from letterbook.text.normalize import HIDDEN, fold
from letterbook.text.source_places import find_text_places

BLOCK_EDGE = "\n\n"
"""What sets two blocks of a visible text apart."""
_TAG = re.compile(
    r"""
    <(?P<closing>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)
    (?P<attributes>[^<>"]*(?:"[^"]*"[^<>"]*)*)>
    """,
    re.VERBOSE,
)
"""A tag; a quoted value may contain `>`."""
_INLINE = frozenset(["a", "b", "bdi", "code", "em", "i", "small", "span", "strong", "sub", "sup", "u"])
_INLINE_TAG = re.compile(rf'</?(?:{"|".join(sorted(_INLINE))})(?: (?:[^<>"]|"[^"]*")*)?>')
_BLOCK_TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_EDGE = re.compile(r"\0(?:\s*\0)*")
_LAST_EDGE = re.compile(rf"{_EDGE.pattern}\s*\Z")
_KINDS = frozenset(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre"])
_LOST_MARK = re.compile(r"\[\^[^\]\s]{1,20}\]")
"""The mark of a footnote whose text is missing, which is shown as it is written."""
_LINE_END = re.compile("\n")
_LIST_NUMBER = re.compile(r"[ \t>]*([0-9]{1,9}[.)][ \t]+)")
_ORDINALS = frozenset(["e", "er", "ere", "re", "eme", "nd", "nde", "st", "rd", "th", "o", "a", "os", "as", "tm"])
"""Superscript letters, folded, that are part of a word: 1er, 2nd, n°."""
_NUMBER = 'class="lb-number"'
_FOOTNOTE = 'class="lb-footnote"'


class Piece(NamedTuple):
    """A tag, the text between two tags, or the edge of a block: its HTML, and what a reader sees of it.

    `tag` is the name of the tag, after a slash if it is an end tag, and empty for a text. `is_mark` is whether a text
    is a footnote mark.
    """

    html: str
    visible: str
    tag: str
    is_mark: bool = False


@dataclass(frozen=True)
class VisibleText:
    """What a reader sees of the text `source` in Markdown. All offsets are in characters.

    `text` is everything shown. In `running`, which has the same length, each character of a footnote mark is `HIDDEN`,
    since a mark is not part of the sentence. Blocks are set apart by one blank line; a line break within a block is a
    line break.
    """

    source: str
    text: str
    running: str
    _html: str

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return where a passage of the visible text, which must not be empty, begins and ends in the source."""
        return self._locate(start), self._locate(end - 1) + 1

    def find_line(self, offset: int) -> int:
        """Return the line of the source, counted from 0, on which the character at an offset is written."""
        return bisect_left(self._line_ends, self._locate(offset))

    def _locate(self, offset: int) -> int:
        offsets, places = self._places
        while (not offsets or offsets[-1] <= offset) and (found := next(self._further_places, None)):
            offsets.append(found[0])
            places.append(found[1])
        at = max(bisect_right(offsets, offset) - 1, 0)
        return places[at] + max(offset - offsets[at], 0) if places else 0

    def find_list_number(self, line: str) -> str:
        """Return the number that the source has before a shown line that is a list item, such as `12. `, or ""."""
        place = self.source.find(line)
        before = (
            _LIST_NUMBER.fullmatch(self.source, self.source.rfind("\n", 0, place) + 1, place) if place > 0 else None
        )
        return before[1] if before else ""

    def find_kind(self, offset: int) -> str:
        """Return the name of the innermost element around an offset (`p`, `li`, `h1` to `h6`, `td`, `th`, `pre`), or
        `footnote`."""
        at = bisect_right(self._kinds, offset, key=lambda each: each[1]) - 1
        return self._kinds[at][0] if at >= 0 else ""

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in _LINE_END.finditer(self.source)]

    @cached_property
    def _kinds(self) -> list[tuple[str, int, int]]:
        return list(_list_blocks(self._html))

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Offsets in the visible text, in order, and where the text after each is written in the source; as far as
        they were needed, since most are of the head of a letter."""
        return [], []

    @cached_property
    def _further_places(self) -> Iterator[tuple[int, int]]:
        at = 0
        for place, text in find_text_places(self.source):
            found = -1 if text.isspace() else self.text.find(text, at)  # spaces at the edge of a block are not shown
            if found >= 0:
                yield found, place
                at = found + len(text)


@lru_cache(maxsize=16)
def read_visible_text(source: str) -> VisibleText:
    """Return the visible text of a text in Markdown."""
    html = paragraph_marks.strip_numbers(to_html(paragraph_marks.place_numbers(source)))
    running = read_html(html)
    text = running if HIDDEN not in running else "".join([each.visible for each in list_pieces(html)])
    return VisibleText(source, text, running, html)


@lru_cache(maxsize=2)
def list_pieces(html: str) -> tuple[Piece, ...]:
    """Return the pieces of HTML, in order: their HTML together is `html`, and what they show is its visible text.

    `html` must be well-formed, as the sanitiser leaves it. The edge of a block is a piece of its own, without HTML,
    before the first text that follows. Nothing is shown of spaces between two edges.
    """
    pieces: list[Piece] = []
    at = marks = 0
    edge: str | None = ""  # what the next text has before it; None within a block
    is_site_number = False
    spaces: list[Piece] = []  # after an edge: whether they are shown depends on what follows
    for start, end, closing, tag, attributes in _find_tags(html):
        if at < start:
            text = html[at:start]
            shown = "" if is_site_number else _unescape(text)
            piece = Piece(text, shown, "", marks > 0 and fold(shown) not in _ORDINALS)
            if edge is None or is_site_number or not shown.isspace():
                if edge is not None and not is_site_number:
                    pieces += [Piece("", edge, "")] if edge else []
                    edge = None
                pieces += [*spaces, piece]
                spaces.clear()
            else:
                spaces.append(piece)
        at = end
        if tag == "sup":
            marks += -1 if closing else 1
        elif tag == "a":
            is_site_number = not closing and _NUMBER in attributes
        elif tag not in _INLINE and tag != "br":
            pieces += [Piece(each.html, "", each.tag, each.is_mark) for each in spaces]
            spaces.clear()
            edge = BLOCK_EDGE if edge is None else edge
        is_break = tag == "br" and edge is None and not html.startswith("\n", end)
        (spaces or pieces).append(Piece(html[start:end], "\n" if is_break else "", f"{closing}{tag}"))
    return tuple(pieces)


def _find_tags(html: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield the start, end, slash, name and attributes of each tag, and in the end the end of the text as an empty
    one."""
    for match in _TAG.finditer(html):
        start, end = match.span()
        closing, tag, attributes = match.groups()
        yield start, end, closing, tag, attributes
    yield len(html), len(html), "", "", ""


def _unescape(html: str) -> str:
    return unescape(html) if "&" in html else html


def find_tags(html: str, opening: str) -> Iterator[tuple[int, str]]:
    """Yield each tag that begins with `opening`, with the offset in the visible text of `html` of what follows it."""
    at = 0
    waiting: list[str] = []
    for piece in list_pieces(html):
        if piece.tag and piece.html.startswith(opening):
            waiting.append(piece.html)
        elif piece.html and piece.visible:
            yield from ((at, tag) for tag in waiting)
            waiting.clear()
        at += len(piece.visible)
    yield from ((at, tag) for tag in waiting)


def read_html(html: str) -> str:
    """Return the visible text of sanitised HTML, with each character of a footnote mark as `HIDDEN`."""
    if "<sup" not in html and _NUMBER not in html and "<br" not in html:  # as in most texts; this is much quicker
        plain = _unescape(_BLOCK_TAG.sub("\0", _INLINE_TAG.sub("", html)))
        plain = _LAST_EDGE.sub("", plain)
        first = _EDGE.match(plain)
        text = _EDGE.sub(BLOCK_EDGE, plain[first.end() if first else 0 :])
    else:
        text = "".join([HIDDEN * len(each.visible) if each.is_mark else each.visible for each in list_pieces(html)])
    return _LOST_MARK.sub(lambda match: HIDDEN * len(match[0]), text) if "[^" in text else text


def _list_blocks(html: str) -> Iterator[tuple[str, int, int]]:
    """Yield the kind, the start and the end of each block."""
    opened: list[str] = ["p"]
    kind, start, at = "", 0, 0
    for piece in list_pieces(html):
        if piece.tag:
            name = piece.tag.removeprefix("/")
            if name in _KINDS:
                if piece.tag != name:
                    del opened[-1]
                else:
                    opened.append("footnote" if _FOOTNOTE in piece.html else name)
        elif piece.visible == BLOCK_EDGE and not piece.html:
            yield kind, start, at
            kind, start = "", at + len(BLOCK_EDGE)
        elif piece.visible and not kind:
            kind = opened[-1]
        at += len(piece.visible)
    if kind:
        yield kind, start, at
