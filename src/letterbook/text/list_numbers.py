"""Keeps the numbers that a letter prints on its lists.

Markdown takes the number of a list's first item and counts from there. A letter may leave out numbers, as an extract
does, begin again after a comment, or write "1)". A list in which every item has the same number is counted, since that
is how Markdown is often written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PARENTHESIS = "lb-parenthesis"
"""The class of a list whose numbers are printed "1)"."""

_MARKER = re.compile(r"\n[ \t>]*(?:[-*+][ \t]+)*([0-9]{1,9})([.)])(?=\s|$)")
"""The number of an item, at the beginning of its line, and the end of the line before."""
_LIST_OR_ITEM = re.compile(r'<(/?)(?:(ol)(?: start="([0-9]+)")?|(ul)|li)>')


class Item(NamedTuple):
    """An item of a numbered list in the source: its list, in order of their beginnings, its number, the sign after it,
    and whether more than one empty line is above it, as where a comment was taken out."""

    list_: int
    number: int
    sign: str
    is_apart: bool


def has_own_numbers(source: str, html: str) -> bool:
    """Whether a text in Markdown may have numbers that its HTML, as the parser makes it, does not show."""
    if "<ol" not in html:
        return False
    printed = _MARKER.findall(f"\n{source}")
    return any(sign == ")" for _, sign in printed) or [int(number) for number, _ in printed] != list(_count(html))


def keep_numbers(html: str, items: Iterable[Item | None]) -> str:
    """Write the numbers of `items` into HTML as the parser makes it: one for each item of a list, in order, or None for
    one without a number."""
    items = list(items)
    printed: dict[int, list[Item]] = {}
    for item in items:
        if item is not None:
            printed.setdefault(item.list_, []).append(item)
    counted = {at for at, each in printed.items() if _is_counted(each)}
    last: dict[int, int] = {}
    coming, lists = iter(items), iter(printed)

    def write(match: re.Match[str]) -> str:
        if match[2] and not match[1]:
            return match[0][:-1] + (f' class="{PARENTHESIS}">' if printed[next(lists)][0].sign == ")" else ">")
        if match[1] or match[4] or (item := next(coming)) is None:
            return match[0]
        expected = last.get(item.list_, item.number - 1) + 1
        last[item.list_] = expected if item.list_ in counted else item.number
        return f'<li value="{item.number}">' if last[item.list_] != expected else match[0]

    return _LIST_OR_ITEM.sub(write, html)


def _is_counted(items: list[Item]) -> bool:
    return len({item.number for item in items}) == 1 and not any(item.is_apart for item in items[1:])


def _count(html: str) -> Iterator[int]:
    """Yield the numbers that a browser gives to the items of numbered lists."""
    lists: list[int | None] = []
    for closing, ordered, start, unordered in _LIST_OR_ITEM.findall(html):
        if ordered or unordered:
            if closing:
                lists.pop()
            else:
                lists.append(int(start or 1) if ordered else None)
        elif not closing and (number := lists[-1]) is not None:
            yield number
            lists[-1] = number + 1
