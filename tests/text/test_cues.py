"""The phrases that begin the parts of a letter match the examples beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from letterbook.text.cues import ANNEX, CUES, Cue, Part


def alternatives(pattern: str) -> Iterator[str]:
    """Return the top-level alternatives of a pattern."""
    depth, start = 0, 0
    for at, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


CASES = [pytest.param(cue, example, id=example[:40]) for cue in CUES for example in cue.examples]


@pytest.mark.parametrize(("cue", "example"), CASES)
def test_an_example_is_matched_by_its_cue_and_by_no_other(cue: Cue, example: str) -> None:
    assert [each.part for each in CUES if each.begins(example.lower())] == [cue.part]
    assert ANNEX.match(example) is None


@pytest.mark.parametrize("cue", CUES, ids=[cue.part for cue in CUES])
def test_every_alternative_of_a_pattern_has_an_example(cue: Cue) -> None:
    for alternative in alternatives(cue.pattern.pattern):
        tried = re.compile(alternative, re.DOTALL)
        assert any(tried.search(example.lower()) for example in cue.examples), alternative


@pytest.mark.parametrize("cue", CUES, ids=[cue.part for cue in CUES])
def test_every_word_looked_up_first_is_in_an_example(cue: Cue) -> None:
    assert all(word == word.lower() for word in cue.words)
    assert all(any(word in example.lower() for example in cue.examples) for word in cue.words)


def test_every_part_has_one_cue_except_the_annex_which_has_its_word() -> None:
    assert sorted(cue.part for cue in CUES) == sorted(set(Part) - {Part.ANNEX})


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
    assert not any(cue.begins(text.lower()) for cue in CUES)


@pytest.mark.parametrize(
    "heading",
    [
        *("Annex", "ANNEX", "Annexes", "Annex I", "Annex: law", "Annexe", "ANNEXES", "Anexo", "Anexos", "ANEXO II"),
        *(
            "Приложение",
            "ПРИЛОЖЕНИЕ 1",
            "Приложения",
            "附件",
            "附件：",
            "附件一",
            "附件2",
            "مرفق",
            "المرفق",
            "ملحق",
            "الملحق الأول",
        ),
    ],
)
def test_the_word_for_annex_is_known_in_six_languages(heading: str) -> None:
    assert ANNEX.match(heading)


@pytest.mark.parametrize(
    "text", ["Annexation of land", "Annexed hereto", "An annex", "Anexosa", "Приложениеж", "附件夹", ""]
)
def test_a_word_that_only_begins_like_annex_does_not_count(text: str) -> None:
    assert ANNEX.match(text) is None
