"""Counts the words of a text: how often each occurs, and where. A text is counted once, and kept between builds."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import sub

from letterbook.search.parts import Part, make_column
from letterbook.search.tokenize import tokenize

_WRITTEN = re.compile(r"[^\W0-9_]+")


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The words of a text, each with how often it occurs, the place of its first occurrence, and the distance of each
    further one from the one before (`steps`, of all words in turn).

    Places count from 0; a paragraph begins two after the end of the one before, so that no phrase spans two. `span` is
    the first place after the text, and `total` the number of words. `written` has the spelling of words that have
    accents or other signs which comparing drops, the most frequent one of each.
    """

    words: tuple[str, ...]
    times: array[int]
    firsts: array[int]
    steps: array[int]
    span: int
    total: int
    written: Mapping[str, str]


def count_words(text: str) -> WordCounts:
    """Count the words of a text, whose paragraphs are set apart by blank lines."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    at = total = 0
    for paragraph in text.split("\n\n"):
        words = tokenize(paragraph)
        if words:
            for place, word in enumerate(words, at):
                places[word].append(place)
            at += len(words) + 1
            total += len(words)
    steps = make_column()
    for each in places.values():
        if len(each) > 1:
            steps.extend(map(sub, each[1:], each))
    return WordCounts(
        words=tuple(places),
        times=make_column([len(each) for each in places.values()]),
        firsts=make_column([each[0] for each in places.values()]),
        steps=steps,
        span=at,
        total=total,
        written=_find_spellings(text, places.keys()),
    )


def _find_spellings(text: str, words: Iterable[str]) -> dict[str, str]:
    """Return the most frequent spelling of each word that is not spelt as it is compared."""
    if text.isascii():
        return {}
    found: dict[str, tuple[int, str]] = {}
    known = frozenset(words)
    for written, times in sorted(Counter(_WRITTEN.findall(text.lower())).items()):
        compared = [] if written in known else tokenize(written)
        if len(compared) == 1 and times > found.get(compared[0], (0, ""))[0]:
            found[compared[0]] = (times, written)
    return {word: written for word, (_, written) in sorted(found.items()) if word in known}


def write_counts(counts: WordCounts) -> Part:
    """Turn counts into a part, to be kept."""
    spelt = [f"{word} {written}" for word, written in counts.written.items()]
    return Part(
        "\n".join([" ".join(counts.words), *spelt]),
        (counts.times, counts.firsts, counts.steps, make_column([counts.span, counts.total])),
    )


def read_counts(part: Part) -> WordCounts:
    """Read what `write_counts` returns."""
    words, *spelt = part.text.split("\n")
    times, firsts, steps, (span, total) = part.columns
    written = dict(each.split(" ", 1) for each in spelt)
    return WordCounts(tuple(words.split(" ")) if words else (), times, firsts, steps, span, total, written)
