"""Explains the parser's errors: where a block of YAML broke, and what an editor should write instead.

The parser notices an unclosed quotation mark or bracket only far below it, and a no-break space only on the next line;
the line reported is the one to correct.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

OPEN_QUOTE = "a quotation mark is opened here but never closed"
OPEN_BRACKET = "a bracket or brace is opened here but never closed"
AFTER_QUOTE = "text follows the closing quotation mark"
TAB = "a tab is used to indent the line"
NO_BREAK_SPACE = "a no-break space is used where YAML needs an ordinary space"
_IN_OTHER_WORDS = {
    "found invalid Unicode character escape code": (
        "an escape in quotation marks stands for no whole character; write the character itself"
    )
}

_WITHIN = ("while parsing a block mapping", "while parsing a block collection", "while parsing a flow sequence")
_AT_TAB = ("found a tab character that violates indentation", "found character that cannot start any token")
_VALUE = re.compile(r"(\s*(?:- )?\s*[\w-]+:\s+|\s*- )(\S.*)$")
_BAD_SPACE = re.compile("^ *(?:\u00a0|-\u00a0|(?:- +)?[\\w-]+:\u00a0)[ \u00a0]*")
"""A no-break space in the indentation, or straight after a dash or a field's name."""
_ABOVE = 3
"""How many lines, the one that the parser blames included, may hold the no-break space that misled it."""
_NEEDS_QUOTES = re.compile(r":\s|^[`@%&*!|>{}\[\],?-]")


@dataclass(frozen=True, slots=True)
class Break:
    """A line, counted from 0; what is wrong there, in the parser's words or ours; and what to write instead, or ""."""

    line: int
    what: str
    instead: str


def explain_error(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Break:
    """Explain an error of the parser in a block of `lines`."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line if mark else 0, len(lines) - 1)
    column = mark.column if mark else 0
    opened = error.context_mark.line if error.context_mark else line
    if error.problem in _AT_TAB and "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return Break(line, TAB, "")
    for at in range(line, max(line - _ABOVE, -1), -1):
        if found := _BAD_SPACE.match(lines[at]):
            mended = found[0].replace("\u00a0", " ") + lines[at][found.end() :]
            return Break(at, NO_BREAK_SPACE, mended.strip())
    if error.context == "while scanning a quoted scalar":
        return Break(opened, OPEN_QUOTE, "")
    if error.context in _WITHIN:
        before = lines[line][:column].rstrip()
        quote = before[-1:]
        if quote in ("'", '"') and column <= len(lines[line].rstrip()):
            if before.count(quote) > 1:
                return Break(line, AFTER_QUOTE, _put_in_quotes(lines[line]))
            above = next((each for each in range(line - 1, -1, -1) if quote in lines[each]), None)
            if above is not None and lines[above].count(quote) % 2:
                return Break(above, OPEN_QUOTE, "")
    if error.context in ("while parsing a flow sequence", "while parsing a flow mapping") and opened < line:
        return Break(opened, OPEN_BRACKET, "")
    value = _VALUE.match(lines[line])
    broken = value is not None and value[2][0] not in "\"'" and _NEEDS_QUOTES.search(value[2])
    what = error.problem or ""
    return Break(line, _IN_OTHER_WORDS.get(what, what), _put_in_quotes(lines[line]) if broken else "")


def _put_in_quotes(line: str) -> str:
    """Put the value on a line in quotation marks, so that a colon or bracket in it does no harm."""
    match = _VALUE.match(line)
    if match is None:
        return ""
    value = match[2].rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return f'{match[1]}"{value}"'.strip()
