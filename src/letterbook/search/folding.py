"""Writes `docs/assets/search/folding.js`, with which `tokens.js` folds texts as `letterbook.text.normalize` does.

JavaScript composes, decomposes and lowers characters by itself. The tables have what it can't know: the characters that
are dropped, those that have a plain letter, the digits, and what `casefold` does besides lowering. A test compares the
two on every character, and writes the file anew where `FIX_CASES` is set.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator

from letterbook.text.normalize import fold_character

_SURROGATES = range(0xD800, 0xE000)


def render_folding_script() -> str:
    """Return the script for the Unicode of this Python."""
    characters = [chr(each) for each in range(0x80, sys.maxunicode + 1) if each not in _SURROGATES]
    plain = [each for each in characters if unicodedata.normalize("NFKD", each) == each]
    changed = {each: fold_character(each) for each in plain if fold_character(each) != each}
    dropped = [ord(each) for each, folded in changed.items() if not folded]
    zeros = [ord(each) for each, folded in changed.items() if folded == "0" and _is_digit(each)]
    letters = {each: folded for each, folded in changed.items() if folded and not _is_digit(each)}
    marks = [each for each in characters if each not in changed and not fold_character(each)]
    numbers = [each for each in marks if unicodedata.digit(each, None) is not None]
    cases = {each: each.casefold() for each in characters if each.casefold() != each.lower() and each not in letters}
    cases = {each: folded for each, folded in cases.items() if fold_character(each) == each}
    tables = {
        "DROPPED": " ".join(_write_ranges(dropped)),
        "ZEROS": " ".join(f"{each:x}" for each in zeros),
        "LETTERS": " ".join(_write_pairs(letters)),
        "CASES": " ".join(_write_pairs(cases)),
        "NUMBERS": " ".join(f"{ord(each):x}" for each in numbers),
    }
    lines = (f'export const {name} = "{table}";\n' for name, table in tables.items())
    return (
        f"// Written by letterbook.search.folding from Unicode {unicodedata.unidata_version}; do not edit.\n"
        f"/* eslint max-len: off */\n{''.join(lines)}"
    )


def _is_digit(character: str) -> bool:
    return unicodedata.category(character) == "Nd"


def _write_ranges(numbers: Iterable[int]) -> Iterator[str]:
    """Yield each range of numbers: its first and, after a hyphen, its last one."""
    first = last = None
    for number in (*numbers, None):
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None:
            yield f"{first:x}" if first == last else f"{first:x}-{last:x}"
        first = last = number


def _write_pairs(pairs: dict[str, str]) -> Iterator[str]:
    """Yield each character, and behind a hyphen the characters that replace it."""
    for one, other in pairs.items():
        yield f"{ord(one):x}-{'+'.join(f'{ord(each):x}' for each in other)}"
