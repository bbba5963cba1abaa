"""Python and JavaScript split texts into the same words."""

from __future__ import annotations

import os
import random
import sys
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letterbook.search.folding import render_folding_script
from letterbook.search.tokenize import tokenize
from letterbook.text.normalize import fold_words
from search_index import Ask
from workspaces import PROJECT

SCRIPT = PROJECT / "docs/assets/search/folding.js"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Überprüfung, l’État", ["uberprufung", "l", "etat"]),
        ("al-xaa-3-2024", ["al", "xaa", "3", "2024"]),
        ("人権の", ["人権", "権の"]),
        ("人", ["人"]),
        ("abc人権", ["abc", "人権"]),
        ("استقلال القضاة", ["استقلال", "القضاه"]),
        ("Łódź, Diyarbakır, Straße", ["lodz", "diyarbakir", "strasse"]),
        ("Tarn\u00adwell, Quill\u2060haven", ["tarnwell", "quillhaven"]),
        ("١٢ مارس ٢٠٢١", ["12", "مارس", "2021"]),
        ("reopened\ufffc.", ["reopened"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, found: list[str]) -> None:
    """In their folded form; in scripts without spaces, each pair of characters is a word."""
    assert tokenize(text) == found


def test_the_script_has_the_tables_of_python() -> None:
    """`FIX_CASES=1` writes it anew. Tables of another Unicode are not compared."""
    if os.environ.get("FIX_CASES"):
        SCRIPT.write_text(render_folding_script(), encoding="utf-8")
    written = SCRIPT.read_text(encoding="utf-8")
    if f"Unicode {unicodedata.unidata_version};" in written:
        assert written == render_folding_script()


def test_every_character_is_folded_alike(ask: Ask) -> None:
    """Alone between letters, and among others with which it may be composed."""
    characters = [chr(each) for each in range(sys.maxunicode + 1) if not 0xD800 <= each < 0xE000]
    assigned = [each for each in characters if unicodedata.category(each) != "Cn"]
    marks = [each for each in assigned if unicodedata.category(each)[0] == "M"]
    chance = random.Random(1)  # noqa: S311 - not for secrets
    texts = [f"a{each}b" for each in assigned]
    kinds = (assigned, assigned[:3_000], marks)
    texts += ["".join(chance.choice(chance.choice(kinds)) for _ in range(8)) for _ in range(5_000)]
    for text, found in zip(texts, ask("tokenize", texts=texts), strict=True):
        assert found == [fold_words(text), tokenize(text)], ascii(text)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=("Cn", "Cs"))), min_size=1, max_size=20))
def test_any_text_is_split_alike(ask: Ask, texts: list[str]) -> None:
    assert [words for _, words in ask("tokenize", texts=texts)] == [tokenize(each) for each in texts]


def test_words_are_found_where_they_are(ask: Ask) -> None:
    """Each word with the characters that it was made of."""
    texts = ["l’enquête: e\u0301tat", "Stra\u00dfe \ufb01ne", "人権の x", "a\u00adb c"]
    found = ask("locate", texts=texts)
    places = [[(word, text[start:end]) for word, start, end in own] for text, own in zip(texts, found, strict=True)]
    assert places == [
        [("l", "l"), ("enquete", "enquête"), ("etat", "e\u0301tat")],
        [("strasse", "Stra\u00dfe"), ("fine", "\ufb01ne")],
        [("人権", "人権"), ("権の", "権の"), ("x", "x")],
        [("ab", "a\u00adb"), ("c", "c")],
    ]
