"""The visible text is what the page shows, and it knows where each of its characters is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commonmark_examples import list_examples, needs_specification
from letterbook.text.normalize import HIDDEN
from letterbook.text.structure import structure_text
from letterbook.text.visible_text import list_pieces, read_html, read_visible_text

LETTER = """\
# Mandates

12 March&nbsp;2024 <!-- a note
by an editor -->

The caf&eacute; re<b>open</b>ed[^5] \\*there\\*, see [the report](https://example.org/x "a title").

1. One
2. Two

| a | b |
|---|---|
| c | d |

[^5]: A note.

[1]: https://example.org/hidden
"""

PIECES = (
    *("a", "b é", "\n", "\n\n", "**", "_", "<b>", "</b>", "<sup>1</sup>", "[^1]", "\n[^1]: n\n", "<!-- c -->", "<i"),
    *("- ", "1. ", "> ", "| x | y |\n|--|--|\n| z |\n", "```\n", "`", "&amp;", "&#x9;", "<br>", "  \n", "# ", "---\n"),
    *("![i](u)", "[l](https://a.b)", "[l](#x)", "<table>", "\\<", "<!-- ¶ 3 -->\n", "\u0301", HIDDEN),
)
markdown = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def test_a_reader_sees_this() -> None:
    assert read_visible_text(LETTER).text == (
        "Mandates\n\n12 March\N{NO-BREAK SPACE}2024\n\nThe café reopened5 *there*, see the report.\n\nOne\n\nTwo\n\n"
        "a\n\nb\n\nc\n\nd\n\n5 A note."
    )


def test_a_footnote_mark_is_no_part_of_the_running_text() -> None:
    visible = read_visible_text(LETTER)
    assert f"reopened{HIDDEN} *there*" in visible.running
    assert len(visible.running) == len(visible.text)
    assert read_visible_text("the 1<sup>er</sup> mars, note<sup>12</sup>, [^x]").running == (
        f"the 1er mars, note{HIDDEN * 2}, {HIDDEN * 4}"
    )


@pytest.mark.parametrize(
    ("word", "kind", "line"),
    [
        ("Mandates", "h1", 0),
        ("2024", "p", 2),
        ("report", "p", 5),
        ("One", "li", 7),
        ("Two", "li", 8),
        ("b\n", "th", 10),
        ("d\n", "td", 12),
        ("A note", "footnote", 14),
    ],
)
def test_a_word_has_the_kind_of_its_block_and_its_line(word: str, kind: str, line: int) -> None:
    visible = read_visible_text(LETTER)
    at = visible.text.index(word)

    assert (visible.find_kind(at), visible.find_line(at)) == (kind, line)


@pytest.mark.parametrize("word", ["2024", "caf", "open", "there", "report", "Two", "note"])
def test_a_word_is_located_where_it_is_written(word: str) -> None:
    visible = read_visible_text(LETTER)
    at = visible.text.rindex(word)
    start, end = visible.locate(at, at + len(word))
    assert LETTER[start:end] == word
    assert visible.find_line(at) == LETTER.count("\n", 0, start)


@given(markdown)
@example("<!-- x --><b>a</b> <i <!-- y --> b")
@example("0\n\n0\n<!-- ¶ 3 -->\n1. a")
def test_the_visible_text_is_that_of_the_page(text: str) -> None:
    """And both have the same offsets, since citations are found in one and become links on the other."""
    assert read_html(structure_text(text).html) == read_visible_text(text).running


@needs_specification
def test_the_visible_text_of_the_specifications_examples_is_that_of_the_page() -> None:
    examples = list_examples()
    assert len(examples) > 600
    for each in examples:
        assert read_html(structure_text(each).html) == read_visible_text(each).running, each


@given(markdown)
def test_pieces_are_the_html(text: str) -> None:
    html = structure_text(text).html
    assert "".join(each.html for each in list_pieces(html)) == html


WORDS = ("alpha", "beta", "**gamma**", "<b>delta</b>", "`eta`", "`` theta ``")
BETWEEN = ("&eacute;", "\n", "\n\n", "\n- <b>", "</b> <i>", "<!-- e -->", "<i")


@given(st.lists(st.sampled_from(WORDS + BETWEEN)))
@example(["\n- <b>", "<b>", "beta", "beta"])
def test_words_are_located_in_order(words: list[str]) -> None:
    source = " ".join(words)
    visible = read_visible_text(source)
    end = 0
    for match in re.finditer("alpha|beta|gamma|delta|theta|eta", visible.text):
        start, stop = visible.locate(*match.span())
        assert end <= start
        assert source[start:stop] == match[0]
        end = stop
