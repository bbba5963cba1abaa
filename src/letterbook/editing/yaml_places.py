"""Finds where each value of a YAML text is, so that one can be changed and every other character kept.

PyYAML's C parser gives the line and column at which each value begins and ends. Lines and columns are counted from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from letterbook.ingest.invisible_characters import replace_unreadable

_BLOCK_SCALARS = ("|", ">")
_HEADER = re.compile(r"[|>][-+0-9]*")
_LINE_ENDS_OF_YAML = dict.fromkeys((0x85, 0x2028, 0x2029), " ")


class Mark(NamedTuple):
    """A place in a text: the line and the column, both counted from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedScalar:
    """A text and its place. `style` is its quotation mark, the sign of a block (`|`, `>`), or "" if it is plain."""

    start: Mark
    end: Mark
    style: str = ""

    @property
    def last_line(self) -> int:
        """The last line of the value."""
        return self.end.line

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return self.start == self.end

    @property
    def is_block(self) -> bool:
        """Whether it is a block of text, below a `|` or `>`."""
        return self.style in _BLOCK_SCALARS


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEntry:
    """A key and its value."""

    key: str
    key_place: PlacedScalar
    value: PlacedNode


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedGroup:
    """A list, which has `items`, or a mapping, which has `entries`. `is_flow`: it is written in brackets."""

    start: Mark
    end: Mark
    is_flow: bool
    items: tuple[PlacedNode, ...] = ()
    entries: tuple[PlacedEntry, ...] = ()
    is_list: bool = False

    @property
    def last_line(self) -> int:
        """The last line of the group; comments below it are not part of it."""
        if self.is_flow:
            return self.end.line
        last = self.items[-1] if self.items else self.entries[-1].value
        return max(self.start.line, last.last_line)

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing in it, as `[]`."""
        return not self.items and not self.entries


PlacedNode = PlacedScalar | PlacedGroup


def place_values(lines: Sequence[str]) -> PlacedNode | None:
    """Return the tree of a YAML text with the places of its values; None if the text is empty.

    The text must be one that `ingest.front_matter` reads without an error: it has no anchors and is not deeply nested.
    Raises yaml.YAMLError if it cannot be parsed.
    """
    text = replace_unreadable("\n".join((*lines, "")).translate(_LINE_ENDS_OF_YAML))
    events = iter(yaml.parse(text, Loader=yaml.CBaseLoader))
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _place(event, events, lines)
    return None


def find_comments(lines: Sequence[str], root: PlacedNode | None) -> Iterator[tuple[Mark, str]]:
    """Yield each comment of a YAML text and its place. `root` is the tree of the text."""
    on_line: dict[int, list[PlacedScalar]] = {}
    for each in _list_scalars(root) if root is not None else ():
        for number in range(each.start.line, each.end.line + 1):
            on_line.setdefault(number, []).append(each)
    for number, line in enumerate(lines):
        for match in re.finditer("#", line):
            place = Mark(number, match.start())
            if not any(each.start <= place < each.end for each in on_line.get(number, ())):
                yield place, line[match.start() :]
                break


def find_header_end(lines: Sequence[str], place: PlacedScalar) -> Mark:
    """Return the place after the `>-` of a block of text."""
    match = _HEADER.match(lines[place.start.line], place.start.column)
    assert match is not None
    return Mark(place.start.line, match.end())


def _list_scalars(node: PlacedNode) -> Iterator[PlacedScalar]:
    """Yield the spans that are text, in which `#` begins no comment."""
    if isinstance(node, PlacedScalar):
        if node.is_block:  # the rest of its first line is a header, which can have a comment
            yield PlacedScalar(start=Mark(node.start.line + 1, 0), end=node.end)
        else:
            yield node
        return
    for item in node.items:
        yield from _list_scalars(item)
    for entry in node.entries:
        yield entry.key_place
        yield from _list_scalars(entry.value)


def _place(event: yaml.Event, events: Iterator[yaml.Event], lines: Sequence[str]) -> PlacedNode:
    start = _mark(event.start_mark)
    if isinstance(event, yaml.ScalarEvent):
        return _place_scalar(event, lines)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            items.append(_place(inner, events, lines))
        return PlacedGroup(
            start=start, end=_mark(inner.end_mark), is_flow=bool(event.flow_style), items=tuple(items), is_list=True
        )
    assert isinstance(event, yaml.MappingStartEvent)
    entries = []
    while not isinstance(inner := next(events), yaml.MappingEndEvent):
        assert isinstance(inner, yaml.ScalarEvent)
        key = _place_scalar(inner, lines)
        entries.append(PlacedEntry(key=inner.value, key_place=key, value=_place(next(events), events, lines)))
    return PlacedGroup(start=start, end=_mark(inner.end_mark), is_flow=bool(event.flow_style), entries=tuple(entries))


def _place_scalar(event: yaml.ScalarEvent, lines: Sequence[str]) -> PlacedScalar:
    start, end, style = _mark(event.start_mark), _mark(event.end_mark), event.style or ""
    if style in _BLOCK_SCALARS:  # the parser ends a block after the blank lines below it
        last = min(end.line, len(lines)) - 1
        while last > start.line and not lines[last].strip():
            last -= 1
        end = Mark(last, len(lines[last]))
    return PlacedScalar(start=start, end=end, style=style)


def _mark(mark: Any) -> Mark:
    return Mark(mark.line, mark.column)
