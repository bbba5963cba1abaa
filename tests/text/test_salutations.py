"""The salutation, and the person whom it greets."""

from __future__ import annotations

import pytest

from letterbook.text.letter_head import find_salutation, split_salutation
from letterbook.text.normalize import fold
from letterbook.text.salutation_phrases import OFFICES, PERSON, PERSON_EXAMPLES, TITLES
from letterbook.text.visible_text import read_visible_text


@pytest.mark.parametrize("salutation", PERSON_EXAMPLES)
def test_every_example_is_matched(salutation: str) -> None:
    found = PERSON.fullmatch(fold(salutation))

    assert found is not None
    assert found["name"] == PERSON_EXAMPLES[salutation]


@pytest.mark.parametrize("salutation", ["Excellency,", "Dear Minister,", "Dear Sir or Madam,", "Estimados señores:"])
def test_a_salutation_without_a_title_before_a_name_greets_nobody_by_name(salutation: str) -> None:
    assert PERSON.fullmatch(fold(salutation)) is None


def test_every_word_of_the_data_is_folded() -> None:
    assert {fold(each) for each in TITLES | OFFICES} == TITLES | OFFICES


@pytest.mark.parametrize(
    ("line", "above", "salutation"),
    [
        ("Excellency,", "", "excellency,"),
        ("3 March 2024 Excellency,", "3 march 2024", "excellency,"),
        ("Geneva, 3 March 2024. Dear Mr. Example,", "geneva, 3 march 2024", "dear mr. example,"),
        ("Reference: AL XAA 3/2024 Excelencia:", "reference: al xaa 3/2024", "excelencia:"),
        ("3 March 2024", "3 march 2024", ""),
        ("In 2024 we wrote: Excellency", "in 2024 we wrote: excellency", ""),
    ],
)
def test_a_salutation_is_split_from_the_date_or_reference_before_it(line: str, above: str, salutation: str) -> None:
    assert split_salutation(fold(line)) == (above, salutation)


def test_the_salutation_is_found_with_its_line() -> None:
    assert find_salutation(read_visible_text("Mandates\n\n3 March 2024\n\n**Excellency,**\n\nText.\n")) == (
        4,
        "excellency,",
    )
