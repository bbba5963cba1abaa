"""The lines of an address in the middle of a sentence are found; those of a list of persons are not."""

from __future__ import annotations

from letterbook.editing.drafts.addresses import find_address_lines
from letterbook.editing.mending.mend import mend_text

BEFORE = (
    "The workers of the mill were told to leave before the end of the week. Nobody gave a reason for it, and those who"
    " asked the"
)
AFTER = "foreman for one were sent away without their pay, which has not been paid since then."
ADDRESS = "His Excellency\n\nMr. Ivo Example\n\nMinister for Foreign Affairs\n\nBelvenor"


def mend(text: str) -> str:
    return mend_text(text, frozenset(find_address_lines(text))).text


def test_every_line_of_an_address_in_a_sentence_is_removed() -> None:
    assert mend(f"{BEFORE}\n\n{ADDRESS}\n\n{AFTER}").strip() == f"{BEFORE} {AFTER}"


def test_a_company_with_an_abbreviated_form_is_removed_with_its_address() -> None:
    address = "Ms. Ida Example\n\nChief Executive Officer\n\nNorthwind Textiles Ltd."
    assert mend(f"{BEFORE}\n\n{address}\n\n{AFTER}").strip() == f"{BEFORE} {AFTER}"


def test_an_address_between_sentences_stays() -> None:
    text = f"{BEFORE} foreman were sent away.\n\n{ADDRESS}\n\nThe mill has been closed since then."
    assert mend(text).strip() == text


def test_a_sentence_that_goes_on_with_an_abbreviation_is_joined() -> None:
    before = f"{BEFORE} foreman were sent away. They invoked Convention"
    assert mend(f"{before}\n\n{ADDRESS}\n\nno. 29 of the organisation, in vain.").strip() == (
        f"{before} no. 29 of the organisation, in vain."
    )
