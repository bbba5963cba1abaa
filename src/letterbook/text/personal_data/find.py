"""Runs all detectors over a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from letterbook.text.normalize import FoldedText, fold_in_place
from letterbook.text.personal_data import bank_numbers, birth_dates, coordinates, emails, identity_numbers, phones
from letterbook.text.personal_data.detector import Detector, Kind, count_digits
from letterbook.text.personal_data.words import ACRONYMS

DETECTORS: tuple[Detector, ...] = (
    *emails.DETECTORS,
    *phones.DETECTORS,
    *identity_numbers.DETECTORS,
    *birth_dates.DETECTORS,
    *bank_numbers.DETECTORS,
    *coordinates.DETECTORS,
)
_RUN = re.compile(r"[0-9](?:[0-9]|[ \n.,;/()+a-z-]{1,6}(?=[0-9])){5,}")
"""A run of figures, with what can be between the figures of one number."""
_FEWEST = 6
"""How many figures a number has at least that is recognised without a word before it."""
_BEFORE, _AFTER = 10, 26
"""How far a number reaches out of its run of figures: letters before and after it."""
_REACH = 160
"""How far a datum reaches from its mark."""
_INTRODUCES = re.compile(r" ?(?:is |no[ .:]|number|n°|[:#])")
"""What shows that an acronym in small letters is one: ssn: …, my ssn is …"""
_ASCII_WORD = re.compile("[0-9a-z_]")
_IN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A personal datum: its kind, and where it begins and ends in the folded text.

    `words` are the datum itself. They are for comparing with what the policy allows and must never be printed.
    """

    kind: Kind
    start: int
    end: int
    words: str = field(repr=False)


@lru_cache(maxsize=16)
def find_personal_data(text: str) -> tuple[Found, ...]:
    """Return the personal data in a text, in order of place; of those that overlap in one kind, the longest."""
    folded = fold_in_place(text)
    found = sorted(_find(folded), key=lambda each: (each.start, -each.end))
    kept: list[Found] = []
    reached: dict[Kind, int] = {}
    for each in found:
        if each.start >= reached.get(each.kind, 0):
            kept.append(each)
            reached[each.kind] = each.end
    return tuple(kept)


def _find(folded: FoldedText) -> Iterator[Found]:
    lower = folded.lower
    yield from _find_by_words(folded)
    for match in _RUN.finditer(lower):
        if count_digits(match[0]) < _FEWEST:
            continue
        start, end = max(match.start() - _BEFORE, 0), min(match.end() + _AFTER, len(lower))
        for detector in _collect().in_figures:
            yield from _search(detector, lower, start, end)


def _find_by_words(folded: FoldedText) -> Iterator[Found]:
    """Find the data after a cue or near a mark."""
    lower, words = folded.lower, _collect()
    for at, start, end in words.automaton.find_matches_as_indexes(lower, overlapping=True):
        needle = words.needles[at]
        for detector in words.by_mark.get(needle, ()):
            yield from _search(detector, lower, max(start - _REACH, 0), min(end + _REACH, len(lower)), start)
        if needle in ACRONYMS and not folded.text[start:end].isupper() and not _INTRODUCES.match(lower, end):
            continue
        if needle in words.by_cue and not _is_part_of_word(lower, start):
            for detector in words.by_cue[needle]:
                match = detector.regex.match(lower, end)
                if match and detector.accepts(match):
                    yield Found(detector.kind, match.start(), match.end(), match.groupdict().get("number") or match[0])


def _search(detector: Detector, lower: str, start: int, end: int, through: int | None = None) -> Iterator[Found]:
    """Search a part of a text; only for what reaches over the offset `through`, if one is given."""
    for match in detector.regex.finditer(lower, start, end):
        if through is not None and not match.start() <= through < match.end():
            continue
        in_address = detector.kind not in (Kind.EMAIL, Kind.PLACE) and _is_in_address(lower, match.start())
        if not in_address and detector.accepts(match):
            yield Found(detector.kind, match.start(), match.end(), match.groupdict().get("number") or match[0])


def _is_in_address(lower: str, start: int) -> bool:
    return _IN_ADDRESS.search(lower, max(start - _REACH, 0), start) is not None


def _is_part_of_word(lower: str, start: int) -> bool:
    """Whether the word at an offset goes on to the left. In scripts without spaces, and after an Arabic particle, that
    is no matter."""
    return _ASCII_WORD.match(lower, start - 1) is not None if start else False


@dataclass(frozen=True, slots=True)
class _Words:
    automaton: AhoCorasick
    needles: tuple[str, ...]
    by_cue: dict[str, list[Detector]]
    by_mark: dict[str, list[Detector]]
    in_figures: tuple[Detector, ...]


@cache
def _collect() -> _Words:
    """Collect all cues and marks, for one pass over a text."""
    by_cue: dict[str, list[Detector]] = defaultdict(list)
    by_mark: dict[str, list[Detector]] = defaultdict(list)
    for detector in DETECTORS:
        for cue in dict.fromkeys(detector.folded_cues):
            by_cue[cue].append(detector)
        for mark in detector.marks:
            by_mark[mark].append(detector)
    needles = tuple(dict.fromkeys((*by_cue, *by_mark)))
    in_figures = tuple(each for each in DETECTORS if not each.cues and not each.marks)
    return _Words(AhoCorasick(needles), needles, dict(by_cue), dict(by_mark), in_figures)
