"""Finds in a letter the mandates that write it, and the resolutions on which they rely.

Mandates and resolutions pair by position. These are pure functions of a visible text; the phrases that they look for
are data (`capacity_phrases`). If they understand nothing in a text, they return nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from letterbook.text.capacity_phrases import CAPACITIES, GENDERS, NUMBER, WORDINGS, Capacities
from letterbook.text.normalize import PARAGRAPH_END, fold, fold_in_place
from letterbook.text.visible_text import VisibleText

LONGEST = 6_000
"""The most characters of the sentence: one letter had 19 mandates."""
MOST_PARAGRAPH_ENDS = 2
"""How often page breaks may cut the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCapacities:
    """What a letter says of its own mandates.

    `names` is the part of the sentence that names them, folded, and `count` how many names of mandates of the United
    Nations begin there; 0 if that is not clear. `resolutions` are the numbers of the resolutions of the Human Rights
    Council, in order. `line` is the line of the sentence in the source and `resolutions_line` that of the numbers, both
    counted from 0.
    """

    names: str
    count: int
    resolutions: tuple[str, ...]
    line: int
    resolutions_line: int

    def find_mandates(self, names: Mapping[str, str]) -> tuple[str, ...]:
        """Return the mandates that the sentence names, in its order. `names` maps folded names to the mandates' ids
        (see `fold_name`); of names that overlap, the longest counts."""
        found: dict[int, str] = {}
        text = self.names
        for name in sorted(names, key=lambda each: (-len(each), each)):
            at = text.find(name)
            while at >= 0:
                end = at + len(name)
                if not text[end : end + 1].isalnum() and not text[at - 1 : at].isalnum():
                    found[at] = names[name]
                    text = f"{text[:at]}{'#' * len(name)}{text[end:]}"
                at = text.find(name, end)
        return tuple(dict.fromkeys(found[at] for at in sorted(found)))


@lru_cache(maxsize=4)
def find_capacities(visible: VisibleText) -> StatedCapacities | None:
    """Find the sentence "We have the honour to address you in our capacities as …, pursuant to … resolutions …"."""
    text = fold_in_place(visible.running)
    for phrases in CAPACITIES:
        is_likely = any(word in text.lower for word in phrases.words)  # quicker than the pattern
        opening = phrases.opening.search(text.lower) if is_likely else None
        if opening is None:
            continue
        start = opening.end()
        given = phrases.resolutions.search(text.lower, start, start + LONGEST)
        if given is None or text.lower.count(PARAGRAPH_END, start, given.start()) > MOST_PARAGRAPH_ENDS:
            continue
        names = fold_name(text.lower[start : given.start()])
        return StatedCapacities(
            names=names,
            count=_count_mandates(names, phrases),
            resolutions=tuple(re.findall(NUMBER, given[0])),
            line=visible.find_line(text.locate(*opening.span())[0]),
            resolutions_line=visible.find_line(text.locate(*given.span())[0]),
        )
    return None


def fold_name(name: str) -> str:
    """Fold the name of a mandate, so that neither the gender of its holder nor older wording makes a difference."""
    folded = fold(name)
    for one, other in (*GENDERS.items(), *WORDINGS.items()):
        folded = folded.replace(one, other)
    return folded


def _count_mandates(names: str, phrases: Capacities) -> int:
    """Count the names that begin in a folded text; 0 if one is in the plural: "Special Rapporteurs on … and …"."""
    found = list(phrases.mandate.finditer(names))
    return 0 if any(each["many"] for each in found) else len(found)
