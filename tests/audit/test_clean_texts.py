"""A text that was searched once is not searched again, and no leak is missed because of that."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.audit.base64_text import _find_long_runs
from letterbook.audit.clean_texts import CleanTexts
from letterbook.audit.decode import Decoder
from letterbook.audit.fingerprints import normalize
from letterbook.audit.json_text import read_json

LETTER = " ".join(f"word{number} of the letter" for number in range(200))
LONGEST = 8


def test_only_the_ends_of_a_copy_of_a_clean_text_are_left() -> None:
    """So a match that begins before the copy or ends after it is found."""
    clean = CleanTexts(LONGEST)
    assert clean.shorten(LETTER) == LETTER
    clean.end_search(found=False)
    shortened = normalize(clean.shorten(LETTER))
    assert "word100" not in shortened
    for end in (LETTER.split()[:LONGEST], LETTER.split()[-LONGEST:]):
        assert normalize(" ".join(end)) in shortened


def test_a_text_in_which_something_was_found_is_searched_wherever_it_is() -> None:
    clean = CleanTexts(LONGEST)
    clean.shorten(LETTER)
    clean.end_search(found=True)
    clean.end_search(found=False)
    assert clean.shorten(LETTER) == LETTER


@pytest.mark.parametrize("text", [LETTER + more for more in (" <b>a</b>", " &amp;", " %41", " \\u0041", " more")])
def test_another_text_is_searched(text: str) -> None:
    """And one that may be read in more than one way is never taken for clean."""
    clean = CleanTexts(LONGEST)
    for each in (LETTER, text.removesuffix(" more")):
        clean.shorten(each)
    clean.end_search(found=False)
    assert clean.shorten(text) == text


def test_a_text_whose_ends_are_punctuation_is_searched() -> None:
    clean = CleanTexts(LONGEST)
    text = f"{'– ' * LONGEST}{LETTER}"
    clean.shorten(text)
    clean.end_search(found=False)
    assert clean.shorten(text) == text


PIECES = st.lists(
    st.sampled_from(
        [
            *("<p>a", "<p>b", "<b>c", "</b>d ", "a", "b ", " c", " of the long road ", " words in a row and more "),
            *("&lt;i&gt;", "&lt;", "&gt;", "&amp;lt;", "%41", "&", "&l", "t;", "<p title='&lt;u&gt;x'>"),
            *("<b>", "</b>", "<p>", "<!--", "-->", ">"),
        ]
    ),
    max_size=30,
).map("".join)


@given(PIECES)
def test_html_within_html_is_read_near_its_marks_as_if_it_were_read_whole(html: str) -> None:
    """Every sequence of words in the whole is in what is read, up to the length of the longest pattern."""
    longest = 4
    in_part = list(Decoder(None, CleanTexts(longest)).decode_html(html))
    for text in Decoder().decode_html(html):
        words = text.split()
        runs = (words[at : at + longest] for at in range(max(len(words) - longest, 0) + 1))
        for run in runs:
            assert "xedgex" in run or any(f" {' '.join(run)} " in each for each in in_part), (run, in_part)


@given(st.lists(st.sampled_from(["QUJD" * 6, "a", "/", "-", "=", " ", "\n", '"', "é", "ab" * 20])).map("".join))
def test_long_runs_of_base64_are_found(text: str) -> None:
    runs = re.findall(rb"[A-Za-z0-9+/_=-]{24,}", text.encode())
    assert _find_long_runs(text.encode()) == set(runs)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda own: st.lists(own) | st.dictionaries(st.text(), own)
)


@given(JSON)
def test_json_is_read_in_the_order_in_which_it_is_written(value: object) -> None:
    texts = read_json(json.dumps({"first": value}))
    assert texts is not None
    assert texts[0] == "first"
    again = iter(texts[1:])

    def check(own: object) -> None:
        if isinstance(own, dict):
            for name, each in own.items():
                assert next(again) == name
                check(each)
        elif isinstance(own, list):
            for each in own:
                check(each)
        else:
            assert next(again) == (own if isinstance(own, str) else json.dumps(own))

    check(value)
    assert next(again, None) is None


def test_names_that_occur_twice_numbers_and_lines_of_json_are_read() -> None:
    assert read_json('{"a": "x", "a": 1.50}\n\n["\\u00e9", true, null, 1e400]\n') == (
        ["a", "x", "a", "1.50", "é", "true", "null", "1e400"]
    )


@pytest.mark.parametrize("text", ["no JSON", '{"a": "x"} and more', "[" * 200_000, "{'a': 1}", ""])
def test_text_that_is_not_json_is_read_as_written(text: str) -> None:
    assert read_json(text) is None


def test_markup_in_a_database_hides_nothing() -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE texts (text TEXT)")
    rows = ["pass<b>ports</b> in a chest", "no markup", "the m\\u0069ll", "the &lt;i&gt;m&lt;/i&gt;ine"]
    database.executemany("INSERT INTO texts VALUES (?)", [(row,) for row in rows])
    database.commit()
    database.execute("VACUUM")
    found = " ".join(Decoder().decode("data/letters.sqlite", database.serialize()))
    database.close()
    for each in ("passports in a chest", "no markup", "the mill", "the mine"):
        assert f" {each} " in found
