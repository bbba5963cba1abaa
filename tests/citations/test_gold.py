"""How well citations are found in sentences with known ones; see gold/README.md."""

from __future__ import annotations

import pytest

from gold import Sentence, found, score, sentences
from letterbook.citations import Lexicon

PRECISION, RECALL = 0.98, 0.95


def test_the_held_half_is_found_as_well_as_promised(lexicon: Lexicon) -> None:
    """No pattern was made after one of its sentences."""
    held = score("held", lexicon)
    assert held.precision >= PRECISION, held
    assert held.recall >= RECALL, held


@pytest.mark.parametrize("sentence", [*sentences("open")], ids=lambda each: each.text[:60])
def test_the_open_half_is_found_in_full(sentence: Sentence, lexicon: Lexicon) -> None:
    assert found(sentence, lexicon) == sentence.cites


@pytest.mark.parametrize("sentence", [*sentences("odd")], ids=lambda each: each.text[:60])
def test_an_odd_form_is_found_in_full(sentence: Sentence, lexicon: Lexicon) -> None:
    assert found(sentence, lexicon) == sentence.cites


def test_there_are_enough_sentences_of_every_language() -> None:
    both = [*sentences("held"), *sentences("open")]
    assert len(both) >= 150
    assert len({each.text for each in both}) == len(both)
    for language, least in (("en", 60), ("es", 30), ("fr", 30)):
        assert sum(each.language == language for each in both) >= least, language
