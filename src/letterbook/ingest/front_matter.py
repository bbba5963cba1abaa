"""Front matter and register files, read strictly: YAML in which every value is text, each with its line.

python-frontmatter tells the block from the body. The block is read from the events of PyYAML's C parser rather
than composed: its composer overflows the stack on a deeply nested file, and expands aliases. What a text means
is said by the table of fields (`schema`), so that `NO` stays Norway and `2.10` stays 2.10.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

import yaml
from frontmatter.default_handlers import YAMLHandler

from letterbook.ingest import invisible_characters, yaml_errors

MAX_BYTES = 5_000_000
MAX_DEPTH = 12
_MOST_INVISIBLE = 100

# YAML 1.1 ends a line at these, an editor's program does not; its marks would count other lines than the file has.
_NO_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
_UTF16_STARTS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, *("--".encode(each) for each in ("utf-16-le", "utf-16-be")))
"""How a file in UTF-16 begins: with a byte-order mark, or without one with the dashes of its front matter."""
_COMMENT = re.compile(r"\s+#")


class ReadingFault(StrEnum):
    """The ways in which a file can fail to be read; each is a rule that explains it."""

    OVERSIZED_FILE = "oversized-file"
    INVALID_ENCODING = "invalid-encoding"
    NUL_CHARACTER = "nul-character"
    MISSING_FRONT_MATTER = "missing-front-matter"
    UNTERMINATED_FRONT_MATTER = "unterminated-front-matter"
    INVALID_FRONT_MATTER = "invalid-front-matter"
    INVALID_YAML = "invalid-yaml"
    DUPLICATE_FIELD = "duplicate-field"
    YAML_ALIAS = "yaml-alias"
    YAML_TAG = "yaml-tag"
    EXCESSIVE_NESTING = "excessive-nesting"
    TRUNCATED_VALUE = "truncated-value"
    INVISIBLE_CHARACTER = "invisible-character"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault found while reading, not yet put into words.

    `subject` is what it is about (a field by its path, a key), `detail` what the rule says beside it (what was
    expected or meant), `found` what stands there instead.
    """

    rule: str
    line: int
    subject: str = ""
    detail: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text. `cut` is what a plain value lost behind ` #`, or empty."""

    text: str
    line: int
    cut: str = ""


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: str
    line: int
    value: Node


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and their values in the order of the file, no key twice."""

    entries: tuple[Entry, ...]
    line: int


