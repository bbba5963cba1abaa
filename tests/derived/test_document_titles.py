"""What pages call the documents that letters cite."""

from __future__ import annotations

from letterbook.derived.document_titles import write_document_name, write_document_title
from letterbook.i18n import Interface


def test_a_report_is_named_by_its_mandate_and_year() -> None:
    """Its title is English, and shown in English only."""
    assert write_document_name("A/76/237", Interface("en")) == (
        "Special Rapporteur on the right to food, report of 2021: Food systems and human rights (A/76/237)"
    )
    assert write_document_title("A/76/237", Interface("fr")) == (
        "Rapporteur spécial sur le droit à l’alimentation, rapport de 2021"
    )


def test_an_unknown_document_keeps_its_symbol() -> None:
    assert write_document_name("A/76/9999", Interface("es")) == "A/76/9999"
