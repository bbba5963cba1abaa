"""What a letter says of itself becomes its fields, however it is worded; what it does not say is left out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.letter_draft import LetterReader
from letterbook.ingest.corpus import load_registers

SHIPPED = Path(__file__).resolve().parents[3] / "data"
OPENING = (
    "We have the honour to address you in our capacities as Special Rapporteur on minority issues; and Working Group on"
    " Arbitrary Detention, pursuant to Human Rights Council resolutions 43/8 and 42/22."
)
SIGNED = (
    "Ana Varenne  \nSpecial Rapporteur on minority issues\n\n"
    "Ludo Marchetane  \nChair of the Working Group on Arbitrary Detention"
)
DEFENDERS = {
    "en": "We are writing to you in our capacity as Special Rapporteur on the situation of human rights defenders,"
    " pursuant to Human Rights Council resolution 52/4.",
    "fr": "Nous nous adressons à vous en notre qualité de Rapporteuse spéciale sur la situation des défenseurs et"
    " défenseuses des droits humains, conformément à la résolution 52/4 du Conseil des droits de l’homme.",
    "es": "Nos dirigimos a usted en nuestra calidad de Relatora Especial sobre la situación de las defensoras y los"
    " defensores de los derechos humanos, de conformidad con la resolución 52/4 del Consejo de Derechos Humanos.",
}


@cache
def make_reader() -> LetterReader:
    return LetterReader.of(load_registers(SHIPPED)[0])


def read(
    *paragraphs: str,
    reference: str = "AL XBV 7/2021",
    salutation: str = "Excellency,",
    opening: str = OPENING,
    closing: str = "Please accept, Excellency, the assurances of our highest consideration.",
    signed: str = SIGNED,
    edges: Iterable[str] = (),
) -> Draft:
    body = "\n\n".join(
        [f"REFERENCE: {reference}", "2 February 2021", salutation, opening, *paragraphs, closing, signed]
    )
    return make_reader().read(body, edges)


def get_signatories(draft: Draft) -> list[Any]:
    return [each.get("signed_by") for each in draft.get("mandates")]


@pytest.mark.parametrize(
    "closing",
    [
        "Kind regards,",
        "Veuillez agréer, Madame, l’expression de nos sentiments les plus distingués.",
        "With every good wish for the solution of the matter, we remain at your disposal.",
    ],
)
def test_signatories_are_found_below_any_closing_words(closing: str) -> None:
    assert get_signatories(read(closing=closing)) == ["Ana Varenne", "Ludo Marchetane"]


def test_a_name_and_its_title_on_one_line_are_told_apart() -> None:
    assert get_signatories(read(signed=SIGNED.replace("  \n", " "))) == ["Ana Varenne", "Ludo Marchetane"]


def test_nobody_signs_for_the_mandate_of_another() -> None:
    draft = read(signed=SIGNED.replace("Ludo Marchetane  \n", ""))
    assert get_signatories(draft) == ["Ana Varenne", None]
    assert "no signatory was found for `arbitrary-detention`" in [each.text for each in draft.doubts]


@pytest.mark.parametrize("language", DEFENDERS)
def test_mandates_are_read_without_the_honour_and_in_newer_words(language: str) -> None:
    (found,) = read(opening=DEFENDERS[language]).get("mandates")
    assert (found["mandate"], found["resolution"]) == ("human-rights-defenders", "52/4")


@pytest.mark.parametrize(
    ("salutation", "edges", "addressee"),
    [
        ("Dear Ms. Example,", ("Ms. Ida Example", "Chief Executive Officer", "Tarnwell Mills"), "Ms. Ida Example"),
        ("Dear Ms. Example,", ("Mr. Ivo Other", "Tarnwell Mills"), "Ms. Example"),
        ("Excellency,", ("Excmo. Sr. Ivo Ejemplo", "Ministro", "Tarnwell Mills"), "Sr. Ivo Ejemplo"),
        ("Excellency,", ("H.E. Ms. Ida Example", "Tarnwell Mills"), "Ms. Ida Example"),
    ],
)
def test_the_addressee_has_the_first_name_that_the_foot_of_a_page_adds(
    salutation: str, edges: tuple[str, ...], addressee: str
) -> None:
    (recipient,) = read(reference="AL OTH 7/2021", salutation=salutation, edges=edges).get("recipients")
    assert recipient["addressee"] == addressee


@pytest.mark.parametrize(("line", "named"), [("Tarnwell Mills Inc.", "Tarnwell Mills Inc."), ("Tarnwell Mills", None)])
def test_a_company_is_named_as_the_letter_names_it_with_the_stop_of_an_abbreviation(
    line: str, named: str | None
) -> None:
    (recipient,) = read(reference="AL OTH 7/2021", salutation="Dear Ms. Example,", edges=[line]).get("recipients")
    assert recipient.get("named_as") == named


def test_a_mission_named_over_two_lines_is_whole() -> None:
    edges = ("Permanent Mission of the Republic of Belvenor to the United Nations Office and other interna-", "tional")
    (recipient,) = read(edges=[*edges, "Page 1"]).get("recipients")
    assert recipient["via"].endswith("United Nations Office and other international")


def test_the_only_company_in_the_text_is_proposed_where_the_head_names_none() -> None:
    companion = "Letters expressing similar concerns are also sent to Croplume Sciences."
    draft = read("We write about the mills of Tarnwell Mills.", companion, reference="AL OTH 7/2021")
    assert [each["recipient"] for each in draft.get("recipients")] == ["tarnwell-mills"]
    assert "recipients" in draft.proposed
    assert any("was the letter sent to it?" in each.text for each in draft.doubts)


def test_of_two_companies_in_the_text_none_is_proposed() -> None:
    draft = read("We write about Tarnwell Mills and Croplume Sciences.", reference="AL OTH 7/2021")
    assert draft.get("recipients") is None
    assert "recipients" in [each.field for each in draft.left]


@pytest.mark.parametrize(
    ("matter", "number"),
    [
        ("the eviction of some 640 people from the valley", 640),
        ("the dismissal of 2,300 young workers, and of 12 others", 2300),
        ("the arrest of six nurses", 6),
        ("the closure of the schools since 2019", None),
    ],
)
def test_a_number_of_persons_in_the_statement_of_the_matter_is_proposed(matter: str, number: int | None) -> None:
    draft = read(f"We would like to draw your attention to information we have received concerning {matter}.")
    assert draft.get("alleged_victims") == number
    assert ("alleged_victims" in draft.proposed) is (number is not None)


def test_a_number_of_alleged_victims_that_the_letter_states_is_no_proposal() -> None:
    draft = read("We have received information concerning the eviction of 640 people.", "Alleged victims: 612")
    assert draft.get("alleged_victims") == 612
    assert "alleged_victims" not in draft.proposed


def test_a_letter_recalled_in_the_passive_is_an_earlier_one() -> None:
    draft = read("Concerns about the same schools were raised in a communication of 18 August 2020.")
    assert [str(each["sent"]) for each in draft.get("follows")] == ["2020-08-18"]