Node = ScalarNode | SequenceNode | MappingNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as it was read: `fields` is None where nothing could be made of it.

    `body_line` is the line on which `body` begins, `lines` are all lines of the file.
    """

    fields: MappingNode | None = None
    body: str = ""
    body_line: int = 1
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_letter(content: bytes) -> Document:
    """Front matter and body of a Markdown file. A byte-order mark and CRLF are fine."""
    text, found = _decode(content)
    if text is None:
        return Document(problems=found)
    lines = tuple(text.split("\n"))
    handler = YAMLHandler()
    opening = handler.FM_BOUNDARY.match(text)
    if opening is None:
        return Document(lines=lines, problems=(*found, _problem(ReadingFault.MISSING_FRONT_MATTER, 1)))
    try:
        block, body = handler.split(text)
    except ValueError:
        return Document(lines=lines, problems=(*found, _problem(ReadingFault.UNTERMINATED_FRONT_MATTER, 1)))
    fields, problems = _read_block(block, text[: opening.end()].count("\n") + 1)
    return Document(
        fields=fields,
        body=body.removeprefix("\n"),
        body_line=text[: len(text) - len(body)].count("\n") + 1 + body.startswith("\n"),
        lines=lines,
        problems=(*found, *problems),
    )


def read_register(content: bytes) -> Document:
    """A YAML file without body: a register or the policy. An empty one has no entries."""
    text, found = _decode(content)
    if text is None:
        return Document(problems=found)
    fields, problems = _read_block(text, 1)
    return Document(fields=fields, lines=tuple(text.split("\n")), problems=(*found, *problems))


def _decode(content: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    if len(content) > MAX_BYTES:
        return None, (_problem(ReadingFault.OVERSIZED_FILE, 0, detail=str(len(content))),)
    if content.startswith(_UTF16_STARTS):
        return None, (_problem(ReadingFault.INVALID_ENCODING, 0, detail="UTF-16"),)
    content = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, (_problem(ReadingFault.INVALID_ENCODING, line, subject=f"{content[error.start]:#04x}"),)
    if "\0" in text:
        return None, (_problem(ReadingFault.NUL_CHARACTER, text[: text.index("\0")].count("\n") + 1),)
    return text, tuple(_invisible(text))


def _invisible(text: str) -> Iterator[Problem]:
    """Each invisible character with its line, so many of them at most as anybody reads about."""
    for place, name in islice(invisible_characters.find(text), _MOST_INVISIBLE):
        yield _problem(ReadingFault.INVISIBLE_CHARACTER, text.count("\n", 0, place) + 1, subject=name)


def _read_block(text: str, first_line: int) -> tuple[MappingNode | None, tuple[Problem, ...]]:
    text = text.translate(_NO_LINE_ENDS)
    reader = _Reader(text.split("\n"), first_line, yaml.CBaseLoader(text))
    try:
        node = reader.document()
    except _Unreadable as unreadable:
        return None, (*reader.problems, unreadable.problem)
    except yaml.MarkedYAMLError as error:
        broken = yaml_errors.explain(error, reader.lines)
        problem = _problem(
            ReadingFault.INVALID_YAML, first_line + broken.line, subject=broken.what, detail=broken.instead
        )
        return None, (*reader.problems, problem)
    except yaml.YAMLError as error:  # a character that YAML does not allow
        position = getattr(error, "position", 0)  # in bytes
        line = text.encode()[:position].count(b"\n") + first_line
        return None, (
            *reader.problems,
            _problem(ReadingFault.INVALID_YAML, line, subject=str(error).split("\n")[0]),
        )
    if node is None:
        return MappingNode((), first_line), ()
    if not isinstance(node, MappingNode):
        return None, (*reader.problems, _problem(ReadingFault.INVALID_FRONT_MATTER, node.line))
    return node, tuple(reader.problems)


class _Unreadable(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(slots=True)
class _Reader:
    """Builds the tree from the parser's events."""

    lines: list[str]
    first_line: int
    parser: yaml.CBaseLoader
    problems: list[Problem] = field(default_factory=list)

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events():
            if isinstance(event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _Unreadable(
                        _problem(ReadingFault.INVALID_YAML, self._line(event), subject="a second document begins")
                    )
                continue
            root = self._node(event, 1)
        # A file of comments alone parses as nothing, or as one empty plain text.
        return None if isinstance(root, ScalarNode) and not root.text else root

    def _events(self) -> Iterator[yaml.Event]:
        while (event := self.parser.get_event()) is not None:
            yield event

    def _next(self) -> yaml.Event:
        """The next event inside a node, which the parser ends with an event or an error."""
        event = self.parser.get_event()
        assert event is not None
        return event

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        if depth > MAX_DEPTH:
            raise _Unreadable(_problem(ReadingFault.EXCESSIVE_NESTING, line))
        anchor = getattr(event, "anchor", None)
        if anchor is not None:  # an alias has the anchor that it stands for
            raise _Unreadable(_problem(ReadingFault.YAML_ALIAS, line, subject=anchor))
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            raise _Unreadable(_problem(ReadingFault.YAML_TAG, line, subject=tag))
        if isinstance(event, yaml.ScalarEvent):
            if "\0" in event.value:  # written as an escape
                raise _Unreadable(_problem(ReadingFault.NUL_CHARACTER, line))
            if event.style == '"':  # written as an escape, too
                self.problems += [
                    _problem(ReadingFault.INVISIBLE_CHARACTER, line, name)
                    for _, name in invisible_characters.find(event.value)
                ]
            return ScalarNode(event.value, line, self._cut(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := self._next(), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            return SequenceNode(tuple(items), line)
        return self._mapping(line, depth)

    def _mapping(self, line: int, depth: int) -> MappingNode:
        entries: dict[str, Entry] = {}
        while not isinstance(inner := self._next(), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            if not isinstance(key, ScalarNode):
                raise _Unreadable(_problem(ReadingFault.INVALID_YAML, key.line, subject="a key has to be a word"))
            value = self._node(self._next(), depth + 1)
            if key.text in entries:
                first = entries[key.text].line
                self.problems.append(
                    _problem(ReadingFault.DUPLICATE_FIELD, key.line, subject=key.text, detail=str(first))
                )
            else:
                entries[key.text] = Entry(key.text, key.line, value)
        return MappingNode(tuple(entries.values()), line)

    def _line(self, event: yaml.Event) -> int:
        assert event.start_mark is not None
        return self.first_line + event.start_mark.line

    def _cut(self, event: yaml.ScalarEvent) -> str:
        if event.style or not event.value or event.end_mark is None:  # quoted, a block, or nothing
            return ""
        line, column = self.lines[event.end_mark.line], event.end_mark.column
        return line[column:].strip() if _COMMENT.match(line, column) else ""


def _problem(rule: ReadingFault, line: int, subject: str = "", detail: str = "") -> Problem:
    return Problem(rule=rule, line=line, subject=subject, detail=detail)
