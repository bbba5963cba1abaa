"""The spellings of a reference, as people write it."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.audit.fingerprints import normalize
from letterbook.model.reference import LetterType, Reference

_NUMBER_WORDS = ("no", "number", "nr")
_OF = ("of", "de")
"""Words that people put into a reference, before its number and before its year."""


def list_spellings_of(reference: Reference) -> Iterator[str]:
    """Yield a reference normalised as people write it, with or without its type.

    Without a space or with zeros before the number, as `XAA no. 3/2024` or `XAA 3 of 2024`; and with its type also as
    `AL XAA 3/24`.
    """
    code, number, year = reference.code, reference.number, reference.year
    types = [f"{joint}{type_}" for type_ in LetterType for joint in ("", "j")]
    for spelt in (f"{code} {number}", f"{code}{number}", f"{code} 0{number}", f"{code} 00{number}"):
        yield normalize(f"{spelt} {year}")
        yield from (normalize(f"{type_}{spelt} {year}") for type_ in types)
    for spelt in (f"{code} {number}", *(f"{code} {word} {number}" for word in _NUMBER_WORDS)):
        yield normalize(f"{spelt} {year}")
        yield from (normalize(f"{spelt} {of} {year}") for of in _OF)
        yield from (normalize(f"{type_} {spelt} {year % 100:02}") for type_ in types)
