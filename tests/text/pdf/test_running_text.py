"""The lines of a PDF's pages become running text: whole words, without what belongs to the pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hidden_in_pdfs import PLACES, hide
from letterbook.text.pdf import BROKEN, PdfContent, PdfReader
from letterbook.text.pdf.running_text import join_pages, read_running_text
from pdf import pdf

SENTENCE = "The mill at the northern pier was closed in the winter of that year, and nobody was told why."
READER = PdfReader()
SHOWN_ALSO = {"page", "text of a mark"}
"""Places that PDFium takes for shown."""


def read(*pages: Sequence[str]) -> tuple[str, ...]:
    """Read pages, each given as its lines."""
    return read_running_text(PdfContent(pages=tuple("\r\n".join(lines) for lines in pages)))


def test_headers_and_footers_are_read_once() -> None:
    """Whatever number they have; the first page keeps them, so that a letterhead is found."""
    pages = read(*(("Northwind Textiles", SENTENCE, f"NW/2024/17 - sheet {number}") for number in (1, 2, 3)))
    assert pages == (f"Northwind Textiles\n\n{SENTENCE}\n\nNW/2024/17 - sheet 1", SENTENCE, SENTENCE)


@pytest.mark.parametrize("number", ["Page {}", "Page {} of 12", "- {} -", "page {} sur 12", "Página {}"])
def test_page_numbers_are_left_out(number: str) -> None:
    assert read(*((number.format(each), SENTENCE) for each in (1, 2))) == (SENTENCE, SENTENCE)


def test_a_line_that_repeats_within_the_pages_stays() -> None:
    lines = ("Paid in full", *[SENTENCE] * 4, "Not paid", *[SENTENCE] * 4)
    assert all(page.count("Not paid") == 1 for page in read(lines, lines))


def test_a_sentence_at_the_edge_of_a_page_stays() -> None:
    """Though another page has the same, but for its number."""
    assert read(["12. It was paid.", SENTENCE], ["24. It was paid.", SENTENCE])[1].startswith("24. It was paid.")


def test_a_word_broken_at_the_end_of_a_line_is_whole() -> None:
    assert read([f"{SENTENCE} The infor{BROKEN}mation was withheld."]) == (f"{SENTENCE} The information was withheld.",)


def test_a_hyphen_that_a_word_has_elsewhere_stays() -> None:
    (text,) = read([f"{SENTENCE} The self{BROKEN}employed", "joined; the self-employed paid."])
    assert text.endswith("The self-employed joined; the self-employed paid.")


def test_short_lines_and_numbers_end_paragraphs() -> None:
    lines = (SENTENCE, "It is open now.", SENTENCE, "1. Who asked for it?", SENTENCE, "2. Who closed it?")
    assert read(lines) == (
        f"{SENTENCE} It is open now.\n\n{SENTENCE}\n\n1. Who asked for it?\n\n{SENTENCE}\n\n2. Who closed it?",
    )


def test_a_sentence_continues_on_the_next_page() -> None:
    assert join_pages(["The mill was", "closed.", "", "Nobody was told."]) == "The mill was closed.\n\nNobody was told."


def test_pages_keep_their_numbers() -> None:
    """A page that is a picture has no text, and the next one its own number."""
    assert read([SENTENCE], [], [SENTENCE + SENTENCE])[2] == SENTENCE + SENTENCE


def test_a_letter_with_many_scans_behind_it_is_read() -> None:
    assert read([SENTENCE], *([] for _ in range(40)))[0] == SENTENCE


def test_a_scan_gives_nothing() -> None:
    assert read(["Scanned by Pageturner 7"], ["Scanned by Pageturner 7"]) == ()
    assert read([], ["2"], ["3"]) == ()
    assert read_running_text(PdfContent(fault="it is damaged")) == ()


@pytest.mark.parametrize("place", sorted(set(PLACES) - SHOWN_ALSO))
def test_text_that_no_page_shows_is_not_read(place: str) -> None:
    text = "Nobody knows who hid this line of text in here."
    assert not any(read_running_text(READER.read(hide(place, text))))


def test_the_pages_of_a_made_file_are_read() -> None:
    text = "\n\n".join(f"{number}. {SENTENCE}" for number in range(1, 80))
    pages = read_running_text(READER.read(pdf(text, title="Reply of a mill", note="Fictional")))
    assert len(pages) > 2
    whole = join_pages(pages)
    assert whole.count("Reply of a mill") == whole.count("Fictional") == 1
    assert whole.count(SENTENCE) == 79
