"""The blocks of two texts are paired where it is certain which correspond, and nowhere else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from letterbook.text.alignment import Row, align, list_units, split_elements
from letterbook.text.structure import structure_text


def pair(left: str, right: str) -> list[tuple[list[int], list[int]]]:
    """Align two texts in Markdown; returns the numbers of the blocks in each row, counted from 1."""
    rows = align(list_units(structure_text(left).html), list_units(structure_text(right).html))
    return [([at + 1 for at in row.left], [at + 1 for at in row.right]) for row in rows]


def one_by_one(count: int) -> list[tuple[list[int], list[int]]]:
    return [([at], [at]) for at in range(1, count + 1)]


ARABIC = """الرقم: 14/2022

تهدي البعثة الدائمة أطيب تحياتها إلى المكلفين بولايات.

1. أُوقف الشخص المعني في 9 كانون الأول.

2. مُدّد التوقيف وفقاً للقانون.

جنيف، 27 كانون الثاني/يناير 2022"""
ENGLISH = """No. 14/2022

The Permanent Mission presents its compliments to the mandate holders.

1. The person concerned was arrested on 9 December.

2. The detention was extended in accordance with the law.

Geneva, 27 January 2022"""


def test_a_faithful_translation_is_paired_block_by_block() -> None:
    """No word of it need be the same."""
    assert pair(ARABIC, ENGLISH) == one_by_one(4)
    assert pair("Uno.\n\nDos.\n\nTres.", "Eins.\n\nZwei.\n\nDrei.") == one_by_one(3)


def test_numbers_and_names_pair_blocks_around_a_divided_paragraph() -> None:
    """743 and the year pair their blocks, although one paragraph on the left is two on the right."""
    left = (
        "Bonjour.\n\nLa route a été approuvée. Un recours est pendant.\n\n743 ménages ont été aidés.\n\nFait en 2022."
    )
    right = "Hello.\n\nThe road was approved.\n\nAn appeal is pending.\n\nAid went to 743 households.\n\nDone in 2022."
    assert pair(left, right) == [([1, 2], [1, 2, 3]), ([3], [4]), ([4], [5])]


def test_numbers_are_found_in_scripts_without_spaces() -> None:
    left = "你好。\n\n已有743户领取。\n\n该路是规划的一部分。\n\n共1577人。"
    right = (
        "Hello.\n\n743 households received it.\n\nThe road is planned.\n\nA new line.\n\n1,577 persons in all, 1577."
    )
    assert pair(left, right) == [([1], [1]), ([2], [2]), ([3], [3, 4]), ([4], [5])]


def test_texts_of_different_length_without_anything_in_common_are_one_row() -> None:
    """It would be a guess which paragraph belongs to which."""
    assert pair("Uno.\n\nDos.\n\nTres.", "Eins.\n\nZwei.") == [([1, 2, 3], [1, 2])]


def test_a_word_that_several_blocks_have_says_nothing() -> None:
    assert pair("Belvenor uno.\n\nBelvenor dos.\n\nTres.", "Belvenor eins.\n\nZwei.") == [([1, 2, 3], [1, 2])]


def test_one_word_that_two_languages_share_says_nothing() -> None:
    """Related languages have many in common, and a translator may use one of them in another place."""
    left = "La description est jointe.\n\nDeux.\n\nTrois.\n\nQuatre."
    assert pair(left, "One.\n\nTwo.\n\nThe description is enclosed.") == [([1, 2, 3, 4], [1, 2, 3])]


def test_numbers_weigh_more_than_the_same_layout() -> None:
    """As many paragraphs on both sides, but each side has one that the other has not."""
    left = "Uno 1215.\n\nDos.\n\nTres."
    assert pair(left, "Zero.\n\nEins 1215.\n\nZwei.") == [([], [1]), ([1], [2]), ([2, 3], [3])]


def test_headings_pair_where_paragraphs_do_not() -> None:
    left = "# Uno\n\naa\n\nbb\n\n# Dos\n\ncc"
    right = "# Eins\n\nxx\n\n# Zwei\n\nyy"
    assert pair(left, right) == [([1], [1]), ([2, 3], [2]), ([4], [3]), ([5], [4])]


def test_numbered_paragraphs_pair_by_their_numbers() -> None:
    left = "Uno.\n\n(a) aa\n\nbb\n\n(b) cc"
    right = "(a) xx\n\n(b) yy"
    assert pair(left, right) == [([1], []), ([2, 3], [1]), ([4], [2])]


def test_paragraphs_with_different_numbers_do_not_pair() -> None:
    assert pair("(a) aa\n\n(b) bb", "(b) xx\n\n(c) yy") == [([1, 2], [1, 2])]


def test_lengths_that_cannot_be_translations_do_not_pair() -> None:
    """As many paragraphs, but the first two of the left are one on the right, where the last was divided."""
    long = "palabra " * 60
    assert pair(f"Uno.\n\n{long}\n\nDos.", f"Eins.\n\nZwei.\n\n{'ordo ' * 90}") == [([1, 2, 3], [1, 2, 3])]


def test_a_paragraph_that_only_one_text_has_stays_with_the_one_before_it() -> None:
    left = "Reference PM/203/2024\n\nDone at Geneva in 1987"
    right = "Référence PM/203/2024\n\nNote du traducteur.\n\nFait à Genève en 1987"
    assert pair(left, right) == [([1], [1, 2]), ([2], [3])]


def test_two_versions_of_a_letter_pair_by_the_words_they_share() -> None:
    """A paragraph that only one letter has, and one that says something else, leave the others in their places."""
    left = "Dear Sir,\n\nYour mills employ girls.\n\nHostels are locked.\n\nPlease describe inspections."
    right = "Excellency,\n\nMills employ girls.\n\nPrices matter too.\n\nHostels are locked.\n\nPlease describe audits."
    assert pair(left, right) == [([1], [1]), ([2], [2, 3]), ([3], [4]), ([4], [5])]


def test_a_moved_word_does_not_reverse_the_order() -> None:
    """If two orders are possible, the one with more words in common wins."""
    left = "1948 and 1966 and 1989\n\n1776"
    right = "1776\n\n1948 und 1966 und 1989"
    assert pair(left, right) == [([], [1]), ([1, 2], [2])]


BLOCKS = st.lists(
    st.sampled_from(
        ["One 1948", "Uno", "(a) two", "(b) deux 1966", "# Head", "1. a\n2. b", "- x\n- y", "> quoted", "---", "743"]
    ),
    max_size=12,
).map("\n\n".join)


@given(BLOCKS, BLOCKS)
def test_every_block_is_in_exactly_one_row_and_in_order(left: str, right: str) -> None:
    units = list_units(structure_text(left).html), list_units(structure_text(right).html)
    rows: tuple[Row, ...] = align(*units)
    for side in (0, 1):
        assert [at for row in rows for at in row[side]] == list(range(len(units[side])))
    assert all(row.left or row.right for row in rows)


@given(BLOCKS)
def test_the_elements_of_a_text_together_are_the_text(body: str) -> None:
    html = structure_text(body).html
    assert "".join(split_elements(html)) == html
