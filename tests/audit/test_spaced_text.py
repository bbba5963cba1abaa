"""Letters set apart, as for emphasis, are read as words again."""

from __future__ import annotations

from letterbook.audit.fingerprints import fingerprint, normalize
from letterbook.audit.spaced_text import WordFinder

SENTENCE = "The overseer of the northern quarry kept forty passports in a locked iron chest for three winters."


def set_apart(text: str) -> str:
    """Return a text as PDFium reads it where its letters are set apart."""
    return normalize(" ".join(letter for letter in text if letter.isalpha()))


def test_words_of_patterns_are_found_again() -> None:
    joined = WordFinder(fingerprint(SENTENCE)).join_letters(set_apart(f"Quite so. {SENTENCE} And more."))
    assert joined is not None
    assert all(each in joined for each in fingerprint(SENTENCE))


def test_text_that_is_no_pattern_stays_in_one_piece() -> None:
    joined = WordFinder(fingerprint(SENTENCE)).join_letters(set_apart("Nothing to see in this public text"))
    assert joined is not None
    assert joined.split() == ["nothingtoseeinthispublictext"]


def test_ordinary_text_and_scripts_without_spaces_are_left_alone() -> None:
    words = WordFinder(fingerprint(SENTENCE))
    assert words.join_letters(normalize("Articles 5 (a), b, c, d and e of the Code")) is None
    assert words.join_letters(normalize("我们写信给你们涉及我们收到的关于渡轮的指控")) is None
