"""What a letter calls itself is found in every form of its name."""

from __future__ import annotations

import pytest

from letterbook.model.reference import LetterType
from letterbook.text.type_phrases import find_type_statements
from letterbook.text.visible_text import read_visible_text


@pytest.mark.parametrize(
    ("words", "type_"),
    [
        ("The present joint urgent appeal", LetterType.URGENT),
        ("Le présent appel urgent conjoint", LetterType.URGENT),
        ("El presente llamamiento urgente conjunto", LetterType.URGENT),
        ("The present joint letter of allegations", LetterType.ALLEGATION),
        ("The present letter of allegation", LetterType.ALLEGATION),
        ("The present allegations letter", LetterType.ALLEGATION),
        ("This allegation letter", LetterType.ALLEGATION),
        ("La présente lettre d’allégations", LetterType.ALLEGATION),
        ("La presente carta de alegación", LetterType.ALLEGATION),
        ("Esta carta de denuncia", LetterType.ALLEGATION),
    ],
)
def test_a_letter_states_its_type_in_any_of_these_words(words: str, type_: LetterType) -> None:
    (found,) = find_type_statements(read_visible_text(f"{words} concerns a mine.\n"))
    assert (found.type, found.words) == (type_, words)
