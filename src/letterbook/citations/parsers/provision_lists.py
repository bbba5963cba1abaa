"""Lists of provisions by number.

    list       = item (RANGE item | SUBJECT | STRAY? (COMMA | SEMICOLON) item)*
                                                            19, 21 and 22; 25 to 31; 6 (right to life), 7
    item       = NUMBER part* (SEVERAL_PARTS | paragraphs | siblings)?

Names in capitals are patterns of `lexicon.number_patterns`. All are tried at one offset, and none backtracks over text
it has read. For `part`, `siblings` and `paragraphs` see parsers.provision_parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from letterbook.citations.lexicon.instrument_patterns import BEFORE_NUMBER
from letterbook.citations.lexicon.list_patterns import COMMA, RANGE, SEMICOLON, SUBJECT
from letterbook.citations.lexicon.number_patterns import NUMBER, PARAGRAPH_WORD, PART_SEPARATOR, SEVERAL_PARTS
from letterbook.citations.parsers.provision_parts import (
    LONGEST_LIST,
    Item,
    expand,
    parse_paragraphs,
    parse_parts,
    parse_siblings,
)
from letterbook.text.normalize import FoldedText

_STRAY_REACH = 120
"""How many characters before a list the parentheses around it open at most."""


@dataclass(frozen=True, slots=True)
class ProvisionList:
    """Provisions in the order of the text, with ranges expanded, and the offset at which the list ends."""

    provisions: tuple[str, ...]
    end: int


def parse_list(text: FoldedText, at: int, *, many: bool = True, semicolons: bool = False) -> ProvisionList | None:
    """list = item (RANGE item | SUBJECT | STRAY? (COMMA | SEMICOLON) item)*

    Returns the list that begins at an offset, or None if there is no number. Unless `many`, only one number with its
    parts, or one range, is read. Semicolons end the list unless `semicolons` is true.
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
        comma = _match_separator(text, at, end, semicolons=semicolons) if many else None
        if comma is None:
            break
        item = _parse_item(text, comma.end())
        if item is None:
            break
    return ProvisionList(tuple(provisions), end)


def parse_list_after(
    text: FoldedText, end: int, *, many: bool = True, semicolons: bool = False
) -> ProvisionList | None:
    """Return the list after a word that ends at an offset: `article 19`, `art. no. 19`."""
    gap = BEFORE_NUMBER.regex.match(text.lower, end)
    return parse_list(text, gap.end(), many=many, semicolons=semicolons) if gap and gap.end() > end else None


def _match_separator(text: FoldedText, start: int, end: int, *, semicolons: bool) -> re.Match[str] | None:
    """STRAY? (COMMA | SEMICOLON): what separates an item that ends at an offset from the next.

    A closing parenthesis that nothing opened is passed over: `25 (a)) and 26`.
    """
    if text.lower.startswith(")", end):
        before = text.lower[max(0, start - _STRAY_REACH) : start]
        if before.count("(") > before.count(")"):
            return None
        end += 1
    comma = COMMA.regex.match(text.lower, end)
    return comma or (SEMICOLON.regex.match(text.lower, end) if semicolons else None)


def _parse_range(text: FoldedText, first: str, at: int) -> ProvisionList | None:
    """RANGE item: the provisions after `first`, of which the last begins at the offset."""
    item = _parse_item(text, at)
    if item is None:
        return None
    through = list(expand(first, item.provisions[0])) or [item.provisions[0]]
    return ProvisionList((*through, *item.provisions[1:]), item.end)


def _parse_item(text: FoldedText, at: int) -> ProvisionList | None:
    """item = NUMBER part* (SEVERAL_PARTS | paragraphs | siblings)?"""
    match = NUMBER.regex.match(text.lower, at)
    number = _read_number(text, match) if match else ""
    if match is None or not number:
        return None
    parts, end = parse_parts(text, match.end())
    items = [[number, *parts]]
    if several := SEVERAL_PARTS.regex.match(text.lower, end):  # 4 (c & d)
        stated = (each.replace(" ", "").split("-") for each in PART_SEPARATOR.regex.split(several["parts"]))
        items = [[number, *parts, part] for each in stated for part in (each[0], *_expand_all(each))]
        end = several.end()
    else:
        if word := PARAGRAPH_WORD.regex.match(text.lower, end):
            items, end = parse_paragraphs(text, word, items[0])
        if parts:
            end = parse_siblings(text, items, end)
    return ProvisionList(tuple(map(_write_item, items)), end)


def _read_number(text: FoldedText, match: re.Match[str]) -> str:
    """Return the number that matches, or an empty string for `0` or a word that is no Roman numeral."""
    if match["first"]:
        return "1"
    if match["roman"]:
        roman = text.text[match.start() : match.end()]
        return roman if roman.isupper() else ""
    return match["digits"].lstrip("0")


def _expand_all(stated: list[str]) -> Iterator[str]:
    """Yield the parts after the first of a range: `["a", "c"]` gives `b` and `c`."""
    for first, last in pairwise(stated):
        yield from expand(first, last)


def _write_item(item: Item) -> str:
    return item[0] + "".join(f"({each})" for each in item[1:])
