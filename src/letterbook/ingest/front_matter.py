"""Reads front matter and register files strictly: as YAML in which every value is text and has its line.

python-frontmatter separates the block from the body. The block is read from the events of PyYAML's C parser, since the
same parser's composer overflows the stack on a deeply nested file, and expands aliases. The table of fields (`schema`)
defines what a text means, so that `NO` stays Norway and `2.10` stays 2.10.
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
from letterbook.text.normalize import compose

MAX_BYTES = 5_000_000
MAX_DEPTH = 12
_MOST_INVISIBLE = 100

# YAML 1.1 ends a line at these characters. Text editors do not, so the parser's line numbers would differ from theirs.
_NO_LINE_ENDS = dict.fromkeys((0x2028, 0x2029), " ")  # U+0085, another, is reported as invisible
_UTF16_STARTS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, *("--".encode(each) for each in ("utf-16-le", "utf-16-be")))
"""How a file in UTF-16 begins: with a byte-order mark, or without one with the dashes of its front matter."""
_COMMENT = re.compile(r"\s+#")
_BOUNDARY = re.compile(rb"^-{3,}[ \t]*\r?$", re.MULTILINE)


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

    `rule` is the slug of the rule that explains it, `line` its line, counted from 1, or 0 for the whole file. `subject`
    is the field or key that is wrong, `detail` what was expected or meant, `found` what the file has instead.
    """

    rule: str
    line: int
    subject: str = ""
    detail: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text. `cut` is what an unquoted value lost after ` #`, or ""."""

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
    """Keys and their values, in the order of the file. No key appears twice."""

    entries: tuple[Entry, ...]
    line: int


Node = ScalarNode | SequenceNode | MappingNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that was read. `fields` is None where it could not be parsed.

    `body_line` is the line on which `body` begins, counted from 1; `lines` are all lines of the file.
    """

    fields: MappingNode | None = None
    body: str = ""
    body_line: int = 1
    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_letter(content: bytes) -> Document:
    """Read the front matter and the body of a Markdown file. A byte-order mark and CRLF are fine.

    It raises nothing: whatever is wrong is among the problems.
    """
    text, found = _decode(content)
    if text is None:
        return Document(problems=found)
    lines = tuple(text.split("\n"))
    handler = YAMLHandler()
    opening = handler.FM_BOUNDARY.match(text)
    if opening is None:
        return Document(lines=lines, problems=(*found, _make_problem(ReadingFault.MISSING_FRONT_MATTER, 1)))
    try:
        block, body = handler.split(text)
    except ValueError:
        return Document(lines=lines, problems=(*found, _make_problem(ReadingFault.UNTERMINATED_FRONT_MATTER, 1)))
    fields, problems = _read_block(block, text[: opening.end()].count("\n") + 1)
    return Document(
        fields=fields,
        body=body.removeprefix("\n"),
        body_line=text[: len(text) - len(body)].count("\n") + 1 + body.startswith("\n"),
        lines=lines,
        problems=(*found, *problems),
    )


def cut_body(content: bytes) -> bytes:
    """Return a file up to the end of its front matter; all of it if its front matter does not end."""
    second = next(islice(_BOUNDARY.finditer(content), 1, None), None)
    return content[: second.end()] if second and second.end() <= MAX_BYTES else content


def read_register(content: bytes) -> Document:
    """Read a YAML file without a body: a register or the policy. An empty one has no entries.

    It raises nothing: whatever is wrong is among the problems.
    """
    text, found = _decode(content)
    if text is None:
        return Document(problems=found)
    fields, problems = _read_block(text, 1)
    return Document(fields=fields, lines=tuple(text.split("\n")), problems=(*found, *problems))


