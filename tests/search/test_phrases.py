"""Phrases are found where their words follow one another, in any of their forms."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from letterbook.search import index_files
from letterbook.search.fields import BOOSTS
from letterbook.search.reading import read_index
from letterbook.search.tokenize import tokenize
from search_index import Ask, make_document, write_index

WORDS = ("detention", "detentions", "arbitrary", "of", "a", "the", "forced", "labour", "labours", "rights", "water")


@pytest.mark.parametrize("size", [60_000, 60], ids=["in one part", "in many parts"])
def test_phrases_are_those_that_the_texts_have(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Over made-up texts, compared with a search of the texts themselves; no phrase spans two paragraphs."""
    monkeypatch.setattr(index_files, "_POSITIONS_SIZE", size)
    monkeypatch.setattr(index_files, "_POSTINGS_SIZE", size)
    chance = random.Random(5)  # noqa: S311 - not for secrets
    texts = ["\n\n".join(" ".join(chance.choices(WORDS, k=7)) for _ in range(chance.randrange(6))) for _ in range(40)]
    documents = [make_document(number, {"text": [(each, "en")]}) for number, each in enumerate(texts)]
    site = write_index(tmp_path, documents)
    families = read_index(site).families

    def fold(text: str) -> str:
        return f" {' '.join(families[each] for each in tokenize(text))} "

    phrases = [" ".join(chance.choices(WORDS, k=chance.choice((2, 2, 3)))) for _ in range(150)]
    answers = ask("search", site=str(site), queries=[f'"{each}"' for each in phrases])["answers"]
    for phrase, answer in zip(phrases, answers, strict=True):
        expected = {
            f"communications/{number}/"
            for number, text in enumerate(texts)
            if any(fold(phrase) in fold(paragraph) for paragraph in text.split("\n\n"))
        }
        assert set(answer["urls"]) == expected, phrase


def test_a_phrase_does_not_span_two_texts_of_a_field(ask: Ask, tmp_path: Path) -> None:
    """Nor two fields; in a field that the query names, it is found there alone."""
    assert list(BOOSTS)[-1] == "text"
    documents = [
        make_document(0, {"title": [("forced labour", "en")], "text": [("arbitrary", "en"), ("detention", "en")]}),
        make_document(1, {"title": [("arbitrary", "en")], "text": [("detention of forced labour", "en")]}),
    ]
    site = write_index(tmp_path, documents)
    queries = ['"arbitrary detention"', '"forced labour"', 'title:"forced labour"', '-"forced labour"']
    found = [set(each["urls"]) for each in ask("search", site=str(site), queries=queries)["answers"]]
    assert found == [set(), {"communications/0/", "communications/1/"}, {"communications/0/"}, set()]
