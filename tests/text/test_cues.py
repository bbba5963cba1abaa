"""The phrases that begin the parts of a letter match the examples beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from types import ModuleType

import pytest

from letterbook.text.annex_titles import is_annex_title
from letterbook.text.cues import CUES, Cue, Part, arabic, chinese, english, french, russian, spanish
from letterbook.text.normalize import fold


def alternatives(pattern: str) -> Iterator[str]:
    """Return the top-level alternatives of a pattern."""
    depth, start = 0, 0
    for at, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


EXAMPLES = [pytest.param(cue, example, id=example[:40]) for cue in CUES for example in cue.examples]
COUNTEREXAMPLES = [pytest.param(example, id=example[:40]) for cue in CUES for example in cue.counterexamples]
IDS = [f"{cue.part}-{cue.examples[0][:20]}" for cue in CUES]


def find_parts(text: str) -> list[Part]:
    """The parts that a paragraph begins in a letter that has no other paragraph, the first before the others."""
    return [cue.part for cue in CUES if cue.begins(fold(text))]


@pytest.mark.parametrize(("cue", "example"), EXAMPLES)
def test_an_example_is_matched_by_its_cue_before_any_other(cue: Cue, example: str) -> None:
    assert cue.begins(fold(example))
    assert find_parts(example)[0] == cue.part
    assert not is_annex_title(example)


@pytest.mark.parametrize(("cue", "example"), EXAMPLES)
def test_an_example_is_matched_in_capitals_and_with_other_marks(cue: Cue, example: str) -> None:
    decomposed = unicodedata.normalize(
        "NFD", example.upper().replace("'", "’").replace("-", "‑").replace(" ", "\u00a0")
    )

    assert cue.begins(fold(decomposed))


@pytest.mark.parametrize("text", COUNTEREXAMPLES)
def test_a_counterexample_begins_no_part(text: str) -> None:
    assert find_parts(text) == []


@pytest.mark.parametrize("cue", CUES, ids=IDS)
def test_every_alternative_of_a_pattern_has_an_example(cue: Cue) -> None:
    for alternative in alternatives(cue.pattern.pattern):
        tried = re.compile(alternative)
        assert any(tried.search(fold(example)) for example in cue.examples), alternative


@pytest.mark.parametrize("cue", CUES, ids=IDS)
def test_what_a_cue_looks_for_is_written_in_folded_letters(cue: Cue) -> None:
    """A capital or an accent would never match, and a cue without one of its words is never tried."""
    letters = "".join(each for each in re.sub(r"\\[A-Za-z]", "", cue.pattern.pattern) if each.isalpha())
    assert fold(letters) == letters
    assert all(fold(word) == word.strip() for word in cue.words)
    assert all(any(word in fold(example) for word in cue.words) for example in cue.examples)


@pytest.mark.parametrize("cue", CUES, ids=IDS)
def test_every_word_looked_up_first_is_in_an_example(cue: Cue) -> None:
    texts = [fold(example) for example in (*cue.examples, *cue.counterexamples)]
    assert [word for word in cue.words if not any(word in text for text in texts)] == []


@pytest.mark.parametrize("language", [english, french, spanish, arabic, russian, chinese])
def test_each_language_has_a_clear_cue_for_each_part_but_the_annex(language: ModuleType) -> None:
    assert {cue.part for cue in language.CUES if not cue.is_vague} == set(Part) - {Part.ANNEX}


@pytest.mark.parametrize(
    "text",
    [
        "We have no information about the mill.",
        "The Government gave information, according to the information received by others.",
        "We are grateful to your Excellency.",
        "The public was not informed.",
        "The court prejudged the case.",
        "",
    ],
)
def test_a_paragraph_that_only_has_one_of_the_words_begins_nothing(text: str) -> None:
    assert find_parts(text) == []
