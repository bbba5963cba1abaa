"""What holds of every text, whatever stands in it."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from gold import sentences, shipped_lexicon
from letterbook.citations import Link, annotate_html, cite, read_visible_text
from letterbook.citations.normalize import normalize
from letterbook.text.markdown import to_html

LEXICON = shipped_lexicon()
WORDS = [
    *(word for half in ("open", "held") for each in sentences(half) for word in each.text.split()),
    *("**", "_", "*", "<sup>1</sup>", "[^1]", "\n\n", "\n", "  \n", "> ", "- ", "\\_", "\xad", "\xa0", "İ", "ß", "😀"),
    *("(", ")", "19", "25-31", "article", "articles", "of the", "ICCPR", "A/", "http://", "](", "<b>", "</b>", "&amp;"),
]
texts = (
    st.text()
    | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
    | st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=60).map("".join)
)


class Shown(HTMLParser):
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
def test_spans_are_valid_in_order_and_apart(text: str) -> None:
    """And the text of a citation is what stands there."""
    end = 0
    for each in cite(text, LEXICON):
        assert end <= each.start < each.end <= len(text)
        assert each.text == text[each.start : each.end]
        assert each.text == each.text.strip()
        assert not (each.instrument and each.document)
        assert each.is_resolved or each.note
        end = each.end


@given(texts)
@example("İSTANBUL, article 19 of the ICCPR")
def test_every_sign_of_the_normalized_text_is_at_its_place(text: str) -> None:
    """But for spaces, and what is read as another of its length."""
    normalized = normalize(text)
    assert len(normalized.text) == len(normalized.lower)
    end = 0
    for at, sign in enumerate(normalized.text):
        start, stop = normalized.locate(at, at + 1)
        assert end <= start < stop <= len(text)
        assert sign in (text[start], " ", "\n", "'", "-")
        end = stop


@given(texts)
def test_linking_changes_no_visible_character(text: str) -> None:
    html = to_html(text)
    seen = read_visible_text(html)
    links = [Link(start=each.start, end=each.end, href="#", id=f"c-{each.start}") for each in cite(seen, LEXICON)]
    annotated = annotate_html(html, links)
    assert Shown(annotated).text == Shown(html).text
    assert read_visible_text(annotated) == seen
    assert annotated.count("<a ") >= html.count("<a ")
