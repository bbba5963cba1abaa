"""Every detector finds its examples, and nothing is found in the counterexamples of any."""

from __future__ import annotations

import re

import pytest

from letterbook.text.normalize import fold_in_place
from letterbook.text.personal_data.detector import Detector, Kind
from letterbook.text.personal_data.find import DETECTORS, find_personal_data


def list_examples(field: str) -> list[object]:
    return [
        pytest.param(detector, example, id=f"{detector.kind}-{number}: {example}")
        for number, detector in enumerate(DETECTORS)
        for example in getattr(detector, field)
    ]


@pytest.mark.parametrize(("detector", "example"), list_examples("examples"))
def test_an_example_is_found(detector: Detector, example: str) -> None:
    assert detector.kind in {each.kind for each in find_personal_data(f"The office wrote: {example}. It is known.")}


@pytest.mark.parametrize(("detector", "example"), list_examples("counterexamples"))
def test_nothing_is_found_in_a_counterexample(detector: Detector, example: str) -> None:  # noqa: ARG001
    assert find_personal_data(f"The office wrote: {example}. It is known.") == ()


def test_every_kind_has_a_detector() -> None:
    assert {each.kind for each in DETECTORS} == set(Kind)


def test_what_was_found_is_not_in_its_representation() -> None:
    """A value that is printed by mistake does not reveal the datum."""
    (found,) = find_personal_data("Write to ana.example@example.org")
    assert found.words == "ana.example@example.org"
    assert "ana" not in repr(found)


def test_a_place_is_that_in_the_folded_text() -> None:
    text = "Écrivez   à\n\nｅｌｌｅ＠example.org, s’il vous plaît"
    (found,) = find_personal_data(text)
    start, end = fold_in_place(text).locate(found.start, found.end)
    assert text[start:end] == "ｅｌｌｅ＠example.org"


@pytest.mark.parametrize("character", ["\u00a0", "\u202f", "\u2009", "  ", "\n", " - ", "-", ".", "\u00ad", "\u200b"])
def test_what_is_between_the_figures_of_a_number_does_not_matter(character: str) -> None:
    number = "+44 20 7946 0958".replace(" ", character)
    assert [each.kind for each in find_personal_data(f"Call {number} now")] == [Kind.PHONE]


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "০", "０", "𝟎"])
def test_figures_of_other_scripts_are_figures(zero: str) -> None:
    number = re.sub("[0-9]", lambda match: chr(ord(zero) + int(match[0])), "+44 20 7946 0958")
    assert [each.kind for each in find_personal_data(f"Call {number} now")] == [Kind.PHONE]
