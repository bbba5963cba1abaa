"""Scars are mended, everything else stays, and no word is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.editing.mending.mend import mend_text
from letterbook.text.normalize import fold_words

LONG = (
    "The workers of the mill were told to leave before the end of the week, and nobody gave a reason for it, neither"
    " then nor later. The gates were locked"
)


@pytest.mark.parametrize(
    ("scarred", "mended"),
    [
        (f"{LONG} on the\n\nthird day of the month.", f"{LONG} on the third day of the month."),
        (
            f"{LONG} on the\n\nNorthwind Textiles\n\nthird day of the month.",
            f"{LONG} on the third day of the month.",
        ),
        (f"{LONG} on the\n\nPage 2 of 9\n\n---\n\nthird day of the month.", f"{LONG} on the third day of the month."),
        (
            f"{LONG} on the third day.<sup>1</sup> It rained\n\n---\n\n<sup>1</sup> See the report.\n\non the fourth.",
            f"{LONG} on the third day.[^1] It rained on the fourth.\n\n[^1]: See the report.",
        ),
        ("The mill was closed.[1]\n\n[1] See the report.", "The mill was closed.[^1]\n\n[^1]: See the report."),
        ("The mill was closed.¹\n\n¹ See the report.", "The mill was closed.[^1]\n\n[^1]: See the report."),
        (
            "The mill was closed.<sup>2</sup>\n\n---\n\n2 See the report.",
            "The mill was closed.[^2]\n\n[^2]: See the report.",
        ),
        ("The [website](#) of the mill", "The website of the mill"),
        ("See [http://a.example/b\\\\_c](http://a.example/b_c).", "See <http://a.example/b_c>."),
        ("The eﬃcient ﬁrm", "The efficient firm"),
        ("The gov\N{SOFT HYPHEN}ernment", "The government"),
        ("The govern-\nment of a government", "The government of a government"),
        ("A low-\nskilled worker, or low-skilled ones", "A low-skilled worker, or low-skilled ones"),
        ("<div>The mill</div>", "The mill"),
        ("<!-- page 3 -->\nThe mill", "The mill"),
        ("![logo](logo.png)\n\nThe mill", "The mill"),
        ("1\\. First.\n\n2\\. Second.", "1. First.\n\n2. Second."),
        ("\tThe mill was closed on that day.", "The mill was closed on that day."),
        ("• One\n• Two", "- One\n- Two"),
        ("The mill\r\nwas closed", "The mill\nwas closed"),
    ],
)
def test_a_scar_is_mended(scarred: str, mended: str) -> None:
    assert mend_text(scarred, frozenset({"northwind textiles"})).text == mended


def test_questions_that_begin_again_on_a_page_are_renumbered_and_doubted() -> None:
    asked = "We would be grateful for your observations on the following matters:"
    read = mend_text(f"{asked}\n\n1. One?\n2. Two?\n\n1. Three?\n2. Four?\n\nThank you.")
    assert read.text == f"{asked}\n\n1. One?\n2. Two?\n\n3. Three?\n4. Four?\n\nThank you."
    assert len(read.doubts) == 2


@pytest.mark.parametrize(
    "text",
    [
        "A letter without any scar.\n\n1. A question.\n2. Another.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
        "“Smart quotes”, ‘single ones’, l’eau – and dashes — stay.",
        "مرحبا بكم في المدينة\n\nשלום לכולם",
        "The article 9² and 10 m<sup>2</sup>; x < y & z.",
        "[^1]: A note.\n\nText.[^1]",
        "A line  \nand another after a forced break.",
        "pre- and post-war; two- to three-year",
        "Article 19 (commentary) [sic] (see A/HRC/17/31)",
    ],
)
def test_text_without_a_scar_stays_as_it_is(text: str) -> None:
    read = mend_text(text)
    assert read.text == text
    assert (read.mended, read.removed) == ((), ())


def test_what_is_removed_is_listed_with_its_line() -> None:
    read = mend_text(f"{LONG} on the\n\nPage 2 of 9\n\nthird day of the month.\n\n<!-- a draft -->")
    assert [(each.line, each.text) for each in read.removed] == [(3, "Page 2 of 9"), (7, "a draft")]


VOCABULARY = "the mill was closed on that day by order of a court and nobody said why efficient é ﬁ 12 3/4"
WORDS = st.sampled_from(VOCABULARY.split(" "))
SENTENCE = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
PIECES = st.one_of(
    SENTENCE.map(lambda text: f"{text.capitalize()}."),
    SENTENCE,
    SENTENCE.map(lambda text: f"{LONG} {text}"),
    SENTENCE.map(lambda text: f"{text}.<sup>1</sup> And {text}"),
    SENTENCE.map(lambda text: f"<sup>1</sup> {text}."),
    SENTENCE.map(lambda text: f"[1] {text}."),
    SENTENCE.map(lambda text: f"{text}[1]."),
    st.integers(1, 40).map(lambda number: f"Page {number}"),
    st.integers(1, 40).map(str),
    st.sampled_from(["---", "***", "<!-- a comment -->", "![a picture](a.png)", "Northwind Textiles", "# Annex", "\f"]),
    SENTENCE.map(lambda text: f"1. {text}?\n2. {text}?"),
    SENTENCE.map(lambda text: f"- {text}\n- {text}"),
    SENTENCE.map(lambda text: f"{text} govern-\nment {text}"),
    SENTENCE.map(lambda text: f"[{text}](#) <div>{text}</div> [a](http://a.example/)"),
    st.just("We would be grateful for your observations on the following matters:"),
    SENTENCE.map(lambda text: "\n".join([f"{text}." * 3] * 4)),
    SENTENCE.map(lambda text: f"    {text}"),
)
TEXTS = st.lists(PIECES, max_size=14).map("\n\n".join)


def read_letters(text: str) -> str:
    """Read the letters and digits of a text, without the numbers of lists and markup, apart from the program."""
    text = re.sub(r"(?m)^[ \t]*(?:[0-9]+[.)]|[-*])[ \t]+", "", text)
    text = re.sub(r"<!--|-->|</?(?:sup|div)>|!?\[|\]\([^)]*\)|\]", " ", text)
    return fold_words(text).replace(" ", "")


def is_within(part: str, whole: str) -> bool:
    """Whether the characters of `part` are in `whole` in this order, with others between them."""
    rest = iter(whole)
    return all(each in rest for each in part)


@given(TEXTS)
def test_every_word_is_in_the_result_or_on_the_list_and_in_order(text: str) -> None:
    read = mend_text(text, frozenset({"northwind textiles"}))
    before = read_letters(text)
    removed = "\n".join(each.text for each in read.removed)
    assert Counter(before) == Counter(read_letters(read.text) + read_letters(removed))
    assert not any("do not add up" in each.text for each in read.doubts)
    without_notes = re.sub(
        r"(?m)^(?:\[\^1\]:|<sup>1</sup>) .*$", "", read.text
    )  # a sentence is joined around a footnote
    assert is_within(read_letters(without_notes), before)


@given(TEXTS)
def test_mending_again_changes_nothing(text: str) -> None:
    once = mend_text(text).text
    assert mend_text(once).text == once


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    mend_text(text)
