"""Provisions as the record declares them: `13`, `25-31`, `9(2)`, `19 (commentary)`, `8.7`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from letterbook.text.normalize import is_number

_COMMENTARY = " (commentary)"


def expand_ranges(provisions: Iterable[str]) -> Iterator[str]:
    """Yield each provision by itself: `25-31` gives seven, `8.a-8.b` two."""
    for each in provisions:
        start, dash, end = each.partition("-")
        whole, dot, first = start.rpartition(".")
        last = end.removeprefix(whole + dot)
        if dash and is_number(first) and is_number(last):
            yield from (f"{whole}{dot}{number}" for number in range(int(first), int(last) + 1))
        elif dash and dot and len(first) == len(last) == 1:
            yield from (f"{whole}{dot}{chr(letter)}" for letter in range(ord(first), ord(last) + 1))
        else:
            yield each


def agree(declared: str, cited: str) -> bool:
    """Whether a declared and a cited provision are the same, or one is part of the other. Neither may be a range.

    A declared commentary must be cited as such, but citing its commentary also cites an article.
    """
    whole, part = declared.removesuffix(_COMMENTARY), cited.removesuffix(_COMMENTARY)
    if whole != declared and part == cited:
        return False
    return whole == part or whole.startswith((f"{part}(", f"{part}.")) or part.startswith((f"{whole}(", f"{whole}."))


def is_beyond(declared: str, last: int | None, parts: Container[str] = ()) -> bool:
    """Whether the number of a provision, or the end of a range, exceeds the `last` number of its instrument, or is none
    of the numbers of its `parts`: `8.42`.

    False if the last number is unknown (None).
    """
    number = declared.rpartition("-")[2].partition("(")[0].strip()
    if last is None:
        return False
    return number not in parts if "." in number else is_number(number) and int(number) > last
