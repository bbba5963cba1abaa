"""A plain text becomes Markdown: its lines are joined where they are full, and what Markdown would read is escaped."""

from __future__ import annotations

import pytest

from letterbook.editing.originals import UnreadableOriginal
from letterbook.editing.originals.markdown_file import read_markdown
from letterbook.editing.originals.plain_text import read_plain_text
from letterbook.text.visible_text import read_visible_text

FULL = "The workers of the mill were told to leave before the end of the week, and\nnobody gave a reason for it."


def test_full_lines_are_joined_and_others_stay_lines() -> None:
    text = f"{FULL}\n\nIvo Tressane\nSpecial Rapporteur on housing\n".encode()
    assert read_plain_text(text).text == (
        "The workers of the mill were told to leave before the end of the week, and nobody gave a reason for it.\n\n"
        "Ivo Tressane  \nSpecial Rapporteur on housing"
    )


def test_items_of_a_list_begin_paragraphs_even_without_blank_lines() -> None:
    assert read_plain_text(b"The following matters:\n1. One?\n2. Two?\n(a) Lettered").text == (
        "The following matters:\n\n1. One?\n\n2. Two?\n\n(a) Lettered"
    )


@pytest.mark.parametrize(
    "line", ["# 5 of the harbour", "- 3 degrees", "> 60 days", "*sic*", "a_b_c <name>", "[x](y)", "`x`"]
)
def test_a_reader_sees_the_signs_of_the_text(line: str) -> None:
    assert read_visible_text(read_plain_text(line.encode()).text).text == line


@pytest.mark.parametrize(
    "content",
    [
        "Genève, le 3 mars".encode(),
        "\ufeffGenève, le 3 mars".encode(),
        "Genève, le 3 mars".encode("utf-16"),
        "Genève, le 3 mars".encode("cp1252"),
        "Genève, le 3 mars\r\n".encode(),
    ],
    ids=["UTF-8", "with a mark", "UTF-16", "Windows", "CRLF"],
)
def test_a_text_is_read_in_the_encodings_of_editors(content: bytes) -> None:
    assert read_plain_text(content).text.strip() == "Genève, le 3 mars"
    assert read_markdown(content).text.strip() == "Genève, le 3 mars"


def test_a_code_page_that_was_guessed_is_a_doubt() -> None:
    assert "code page 1252" in read_plain_text("Genève".encode("cp1252")).doubts[0].text
    assert read_plain_text("Genève".encode()).doubts == ()


def test_the_front_matter_of_another_program_is_left_out_and_named() -> None:
    read = read_markdown(b"---\ntitle: A letter\ntags:\n  - a\n---\n\nExcellency,\n")
    assert read.text.strip() == "Excellency,"
    assert "front matter" in read.doubts[0].text


def test_a_rule_at_the_beginning_is_not_front_matter() -> None:
    assert read_markdown(b"---\n\nExcellency,\n\n---\n").text == "---\n\nExcellency,\n\n---\n"


def test_a_file_that_is_not_text_is_refused() -> None:
    with pytest.raises(UnreadableOriginal, match="not a text file"):
        read_plain_text(b"\x00\x01\x02")
