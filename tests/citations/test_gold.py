"""How well citations are found in sentences whose citations are known; see gold/README.md."""

from __future__ import annotations

import pytest

from gold import Form, Sentence, cite_form, find_citations, read_forms, read_sentences, score_half
from letterbook.citations import Lexicon

PRECISION, RECALL = 0.98, 0.95


def test_the_held_half_is_found_as_well_as_promised(lexicon: Lexicon) -> None:
    """No pattern was fitted to its sentences."""
    held = score_half("held", lexicon)
    assert held.precision >= PRECISION, held
    assert held.recall >= RECALL, held


@pytest.mark.parametrize("sentence", [*read_sentences("open")], ids=lambda each: each.text[:60])
def test_the_open_half_is_found_in_full(sentence: Sentence, lexicon: Lexicon) -> None:
    assert find_citations(sentence, lexicon) == sentence.cites


@pytest.mark.parametrize("sentence", [*read_sentences("odd")], ids=lambda each: each.text[:60])
def test_an_odd_form_is_found_in_full(sentence: Sentence, lexicon: Lexicon) -> None:
    assert find_citations(sentence, lexicon) == sentence.cites


@pytest.mark.parametrize("form", [*read_forms("open")], ids=lambda each: each.id)
def test_a_form_of_real_texts_is_found_in_full(form: Form, lexicon: Lexicon) -> None:
    assert cite_form(form, lexicon) == form.labels, form.text


def test_there_are_enough_sentences_of_every_language() -> None:
    both = [*read_sentences("held"), *read_sentences("open")]
    assert len(both) >= 150
    assert len({each.text for each in both}) == len(both)
    for language, least in (("en", 60), ("es", 30), ("fr", 30)):
        assert sum(each.language == language for each in both) >= least, language
