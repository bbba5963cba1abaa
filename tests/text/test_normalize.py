"""The one normal form: which differences it removes, for every character of Unicode."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from letterbook.text.normalize import (
    HIDDEN,
    compose,
    fold,
    fold_except_case,
    fold_in_place,
    fold_words,
    is_number,
)

LETTERS = ("Ll", "Lu", "Lt", "Lo")
CHARACTERS = [
    each for each in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(each) not in ("Cn", "Co", "Cs")
]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ARTICLE", "article"),
        ("Déclaration", "declaration"),
        ("De\N{COMBINING ACUTE ACCENT}claration", "declaration"),
        (
            "Łódź Đakovo Ørsted Ærø cœur Straße STRAẞE Þingvellir",
            "lodz dakovo orsted aero coeur strasse strasse thingvellir",
        ),
        ("IŞIKLI Işıklı İstanbul", "isikli isikli istanbul"),
        ("conﬂict ＡＢ１９ Ⓐ", "conflict ab19 a"),
        ("٤٤/١٥ ۴۴ १९ ৯ ๑๒", "44/15 44 19 9 12"),
        ("protest² article 9¹⁰", "protest article 9"),
        ("H₂O ① №", "h2o 1 no"),
        ("so\N{SOFT HYPHEN}ft wor\N{ZERO WIDTH JOINER}d \N{RIGHT-TO-LEFT MARK}9", "soft word 9"),
        ("وســلام", "وسلام"),
        ("أحمد إيران مُعاهدة على", "احمد ايران معاهده علي"),
        ("13–14 — 15−16 ‑ 17‐18 ‒", "13-14 - 15-16 - 17-18 -"),
        ("‘Amran’ l’article “x” «y» „z“ `q`", '\'amran\' l\'article "x" "y" "z" \'q\''),
        ("a\N{NO-BREAK SPACE}b\N{THIN SPACE}c\N{IDEOGRAPHIC SPACE}d\t\n e ", "a b c d e"),
        ("हिन्दी বাংলা தமிழ்", "हिन्दी বাংলা தமிழ்"),
        ("7\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}", "7"),
        ("Ёлкий", "елкии"),
        (f"article 9{HIDDEN}{HIDDEN}", "article 9"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(fold_except_case(text)) == folded
    assert fold(fold_in_place(text).text) == folded


def test_every_character_folds_alike_in_all_its_forms() -> None:
    """In both cases, composed and decomposed, alone and in place; and what is folded stays as it is.

    Two exceptions have no plain form in Unicode: superscript digits, which are marks of footnotes, and the iota below
    Greek letters, which is a letter of its own in capitals.
    """
    for each in CHARACTERS:
        text = f"x{each}y"
        folded = fold(text)
        assert fold(folded) == folded, each
        assert fold(unicodedata.normalize("NFD", text)) == folded, each
        assert fold(fold_in_place(text).text) == folded, each
        assert fold_words(fold_words(text)) == fold_words(text), each
        if unicodedata.decomposition(each).startswith("<super>"):
            continue
        assert fold(unicodedata.normalize("NFKC", text)).replace(" ", "") == folded.replace(" ", ""), each
        if "\N{COMBINING GREEK YPOGEGRAMMENI}" not in unicodedata.normalize("NFD", each):
            assert fold(text.upper()) == folded == fold(text.lower()), each


def test_every_letter_stays_a_word_and_every_digit_becomes_ascii() -> None:
    """Save fillers and ligatures of nothing but vowel points."""
    for each in CHARACTERS:
        category = unicodedata.category(each)
        if category == "Nd":
            assert fold(each) == str(unicodedata.digit(each)), each
        elif category in LETTERS and "FILLER" not in unicodedata.name(each, ""):
            parts = unicodedata.normalize("NFKD", each)
            is_letter = any(unicodedata.category(part) in LETTERS for part in parts)
            assert bool(fold_words(each).strip()) == is_letter, each


@given(st.text())
@example("İSTANBUL")
@example("the `Covenant`")
@example("a \n\n\u2003b\ufb02c")
def test_a_text_folded_in_place_leads_back_to_the_original(text: str) -> None:
    folded = fold_in_place(text)
    assert len(folded.text) == len(folded.lower)
    end = 0
    for at, character in enumerate(folded.text):
        start, stop = folded.locate(at, at + 1)
        assert end - 1 <= start < stop <= len(text)
        assert character in " \n" or character in fold_except_case(text[start])
        end = stop


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(compose(text)) == fold(text)


@pytest.mark.parametrize("text", ["²", "①", "፩", "٤", "½", "", "-1", "1.0"])
def test_only_ascii_digits_are_a_number(text: str) -> None:
    assert is_number("19")
    assert not is_number(text)
