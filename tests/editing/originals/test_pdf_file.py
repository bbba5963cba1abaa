"""A PDF becomes a text by the places of its words: columns, footnotes, edges of pages, and lines that were ended."""

from __future__ import annotations

import pytest

from drawn_pdf import Box, Line, draw, set_paragraphs
from letterbook.editing.originals import UnreadableOriginal
from letterbook.editing.originals.pdf_file import read_pdf
from pdf import pdf

FULL = "The workers of the mill were told to leave before the end of the week, and nobody gave a"
LOOP = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj
trailer<</Root 1 0 R>>
%%EOF"""
REST = "reason for it, neither then nor later."


def test_the_lines_of_a_paragraph_are_joined_and_paragraphs_are_apart() -> None:
    read = read_pdf(draw(set_paragraphs(f"{FULL}\n{REST}", "According to the information received:")))
    assert read.text == f"{FULL} {REST}\n\nAccording to the information received:"


def test_a_line_that_was_ended_on_purpose_stays_one() -> None:
    read = read_pdf(draw(set_paragraphs("Ivo Tressane\nSpecial Rapporteur on adequate housing", FULL)))
    assert read.text.startswith("Ivo Tressane  \nSpecial Rapporteur on adequate housing\n\n")


def test_a_paragraph_cut_by_a_page_break_is_joined_and_reported() -> None:
    read = read_pdf(draw(set_paragraphs(f"{FULL}\n{REST}", FULL), set_paragraphs(REST, f"{FULL}\n{REST}")))
    assert read.text == "\n\n".join([f"{FULL} {REST}"] * 3)
    assert [each.text for each in read.mended] == [
        "joined a paragraph cut by a page break: “nobody gave a | reason for it,”"
    ]


def test_running_headers_and_page_numbers_are_removed_and_listed() -> None:
    pages = [
        [
            Line(71, 810, "Special Procedures", 9),
            *set_paragraphs(*[f"On day {day} of month {number}, the mill was closed." for day in range(9)]),
            Line(290, 40, f"{number}"),
        ]
        for number in (1, 2)
    ]
    read = read_pdf(draw(*pages))
    assert "Special Procedures" not in read.text
    assert [each.text for each in read.removed] == ["Special Procedures", "1", "Special Procedures", "2"]
    assert read.page_lines == ("Special Procedures", "1", "2")


def test_page_numbers_right_below_the_footnotes_are_removed_and_the_footnotes_kept() -> None:
    pages = [
        [
            *set_paragraphs(*[f"In week {week} of month {day}, the mill was closed." for week in range(9)]),
            Line(310, 583, f"{day - 2}", 7),
            Line(71, 95, f"{day - 2}", 9),
            Line(88, 95, f"See report No. {day} of the inspectors.", 9),
            Line(294, 83, f"{day - 2}", is_bold=True),
        ]
        for day in (3, 4)
    ]
    read = read_pdf(draw(*pages))
    assert [each.text for each in read.removed] == ["1", "2"]
    assert "<sup>1</sup> See report No. 3 of the inspectors." in read.text
    assert "<sup>2</sup> See report No. 4 of the inspectors." in read.text


def test_numbers_at_the_foot_that_do_not_count_the_pages_are_kept() -> None:
    pages = [
        set_paragraphs("\n".join([*(f"Week {week} of month {number}: closed." for week in range(48)), number]))
        for number in ("12", "40")
    ]
    read = read_pdf(draw(*pages))
    assert (read.removed, "closed. 12" in " ".join(read.text.split())) == ((), True)


def test_a_footnote_far_below_a_short_page_is_not_taken_for_the_name_of_the_addressee() -> None:
    page = [
        *set_paragraphs(*[f"In week {week}, the mill was closed." for week in range(9)]),
        Line(253, 583, "1", 7),
        Line(71, 95, "1", 9),
        Line(88, 95, "See the report of the inspectors.", 9),
    ]
    read = read_pdf(draw(page, set_paragraphs(f"{FULL}\n{REST}")))
    assert (read.removed, "<sup>1</sup> See the report of the inspectors." in read.text) == ((), True)


def test_a_signature_at_the_top_of_a_page_is_not_joined_to_the_one_before_it() -> None:
    first = set_paragraphs(f"{FULL}\n{REST}", f"Ivo Tressane\n{FULL[:-11]} duties")
    second = set_paragraphs("Maro Quellin\nSpecial Rapporteur on adequate housing", REST)
    read = read_pdf(draw(first, second))
    assert "\n\nMaro Quellin  \nSpecial Rapporteur on adequate housing\n\n" in read.text
    assert read.mended == ()


def test_a_small_header_on_the_second_of_two_pages_is_removed() -> None:
    first = set_paragraphs(*[f"{FULL}\n{REST}"] * 4)
    second = [Line(71, 765, "Special Procedures", 9), *set_paragraphs(f"{FULL}\n{REST}", FULL, top=745)]
    read = read_pdf(draw(first, second))
    assert "Special Procedures" not in read.text
    assert [each.text for each in read.removed] == ["Special Procedures"]


def test_the_addressee_far_below_the_text_of_the_first_page_is_removed_and_kept_for_the_fields() -> None:
    first = [*set_paragraphs(*[f"{FULL}\n{REST}"] * 14, top=740, gap=8), Line(71, 60, "Northwind Textiles")]
    read = read_pdf(draw(first, set_paragraphs(f"{FULL}\n{REST}")))
    assert "Northwind Textiles" not in read.text
    assert read.page_lines == ("Northwind Textiles",)


def test_a_footnote_at_the_foot_of_a_page_is_below_the_text_with_its_label() -> None:
    page = [
        *set_paragraphs(FULL),
        Line(400, 757, "for it."),
        Line(434, 761, "1", 7),
        Line(71, 90, "1", 6),
        Line(75, 87, "See the report of the inspectors, which was", 9),
        Line(71, 76, "published two weeks later.", 9),
    ]
    read = read_pdf(draw(page))
    assert read.text.endswith(
        "for it.<sup>1</sup>\n\n<sup>1</sup> See the report of the inspectors, which was published two weeks later."
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    column = [f"line {number} of a column that is full" for number in range(1, 13)]
    left = [Line(71, 760 - 14 * at, f"left {text}") for at, text in enumerate(column)]
    right = [Line(320, 760 - 14 * at, f"right {text}") for at, text in enumerate(column)]
    rows = [each for pair in zip(left, right, strict=True) for each in pair]

    text = read_pdf(draw([Line(71, 790, "A title that goes across both of the columns of this page"), *rows])).text
    assert (
        text.index("A title") < text.index("left line 1") < text.index("left line 12") < text.index("right line 1 of")
    )


def test_bold_words_stay_bold_and_the_title_of_an_annex_is_a_heading() -> None:
    page = [
        Line(71, 760, "We received information concerning "),
        Line(254, 760, "the closure of the mill", is_bold=True),
        Line(71, 720, "Annex", is_bold=True),
        Line(71, 690, FULL),
    ]
    read = read_pdf(draw(page))
    assert read.text.startswith("We received information concerning **the closure of the mill**\n\n## Annex\n\n")


def test_words_split_at_the_end_of_a_line_are_left_for_the_mending() -> None:
    lines = "The workers of the mill were told to leave before the end of the week, by the govern-\nment of the town."
    read = read_pdf(draw(set_paragraphs(lines)))
    assert read.text.endswith("govern-\nment of the town.")


def test_words_under_a_black_box_are_named_without_being_printed() -> None:
    page: list[Line | Box] = [Line(71, 760, FULL), Line(71, 740, "Her name is Ida Example."), Box(133, 736, 80, 16)]
    read = read_pdf(draw(page))
    assert [each.text for each in read.hidden] == ["11 characters under a black box can be copied"]


def test_light_words_on_a_dark_band_and_a_box_below_words_hide_nothing() -> None:
    band: list[Line | Box] = [
        Box(60, 750, 400, 20),
        Line(71, 755, FULL),
        Box(60, 700, 400, 20, 0.9),
        Line(71, 705, FULL),
    ]
    assert read_pdf(draw(band)).hidden == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no PDF at all", "it is not a PDF"),
        (pdf("AL XAA 3/2024")[:300], "damaged"),
        (draw([]), "its pages are pictures"),
        (LOOP, "damaged"),
    ],
    ids=["another file", "half of one", "a scan", "pages that contain themselves"],
)
def test_a_file_that_cannot_be_read_gives_one_clear_line(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableOriginal, match=message) as raised:
        read_pdf(content)
    assert "\n" not in str(raised.value)
