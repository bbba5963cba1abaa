"""Properties that hold for every text."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from gold import load_lexicon, read_sentences
from letterbook.citations import Link, annotate_html, cite
from letterbook.text.markdown import to_html
from letterbook.text.visible_text import read_html

LEXICON = load_lexicon()
WORDS = [
    *(word for half in ("open", "held") for each in read_sentences(half) for word in each.text.split()),
    *("**", "_", "*", "<sup>1</sup>", "[^1]", "\n\n", "\n", "  \n", "> ", "- ", "\\_", "\xad", "\xa0", "İ", "ß", "😀"),
    *("(", ")", "19", "25-31", "article", "articles", "of the", "ICCPR", "A/", "http://", "](", "<b>", "</b>", "&amp;"),
]
texts = (
    st.text()
    | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
    | st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=60).map("".join)
)


class VisibleText(HTMLParser):
    """The text of HTML as the standard library reads it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


@given(texts)
@example("article 1, " * 50)
@example("İSTANBUL, article 19 of the ICCPR")
def test_offsets_are_valid_in_order_and_do_not_overlap(text: str) -> None:
    """The text of a citation is the passage between its offsets."""
    end = 0
    for each in cite(text, LEXICON):
        assert end <= each.start < each.end <= len(text)
        assert each.text == text[each.start : each.end]
        assert each.text == each.text.strip()
        assert not (each.instrument and each.document)
        assert each.is_resolved or each.note
        end = each.end


@given(texts)
def test_linking_changes_no_visible_character(text: str) -> None:
    html = to_html(text)
    visible = read_html(html)
    links = [Link(start=each.start, end=each.end, href="#", id=f"c-{each.start}") for each in cite(visible, LEXICON)]
    annotated = annotate_html(html, links)
    assert VisibleText(annotated).text == VisibleText(html).text
    assert read_html(annotated) == visible
    assert annotated.count("<a ") >= html.count("<a ")
