"""Where a block of YAML broke, and what an editor should write instead.

The parser notices a quotation mark or a bracket that is not closed only far below it; what is told is where it opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

OPEN_QUOTE = "a quotation mark is opened here and not closed"
OPEN_BRACKET = "a bracket or brace is opened here and not closed"
BEHIND_QUOTE = "it goes on behind the quotation mark that closes it"

_WITHIN = ("while parsing a block mapping", "while parsing a block collection", "while parsing a flow sequence")
_VALUE = re.compile(r"(\s*(?:- )?\s*[\w-]+:\s+|\s*- )(\S.*)$")
_NEEDS_QUOTES = re.compile(r":\s|^[`@%&*!|>{}\[\],?-]")


@dataclass(frozen=True, slots=True)
class Break:
    """The line, from 0; what is wrong there, in the parser's words or ours; and what to write instead, or empty."""

    line: int
    what: str
    instead: str


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Break:
    """What an error of the parser means in a block of `lines`."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line if mark else 0, len(lines) - 1)
    column = mark.column if mark else 0
    opened = error.context_mark.line if error.context_mark else line
    if error.context == "while scanning a quoted scalar":
        return Break(opened, OPEN_QUOTE, "")
    if error.context in _WITHIN:
        before = lines[line][:column].rstrip()
        quote = before[-1:]
        if quote in ("'", '"') and column <= len(lines[line].rstrip()):
            if before.count(quote) > 1:
                return Break(line, BEHIND_QUOTE, _in_quotes(lines[line]))
            above = next((each for each in range(line - 1, -1, -1) if quote in lines[each]), None)
            if above is not None and lines[above].count(quote) % 2:
                return Break(above, OPEN_QUOTE, "")
    if error.context in ("while parsing a flow sequence", "while parsing a flow mapping") and opened < line:
        return Break(opened, OPEN_BRACKET, "")
    value = _VALUE.match(lines[line])
    broken = value is not None and value[2][0] not in "\"'" and _NEEDS_QUOTES.search(value[2])
    return Break(line, error.problem or "", _in_quotes(lines[line]) if broken else "")


def _in_quotes(line: str) -> str:
    """The line with its value in quotation marks: a colon or a bracket in it then does no harm."""
    match = _VALUE.match(line)
    if match is None:
        return ""
    value = match[2].rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'{match[1]}"{value}"'.strip()
