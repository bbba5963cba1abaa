"""The parts of one provision: its paragraphs, letters and Roman numbers.

    part       = "(" digits | roman | letter ")" | "." digits   9 (2), 9.2, 14 (3) (b)
               | NESTED_PART                                5 (2 (a))
    siblings   = (RANGE part+ | COMMA? part+)*              14 (3) (b) and (d); 5 (d) (vii) and (viii)
    paragraphs = PARAGRAPH_WORD paragraph (COMMA paragraph)* (RANGE PARAGRAPH)? ")"?
                                                            12, paragraphs 1 and 2 (d); 9 (par. 1, 3 et 4)
    paragraph  = (PARAGRAPH part* | LETTER) siblings (SUBDIVISION (COMMA LETTER)*)*
                                                            14, párrafo 3, inciso b); 6 points b) et c)

Names in capitals are patterns of `lexicon.number_patterns`. All are tried at one offset, and none backtracks over text
it has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.citations.lexicon.list_patterns import COMMA, OF_ANOTHER_UNIT, RANGE
from letterbook.citations.lexicon.number_patterns import LETTER, NESTED_PART, PARAGRAPH, PART, SUBDIVISION
from letterbook.citations.parsers.numerals import convert_roman, write_roman
from letterbook.text.normalize import FoldedText, is_number

Item = list[str]
"""A number and its parts, from the outermost to the innermost: `["14", "3", "b"]`."""

LONGEST_LIST = 500
"""No real list has more numbers than this."""
_LONGEST_RANGE = 130
_MOST_PARTS = 4


def parse_parts(text: FoldedText, at: int, most: int = _MOST_PARTS) -> tuple[list[str], int]:
    """part*: at most so many, and where they end."""
    parts: list[str] = []
    while len(parts) < most:
        if match := NESTED_PART.regex.match(text.lower, at):
            parts += [match["outer"], match["inner"]]
        elif match := PART.regex.match(text.lower, at):
            part = match[match.lastgroup or 0]
            if parts and _are_letters(parts[-1], part):  # 14 (3) (d) (e)
                break
            parts.append(part)
        else:
            break
        at = match.end()
    return parts, at


def parse_siblings(text: FoldedText, items: list[Item], end: int) -> int:
    """siblings = (RANGE part+ | COMMA? part+)*

    Appends an item for each sibling of the last one, and returns where they end.
    """
    while len(items) < LONGEST_LIST:
        if (to := RANGE.regex.match(text.lower, end)) and (through := _parse_part_range(text, items[-1], to.end())):
            items += through[0]
            end = through[1]
        comma = COMMA.regex.match(text.lower, end)
        parts, there = parse_parts(text, comma.end() if comma else end)
        if comma is None and not (parts and _are_letters(items[-1][-1], parts[0])):
            break
        if not parts:
            break
        items.append(_replace_parts(items[-1], parts))
        end = there
    return end


def parse_paragraphs(text: FoldedText, word: re.Match[str], item: Item) -> tuple[list[Item], int]:
    """paragraphs = PARAGRAPH_WORD paragraph (COMMA paragraph)* (RANGE PARAGRAPH)? ")"?

    Returns the paragraphs of one number, or the number alone if none follow or if they belong to the next: `article 14,
    paragraphs 1 and 2 of article 15`. Also returns where they end. Outside parentheses a list of paragraphs ends after
    its `and`, so that `9, paragraphs 1 and 3, 10 and 14` has articles after it.
    """
    items: list[Item] = []
    at, end = word.end(), word.start()
    is_enclosed = bool(word["open"])
    many = is_enclosed or bool(word["many"] or (word["word"] or "").endswith("s"))
    while len(items) < LONGEST_LIST:
        paragraph = _parse_paragraph(text, item, at)
        if paragraph is None:
            break
        more, end = paragraph
        items += more
        if (to := RANGE.regex.match(text.lower, end)) and (last := PARAGRAPH.match(text.lower, to.end())):
            items += [[*item, each] for each in expand(items[-1][len(item)], last["digits"])]
            end = last.end()
        comma = COMMA.regex.match(text.lower, end) if many else None
        if comma is None:
            break
        many = is_enclosed or not comma[0].strip(" ,")  # the paragraph after `and` is the last
        at = comma.end()
    is_closed = text.lower[end : end + 1] == ")"
    if not items or (is_enclosed and not is_closed) or OF_ANOTHER_UNIT.regex.match(text.lower, end):
        return [item], word.start()
    return items, end + is_enclosed


def expand(first: str, last: str) -> Iterator[str]:
    """Yield the items after `first`, up to and including `last`; only `last`, if the two are not a range."""
    if first.isupper() and last.isupper() and 0 < convert_roman(last) - convert_roman(first) <= _LONGEST_RANGE:
        yield from (write_roman(each) for each in range(convert_roman(first) + 1, convert_roman(last) + 1))
    elif is_number(first) and is_number(last) and 0 < int(last) - int(first) <= _LONGEST_RANGE:
        yield from (str(each) for each in range(int(first) + 1, int(last) + 1))
    elif len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first < last:
        yield from (chr(each) for each in range(ord(first) + 1, ord(last) + 1))
    else:
        yield last


def _parse_part_range(text: FoldedText, item: Item, at: int) -> tuple[list[Item], int] | None:
    """RANGE part+: after `14 (1)`, `–(3) (c)` gives `14 (2)` and `14 (3) (c)`."""
    parts, end = parse_parts(text, at) if not text.lower.startswith(".", at) else ([], at)
    if not parts:
        return None
    items = [[*item[:-1], each] for each in expand(item[-1], parts[0])]
    items[-1] += parts[1:]
    return items, end


def _parse_paragraph(text: FoldedText, item: Item, at: int) -> tuple[list[Item], int] | None:
    """paragraph = (PARAGRAPH part* | LETTER) siblings (SUBDIVISION (COMMA LETTER)*)*"""
    if match := PARAGRAPH.match(text.lower, at):
        parts, end = parse_parts(text, match.end(), _MOST_PARTS - 1)
        items = [[*item, match["digits"], *parts]]
    elif match := LETTER.match(text.lower, at):
        parts, end = [match["letter"]], match.end()
        items = [[*item, match["letter"]]]
    else:
        return None
    if parts:
        end = parse_siblings(text, items, end)
    while subdivision := SUBDIVISION.regex.match(text.lower, end):
        whole, end = items.pop(), subdivision.end()
        items.append([*whole, subdivision[subdivision.lastgroup or 0]])
        while (comma := COMMA.regex.match(text.lower, end)) and (more := LETTER.match(text.lower, comma.end())):
            items.append([*whole, more["letter"]])
            end = more.end()
    return items, end


def _replace_parts(item: Item, parts: list[str]) -> Item:
    """Return `14 (3) (d)` for `14 (3) (b)` and `(d)`: new parts replace the last part that is of the same sort."""
    for level in range(len(item) - 1, 0, -1):
        if _are_alike(item[level], parts[0]):
            return [*item[:level], *parts]
    return [*item, *parts]


def _are_letters(one: str, other: str) -> bool:
    """Whether two parts are letters of one sort, so that the second cannot be part of the first: not `(a) (i)`."""
    return len(one) == len(other) == 1 and one.isalpha() and other.isalpha() and not convert_roman(other)


def _are_alike(one: str, other: str) -> bool:
    """Whether two parts are of the same sort: numbers, letters or Roman numbers. A single `i` can be either."""
    if is_number(one) or is_number(other):
        return is_number(one) and is_number(other)
    return len(one) == len(other) == 1 or bool(convert_roman(one) and convert_roman(other))
