"""What is wrong, where, and what to do: the diagnostics that `check` and `build` show an editor."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How grave a diagnostic is. An error stops the build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Diagnostic:
    """One fault of one file.

    `path` is relative to the folder that holds the record, with forward slashes; `line` counts from 1 and is 0
    where the fault is of the file as a whole. `excerpt` is that line as it stands.
    """

    path: str
    line: int
    rule: str
    severity: Severity
    message: str
    help: str = ""
    excerpt: str = ""


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that stop a build."""
    return tuple(each for each in diagnostics if each.severity is Severity.ERROR)


def without_words(diagnostic: Diagnostic) -> Diagnostic:
    """For a log that others may read: rule, file and line, and never a letter's words."""
    return replace(diagnostic, message=f"see: letterbook explain {diagnostic.rule}", help="", excerpt="")


def as_text(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics for a terminal: file, line, rule, the line itself, and what to do."""
    return "".join(_paragraph(each) for each in diagnostics)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics as workflow commands of GitHub Actions.

    A run's log can be public where the record is not, so that they name rule, file and line, and never a
    letter's words. Escaping as the Actions toolkit does it (percent, line ends; colon and comma in properties).
    """
    return "".join(
        f"::{each.severity} file={_escape_property(each.path)}"
        + (f",line={each.line}" if each.line else "")
        + f",title={_escape_property(each.rule)}::{_escape_data(each.message)}\n"
        for each in map(without_words, diagnostics)
    )


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics as a JSON list of objects, one key for each field of `Diagnostic`."""
    return json.dumps([asdict(each) for each in diagnostics], ensure_ascii=False, indent=2) + "\n"


def _paragraph(each: Diagnostic) -> str:
    where = f"{each.path}:{each.line}" if each.line else each.path
    lines = [f"{_printable(where)}: {each.severity}[{each.rule}] {_printable(each.message)}"]
    if each.excerpt:
        lines.append(f"    | {_printable(each.excerpt)}")
    if each.help:
        lines.extend(f"    = help: {_printable(part)}" for part in each.help.splitlines())
    return "\n".join(lines) + "\n"


def _printable(text: str) -> str:
    """A letter's words, and its name, must not move the reader's cursor or colour the terminal."""
    return "".join(
        character if character.isprintable() or character == "\t" else f"\\x{ord(character):02x}" for character in text
    )


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
