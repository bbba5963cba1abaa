"""Numbers behind a word: `19, 21 and 22`, `9 (2)`, `14 (3) (b) and (d)`, `25 to 31`, `12, paragraph 2`.

All patterns are tried at one place, and none can go back over what it has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from letterbook.citations.lexicon.words import forms
from letterbook.citations.normalize import Folded

MOST = 500
"""More numbers than this are no list that anybody wrote."""
_LONGEST_RANGE = 130

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_NUMBER = re.compile(
    r"(?P<digits>\d{1,3})(?:er|re|\.?[°º])?(?![\da-zà-ÿ%]|[/.,]\d{3}|/)|(?P<first>premier|première|primero)\b"
    r"|(?=[ivxl]+\b)(?!l\b)(?P<roman>(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3}))(?<=[ivxl])\b(?!')"
)
_PART = re.compile(
    r" ?\( ?(\d{1,2}|[ivx]{1,4}|[a-z]) ?\)| ?([a-z])\)|\.(\d{1,2})(?![\d/]|\.\d)|\.([a-z])(?:\)|\b(?![.']))"
)
_SEVERAL_PARTS = re.compile(
    r" ?\((?=[^()]{3,40}\))(?P<parts>(?:\d{1,2}|[a-z])(?: ?(?:,|&|\band\b|\by\b|\bet\b) ?(?:\d{1,2}|[a-z]))+)\)"
)
_PARTED = re.compile(r" ?(?:,|&|\band\b|\by\b|\bet\b) ?")
_AND = r"(?:and|y|e|et|&|or|o|u|ou|as well as|así como|ainsi que)"
_COMMA = re.compile(rf" ?, ?(?:{_AND} )?| {_AND} ")
_PLAIN_AND = re.compile(rf" {_AND} ")
_TO = re.compile(r" ?[-–—] ?| (?:to|a|à|al|au|through|hasta|hasta el|jusqu'à) ")
_GLOSS = re.compile(
    r" \((?!(?:of|del?|du|in|under|see|read|véase|voir|bis|ter|quater|[ivx]+"
    r"|commentary|comentario|commentaire)\b)[a-zà-ÿ][^()\d\n]{2,90}\)"
    rf"(?= (?:of|del?|du|des|in|under)\b| ?, ?(?:{_AND} )?\d| {_AND} \d)"
)
"""What a provision is on, in the case of the text: `6 (right to life), 7 (torture) and 9 of the ICCPR`."""
_SUBDIVIDED = re.compile(
    r",? (?:sub-?paragraphs?|incisos?|inc\.|apartados?|letras?|literal(?:es)?|points?|lettres?|alinéas?) \(?([a-z])\)"
    r"|,? lit\.? \(?([a-z])\b\)?"
)
_LETTER = re.compile(r"\(?([a-z])\)")
_PARAGRAPH = re.compile(r"(\d{1,2})(?![\d/%]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Listed:
    """Provisions in the order of the text, ranges expanded, and where the list ends."""

    provisions: tuple[str, ...]
    end: int


def read_list(folded: Folded, at: int, *, many: bool = True) -> Listed | None:
    """The list that begins at a place, or None where no number stands there. Without `many` one number with its
    parts is read, or a range."""
    provisions: dict[str, None] = {}
    item = _item(folded, at)
    if item is None:
        return None
    while True:
        end = item.end
        provisions |= dict.fromkeys(item.provisions)
        if len(provisions) > MOST:
            break
        last = item.provisions[-1]
        if (to := _TO.match(folded.lower, end)) and (through := _range(folded, last, to.end())):
            provisions |= dict.fromkeys(through.provisions)
            end = through.end
        if gloss := _GLOSS.match(folded.text, end):
            end = gloss.end()
        if not many or not (comma := _COMMA.match(folded.lower, end)):
            break
        item = _item(folded, comma.end())
        if item is None:
            break
    return Listed(tuple(provisions), end)


def _item(folded: Folded, at: int) -> Listed | None:
    """One number with its parts; the parts of a list (`(b) and (d)`, `paragraphs 1 and 2`) make several."""
    match = _NUMBER.match(folded.lower, at)
    number = _whole(folded, match) if match else ""
    if match is None or not number:
        return None
    parts, end = _parts(folded, match.end(), [])
    found = [[number, *parts]]
    if several := _SEVERAL_PARTS.match(folded.lower, end):  # 4 (c & d)
        every = [[number, *parts, each] for each in _PARTED.split(several["parts"])]
        return Listed(tuple(_written(each) for each in every), several.end())
    if not parts or len(parts[-1]) < 3:
        if paragraphs := _paragraphs_word().match(folded.lower, end):
            found, end = _paragraphs(folded, paragraphs, found[0])
        while parts and len(found) < MOST:
            if (to := _TO.match(folded.lower, end)) and (through := _through(folded, found[-1], to.end())):
                found += through[0]
                end = through[1]
            comma = _COMMA.match(folded.lower, end)
            more, there = _parts(folded, comma.end(), []) if comma else ([], end)
            if not more:
                break
            found.append(_beside(found[-1], more))
            end = there
    return Listed(tuple(_written(each) for each in found), end)


def _whole(folded: Folded, match: re.Match[str]) -> str:
    """The number that stands there, or nothing where it is none: `0`, or the letters of a word."""
    if match["first"]:
        return "1"
    if match["roman"]:
        roman = folded.text[match.start() : match.end()]
        return roman if roman.isupper() else ""
    return match["digits"].lstrip("0")


def _parts(folded: Folded, at: int, parts: list[str]) -> tuple[list[str], int]:
    while len(parts) < 4 and (match := _PART.match(folded.lower, at)):
        parts.append(next(filter(None, match.groups())))
        at = match.end()
    return parts, at


def _paragraphs(folded: Folded, word: re.Match[str], item: list[str]) -> tuple[list[list[str]], int]:
    """`article 12, paragraphs 1 and 2 (d)`, `article 9 (paragraphs 1 to 4)`: the paragraphs of one number."""
    found: list[list[str]] = []
    at, end = word.end(), word.start()
    many = bool(word["many"] or (word["word"] or "").endswith("s"))
    while len(found) < MOST:
        if match := _PARAGRAPH.match(folded.lower, at):
            parts, end = _parts(folded, match.end(), [match[1]])
            if within := _SUBDIVIDED.match(folded.lower, end):
                whole, parts, end = parts, [*parts, within[1] or within[2]], within.end()
                while (comma := _COMMA.match(folded.lower, end)) and (more := _LETTER.match(folded.lower, comma.end())):
                    found.append([*item, *parts])
                    parts, end = [*whole, more[1]], more.end()
        elif match := _LETTER.match(folded.lower, at):
            parts, end = [match[1]], match.end()
        else:
            break
        found.append([*item, *parts])
        comma = _PLAIN_AND.match(folded.lower, end) if many else None
        if comma is None or len(found) > 1:
            if (to := _TO.match(folded.lower, end)) and (last := _PARAGRAPH.match(folded.lower, to.end())):
                found += [[*item, each] for each in _between(parts[0], last[1])]
                end = last.end()
            break
        at = comma.end()
    closed = folded.lower[end : end + 1] == ")"
    if not found or (word["open"] and not closed):
        return [item], word.start()
    return found, end + 1 if word["open"] else end


def _through(folded: Folded, item: list[str], at: int) -> tuple[list[list[str]], int] | None:
    """`–(3) (c)` behind `14 (1)`: `14 (2)` and `14 (3) (c)`."""
    more, end = _parts(folded, at, []) if not folded.lower.startswith(".", at) else ([], at)
    if not more:
        return None
    found = [[*item[:-1], each] for each in _between(item[-1], more[0])]
    found[-1] += more[1:]
    return found, end


def _range(folded: Folded, first: str, at: int) -> Listed | None:
    item = _item(folded, at)
    if item is None:
        return None
    through = list(_between(first, item.provisions[0])) or [item.provisions[0]]
    return Listed((*through, *item.provisions[1:]), item.end)


def _between(first: str, last: str) -> Iterator[str]:
    """What follows on `first`, up to and with `last`; of what is no range of plain numbers or letters only `last`."""
    if first.isupper() and last.isupper() and 0 < in_figures(last) - in_figures(first) <= _LONGEST_RANGE:
        yield from (_in_letters(each) for each in range(in_figures(first) + 1, in_figures(last) + 1))
        return
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _LONGEST_RANGE:
        yield from (str(each) for each in range(int(first) + 1, int(last) + 1))
    elif len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first < last:
        yield from (chr(each) for each in range(ord(first) + 1, ord(last) + 1))
    else:
        yield last


def in_figures(roman: str) -> int:
    """The value of a Roman number; 0 of what is none."""
    values = [_ROMAN.get(each.lower(), 0) for each in roman]
    return sum(-one if one < other else one for one, other in pairwise([*values, 0])) if all(values) else 0


def _in_letters(number: int) -> str:
    letters = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        times, number = divmod(number, value)
        letters += sign * times
    return letters


def _beside(item: list[str], more: list[str]) -> list[str]:
    """`14 (3) (b)` and `(d)` -> `14 (3) (d)`: the new part takes the place of the last of its sort."""
    for level in range(len(item) - 1, 0, -1):
        if item[level].isdigit() == more[0].isdigit():
            return [*item[:level], *more]
    return [*item, *more]


def _written(item: list[str]) -> str:
    return item[0] + "".join(f"({each})" for each in item[1:])


@cache
def _paragraphs_word() -> re.Pattern[str]:
    words = "|".join(re.escape(each) for each in (*forms()["paragraphs"], *forms()["subdivisions"]))
    return re.compile(rf" ?,? ?(?P<open>\(?)(?:(?P<word>{words})\b\.? ?|al\. ?|(?P<many>§§) ?|§ ?)")
