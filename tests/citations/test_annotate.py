"""Links in HTML, wherever markup divides the text."""

from __future__ import annotations

import pytest

from letterbook.citations import Lexicon, Link, annotate_html, cite
from letterbook.text.markdown import to_html
from letterbook.text.visible_text import find_tags, read_html


def link_citations(html: str, lexicon: Lexicon) -> str:
    """Return the HTML with a link to `#` on each of its citations."""
    return annotate_html(
        html, [Link(start=each.start, end=each.end, href="#") for each in cite(read_html(html), lexicon)]
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>see article 19 of the ICCPR.</p>", '<p>see <a href="#">article 19 of the ICCPR</a>.</p>'),
        (
            "<p><em>article 19</em> of the <strong>ICCPR</strong></p>",
            '<p><em><a href="#">article 19</a></em><a href="#"> of the </a><strong><a href="#">ICCPR</a></strong></p>',
        ),
        (
            "<p>article 19<sup>1</sup> of the ICCPR</p>",
            '<p><a href="#">article 19</a><sup><a href="#">1</a></sup><a href="#"> of the ICCPR</a></p>',
        ),
        (
            "<p>article 19</p>\n<p>of the ICCPR</p>",
            '<p><a href="#">article 19</a></p>\n<p>of the <a href="#">ICCPR</a></p>',
        ),
        ("<p>article 19<br />of the ICCPR</p>", '<p><a href="#">article 19</a><br /><a href="#">of the ICCPR</a></p>'),
        ('<p>the <a href="https://x.org/" title="a>b">ICCPR</a></p>',) * 2,
        ("<p>R&amp;D &lt; A/HRC/17/31 &gt;</p>", '<p>R&amp;D &lt; <a href="#">A/HRC/17/31</a> &gt;</p>'),
        ("<p>d&#39;apr&egrave;s le PIDCP</p>", '<p>d&#39;apr&egrave;s le <a href="#">PIDCP</a></p>'),
        ('<p title="the ICCPR < 1">none</p>',) * 2,
    ],
)
def test_markup_stays_and_the_text_becomes_a_link(html: str, expected: str, lexicon: Lexicon) -> None:
    assert link_citations(html, lexicon) == expected


def test_the_first_piece_of_a_link_has_its_id_and_attributes_are_escaped() -> None:
    link = Link(start=0, end=3, href='/x?a=1&b="2"', id="c-1", title="A & B")
    address = 'href="/x?a=1&amp;b=&quot;2&quot;"'
    assert annotate_html("a<b>bc</b>", [link]) == (
        f'<a {address} id="c-1" title="A &amp; B">a</a><b><a {address} title="A &amp; B">bc</a></b>'
    )


def test_overlapping_links_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        annotate_html("abc", [Link(start=0, end=2, href="#"), Link(start=1, end=3, href="#")])


def test_a_footnote_mark_does_not_split_a_citation(lexicon: Lexicon) -> None:
    html = to_html("Article 9[^1] of the **ICCPR** is meant.\n\n[^1]: Article 9 of the UDHR.\n")
    cited = [(each.instrument, each.provisions) for each in cite(read_html(html), lexicon)]
    assert cited == [("iccpr", ("9",)), ("udhr", ("9",))]


def test_offsets_are_those_of_the_visible_text() -> None:
    html = '<p><a class="n" id="p1"></a>One &amp; two</p><p><a class="n" id="p2"></a>three</p>'
    first, second = find_tags(html, '<a class="n"')
    assert (first[1], second[1]) == ('<a class="n" id="p1">', '<a class="n" id="p2">')
    assert read_html(html)[first[0] :].startswith("One & two")
    assert read_html(html)[second[0] :].startswith("three")


@pytest.mark.parametrize("piece", ["<a href='", '<a href="', "<a ", "<a href='\"", "<b>x</b><a '"])
def test_tags_that_never_end_stay_as_they_are(piece: str) -> None:
    html = piece * 501
    assert annotate_html(html, [Link(start=len(html), end=len(html) + 1, href="#")]) == html
