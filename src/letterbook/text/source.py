"""Reads a text in Markdown as it is written: its blocks, each with its lines, and whatever the page does not show.

The rules about faults of a text use it, since a fault has to be reported at its line. The parser gives the place of
everything that it shows; what remains between those places is markup, or words that no reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from letterbook.text.markdown import (
    PARSER,
    classify,
    escape_html,
    find_comments,
    get_html,
    is_kept_html,
    is_kept_link,
    strip_comments,
)
from letterbook.text.source_places import SourcePlaces
from letterbook.text.unshown import Cause, Gap, Unshown, find_in_gap, fold_label, has_words


class SourceBlock(NamedTuple):
    """A paragraph, heading, table cell or code block, or the words of a list item.

    `kind` is the parser's name for it, and `containers` are the names of what it is in, outermost first. `text` has its
    words as shown, without footnote marks, and `lines` has each of its lines with its number in the source, counted
    from 0. `markup` is how its source begins, `hard_breaks` the number of its forced line breaks. `is_note` is whether
    it is the text of a footnote.
    """

    kind: str
    containers: tuple[str, ...]
    text: str
    lines: tuple[tuple[int, str], ...]
    markup: str
    hard_breaks: int
    is_note: bool

    @property
    def line(self) -> int:
        """The line of the source on which the block begins, counted from 0."""
        return self.lines[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A text as written: its `blocks`, what is `unshown`, and the `html` that the page shows as plain text, each piece
    with its line."""

    blocks: tuple[SourceBlock, ...]
    unshown: tuple[Unshown, ...]
    html: tuple[tuple[int, str], ...]


@lru_cache(maxsize=4)
def read_source(body: str) -> SourceText:
    """Read a text in Markdown as it is written."""
    escaped = escape_html(body)
    reader = _Reader(SourcePlaces(body, escaped))
    for event, where in PARSER.events_with_range(escaped):
        reader.read(event, where["start"], where["end"])
    reader.finish()
    return SourceText(
        blocks=tuple(reader.blocks),
        unshown=tuple(sorted([*_list_comments(body), *reader.find_unshown()], key=lambda each: each.line)),
        html=tuple(_find_html(body)) if "<" in body else (),
    )


def find_unshown(body: str) -> tuple[Unshown, ...]:
    """Find the parts of a text in Markdown that its page does not show."""
    return read_source(body).unshown if may_hide_something(body) else ()


def may_hide_something(body: str) -> bool:
    """Return whether a text in Markdown has any of the marks that can keep a part of it from being shown."""
    return _SUSPECT.search(body) is not None


def _list_comments(body: str) -> Iterator[Unshown]:
    line = at = 0
    for start, end in find_comments(body):
        line += body.count("\n", at, start)
        yield Unshown(Cause.COMMENT, line, body[start:end])
        at = start


def is_prose(text: str) -> bool:
    """Whether a text is made of words and not of code, figures or the like."""
    return len(_NOT_LETTERS.sub("", text)) >= _LEAST_LETTERS * len(text)


