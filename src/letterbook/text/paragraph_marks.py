"""The marks with which editors number a paragraph: `<!-- ¶ 12a -->` on the line above it, or before it on its line.

A mark applies to the paragraph or list item that follows it. Above anything else (a heading, a table, code, a footnote,
a horizontal rule, the address of a link) it has no effect.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from letterbook.text.markdown import find_comments, find_word_starts

# A number passes through the parser between a private-use character, which no letter contains, and a semicolon: after
# punctuation, the parser reads a mark of emphasis as it does at the beginning of a line.
NUMBER_START = "\ue000"
_NUMBER = re.compile("\ue000([0-9]{1,4})([a-z]?);")
_NUMBERED = re.compile('<(?:p|li(?: value="[0-9]+")?)>' + _NUMBER.pattern)
_PRIVATE = re.compile("[\ue000-\uf8ff]")

MARK = re.compile(r"<!--\s*¶\s*([0-9]{1,4}[a-z]?)\s*-->")
_REST_OF_LINE = re.compile(r"[ \t]*\n")
_MARKERS = r"(?:[ \t]|>|[-*+](?=\s)|[0-9]{1,9}[.)](?=\s))*+"
"""What can precede a paragraph or a mark on its line: the markers of lists and quotations."""
_BEFORE_MARK = re.compile(_MARKERS)
_AFTER_MARK = re.compile(rf"(?:[ \t>]*\n)*+{_MARKERS}".encode())


def place_numbers(body: str) -> str:
    """Put the number of each mark where the words of its paragraph begin, in a text in Markdown.

    Returns the text without its marks and without private-use characters of its own.
    """
    text = strip_private(body)
    if "¶" not in text:
        return text
    source, marks = _take_out_marks(text)
    begins = find_word_starts(source.decode()) if marks else []
    numbers: dict[int, str] = {}
    for at, number in marks:
        following = bisect_left(begins, at)
        if following < len(begins) and _AFTER_MARK.fullmatch(source, at, begins[following]):
            numbers[begins[following]] = number
    pieces, at = [], 0
    for begin, number in numbers.items():
        pieces += [source[at:begin], f"{NUMBER_START}{number};".encode()]
        at = begin
    return b"".join([*pieces, source[at:]]).decode()


def find_numbers(html: str) -> frozenset[str]:
    """Return the numbers that marks gave to paragraphs and list items, from the HTML of the text."""
    return frozenset(match[1] + match[2] for match in _NUMBERED.finditer(html)) if NUMBER_START in html else frozenset()


def match_number(html: str, at: int) -> re.Match[str] | None:
    """Match a number at offset `at` of the HTML: group 1 is its digits, group 2 the letter after them or ""."""
    return _NUMBER.match(html, at) if html.startswith(NUMBER_START, at) else None


def strip_numbers(html: str) -> str:
    """Return HTML without the numbers that `place_numbers` put there, and without other private-use characters."""
    return strip_private(_NUMBER.sub("", html) if NUMBER_START in html else html)


def strip_private(text: str) -> str:
    """Return a text without private-use characters. It looks for their first bytes in UTF-8, which is far quicker."""
    encoded = text.encode()
    return _PRIVATE.sub("", text) if b"\xee" in encoded or b"\xef" in encoded else text


def _take_out_marks(text: str) -> tuple[bytes, list[tuple[int, str]]]:
    """Return the text in UTF-8 without its comments, and each mark that begins its line, as its offset in that text and
    its number."""
    pieces: list[bytes] = []
    marks: list[tuple[int, str]] = []
    size = at = line = 0
    for start, end in find_comments(text):
        pieces.append(text[at:start].encode())
        size += len(pieces[-1])
        line = max(line, text.rfind("\n", at, start) + 1)
        at = end
        mark = MARK.fullmatch(text, start, end)
        if mark and _BEFORE_MARK.fullmatch(text, line, start):
            marks.append((size, mark[1]))
            rest = _REST_OF_LINE.match(text, end)
            if rest and not text[line:start].strip():  # an empty line left here would split a list
                at = line = rest.end()
    return b"".join([*pieces, text[at:].encode()]), marks
