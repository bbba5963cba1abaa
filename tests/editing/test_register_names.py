"""An entry of a register is found by any of its names, in any language, and near ones are offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.editing.register_names import RegisterNames, make_id
from letterbook.ingest.corpus import load_registers

RECORD = Path(__file__).resolve().parents[2] / "data"
RECIPIENTS = RegisterNames.of(load_registers(RECORD)[0].recipients)


@pytest.mark.parametrize(
    "name", ["belvenor", "BELVENOR", "Belvenor", "XBV", "xbv", "the Republic of Belvenor", "la Belvénor"]
)
def test_a_recipient_is_found_by_each_of_its_names(name: str) -> None:
    assert RECIPIENTS.find(name) == ("belvenor",)


@pytest.mark.parametrize(
    ("name", "id_"), [("Côte d'Ivoire", "cote-divoire"), ("Suecia", "sweden"), ("Espagne", "spain")]
)
def test_a_name_in_another_language_is_found(name: str, id_: str) -> None:
    assert RECIPIENTS.find(name) == (id_,)


def test_a_near_miss_is_offered_and_not_taken() -> None:
    assert RECIPIENTS.find("Belvenoor") == ()
    assert RECIPIENTS.find_near("Belvenoor")[0] == "belvenor"
    assert RECIPIENTS.find_near("Quite Another Name") == ()


def test_names_in_a_sentence_are_found_in_its_order_and_the_longest_counts() -> None:
    text = (
        "the Governments of Sweden, the United Kingdom of Great Britain and Northern Ireland, and the Republic of Korea"
    )
    assert [each.id for each in RECIPIENTS.find_in(text)] == ["sweden", "united-kingdom", "republic-of-korea"]


def test_an_id_is_made_from_a_name() -> None:
    assert make_id("L'Étoile & Fils S.A.") == "letoile-fils-s-a"


@pytest.mark.parametrize("name", ["Xiaomi", "Xiaomi Corporation", "Xiaomi Corp.", "XIAOMI LTD", "Xiaomi, Inc."])
def test_a_company_is_found_whatever_its_legal_form(name: str) -> None:
    assert RECIPIENTS.find(name) == ("xiaomi",)


def test_companies_that_differ_by_their_legal_form_alone_are_not_taken_for_each_other() -> None:
    names = RegisterNames({"mill ltd": ("mill-ltd",), "mill plc": ("mill-plc",)})
    assert names.find("Mill plc") == ("mill-plc",)
    assert names.find("Mill GmbH") == ()