@dataclass(slots=True)
class _Reader:
    """Collects the blocks and what is between the words shown, from the parser's events."""

    places: SourcePlaces
    blocks: list[SourceBlock] = field(default_factory=list)
    _at: int = 0
    _open: list[str] = field(default_factory=list)
    _links: list[tuple[dict[str, Any], int]] = field(default_factory=list)
    _gaps: list[Gap] = field(default_factory=list)
    _unshown: list[Unshown] = field(default_factory=list)
    _targets: dict[str, set[str]] = field(default_factory=dict)
    _leaf: _Leaf | None = None
    _in_mark: bool = False

    def read(self, event: Any, start: int, end: int) -> None:
        text = event.get("Text") if isinstance(event, dict) else None
        if text is not None and self._leaf and not self._in_mark:  # as most are
            self._skip(start)
            self._at = max(self._at, end)
            self._leaf.add(text, self.places, start)
            return
        edge, kind = classify(event)
        if edge == "Start":
            self._skip(start)
            self._begin(kind, event, start)
        elif edge == "End":
            self._skip(end)
            self._end(kind)
        elif kind in ("SoftBreak", "HardBreak"):
            if self._leaf:
                self._leaf.break_line(forced=kind == "HardBreak")
        else:
            self._skip(start)
            self._at = max(self._at, end)
            self._show(kind, event, start)

    def finish(self) -> None:
        """Read what follows the last block."""
        self._skip(len(self.places.source))

    def find_unshown(self) -> Iterator[Unshown]:
        """Find what the page does not show, comments aside."""
        yield from self._unshown
        for gap in self._gaps:
            yield from find_in_gap(gap, self._targets, self.places)

    def _skip(self, to: int) -> None:
        if to <= self._at:
            return
        if _WORD_BYTE.search(self.places.source, self._at, to):
            source = self.places.source[self._at : to].decode()
            if has_words(source) and not self._links:
                self._gaps.append(Gap(self._open[-1] if self._open else "", source, self._at))
        self._at = to

    def _begin(self, kind: str, event: Any, start: int) -> None:
        if kind in ("Link", "Image"):
            self._links.append((event["Start"][kind], start))
        if kind not in _INLINE:
            self._close_leaf()
            if kind in _LEAVES:
                self._open_leaf(kind, start)
        self._open.append("OrderedList" if kind == "List" and event["Start"][kind] is not None else kind)

    def _end(self, kind: str) -> None:
        if self._open:
            self._open.pop()
        if kind in ("Link", "Image") and self._links:
            self._read_link(kind, *self._links.pop())
        elif kind not in _INLINE:
            self._close_leaf()

    def _show(self, kind: str, event: Any, start: int) -> None:
        html = get_html(event)
        if html:
            self._in_mark = html == "<sup>" or (self._in_mark and html != "</sup>")
            if html.startswith("<br") and self._leaf:
                self._leaf.break_line(forced=True)
            elif not is_kept_html(html) and has_words(html):
                self._unshown.append(Unshown(Cause.OTHER, self.places.find_line(start), html))
        if self._leaf is None and kind != "Html":
            self._open_leaf("Item", start)
        if self._leaf is None:
            return
        if html == "<sup>":
            self._leaf.is_note |= not self._leaf.lines
        elif kind in ("Text", "Code") and not self._in_mark:
            self._leaf.add(event[kind], self.places, start)

    def _read_link(self, kind: str, link: dict[str, Any], start: int) -> None:
        line, address, title = self.places.find_line(start), link["dest_url"], link["title"]
        if kind == "Image":
            self._unshown.append(Unshown(Cause.IMAGE, line, address))
        elif link["link_type"] in ("Autolink", "Email"):
            return
        elif not is_kept_link(address):
            # Other links show their label, and their definition is reported.
            if link["link_type"] in ("Inline", "Reference"):
                self._unshown.append(Unshown(Cause.LINK, line, address))
        elif link["link_type"] != "Inline":
            self._targets.setdefault(fold_label(link["id"]), set()).add(address)
        elif has_words(title):
            self._unshown.append(Unshown(Cause.TITLE, line, title))

    def _open_leaf(self, kind: str, start: int) -> None:
        markup = self.places.source[start : start + _LONGEST_MARKUP].decode(errors="ignore")
        containers = tuple(each for each in self._open if each not in _INLINE)
        self._leaf = _Leaf(kind, containers, markup, is_note="FootnoteDefinition" in containers)

    def _close_leaf(self) -> None:
        if self._leaf and (block := self._leaf.make_block()):
            self.blocks.append(block)
        self._leaf = None


@dataclass(slots=True)
class _Leaf:
    kind: str
    containers: tuple[str, ...]
    markup: str
    is_note: bool
    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    _hard_breaks: int = 0
    _is_broken: bool = True

    def add(self, text: str, places: SourcePlaces, start: int) -> None:
        if self._is_broken or "\n" in text:
            for at, part in enumerate(text.split("\n")):
                if at or self._is_broken:
                    self.lines.append((places.find_line(start) + at, []))
                self.lines[-1][1].append(part)
                self._is_broken = False
        else:
            self.lines[-1][1].append(text)

    def break_line(self, *, forced: bool) -> None:
        self._hard_breaks += forced
        self._is_broken = True

    def make_block(self) -> SourceBlock | None:
        lines = tuple((line, text) for line, pieces in self.lines if (text := "".join(pieces).strip()))
        if not lines:
            return None
        text = "\n".join(text for _, text in lines)
        return SourceBlock(self.kind, self.containers, text, lines, self.markup, self._hard_breaks, self.is_note)


def _find_html(body: str) -> Iterator[tuple[int, str]]:
    """Find the HTML that the page shows as plain text, and the line of each piece."""
    text = strip_comments(body)
    places = SourcePlaces(body, text)
    for event, where in PARSER.events_with_range(text):
        html = get_html(event)
        if html and not is_kept_html(html):
            yield places.find_line(where["start"]), html
    if (unclosed := text.find("<!--")) >= 0:
        yield places.find_line(len(text[:unclosed].encode())), "<!--"


_SUSPECT = re.compile(r"<|\[|\||```|~~~")
"""Every text of which something is not shown contains one of these. Alternatives that all begin with a letter of their
own are quick to find; a set among them is not."""
_INLINE = frozenset({"Emphasis", "Strong", "Link", "Image"})
_LEAVES = frozenset({"Paragraph", "Heading", "TableCell", "CodeBlock", "HtmlBlock"})
_NOT_LETTERS = re.compile(r"[\W0-9_]+")
_LEAST_LETTERS = 0.7
"""The share of letters in prose; spaces take up most of the rest."""
_LONGEST_MARKUP = 16
_WORD_BYTE = re.compile(rb"[0-9A-Za-z\x80-\xff]")