def _decode(content: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    if len(content) > MAX_BYTES:
        return None, (_make_problem(ReadingFault.OVERSIZED_FILE, 0, detail=str(len(content))),)
    if content.startswith(_UTF16_STARTS):
        return None, (_make_problem(ReadingFault.INVALID_ENCODING, 0, detail="UTF-16"),)
    content = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = compose(content.decode()).translate(_NO_LINE_ENDS)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, (_make_problem(ReadingFault.INVALID_ENCODING, line, subject=f"{content[error.start]:#04x}"),)
    if "\0" in text:
        return None, (_make_problem(ReadingFault.NUL_CHARACTER, text[: text.index("\0")].count("\n") + 1),)
    return text, tuple(_find_invisible(text))


def _find_invisible(text: str) -> Iterator[Problem]:
    """Report each invisible character with its line, up to a limit."""
    for place, name in islice(invisible_characters.find(text), _MOST_INVISIBLE):
        yield _make_problem(ReadingFault.INVISIBLE_CHARACTER, text.count("\n", 0, place) + 1, subject=name)


def _read_block(text: str, first_line: int) -> tuple[MappingNode | None, tuple[Problem, ...]]:
    text = invisible_characters.replace_unreadable(text)
    reader = _Reader(text.split("\n"), first_line, yaml.CBaseLoader(text))
    try:
        node = reader.read_document()
    except _Unreadable as unreadable:
        return None, (*reader.problems, unreadable.problem)
    except yaml.MarkedYAMLError as error:
        broken = yaml_errors.explain_error(error, reader.lines)
        problem = _make_problem(
            ReadingFault.INVALID_YAML, first_line + broken.line, subject=broken.what, detail=broken.instead
        )
        return None, (*reader.problems, problem)
    if node is None:
        return MappingNode((), first_line), ()
    if not isinstance(node, MappingNode):
        return None, (*reader.problems, _make_problem(ReadingFault.INVALID_FRONT_MATTER, node.line))
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

    def read_document(self) -> Node | None:
        root: Node | None = None
        for event in self._read_events():
            if isinstance(event, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _Unreadable(
                        _make_problem(
                            ReadingFault.INVALID_YAML, self._find_line(event), subject="a second document begins"
                        )
                    )
                continue
            root = self._read_node(event, 1)
        # A file of comments alone parses as nothing, or as one empty plain text.
        return None if isinstance(root, ScalarNode) and not root.text else root

    def _read_events(self) -> Iterator[yaml.Event]:
        while (event := self.parser.get_event()) is not None:
            yield event

    def _read_event(self) -> yaml.Event:
        """Return the next event inside a node. The parser always ends a node with an event or an error."""
        event = self.parser.get_event()
        assert event is not None
        return event

    def _read_node(self, event: yaml.Event, depth: int) -> Node:
        line = self._find_line(event)
        if depth > MAX_DEPTH:
            raise _Unreadable(_make_problem(ReadingFault.EXCESSIVE_NESTING, line))
        anchor = getattr(event, "anchor", None)
        if anchor is not None:  # an alias has the anchor of its node
            raise _Unreadable(_make_problem(ReadingFault.YAML_ALIAS, line, subject=anchor))
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            raise _Unreadable(_make_problem(ReadingFault.YAML_TAG, line, subject=tag))
        if isinstance(event, yaml.ScalarEvent):
            if "\0" in event.value:  # written as an escape
                raise _Unreadable(_make_problem(ReadingFault.NUL_CHARACTER, line))
            if event.style == '"':  # written as an escape, too
                self.problems += [
                    _make_problem(ReadingFault.INVISIBLE_CHARACTER, line, name)
                    for _, name in invisible_characters.find(event.value)
                ]
            return ScalarNode(event.value, line, self._find_cut(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := self._read_event(), yaml.SequenceEndEvent):
                items.append(self._read_node(inner, depth + 1))
            return SequenceNode(tuple(items), line)
        return self._read_mapping(line, depth)

    def _read_mapping(self, line: int, depth: int) -> MappingNode:
        entries: dict[str, Entry] = {}
        while not isinstance(inner := self._read_event(), yaml.MappingEndEvent):
            key = self._read_node(inner, depth + 1)
            if not isinstance(key, ScalarNode):
                raise _Unreadable(_make_problem(ReadingFault.INVALID_YAML, key.line, subject="a key has to be a word"))
            value = self._read_node(self._read_event(), depth + 1)
            if key.text in entries:
                first = entries[key.text].line
                self.problems.append(
                    _make_problem(ReadingFault.DUPLICATE_FIELD, key.line, subject=key.text, detail=str(first))
                )
            else:
                entries[key.text] = Entry(key.text, key.line, value)
        return MappingNode(tuple(entries.values()), line)

    def _find_line(self, event: yaml.Event) -> int:
        assert event.start_mark is not None
        return self.first_line + event.start_mark.line

    def _find_cut(self, event: yaml.ScalarEvent) -> str:
        if event.style or not event.value or event.end_mark is None:  # quoted, a block, or nothing
            return ""
        line, column = self.lines[event.end_mark.line], event.end_mark.column
        return line[column:].strip() if _COMMENT.match(line, column) else ""


def _make_problem(rule: ReadingFault, line: int, subject: str = "", detail: str = "") -> Problem:
    return Problem(rule=rule, line=line, subject=subject, detail=detail)
