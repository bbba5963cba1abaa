"""The sentence in which mandates say on what basis they write."""

from __future__ import annotations

import pytest

from letterbook.text.capacities import StatedCapacities, find_capacities, fold_name
from letterbook.text.capacity_phrases import CAPACITIES, GENDERS, WORDINGS, Capacities
from letterbook.text.normalize import fold
from letterbook.text.visible_text import read_visible_text

NAMES = {
    fold_name(name): id_
    for name, id_ in {
        "Special Rapporteur on torture": "torture",
        "Special Rapporteur on torture and other ill-treatment": "ill-treatment",
        "Working Group on Arbitrary Detention": "detention",
        "Rapporteur spécial sur la torture": "torture",
        "Relator Especial sobre la tortura": "torture",
    }.items()
}


def capacities(text: str) -> StatedCapacities:
    found = find_capacities(read_visible_text(text))
    assert found is not None
    return found


@pytest.mark.parametrize("phrases", CAPACITIES, ids=lambda each: each.language)
def test_each_pattern_matches_its_examples(phrases: Capacities) -> None:
    for pattern, examples in (
        (phrases.opening, phrases.openings),
        (phrases.resolutions, phrases.examples),
        (phrases.mandate, phrases.mandates),
    ):
        assert examples
        assert [each for each in examples if not pattern.search(fold(each))] == []


@pytest.mark.parametrize("phrases", CAPACITIES, ids=lambda each: each.language)
def test_each_opening_has_one_of_the_words_that_are_looked_for_first(phrases: Capacities) -> None:
    assert [each for each in phrases.openings if not any(word in fold(each) for word in phrases.words)] == []


def test_every_form_of_the_other_gender_is_one_that_a_pattern_matches() -> None:
    for one, other in GENDERS.items():
        assert any(phrases.mandate.fullmatch(one) and phrases.mandate.fullmatch(other) for phrases in CAPACITIES)


def test_the_name_of_a_mandate_is_the_same_in_older_and_newer_words() -> None:
    for newer, older in WORDINGS.items():
        assert fold_name(f"Special Rapporteur: {newer}") == fold_name(f"Special Rapporteur: {older}")
        assert fold(older) == older
        assert fold(newer) == newer


ENGLISH = """We have the honour to address you in our capacities as Special Rapporteur on torture; and Working Group on
Arbitrary Detention, pursuant to Human Rights Council resolutions 43/20 and 42/22."""
CUT_BY_A_PAGE_BREAK = """We have the honour to address you in our capacities as Special Rapporteur on torture and

Northwind

Working Group on Arbitrary Detention, pursuant to Human Rights Council resolutions **43/20** and\n42/22."""
FRENCH = """J’ai l’honneur de m’adresser à vous en ma qualité de Rapporteuse spéciale sur la torture, conformément à la
résolution ４３/２０ du Conseil des droits de l’homme."""
SPANISH = """Tenemos el honor de dirigirnos a usted en nuestra calidad de Relatora Especial sobre la tortura y de Grupo
de Trabajo sobre la Detención, de conformidad con las resoluciones 43/20 y 42/22 del Consejo de Derechos Humanos."""
PLURAL = """We have the honour to address you in our capacities as Special Rapporteurs on torture and on debt, pursuant
to resolutions 43/20; and 42/22 of the Human Rights Council."""


@pytest.mark.parametrize(
    ("text", "resolutions", "count"),
    [
        (ENGLISH, ("43/20", "42/22"), 2),
        (CUT_BY_A_PAGE_BREAK, ("43/20", "42/22"), 2),
        (FRENCH, ("43/20",), 1),
        (SPANISH, ("43/20", "42/22"), 2),
        (PLURAL, ("43/20", "42/22"), 0),
    ],
)
def test_the_sentence_is_read(text: str, resolutions: tuple[str, ...], count: int) -> None:
    found = capacities(f"Excellency,\n\n{text}\n\nAccording to the information received:\n")

    assert (found.resolutions, found.count) == (resolutions, count)


@pytest.mark.parametrize(
    "text",
    [
        "We recall Human Rights Council resolutions 43/20 and 42/22.",
        "We have the honour to address you in our capacity as Special Rapporteur on torture.",
        "We have the honour to address you.\n\nA.\n\nB.\n\nHuman Rights Council resolution 43/20 says more.",
    ],
)
def test_other_texts_have_no_such_sentence(text: str) -> None:
    assert find_capacities(read_visible_text(text)) is None


def test_mandates_are_found_in_the_order_of_the_text_and_the_longest_name_counts() -> None:
    found = capacities(
        "I have the honour to address you in my capacity as Working Group on Arbitrary Detention; Special Rapporteur on"
        " torture and other ill-treatment; and Special Rapporteur on tortures, pursuant to HRC resolution 42/22."
    )

    assert found.find_mandates(NAMES) == ("detention", "ill-treatment")


def test_a_mandate_has_one_name_whoever_holds_it() -> None:
    found = capacities(
        "Nous avons l’honneur de nous adresser à vous en nos qualités de Rapporteuse spéciale sur la torture,"
        " conformément à la résolution 43/20 du Conseil des droits de l’homme."
    )

    assert found.find_mandates(NAMES) == ("torture",)
