"""Diagnostics: what is wrong, where, and what to do, as `check` and `build` show it to an editor."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from letterbook import urls


class Severity(StrEnum):
    """How serious a diagnostic is. An error stops the build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """The one right correction of a fault, for `check --fix` to make.

    `value` is the new value of the field at the path `field`, or the texts of a list, and `old` the text that the field
    has now, or "" if it is missing or empty. Without `field`, `value` is the new text of the line, from its first
    character that is not a space. `look` says what an editor has to look at before the correction is made, or is "" if
    it is certain.
    """

    value: str | int | dt.date | tuple[str, ...]
    field: str = ""
    old: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Diagnostic:
    """One fault in one file.

    `path` is the path as given to `check`, with forward slashes. `line` counts from 1 and is 0 if the fault concerns
    the whole file. `excerpt` is that line of the file, unchanged. `fix` is the correction, if there is only one.
    """

    path: str
    line: int
    rule: str
    severity: Severity
    message: str
    help: str = ""
    excerpt: str = ""
    fix: Fix | None = field(default=None, compare=False)


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that stop a build."""
    return tuple(each for each in diagnostics if each.severity is Severity.ERROR)


def without_words(diagnostic: Diagnostic) -> Diagnostic:
    """Return a diagnostic for a log that others may read: rule, file and line, but none of a letter's words."""
    return replace(diagnostic, message=f"see: letterbook explain {diagnostic.rule}", help="", excerpt="", fix=None)


def as_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Return the diagnostics for a terminal: file, line, rule, excerpt and fix; with `colour`, in ANSI colours."""
    return "".join(_render_paragraph(each, colour=colour) for each in diagnostics)


def as_styled(text: str, severity: Severity, *, colour: bool) -> str:
    """Return `text` in the colour of a severity: errors red, warnings yellow; unchanged without `colour`."""
    return f"{_COLOURS[severity]}{text}{_PLAIN}" if colour else text


_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def as_github(diagnostics: Iterable[Diagnostic], *, words: bool = False, site_url: str = "") -> str:
    """Render diagnostics as workflow commands of GitHub Actions, with a link to each rule's page on the site at
    `site_url`, if it is known.

    A run's log can be public even if the record is not, so they give rule, file and line, and none of a letter's words.
    With `words`, for a log that only the record's own readers can see, they also give the problem and its fix.
    They are escaped as the Actions toolkit does: percent signs and line ends; in properties also colons and commas.
    """
    return "".join(
        f"::{each.severity} file={_escape_property(each.path)}"
        + (f",line={each.line}" if each.line else "")
        + f",title={_escape_property(each.rule)}::{_escape_data(_describe(each, site_url, words=words))}\n"
        for each in diagnostics
    )


def _describe(each: Diagnostic, site_url: str, *, words: bool) -> str:
    lines = [each.message, f"help: {each.help}" if each.help else ""] if words else []
    page = urls.absolute(site_url, urls.rule(each.rule)) if site_url else f"letterbook explain {each.rule}"
    return "\n".join((*filter(None, lines), f"see: {page}"))


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Render diagnostics as a JSON list of objects with one key for each field of `Diagnostic`."""
    return json.dumps([asdict(each) for each in diagnostics], ensure_ascii=False, indent=2, default=str) + "\n"


def _render_paragraph(each: Diagnostic, *, colour: bool) -> str:
    where = escape_control(f"{each.path}:{each.line}" if each.line else each.path)
    name = as_styled(f"{each.severity}[{each.rule}]", each.severity, colour=colour)
    bold, dim, plain = (_BOLD, _DIM, _PLAIN) if colour else ("", "", "")
    lines = [f"{bold}{where}{plain}: {name} {escape_control(each.message)}"]
    if each.excerpt:
        lines.append(f"{dim}    | {escape_control(each.excerpt)}{plain}")
    if each.help:
        lines.extend(f"    = help: {escape_control(part)}" for part in each.help.splitlines())
    return "\n".join(lines) + "\n"


def escape_control(text: str) -> str:
    """Escape control characters: a letter's text or file name must not move the cursor or colour the terminal."""
    return "".join(
        character if character.isprintable() or character == "\t" else f"\\x{ord(character):02x}" for character in text
    )


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
