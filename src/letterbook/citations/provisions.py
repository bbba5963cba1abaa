"""Provisions as the record declares them: `13`, `25-31`, `9(2)`, `19 (commentary)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from letterbook.text.normalize import is_number

_COMMENTARY = " (commentary)"
_RANGE = re.compile(r"(?P<first>[0-9]+)-(?P<last>[0-9]+)")


def expand_ranges(provisions: Iterable[str]) -> Iterator[str]:
    """Yield each provision by itself: `25-31` gives seven."""
    for each in provisions:
        match = _RANGE.fullmatch(each)
        if match is None:
            yield each
        else:
            yield from map(str, range(int(match["first"]), int(match["last"]) + 1))


def agree(declared: str, cited: str) -> bool:
    """Whether a declared and a cited provision are the same, or one is part of the other. Neither may be a range.

    A declared commentary must be cited as such, but citing its commentary also cites an article.
    """
    whole, part = declared.removesuffix(_COMMENTARY), cited.removesuffix(_COMMENTARY)
    if whole != declared and part == cited:
        return False
    return whole == part or whole.startswith(f"{part}(") or part.startswith(f"{whole}(")


def is_beyond(declared: str, last: int | None) -> bool:
    """Whether the number of a provision, or the end of a range, exceeds the `last` number of its instrument.

    False if the last number is unknown (None).
    """
    number = declared.rpartition("-")[2].partition("(")[0].strip()
    return last is not None and is_number(number) and int(number) > last
