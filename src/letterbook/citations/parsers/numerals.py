"""Roman numerals up to 89, which number the provisions of some older instruments."""

from __future__ import annotations

from itertools import pairwise

from letterbook.text.normalize import fold

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_NUMERALS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def convert_roman(numeral: str) -> int:
    """Return the value of a Roman numeral in either case, or 0 if it is not one."""
    values = [_VALUES.get(each, 0) for each in fold(numeral)]
    return sum(-one if one < other else one for one, other in pairwise([*values, 0])) if all(values) else 0


def write_roman(number: int) -> str:
    """Return a number as a Roman numeral in capitals."""
    numeral = ""
    for value, letters in _NUMERALS:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral
