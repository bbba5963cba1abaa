"""The places of a PDF's words pass unchanged from the process that reads them, and raised digits are found."""

from __future__ import annotations

import pytest

from drawn_pdf import Box, Line, draw
from letterbook.text.pdf import read_layout
from letterbook.text.pdf.layout import PageLayout, PdfLayout, Run, Segment, pack_layout, unpack_layout


def test_a_layout_is_unpacked_as_it_was_packed() -> None:
    segment = Segment((Run("The mill", 11.0, 760.5, is_bold=False), Run("1", 7.0, 764.0, is_bold=True)), 71.0, 120.5)
    layout = PdfLayout((PageLayout(595.0, 842.0, (segment,), "covered", "unseen"), PageLayout(595.0, 842.0, ())))
    assert unpack_layout(pack_layout(layout)) == layout
    assert unpack_layout(pack_layout(PdfLayout(fault="damaged"))) == PdfLayout(fault="damaged")


@pytest.mark.parametrize("content", [b"", b"no layout", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_anything_else_is_not_a_layout(content: bytes) -> None:
    with pytest.raises(ValueError, match="no layout"):
        unpack_layout(content)


def test_words_have_their_place_size_and_weight() -> None:
    layout = read_layout(draw([Line(71, 760, "The mill", 12), Line(71, 700, "Annex", 14, is_bold=True)]))
    assert layout.fault == ""
    (page,) = layout.pages
    first, second = page.segments
    assert (first.text, first.left, first.rise, first.size) == ("The mill", 71.0, 760.0, 12.0)
    assert [(run.text, run.size, run.is_bold) for run in second.runs] == [("Annex", 14.0, True)]


def test_a_wide_gap_separates_a_line() -> None:
    (page,) = read_layout(draw([Line(71, 760, "REFERENCE:"), Line(400, 760, "12 March 2021")])).pages
    assert [each.text for each in page.segments] == ["REFERENCE:", "12 March 2021"]


def test_words_below_a_dark_box_are_known_as_covered_and_others_are_not() -> None:
    (page,) = read_layout(draw([Line(71, 760, "Ida"), Box(60, 755, 60, 20), Line(71, 700, "Seen")])).pages
    assert (page.covered, page.unseen) == ("Ida", "")


def test_a_file_that_is_not_a_pdf_has_a_fault() -> None:
    assert read_layout(b"%PDF-1.4 and no more").fault != ""
