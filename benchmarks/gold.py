"""The gold sentences of tests/citations/gold, and how well the citations in them are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from letterbook.citations import Citation, Lexicon, cite
from letterbook.ingest import corpus
from letterbook.model.record import Corpus, Letter

PROJECT = Path(__file__).resolve().parents[1]
GOLD = PROJECT / "tests" / "citations" / "gold"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in a language, and the citations in it: from where to where, and what is meant."""

    language: str
    text: str
    cites: frozenset[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """How many citations there are, how many were found, and how many of these rightly."""

    there: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / self.found

    @property
    def recall(self) -> float:
        """The part of what there is that was found."""
        return self.right / self.there


@cache
def shipped_lexicon() -> Lexicon:
    """The names of the instruments of the shipped record."""
    return Lexicon.of(_shipped().registers.instruments)


def shipped_letters() -> tuple[Letter, ...]:
    """The letters of the shipped record."""
    return _shipped().letters


@cache
def _shipped() -> Corpus:
    read = corpus.load(PROJECT / "data").corpus
    assert read is not None
    return read


def sentences(half: str) -> Iterator[Sentence]:
    """The sentences of a half, `held` or `open`. Raises ValueError where a piece does not stand in its sentence."""
    for entry in yaml.safe_load((GOLD / f"{half}.yml").read_text(encoding="utf-8")):
        language, text = next(iter(entry.items()))
        cites, end = set(), 0
        for piece, meant in entry.get("cites", {}).items():
            start = text.index(piece, end)
            end = start + len(piece)
            cites.add((start, end, meant))
        yield Sentence(language, text, frozenset(cites))


def found(sentence: Sentence, lexicon: Lexicon) -> frozenset[tuple[int, int, str]]:
    """The citations that are found in a sentence, as it has its own."""
    return frozenset((each.start, each.end, meant(each)) for each in cite(sentence.text, lexicon))


def meant(citation: Citation) -> str:
    """What is meant, as the gold sentences have it: `iccpr § 19, 9(2)`."""
    target = citation.instrument or citation.document or "unresolved"
    return f"{target} § {', '.join(citation.provisions)}" if citation.provisions else target


def score(half: str, lexicon: Lexicon) -> Score:
    """How well the citations of a half are found."""
    pairs = [(each.cites, found(each, lexicon)) for each in sentences(half)]
    return Score(
        there=sum(len(there) for there, _ in pairs),
        found=sum(len(got) for _, got in pairs),
        right=sum(len(there & got) for there, got in pairs),
    )
