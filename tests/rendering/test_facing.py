"""Two texts are made ready for columns side by side, and nothing in them is lost, repeated or moved."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from letterbook.rendering.facing import face_texts
from letterbook.text.structure import structure_text
from letterbook.text.visible_text import read_html

_VOID = ("br", "hr")


class Cells(HTMLParser):
    """The cells of a text as the style sheet makes them: what is in the text, in an annex, or in a list of either."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        around = [each for each in self._open if each != "section"]
        if around in (["ol"], ["ul"]) or (not around and tag not in ("section", "ol", "ul")):
            self.cells.append("")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.cells[-1] += data


def list_cells(html: str) -> list[str]:
    return Cells(html).cells


def list_ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', html)


def face(left: str, right: str) -> tuple[str, str]:
    return face_texts(structure_text(left).html, structure_text(right, prefix="en-").html)


def test_the_items_of_a_list_are_level_with_those_of_the_same_list() -> None:
    left, right = face("Uno:\n\n1. aa\n2. bb\n\nDos.", "One:\n\n1. xx\n2. yy\n\nTwo.")
    assert list_cells(left) == ["1Uno:", "2aa", "3bb", "4Dos."]
    assert list_cells(right) == ["1One:", "2xx", "3yy", "4Two."]
    assert "lb-cell" not in left + right


def test_lists_with_other_numbers_are_one_cell_each() -> None:
    left, right = face("Uno:\n\n1. aa\n2. bb", "One:\n\n1. xx\n2. yy\n3. zz")
    assert len(list_cells(left)) == len(list_cells(right)) == 2
    assert '<div class="lb-cell"><ol>' in left
    assert '<div class="lb-cell"><ol>' in right


def test_what_has_no_single_counterpart_shares_a_cell() -> None:
    left, right = face("Uno.\n\nDos.\n\nFin 1987.", "One.\n\nEnd 1987.")
    assert len(list_cells(left)) == len(list_cells(right)) == 2
    assert '<div class="lb-cell"><p>' in left


def test_an_annex_faces_its_counterpart_and_keeps_its_address() -> None:
    left, right = face("Uno.\n\n**Anexo**\n\naa\n\nbb", "One.\n\n**Annex**\n\nxx\n\nyy")
    assert list_cells(left) == ["1Uno.", "2Anexo", "3aa", "4bb"]
    assert list_cells(right) == ["1One.", "2Annex", "3xx", "4yy"]
    assert list_ids(left).count("annex") == list_ids(right).count("en-annex") == 1
    assert re.search(r'<section class="lb-annex" aria-label="Annex">\n<p><span class="lb-part" id="en-annex">', right)


def test_annexes_are_one_cell_if_there_are_more_on_one_side() -> None:
    left, right = face("Uno.\n\n**Anexo 1**\n\naa\n\n**Anexo 2**\n\nbb", "One.\n\n**Annex**\n\nxx")
    assert len(list_cells(left)) == len(list_cells(right)) == 2
    assert set(list_ids(left)) >= {"annex", "annex-2"}


def test_texts_with_nothing_in_common_are_one_cell_each() -> None:
    left, right = face("Uno.\n\nDos.\n\nTres.", "One.\n\nTwo.")
    assert len(list_cells(left)) == len(list_cells(right)) == 1


BLOCKS = st.lists(
    st.sampled_from(
        [
            "One 1948",
            "(a) deux 1966",
            "# Head",
            "1. a\n2. b",
            "1. a\n\n   - in it",
            "- x\n- y",
            "> quoted",
            "---",
            "**Annex**",
            "| a | b |\n| - | - |\n| 1 | 2 |",
            "Marked.[^1]",
            "[^1]: A note.",
            "<!-- ¶ 7 -->\nSeven",
            "We would be grateful for your observations on the following matters:",
        ]
    ),
    min_size=1,
    max_size=12,
).map("\n\n".join)


@given(BLOCKS, BLOCKS)
def test_both_texts_keep_their_words_and_ids_and_have_as_many_cells(left: str, right: str) -> None:
    before = structure_text(left).html, structure_text(right, prefix="en-").html
    after = face_texts(*before)
    for old, new in zip(before, after, strict=True):
        assert read_html(new) == read_html(old)
        assert sorted(list_ids(new)) == sorted(list_ids(old))
    assert len(list_cells(after[0])) == len(list_cells(after[1]))
