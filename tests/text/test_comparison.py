"""Two texts are compared by paragraphs, then by words; the pieces always give back both texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.text.common_items import find_common
from letterbook.text.comparison import Change, Comparison, compare_texts, have_same_words

_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}


def mark(before: str, after: str) -> list[str]:
    """Return each compared paragraph, with what was removed and added in brackets."""
    blocks = compare_texts(before, after).blocks
    return ["".join(_MARKS[each.change].format(each.text) for each in block.pieces) for block in blocks]


def read(comparison: Comparison, *changes: Change) -> list[str]:
    """Return the paragraphs of one of two compared texts, by the changes that it has."""
    texts = ["".join(each.text for each in one.pieces if each.change in changes) for one in comparison.blocks]
    return [each for each in texts if each]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It has 40 beds.", "It has 14 beds.", "It has [-40-][+14+] beds."),
        ("Sent on 3 May, to us.", "Sent on 4 June, to us.", "Sent on [-3 May-][+4 June+], to us."),
        ("He was not there.", "He was there.", "He was [-not -]there."),
        ("L'enquête est close.", "L’enquête est close.", "L[-'-][+’+]enquête est close."),
        ("据报道，他于五月三日被捕。", "据报道，他于五月四日被捕。", "据报道，他于五月[-三-][+四+]日被捕。"),
        ("وصلت الرسالة في 3 مايو.", "وصلت الرسالة في 4 مايو.", "وصلت الرسالة في [-3-][+4+] مايو."),
    ],
)
def test_a_changed_word_is_marked_within_its_paragraph(before: str, after: str, expected: str) -> None:
    assert mark(before, after) == [expected]


def test_paragraphs_are_removed_and_added_where_they_were() -> None:
    before = "One of the first.\n\nTwo of the second.\n\nThree."
    after = "One of the first.\n\nAn entirely different sentence.\n\nThree.\n\n- and an item"

    assert mark(before, after) == [
        "One of the first.",
        "[-Two of the second.-]",
        "[+An entirely different sentence.+]",
        "Three.",
        "[+and an item+]",
    ]


def test_a_changed_paragraph_is_found_after_new_ones() -> None:
    after = "A new paragraph.\n\nThe infirmary has 14 beds and one nurse."

    assert mark("The infirmary has 40 beds and one nurse.", after) == [
        "[+A new paragraph.+]",
        "The infirmary has [-40-][+14+] beds and one nurse.",
    ]


@pytest.mark.parametrize(
    "after",
    [
        "The **committee** met\nin May.\n\n1. Who came?",
        "The committee\u00a0met in May. Who came?",
        "The com\u00admittee met in May.\n\n# Who came?",
        "The committee met in May.[^1]\n\n- Who came?\n\n[^1]:",
    ],
)
def test_layout_does_not_count_as_a_change_of_words(after: str) -> None:
    """Markup, line breaks, the edges of paragraphs, spaces and characters that nobody sees."""
    before = "The committee met in May.\n\nWho came?"
    if "[^1]" in after:
        after = after.replace("\n\n[^1]:", "")
        before = before.replace("May.", "May.[^1]")

    assert have_same_words(before, after)
    assert not compare_texts(before, after).has_changes
    assert read(compare_texts(before, after), Change.SAME) == read(compare_texts(after, after), Change.SAME)


def test_texts_with_nothing_in_common_are_shown_one_after_the_other() -> None:
    before, after = ("\n\n".join(f"{word}{n} {word}" for n in range(3)) for word in ("alpha", "omega"))

    assert [each.change for each in compare_texts(before, after).blocks] == [Change.REMOVED] * 3 + [Change.ADDED] * 3


def test_a_long_passage_that_differs_too_much_is_shown_whole() -> None:
    """It has the same words in another order, and none of them occurs once, so none can be aligned."""
    beginning, passage, other = "The first words. ", "a b " * 300, "b b a a " * 150

    (block,) = compare_texts(f"{beginning}{passage}end.", f"{beginning}{other}end.").blocks

    assert block.is_whole
    assert [each.text.strip() for each in block.pieces] == [beginning.strip(), passage.strip(), other.strip(), "end."]
    assert not compare_texts(f"{beginning}{passage}end.", f"{beginning}{passage}END.").has_whole_blocks


_words = st.lists(st.sampled_from(["the", "a", "mill", "mine", "mine,", "“so”", "2020", "工", "厂", "-"]), max_size=12)
_texts = st.lists(_words.map(" ".join), max_size=8).map("\n\n".join)


@given(_texts, _texts)
def test_the_pieces_give_back_both_texts(before: str, after: str) -> None:
    """And no two neighbouring pieces of a paragraph are of one kind."""
    compared = compare_texts(before, after)
    old, new = compare_texts(before, before), compare_texts(after, after)

    if compared.has_changes:
        assert read(compared, Change.SAME, Change.REMOVED) == read(old, Change.SAME)
    assert read(compared, Change.SAME, Change.ADDED) == read(new, Change.SAME)
    for each in compared.blocks:
        kinds = [piece.change for piece in each.pieces]
        assert all(first is not second for first, second in pairwise(kinds))


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")))
def test_what_is_aligned_is_the_same_and_in_order(old: list[str], new: list[str]) -> None:
    pairs = list(find_common(old, new))

    assert all(old[at] == new[new_at] for at, new_at in pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


def test_long_sequences_are_aligned_at_items_that_occur_once() -> None:
    """In a gap too long for all pairs of items to be compared."""
    old = [each for n in range(1_000) for each in (f"item {n}", "and")]
    new = [each for n in range(0, 1_000, 2) for each in (f"item {n}", "or")]

    assert {old[at] for at, _ in find_common(old, new)} == {f"item {n}" for n in range(0, 1_000, 2)}
    assert not list(find_common(["a", "b"] * 500, ["b"] * 2 + ["c", "c"] * 500))
