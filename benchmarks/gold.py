"""The gold sentences in tests/citations/gold, and the accuracy of finding the citations in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from letterbook.citations import Citation, Lexicon, cite
from letterbook.ingest import corpus
from letterbook.model.record import Corpus, Letter
from letterbook.text.visible_text import read_visible_text

PROJECT = Path(__file__).resolve().parents[1]
GOLD = PROJECT / "tests" / "citations" / "gold"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in a language, and the start, end and meaning of each citation in it, as the gold file gives them."""

    language: str
    text: str
    cites: frozenset[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """The numbers of citations that exist, that were found, and that were found correctly."""

    total: int
    found: int
    correct: int

    @property
    def precision(self) -> float:
        """The share of citations found that are correct."""
        return self.correct / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of existing citations that were found."""
        return self.correct / self.total if self.total else 1.0


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon for the instruments of the shipped record."""
    return Lexicon.of(_load_corpus().registers.instruments)


def load_letters() -> tuple[Letter, ...]:
    """Return the letters of the shipped record."""
    return _load_corpus().letters


@cache
def _load_corpus() -> Corpus:
    read = corpus.load(PROJECT / "data").corpus
    assert read is not None
    return read


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence in the form of a real text, and what it cites: pairs of a target and one provision, or none.

    `kind` is the part of its id before the number. `labels` are those of the file with its half's labels.
    """

    id: str
    kind: str
    language: str
    text: str
    labels: frozenset[tuple[str, str]]


def read_forms(half: str, *, labels: str = "labels") -> Iterator[Form]:
    """Yield the sentences of `forms/` in a half, `held` or `open`. Raises KeyError if one has no label."""
    labelled = _load_yaml(f"forms/{half}-{labels}")
    for id_, entry in _load_yaml(f"forms/{half}").items():
        ((language, text),) = entry.items()
        yield Form(id_, id_.partition("-")[0], language, text, frozenset(split_label(labelled[id_])))


def cite_form(form: Form, lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """Return what is found in a sentence, as its labels say it."""
    return frozenset(list_meanings(cite(read_visible_text(form.text).running, lexicon)))


def list_meanings(citations: Iterable[Citation]) -> Iterator[tuple[str, str]]:
    """Yield what citations mean, as labels say it: pairs of a target and one provision, or none."""
    for each in citations:
        target = each.instrument or each.document or "unresolved"
        yield from ((target, provision) for provision in each.provisions or ("",))


def score_forms(half: str, lexicon: Lexicon) -> Mapping[str, Score]:
    """Return the score of a half of `forms/` by kind, and of all kinds together as `all`."""
    counts: dict[str, list[int]] = {}
    for form in read_forms(half):
        found = cite_form(form, lexicon)
        for kind in (form.kind, "all"):
            count = counts.setdefault(kind, [0, 0, 0])
            for index, more in enumerate((form.labels, found, form.labels & found)):
                count[index] += len(more)
    return {kind: Score(*count) for kind, count in counts.items()}


def split_label(label: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a target and one provision, or none, in a label: `iccpr § 6, 7; udhr`."""
    for each in filter(None, label.split("; ")):
        target, _, provisions = each.partition(" § ")
        yield from ((target, provision) for provision in provisions.split(", "))


def _load_yaml(name: str) -> Any:
    return yaml.safe_load((GOLD / f"{name}.yml").read_text(encoding="utf-8"))


def read_sentences(half: str) -> Iterator[Sentence]:
    """Yield the sentences of a gold file: `held`, `open` or `odd`. Raises ValueError if a passage is missing."""
    for entry in _load_yaml(half):
        language, text = next(iter(entry.items()))
        cites, end = set(), 0
        for passage, meaning in entry.get("cites", {}).items():
            start = text.index(passage, end)
            end = start + len(passage)
            cites.add((start, end, meaning))
        yield Sentence(language, text, frozenset(cites))


def find_citations(sentence: Sentence, lexicon: Lexicon) -> frozenset[tuple[int, int, str]]:
    """Return the start, end and meaning of each citation found in a sentence."""
    visible = read_visible_text(sentence.text)
    found = cite(visible.running, lexicon)
    return frozenset((*visible.locate(each.start, each.end), describe_meaning(each)) for each in found)


def describe_meaning(citation: Citation) -> str:
    """Return what a citation means, as gold files write it: `iccpr § 19, 9(2)`."""
    target = citation.instrument or citation.document or "unresolved"
    return f"{target} § {', '.join(citation.provisions)}" if citation.provisions else target


def score_half(half: str, lexicon: Lexicon) -> Score:
    """Return the score for the citations in a gold file."""
    pairs = [(each.cites, find_citations(each, lexicon)) for each in read_sentences(half)]
    return Score(
        total=sum(len(gold) for gold, _ in pairs),
        found=sum(len(found) for _, found in pairs),
        correct=sum(len(gold & found) for gold, found in pairs),
    )
