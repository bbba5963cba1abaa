"""The marks by which the editors give a paragraph its number: `<!-- ¶ 12a -->` on the line above it, or before it.

A mark is for the paragraph or list item that follows it. Above what is none (a heading, a table, code, a rule, a
footnote, the address of a link) it does nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from letterbook.text.markdown import beginnings, comments

# A number travels through the parser between a character of the private use area, of which no letter has any, and a
# semicolon: behind punctuation, a sign of emphasis is read as at the beginning of a line.
BEGINS = "\ue000"
_MARKED = re.compile("\ue000([0-9]{1,4})([a-z]?);")
_GIVEN = re.compile("<(?:p|li)>" + _MARKED.pattern)
_PRIVATE = re.compile("[\ue000-\uf8ff]")

_MARK = re.compile(r"<!--\s*¶\s*([0-9]{1,4}[a-z]?)\s*-->")
_REST_OF_LINE = re.compile(r"[ \t]*\n")
_SIGNS = r"(?:[ \t]|>|[-*+](?=\s)|[0-9]{1,9}[.)](?=\s))*+"
"""What can stand before a paragraph or a mark on its line: the signs of lists and quotations."""
_BEFORE_MARK = re.compile(_SIGNS)
_BEHIND_MARK = re.compile(rf"(?:[ \t>]*\n)*+{_SIGNS}".encode())


def place(body: str) -> str:
    """A text in Markdown with its marks in the places where the numbers are to stand, and no private characters."""
    text = without_private(body)
    if "¶" not in text:
        return text
    source, marks = _take_out(text)
    begins = beginnings(source.decode()) if marks else []
    numbers: dict[int, str] = {}
    for at, number in marks:
        following = bisect_left(begins, at)
        if following < len(begins) and _BEHIND_MARK.fullmatch(source, at, begins[following]):
            numbers[begins[following]] = number
    pieces, at = [], 0
    for begin, number in numbers.items():
        pieces += [source[at:begin], f"{BEGINS}{number};".encode()]
        at = begin
    return b"".join([*pieces, source[at:]]).decode()


def given(html: str) -> frozenset[str]:
    """The numbers that paragraphs and list items of a text bear, once it is HTML."""
    return frozenset(match[1] + match[2] for match in _GIVEN.finditer(html)) if BEGINS in html else frozenset()


def read(html: str, at: int) -> re.Match[str] | None:
    """The number that stands at a place of the HTML: its figures, and the letter behind them."""
    return _MARKED.match(html, at) if html.startswith(BEGINS, at) else None


def without(html: str) -> str:
    """The HTML without marks."""
    return without_private(_MARKED.sub("", html) if BEGINS in html else html)


def without_private(text: str) -> str:
    """A text without private characters. Their first bytes are looked for, which is far quicker."""
    encoded = text.encode()
    return _PRIVATE.sub("", text) if b"\xee" in encoded or b"\xef" in encoded else text


def _take_out(text: str) -> tuple[bytes, list[tuple[int, str]]]:
    """The text in UTF-8 without its comments, and where in it each mark stood that begins its line."""
    pieces: list[bytes] = []
    marks: list[tuple[int, str]] = []
    size = at = line = 0
    for start, end in comments(text):
        pieces.append(text[at:start].encode())
        size += len(pieces[-1])
        line = max(line, text.rfind("\n", at, start) + 1)
        at = end
        mark = _MARK.fullmatch(text, start, end)
        if mark and _BEFORE_MARK.fullmatch(text, line, start):
            marks.append((size, mark[1]))
            rest = _REST_OF_LINE.match(text, end)
            if rest and not text[line:start].strip():  # else an empty line would be left, which tears a list apart
                at = line = rest.end()
    return b"".join([*pieces, text[at:].encode()]), marks
