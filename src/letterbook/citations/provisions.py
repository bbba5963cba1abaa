"""Provisions as a record declares them: `13`, `25-31`, `9(2)`, `19 (commentary)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_COMMENTARY = " (commentary)"
_RANGE = re.compile(r"(\d+)-(\d+)")


def expand_ranges(provisions: Iterable[str]) -> Iterator[str]:
    """Each by itself: `25-31` are seven."""
    for each in provisions:
        match = _RANGE.fullmatch(each)
        if match is None:
            yield each
        else:
            yield from map(str, range(int(match[1]), int(match[2]) + 1))


def agree(declared: str, cited: str) -> bool:
    """Whether a provision that is declared and one that is cited, each by itself, are the same, or one a part of the
    other. A commentary that is declared has to be cited as one; an article is met by its commentary, too."""
    whole, part = declared.removesuffix(_COMMENTARY), cited.removesuffix(_COMMENTARY)
    if whole != declared and part == cited:
        return False
    return whole == part or whole.startswith(f"{part}(") or part.startswith(f"{whole}(")


def is_beyond(declared: str, last: int | None) -> bool:
    """Whether a provision, or the end of a range, has a higher number than the last that there is; not where none is
    known."""
    number = declared.rpartition("-")[2].partition("(")[0].strip()
    return last is not None and number.isdigit() and int(number) > last
