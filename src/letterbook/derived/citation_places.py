"""The place of a citation in its text: the paragraph, which has an address, and the sentence around the citation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook.citations import Citation
from letterbook.model.public import Text
from letterbook.text.visible_text import find_tags

_NUMBERED = '<a class="lb-number"'
_SENTENCE_ENDS = re.compile(r"[.;!?][”\"»)]* +(?=[A-ZÀ-Ý¿¡“\"«])|\n")
"""A parenthesis that follows belongs to the sentence before it: `“…” (Guiding Principle 13).`"""
_CUT = "…"
_FAR = 300
"""The most characters quoted before and after a citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A citation in its text: the `anchor` of its paragraph, and the sentence that contains it from `start` up to
    `end`. `language` is that of the text."""

    citation: Citation
    anchor: str
    sentence: str
    start: int
    end: int
    language: str


def make_prefix(text: Text) -> str:
    """Return the prefix of a text's ids, which lets a translation be on the same page."""
    return f"{text.language}-" if text.translation else ""


def locate_places(text: Text, html: str, seen: str, citations: tuple[Citation, ...]) -> Iterator[Place]:
    """Find the place of each citation of a text.

    `html` is the HTML of the text, and `seen` its visible text.
    """
    numbered = [(0, f"{make_prefix(text)}text")]
    numbered += ((at, tag.split('"')[3]) for at, tag in find_tags(html, _NUMBERED))
    begins = [at for at, _ in numbered]
    sentences: dict[str, str] = {}
    for each in citations:
        sentence, begin = _cut_sentence(seen, each.start, each.end)
        yield Place(
            citation=each,
            anchor=numbered[bisect_right(begins, each.start) - 1][1],
            sentence=sentences.setdefault(sentence, sentence),
            start=each.start - begin,
            end=each.end - begin,
            language=text.language,
        )


def _cut_sentence(seen: str, start: int, end: int) -> tuple[str, int]:
    """Return the sentence around a citation, and where it begins. A long one is cut between words, with a mark."""
    low, high = max(0, start - _FAR), min(len(seen), end + _FAR)
    begin, stop = low, high
    lead = tail = ""
    if before := [found.end() for found in _SENTENCE_ENDS.finditer(seen, low, start + 1) if found.end() <= start]:
        begin = before[-1]
    elif low:
        begin, lead = seen.find(" ", low - 1, start) + 1 or low, f"{_CUT} "
    if behind := _SENTENCE_ENDS.search(seen, end, high):
        stop = behind.end()
    elif high < len(seen):
        space = seen.rfind(" ", end, high + 1)
        stop, tail = high if space < 0 else space, f" {_CUT}"
    return f"{lead}{seen[begin:stop].rstrip()}{tail}", begin - len(lead)
