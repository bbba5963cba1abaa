"""Lists of provisions by number.

    list       = item (RANGE item | SUBJECT | COMMA item)*      19, 21 and 22; 25 to 31; 6 (right to life), 7
    item       = NUMBER part* (SEVERAL_PARTS | paragraphs | siblings)?
    part       = "(" digits | roman | letter ")" | "." digits   9 (2), 9.2, 14 (3) (b)
    siblings   = (RANGE part+ | COMMA part+)*                   14 (3) (b) and (d)
    paragraphs = PARAGRAPH_WORD paragraph (AND paragraph | RANGE PARAGRAPH)? ")"?
    paragraph  = (PARAGRAPH part* (SUBDIVISION (COMMA LETTER)*)?) | LETTER

Names in capitals are patterns of `lexicon.number_patterns`. All are tried at one offset, and none backtracks over text
it has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook.citations.lexicon.instrument_patterns import BEFORE_NUMBER
from letterbook.citations.lexicon.number_patterns import (
    AND,
    COMMA,
    LETTER,
    NUMBER,
    PARAGRAPH,
    PARAGRAPH_WORD,
    PART,
    PART_SEPARATOR,
    RANGE,
    SEVERAL_PARTS,
    SUBDIVISION,
    SUBJECT,
)
from letterbook.citations.parsers.numerals import convert_roman, write_roman
from letterbook.text.normalize import FoldedText, is_number

LONGEST_LIST = 500
"""No real list has more numbers than this."""
_LONGEST_RANGE = 130
_MOST_PARTS = 4


_Item = list[str]
"""A number and its parts, from the outermost to the innermost: `["14", "3", "b"]`."""


@dataclass(frozen=True, slots=True)
class ProvisionList:
    """Provisions in the order of the text, with ranges expanded, and the offset at which the list ends."""

    provisions: tuple[str, ...]
    end: int


def parse_list(text: FoldedText, at: int, *, many: bool = True) -> ProvisionList | None:
    """list = item (RANGE item | SUBJECT | COMMA item)*

    Returns the list that begins at an offset, or None if there is no number. Unless `many`, only one number with its
    parts, or one range, is read.
    """
    provisions: dict[str, None] = {}
    item = _parse_item(text, at)
    if item is None:
        return None
    while True:
        end = item.end
        provisions |= dict.fromkeys(item.provisions)
        if len(provisions) > LONGEST_LIST:
            break
        last = item.provisions[-1]
        if (to := RANGE.regex.match(text.lower, end)) and (through := _parse_range(text, last, to.end())):
            provisions |= dict.fromkeys(through.provisions)
            end = through.end
        if subject := SUBJECT.regex.match(text.text, end):
            end = subject.end()
        if not many or not (comma := COMMA.regex.match(text.lower, end)):
            break
        item = _parse_item(text, comma.end())
        if item is None:
            break
    return ProvisionList(tuple(provisions), end)


def parse_list_after(text: FoldedText, end: int, *, many: bool = True) -> ProvisionList | None:
    """Return the list after a word that ends at an offset: `article 19`, `art. no. 19`."""
    gap = BEFORE_NUMBER.regex.match(text.lower, end)
    return parse_list(text, gap.end(), many=many) if gap and gap.end() > end else None


def _parse_range(text: FoldedText, first: str, at: int) -> ProvisionList | None:
    """RANGE item: the provisions after `first`, of which the last begins at the offset."""
    item = _parse_item(text, at)
    if item is None:
        return None
    through = list(_expand(first, item.provisions[0])) or [item.provisions[0]]
    return ProvisionList((*through, *item.provisions[1:]), item.end)


def _parse_item(text: FoldedText, at: int) -> ProvisionList | None:
    """item = NUMBER part* (SEVERAL_PARTS | paragraphs | siblings)?"""
    match = NUMBER.regex.match(text.lower, at)
    number = _read_number(text, match) if match else ""
    if match is None or not number:
        return None
    parts, end = _parse_parts(text, match.end())
    items = [[number, *parts]]
    if several := SEVERAL_PARTS.regex.match(text.lower, end):  # 4 (c & d)
        items = [[number, *parts, each] for each in PART_SEPARATOR.regex.split(several["parts"])]
        end = several.end()
    elif not parts or len(parts[-1]) < 3:
        if word := PARAGRAPH_WORD.regex.match(text.lower, end):
            items, end = _parse_paragraphs(text, word, items[0])
        if parts:
            end = _parse_siblings(text, items, end)
    return ProvisionList(tuple(map(_write_item, items)), end)


def _read_number(text: FoldedText, match: re.Match[str]) -> str:
    """Return the number that matches, or an empty string for `0` or a word that is no Roman numeral."""
    if match["first"]:
        return "1"
    if match["roman"]:
        roman = text.text[match.start() : match.end()]
        return roman if roman.isupper() else ""
    return match["digits"].lstrip("0")


def _parse_parts(text: FoldedText, at: int, most: int = _MOST_PARTS) -> tuple[list[str], int]:
    """part*: at most so many, and where they end."""
    parts: list[str] = []
    part = PART.regex
    while len(parts) < most and (match := part.match(text.lower, at)):
        parts.append(match[match.lastgroup or 0])
        at = match.end()
    return parts, at


def _parse_siblings(text: FoldedText, items: list[_Item], end: int) -> int:
    """siblings = (RANGE part+ | COMMA part+)*

    Appends an item for each sibling of the last one, and returns where they end.
    """
    while len(items) < LONGEST_LIST:
        if (to := RANGE.regex.match(text.lower, end)) and (through := _parse_part_range(text, items[-1], to.end())):
            items += through[0]
            end = through[1]
        comma = COMMA.regex.match(text.lower, end)
        parts, there = _parse_parts(text, comma.end()) if comma else ([], end)
        if not parts:
            break
        items.append(_replace_parts(items[-1], parts))
        end = there
    return end


def _parse_part_range(text: FoldedText, item: _Item, at: int) -> tuple[list[_Item], int] | None:
    """RANGE part+: after `14 (1)`, `–(3) (c)` gives `14 (2)` and `14 (3) (c)`."""
    parts, end = _parse_parts(text, at) if not text.lower.startswith(".", at) else ([], at)
    if not parts:
        return None
    items = [[*item[:-1], each] for each in _expand(item[-1], parts[0])]
    items[-1] += parts[1:]
    return items, end


def _parse_paragraphs(text: FoldedText, word: re.Match[str], item: _Item) -> tuple[list[_Item], int]:
    """paragraphs = PARAGRAPH_WORD paragraph (AND paragraph | RANGE PARAGRAPH)? ")"?

    `article 12, paragraphs 1 and 2 (d)`, `article 9 (paragraphs 1 to 4)`: returns the paragraphs of one number, or the
    number alone if none follow, and where they end.
    """
    items: list[_Item] = []
    at, end = word.end(), word.start()
    many = bool(word["many"] or (word["word"] or "").endswith("s"))
    while len(items) < LONGEST_LIST:
        paragraph = _parse_paragraph(text, item, at)
        if paragraph is None:
            break
        more, end = paragraph
        items += more
        also = AND.regex.match(text.lower, end) if many else None
        if also is None or len(items) > 1:
            if (to := RANGE.regex.match(text.lower, end)) and (last := PARAGRAPH.match(text.lower, to.end())):
                items += [[*item, each] for each in _expand(items[-1][len(item)], last["digits"])]
                end = last.end()
            break
        at = also.end()
    is_closed = text.lower[end : end + 1] == ")"
    if not items or (word["open"] and not is_closed):
        return [item], word.start()
    return items, end + 1 if word["open"] else end


def _parse_paragraph(text: FoldedText, item: _Item, at: int) -> tuple[list[_Item], int] | None:
    """paragraph = (PARAGRAPH part* (SUBDIVISION (COMMA LETTER)*)?) | LETTER"""
    if match := PARAGRAPH.match(text.lower, at):
        parts, end = _parse_parts(text, match.end(), _MOST_PARTS - 1)
        whole = [*item, match["digits"], *parts]
        subdivision = SUBDIVISION.regex.match(text.lower, end)
        if subdivision is None:
            return [whole], end
        items, end = [[*whole, subdivision[subdivision.lastgroup or 0]]], subdivision.end()
        while (comma := COMMA.regex.match(text.lower, end)) and (more := LETTER.match(text.lower, comma.end())):
            items.append([*whole, more["letter"]])
            end = more.end()
        return items, end
    if match := LETTER.match(text.lower, at):
        return [[*item, match["letter"]]], match.end()
    return None


def _expand(first: str, last: str) -> Iterator[str]:
    """Yield the items after `first`, up to and including `last`; only `last`, if the two are not a range."""
    if first.isupper() and last.isupper() and 0 < convert_roman(last) - convert_roman(first) <= _LONGEST_RANGE:
        yield from (write_roman(each) for each in range(convert_roman(first) + 1, convert_roman(last) + 1))
    elif is_number(first) and is_number(last) and 0 < int(last) - int(first) <= _LONGEST_RANGE:
        yield from (str(each) for each in range(int(first) + 1, int(last) + 1))
    elif len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first < last:
        yield from (chr(each) for each in range(ord(first) + 1, ord(last) + 1))
    else:
        yield last


def _replace_parts(item: _Item, parts: list[str]) -> _Item:
    """Return `14 (3) (d)` for `14 (3) (b)` and `(d)`: new parts replace the last part that is of the same sort."""
    for level in range(len(item) - 1, 0, -1):
        if is_number(item[level]) == is_number(parts[0]):
            return [*item[:level], *parts]
    return [*item, *parts]


def _write_item(item: _Item) -> str:
    return item[0] + "".join(f"({each})" for each in item[1:])
