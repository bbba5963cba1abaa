"""A paragraph is marked as corrected if the record shows that a correction changed its words, and only then."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cited_texts import release_filed
from factories import letter
from letterbook.derived.corrected_paragraphs import find_corrected_paragraphs
from letterbook.model.public import Communication, Correction, EarlierText

FIRST, SECOND = dt.date(2021, 6, 1), dt.date(2021, 7, 1)


def corrected(now: str, *before: tuple[dt.date, str]) -> Communication:
    """A letter that now has the text `now`, and earlier texts until their days."""
    (published,) = release_filed(letter(body=now)).communications
    return replace(
        published,
        corrections=tuple(Correction(date=day, note="A note.") for day, _ in before),
        earlier=tuple(EarlierText(replaced=day, body=body) for day, body in before),
    )


def test_the_paragraph_whose_words_changed_is_marked() -> None:
    found = corrected("One.\n\nIt has 14 beds.\n\nThree.\n", (FIRST, "One.\n\nIt has 40 beds.\n\nThree.\n"))

    assert find_corrected_paragraphs(found) == {"p2": FIRST}


def test_an_added_paragraph_is_marked_by_its_own_number() -> None:
    found = corrected("One.\n\n<!-- ¶ 1a -->\nAdded.\n\nTwo.\n", (FIRST, "One.\n\nTwo.\n"))

    assert find_corrected_paragraphs(found) == {"p1a": FIRST}


def test_an_added_paragraph_without_a_mark_does_not_mark_all_that_follow() -> None:
    found = corrected("One.\n\nAdded.\n\nTwo.\n\nThree.\n", (FIRST, "One.\n\nTwo.\n\nThree.\n"))

    assert find_corrected_paragraphs(found) == {"p2": FIRST}


def test_the_last_correction_of_a_paragraph_counts() -> None:
    found = corrected("A3.\n\nB2.\n\nC.\n", (FIRST, "A1.\n\nB1.\n\nC.\n"), (SECOND, "A2.\n\nB2.\n\nC.\n"))

    assert find_corrected_paragraphs(found) == {"p1": SECOND, "p2": FIRST}


def test_layout_emphasis_and_footnote_marks_do_not_count_as_corrections() -> None:
    before = "One of\nthem.[^1]\n\n1. Two.\n\n[^1]: A note.\n"
    found = corrected("**One** of them.[^2]\n\n1. Two.\n\n[^2]: A note.\n", (FIRST, before))

    assert find_corrected_paragraphs(found) == {}


def test_what_was_removed_marks_nothing_else() -> None:
    found = corrected(
        "One.\n\nThree.\n\n| a |\n| - |\n| 2 |\n", (FIRST, "One.\n\nTwo.\n\nThree.\n\n| a |\n| - |\n| 1 |\n")
    )

    assert find_corrected_paragraphs(found) == {}


def test_without_the_earlier_text_nothing_is_marked() -> None:
    """The note of a correction may name a paragraph in words; nothing is read out of them."""
    found = replace(corrected("One.\n"), corrections=(Correction(date=FIRST, note="Paragraph 1."),))

    assert find_corrected_paragraphs(found) == {}
