"""Applies the corrections that diagnostics carry to the files of a record, in memory; `files` writes them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from letterbook.editing.yaml_changes import UnsafeChange, set_field
from letterbook.ingest.front_matter import (
    Document,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    read_letter,
    read_register,
)
from letterbook.ingest.loader import POLICY, REGISTERS_FOLDER
from letterbook.model.record import Letter, Response
from letterbook.model.schema.table import list_rows
from letterbook.rules.diagnostics import Diagnostic, Fix, escape_control

_CONTEXT = 2
_STEP = re.compile(r"[^.\[\]]+")
_TABLES = {"letters": Letter, "responses": Response}


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFile:
    """A file with corrections: its content before and after, and which of them could not be made, with the reason."""

    path: Path
    old: bytes
    new: bytes
    refused: tuple[tuple[Diagnostic, str], ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything was corrected."""
        return self.new != self.old


@dataclass(slots=True)
class Fixer:
    """Makes corrections in the files of the record in the folder `record`, one set of them on top of another."""

    record: Path
    contents: dict[Path, bytes] = field(default_factory=dict)

    def fix(self, diagnostics: Iterable[Diagnostic]) -> tuple[FixedFile, ...]:
        """Correct what can be corrected. Raises OSError if a file cannot be read. Nothing is written."""
        fixable = sorted(each for each in diagnostics if each.fix is not None)
        return tuple(
            self._fix_file(Path(path), tuple(found)) for path, found in groupby(fixable, lambda each: each.path)
        )

    def accept(self, fixed: Iterable[FixedFile]) -> None:
        """Keep the contents of corrected files, for what is to be written and for further corrections."""
        self.contents |= {each.path: each.new for each in fixed if each.is_changed}

    def _fix_file(self, path: Path, found: tuple[Diagnostic, ...]) -> FixedFile:
        old = new = self.contents.get(path) or path.read_bytes()
        refused: list[tuple[Diagnostic, str]] = []
        for each in found:
            assert each.fix is not None
            try:
                new = self._apply(new, path, each.line, each.fix)
            except UnsafeChange as error:
                refused.append((each, error.why))
            except LookupError:
                refused.append((each, "this is not the value of a field"))
        return FixedFile(path=path, old=old, new=new, refused=tuple(refused))

    def _apply(self, content: bytes, path: Path, line: int, fix: Fix) -> bytes:
        folder = path.relative_to(self.record).parts[0]
        is_register = folder in (POLICY, REGISTERS_FOLDER)
        if not fix.field:
            return _replace_line(content, line, str(fix.value), read_register if is_register else read_letter)
        name = f"{_find_entry(content, line)}.{fix.field}" if folder == REGISTERS_FOLDER else fix.field
        document = read_register(content) if is_register else read_letter(content)
        if _read_text(document, name) != fix.old:  # the fault is in a key, or the file has changed
            raise LookupError(name)
        order = _list_fields(_TABLES[folder], name.split(".")[:-1]) if folder in _TABLES else ()
        return set_field(content, name, fix.value, order=order, is_register=is_register)


def render_diff(fixed: FixedFile) -> Iterator[str]:
    """Yield the lines of a unified diff of a corrected file."""
    name = fixed.path.as_posix()
    old, new = (content.decode("utf-8", errors="replace").splitlines() for content in (fixed.old, fixed.new))
    yield from map(escape_control, difflib.unified_diff(old, new, name, name, n=_CONTEXT, lineterm=""))


def _replace_line(content: bytes, line: int, text: str, read: Callable[[bytes], Document]) -> bytes:
    """Replace a line, counted from 1, but keep its indentation and its end.

    Raises UnsafeChange if the file cannot be read past this line even then, or if a value in quotation marks goes on
    below.
    """
    lines = content.splitlines(keepends=True)
    old = lines[line - 1]
    indentation = old[: len(old) - len(old.lstrip())]
    lines[line - 1] = indentation + text.encode() + old[len(old.rstrip(b"\r\n")) :]
    below = lines[line] if line < len(lines) else b""
    column = len(indentation) + len(text) - len(text.removeprefix("- ").lstrip())
    if text.endswith('"') and below.strip() and len(below) - len(below.lstrip()) > column:
        raise UnsafeChange(line, "the value goes on below", text)
    new = b"".join(lines)
    document = read(new)
    if document.fields is None and document.problems[-1].line <= line:
        raise UnsafeChange(line, "the file cannot be read even then", text)
    return new


def _read_text(document: Document, path: str) -> str:
    """Return the text of a field as it was read; "" if it is missing or no text."""
    node: Node | None = document.fields
    for step in _STEP.findall(path):
        if isinstance(node, MappingNode):
            node = next((each.value for each in node.entries if each.key == step), None)
        elif isinstance(node, SequenceNode) and step.isascii() and step.isdecimal() and int(step) < len(node.items):
            node = node.items[int(step)]
        else:
            return ""
    return node.text if isinstance(node, ScalarNode) else ""


def _list_fields(table: type, parents: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the fields of a table, or of one within it, in their order."""
    rows = {row.name: row for row in list_rows(table)}
    if not parents:
        return tuple(rows)
    nested = rows[parents[0].partition("[")[0]].nested
    return _list_fields(nested, parents[1:]) if nested else ()


def _find_entry(content: bytes, line: int) -> str:
    """Return the id of the register's entry that has a line, counted from 1. Raises LookupError if there is none."""
    fields = read_register(content).fields
    above = [each.key for each in fields.entries if each.line <= line] if fields else []
    if not above:
        raise LookupError(line)
    return above[-1]
