"""Untrusted Markdown does no harm, and none of its words is lost."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from letterbook.text.markdown import strip_tags, to_html

TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br"),
    *("strong", "em", "b", "i", "u", "sup", "sub", "a", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "ol": {"start", "class"},
    "li": {"value"},
    "p": {"class", "id"},
    "sup": {"class", "id"},
    "div": {"class", "tabindex"},
    "table": {"class"},
    "th": {"class", "scope"},
    "td": {"class"},
}


class Reader(HTMLParser):
    """HTML as a browser parses it: its elements with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.comments = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments += len(data) or 1

    def handle_decl(self, decl: str) -> None:
        self.comments += len(decl) or 1

    def handle_pi(self, data: str) -> None:
        self.comments += len(data) or 1


def words(html: str) -> str:
    """The words that a reader sees, with one space between them."""
    return " ".join("".join(Reader(html).words).split())


def assert_harmless(html: str) -> None:
    """Assert that HTML has only elements for text and links to sites or footnotes: nothing that runs or loads."""
    found = Reader(html)
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    for tag, attributes in found.elements:
        assert tag in TAGS, tag
        assert attributes.keys() <= ATTRIBUTES.get(tag, set()), (tag, attributes)
        if tag == "a":
            address = attributes["href"] or ""
            assert re.match(r"(?i)https?://[^/\\?#]|mailto:", address) or address.removeprefix("#") in ids, address
            assert address.startswith("#") or attributes["rel"] == "noopener noreferrer nofollow"
    assert found.comments == 0
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", each or "") for each in ids)


def number_items(html: str) -> list[str]:
    """The numbers that a browser prints before the items of numbered lists, each with its sign."""
    printed: list[str] = []
    lists: list[tuple[int, str] | None] = []

    class Lists(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            attributes = dict(attrs)
            if tag == "ol":
                sign = ")" if attributes.get("class") == "lb-parenthesis" else "."
                lists.append((int(attributes.get("start") or 1), sign))
            elif tag == "ul":
                lists.append(None)
            elif tag == "li" and (last := lists[-1]) is not None:
                number = int(attributes.get("value") or last[0])
                printed.append(f"{number}{last[1]}")
                lists[-1] = number + 1, last[1]

        def handle_endtag(self, tag: str) -> None:
            if tag in ("ol", "ul"):
                lists.pop()

    Lists().feed(html)
    return printed


@pytest.mark.parametrize(
    "text",
    [
        "@@body@@",
        "{{ 7*7 }}",
        "{% raw %}",
        "{# no comment #}",
        "</article><script>alert(1)</script>",
        "a </article><script>alert(1)</script> b",
        "<img src=https://example.org/a.png>",
        "a <img src=https://example.org/a.png onerror=alert(1)> b",
        "<!-- never closed",
        "a <!-- never closed",
        "--> never opened",
        "<style>p { display: none }</style>",
        "<iframe src='//example.org'></iframe>",
        "<svg onload=alert(1)>",
        "<a href='javascript:alert(1)'>here</a>",
        "<textarea>",
        "<title>",
        "<?php echo 1 ?>",
        "<![CDATA[ text ]]>",
        "<!DOCTYPE html>",
        "<base href=https://example.org/>",
        "<p class=lb-annex id=annex>",
        "a < b and b > c",
        "<b onclick=alert(1)>bold",
        "<sup\nid=x>1",
        "&lt;script&gt;",
        "AT&T &copy; &#0; &nosuch;",
    ],
)
def test_a_hostile_text_is_shown_as_plain_text(text: str) -> None:
    html = to_html(text)

    assert_harmless(html)
    printed = text.replace("&lt;script&gt;", "<script>").replace("&copy; &#0;", "© �")
    assert words(html) == " ".join(printed.split())


def test_inline_elements_from_converted_pdfs_are_kept_and_closed() -> None:
    assert to_html("H<sub>2</sub>O, <b>bold</b>, <i>a</i><br>new") == (
        "<p>H<sub>2</sub>O, <b>bold</b>, <i>a</i><br>new</p>\n"
    )
    assert to_html("<b>never closed\n\nnext").count("<b>") == to_html("<b>never closed\n\nnext").count("</b>")


def test_tables_lists_and_quotations_are_rendered() -> None:
    html = to_html("| a | b |\n|---|---|\n| 1 | 2 |\n\n3. three\n4. four\n\n> said\n")

    assert "<td>1</td>" in html
    assert '<ol start="3">' in html
    assert "<blockquote>" in html
    assert_harmless(html)


def test_the_columns_of_a_table_keep_their_alignment_and_no_style() -> None:
    html = to_html('| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | `<td style="text-align: left">` |\n')

    aligned = [each.get("class") for tag, each in Reader(html).elements if tag in ("th", "td")]
    assert aligned == ["lb-left", "lb-center", "lb-right", None] * 2
    assert "style=" not in html.replace("&lt;td style=", "")
    assert_harmless(html)


@pytest.mark.parametrize(
    "link",
    [
        "[here](javascript:alert(1))",
        '[here](javascript:alert(1) "a title")',
        "[here](JaVaScRiPt:alert(1))",
        "[here](java&#115;cript:alert(1))",
        "[here](data:text/html,<script>)",
        "[here](vbscript:x)",
        "[here](file:///etc/passwd)",
        "[here](other.md)",
        "[here](/root)",
        "[here](//example.org/)",
        "[here](?q)",
        "[here](#)",
        "[here](#nowhere)",
        '[here](#nowhere "a title")',
        "[here]()",
        "[here](https:../al-xaa-4-2024/)",
        "[here](https:al-xaa-4-2024/)",
        "[here](https:/al-xaa-4-2024/)",
        "[here](https:)",
        "[here](https://)",
        "[here](HTTPS:#facts)",
        '[here](http:?q "a title")',
        "[here][1]\n\n[1]: javascript:alert(1)",
    ],
)
def test_a_link_that_leads_to_no_site_keeps_only_its_words(link: str) -> None:
    assert to_html(link) == "<p>here</p>\n"


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "http://example.org", "mailto:a@example.org"])
def test_a_link_to_another_site_is_kept_and_sends_no_referrer(address: str) -> None:
    expected = f'<p><a href="{address}" rel="noopener noreferrer nofollow">here</a></p>\n'

    assert to_html(f"[here]({address})") == expected
    assert f'href="{address}"' in to_html(f"<{address}>")


@pytest.mark.parametrize(
    ("image", "description"),
    [
        ("![The seal](https://example.org/a.png)", "The seal"),
        ('![The seal](a.png "a title")', "The seal"),
        ('![The *seal* of "A" & <B>](a.png)', 'The seal of "A" & <B>'),
        ("![](a.png)", ""),
        ("![The seal][1]\n\n[1]: a.png", "The seal"),
    ],
)
def test_an_image_is_replaced_by_its_description(image: str, description: str) -> None:
    assert words(to_html(f"before {image}")) == f"before {description}".strip()
    assert_harmless(to_html(image))


def test_closed_comments_are_dropped_wherever_they_are() -> None:
    text = "one <!-- secret --> two\n\n<!--\nsecret\n\nsecret\n-->\n\n- three <!-- secret -->\n\n`four <!-- secret -->`"

    assert words(to_html(text)) == "one two three four"


def test_footnotes_in_markdown_lead_there_and_back() -> None:
    html = to_html("One[^1], two[^note], one again[^1].\n\n[^1]: The first.\n[^note]: The second.\n")

    assert html.startswith(
        '<p>One<sup id="fnref-1"><a href="#fn-1">1</a></sup>, '
        'two<sup id="fnref-note"><a href="#fn-note">note</a></sup>, one again<sup><a href="#fn-1">1</a></sup>.</p>'
    )
    assert '<p class="lb-footnote" id="fn-note"><sup><a href="#fnref-note">note</a></sup> The second.</p>' in html
    assert_harmless(html)


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        *(("5", "5"), ("007", "007"), ("†", "†"), ("*", "*"), ("**", "**"), (r"\*", "*"), ("&dagger;", "†")),
        *(("a", "a"), ("iv", "iv"), ("٥", "٥"), ("注", "注"), ("see below", "see below"), ("5%", "5%")),
        *(("<b>", "<b>"), ('a"b&c', 'a"b&c'), ("a_b", "a_b"), ("a'><script>", "a'><script>"), ("@@body@@", "@@body@@")),
    ],
)
def test_a_footnote_is_shown_under_its_own_number_or_sign(label: str, printed: str) -> None:
    html = to_html(f"Before.[^{label}] After.[^1]\n\n[^{label}]: The note.\n\n[^1]: Another.\n")

    assert words(html) == f"Before.{printed} After.1 {printed} The note. 1 Another."
    assert [tag for tag, _ in Reader(html).elements].count("a") == 4
    assert_harmless(html)


def test_footnotes_keep_their_numbers_where_an_annex_goes_on_counting_and_in_an_extract() -> None:
    html = to_html("One.[^5]\n\n[^5]: Five.\n\n# Annex\n\nTwo.[^7] See footnote 5.[^5]\n\n[^7]: Seven.\n")

    assert words(html) == "One.5 5 Five. Annex Two.7 See footnote 5.5 7 Seven."


@pytest.mark.parametrize("note", ["[^1]: {}", "<sup>1</sup> {}"])
def test_footnotes_that_begin_again_in_an_annex_each_lead_to_their_own(note: str) -> None:
    mark = note[: note.index(" ")].rstrip(":")
    html = to_html(f"One.{mark}\n\n{note.format('First.')}\n\n# Annex\n\nTwo.{mark}\n\n{note.format('Second.')}\n")

    assert words(html) == "One.1 1 First. Annex Two.1 1 Second."
    assert '<p>One.<sup id="fnref-1"><a href="#fn-1">1</a></sup></p>' in html
    assert '<p>Two.<sup id="fnref-1_2"><a href="#fn-1_2">1</a></sup></p>' in html
    assert '<p class="lb-footnote" id="fn-1_2"><sup><a href="#fnref-1_2">1</a></sup> Second.</p>' in html
    assert_harmless(html)


def test_a_footnote_that_nothing_refers_to_is_shown_without_a_link_back() -> None:
    html = to_html("One.\n\n[^3]: Three.\n")

    assert '<p class="lb-footnote" id="fn-3"><sup>3</sup> Three.</p>' in html
    assert "<a" not in html


def test_a_label_in_other_case_leads_to_its_footnote() -> None:
    assert '<sup id="fnref-a"><a href="#fn-a">A</a></sup>' in to_html("One.[^A]\n\n[^a]: A note.\n")


@pytest.mark.parametrize("text", ["- an item", "> said", "# Head", "", "```\n    code\n    ```", "| a |\n    |---|"])
def test_a_footnote_can_begin_with_something_other_than_words(text: str) -> None:
    html = to_html(f"One.[^2]\n\n[^2]: {text}\n")

    assert '<p class="lb-footnote" id="fn-2"><sup><a href="#fnref-2">2</a></sup></p>' in html
    assert_harmless(html)


def test_labels_that_look_alike_have_ids_of_their_own() -> None:
    labels = ["a b", "a_20_b", "a_b", "a-b", "A-B", r"\*", "*", "é", "e\u0301"]
    html = to_html("".join(f"x[^{each}] " for each in labels) + "".join(f"\n\n[^{each}]: n" for each in labels))

    assert_harmless(html)
    assert len([each for _, each in Reader(html).elements if (each.get("id") or "").startswith("fn-")]) == len(labels)


def test_footnotes_from_converted_pdfs_lead_there_and_back() -> None:
    html = to_html("Said so.<sup>12</sup>\n\n<sup>12</sup> A/HRC/17/31\n\nThe 1<sup>st</sup> of m<sup>3</sup>.")

    assert html == (
        '<p>Said so.<sup id="fnref-12"><a href="#fn-12">12</a></sup></p>\n'
        '<p class="lb-footnote" id="fn-12"><sup><a href="#fnref-12">12</a></sup> A/HRC/17/31</p>\n'
        "<p>The 1<sup>st</sup> of m<sup>3</sup>.</p>\n"
    )


@pytest.mark.parametrize("sign", ["†", "*", "**", "٣", "a"])
def test_footnotes_from_converted_pdfs_can_have_signs(sign: str) -> None:
    html = to_html(f"Said so.<sup>{sign}</sup>\n\n<sup>{sign}</sup> A/HRC/17/31")

    assert words(html) == f"Said so.{sign} {sign} A/HRC/17/31"
    assert [tag for tag, _ in Reader(html).elements].count("a") == 2
    assert_harmless(html)


def test_both_forms_of_footnotes_on_one_page_have_one_anchor_for_each_number() -> None:
    assert_harmless(to_html("a[^1] b<sup>1</sup>\n\n<sup>1</sup> scarred\n\n<sup>1</sup> again\n\n[^1]: note\n"))


def test_footnotes_of_a_second_text_on_the_page_have_its_prefix() -> None:
    html = to_html("One[^1].\n\n[^1]: The first.\n", "fr-")

    assert 'href="#fr-fn-1"' in html
    assert 'id="fr-fnref-1"' in html


def test_a_footnote_without_text_is_shown_as_it_is() -> None:
    assert to_html("m<sup>2</sup> and [^7]") == "<p>m<sup>2</sup> and [^7]</p>\n"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. a\n2. b\n3. c", "1. 2. 3."),
        ("4. a\n5. b", "4. 5."),
        ("0. a\n1. b", "0. 1."),
        ("0. a\n\ntext\n\n0. b", "0. 0."),
        ("1) a\n2) b", "1) 2)"),
        ("1. a\n1) b\n2. c", "1. 1) 2."),
        ("1. a\n3. b\n7. c", "1. 3. 7."),
        ("3. a\n2. b\n1. c", "3. 2. 1."),
        ("1. a\n2. b\n2. c\n3. d", "1. 2. 2. 3."),
        ("1. a\n1. b\n1. c", "1. 2. 3."),
        ("1. a\n2. b\n\n<!-- the second list -->\n\n1. c\n2. d", "1. 2. 1. 2."),
        ("1. a\n<!-- left out -->\n4. d", "1. 4."),
        ("1. a\n\n<!-- the second list -->\n\n1. b", "1. 1."),
        ("1. a\n\n1. b\n\n1. c", "1. 2. 3."),
        ("1. a\n2. b\n\n---\n\n5. e\n6. f", "1. 2. 5. 6."),
        ("1. a\n\n   2. b\n   4. c\n2. d", "1. 2. 4. 2."),
        ("1. a\n\n   4) b\n   6) c\n\n2. d", "1. 4) 6) 2."),
        ("- a\n\n  3. b\n  5. c\n- d", "3. 5."),
        ("> 1. a\n> 5. b", "1. 5."),
        ("1. 7. a\n   9. b\n2. c", "1. 7. 9. 2."),
        ("x[^1]\n\n[^1]: 2. a\n    4. b\n\n1. c\n9. d", "2. 4. 1. 9."),
        ("1. é\n3. ü", "1. 3."),
        ("In\n1999. It rained.\n\n1. a\n2. b", "1. 2."),
        ("```\n1. a\n3. b\n```\n\n1. a\n<b>\n2. b", "1. 2."),
        ("1. a <i x>\n3. b", "1. 3."),
    ],
)
def test_lists_keep_the_numbers_that_the_letter_prints(text: str, numbers: str) -> None:
    assert " ".join(number_items(to_html(text))) == numbers
    assert_harmless(to_html(text))


def test_fifty_nested_lists_keep_their_words() -> None:
    text = "".join(f"{'  ' * depth}- item{depth}\n" for depth in range(50))

    assert words(to_html(text)).split() == [f"item{depth}" for depth in range(50)]
    assert_harmless(to_html(text))


@pytest.mark.parametrize("sign", ["- ", ">", "1. "])
def test_a_text_that_is_nested_too_deeply_is_shown_as_plain_text(sign: str) -> None:
    """The sanitiser's work would grow with the square of its depth."""
    text = f"One & <two><!-- gone -->\n\n{sign * 60_000}three\n"
    html = to_html(text)

    assert html == f"<p>One &amp; &lt;two&gt;</p>\n<p>{escape(sign * 60_000)}three</p>\n"


def test_many_short_lists_are_not_deep() -> None:
    assert to_html("- a\n\nb\n\n" * 1_000).count("<li>") == 1_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<!--" * 50_000, id="comments never closed"),
        pytest.param("<!-- a -->" * 20_000, id="comments"),
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("*a_" * 50_000, id="emphasis"),
        pytest.param("<" * 100_000, id="angles"),
        pytest.param("a <b " * 20_000, id="elements never closed"),
        pytest.param("<b>" * 5_000 + "x", id="bold"),
        pytest.param(">" * 3_000 + "x", id="quotations"),
        pytest.param("<sup>1</sup>" * 20_000, id="footnotes"),
        pytest.param("a[^1]\n\n[^1]: b\n\n<sup>2</sup> c<sup>2</sup>\n\n" * 3_000, id="footnotes with one label"),
        pytest.param("".join(f"{number}. a\n" for number in range(20_000, 0, -1)), id="numbers that go down"),
        pytest.param("<i x>\n\n" * 10_000, id="elements"),
        pytest.param("![" * 20_000 + "](a)" * 20_000, id="images"),
        pytest.param("[a](#b)" * 20_000, id="dead links"),
    ],
)
def test_a_hostile_text_is_rendered_harmlessly(text: str) -> None:
    assert_harmless(to_html(text))


hostile = st.sampled_from(
    [
        *("<script>", "</script>", "<style>", "</p>", "</article>", "<img src=x onerror=y>", "<svg/onload=x>"),
        *("<a href='", "<!--", "-->", "<!", "<?", "?>", "<![CDATA[", "]]>", "<b>", "</b>", "<sup>", "</sup>", "<br>"),
        *("\n", "\n\n", "    ", "\t", "- ", "1. ", "> ", "# ", "***", "---\n", "```\n", "`"),
        *("3. ", "2) ", "0. ", "<sup>*</sup>", "[^\\*]", "[^A]: ", "[^a]", "https:", "http:/"),
        *(
            "|",
            "|---|---|\n",
            "| a ",
            "[",
            "](",
            ")",
            "![",
            "[^1]",
            "[^1]: ",
            "[1]: ",
            "[^†]",
            "[^†]: ",
            "[^a b]",
            "[^a b]: ",
            "<sup>1</sup>",
        ),
        *("javascript:alert(1)", "#a", "https://a.org/", "<https://a.org", "onclick=", "src=", "id=a"),
        *("&lt;", "&#60;", "&", ";", '"', "'", "<", ">", "\\", "=", " ", "\0", "\N{BOM}"),
    ]
)
texts = st.lists(hostile | st.text(max_size=5), max_size=30).map("".join)


@settings(max_examples=500, deadline=None)
@given(texts)
@example("[a](#fn-1) [^1]\n\n[^1]: b")
@example('<a href="x" <b>')
@example("[![a](b)](javascript:c)")
def test_no_text_can_do_harm(text: str) -> None:
    assert_harmless(to_html(text))


innocent = st.sampled_from(
    [
        *("<script>", "</script>", "<style>", "</article>", "<div>", "<b>", "</b>", "<sup>", "<textarea>", "<title>"),
        *("\n", "\n\n", "- ", "1. ", "> ", "# ", "**", "_", "` ", "    ", "(", ")", "!", "&", "<", ">"),
        *("<?", "<![CDATA[", "<!-- gone -->", "<!--\ngone\n\ngone -->", "<!--gone", "-->"),
        *("@@body@@", "{{", "}}", "{%", "\\"),
    ]
)
pieces = st.lists(innocent | st.integers(100, 999).map(lambda number: f" word{number} "), max_size=30).map("".join)


@settings(max_examples=500, deadline=None)
@given(pieces)
@example("<b>\n word111 </b>")
@example("<br>\n word111 \n\n word222")
@example("<script> word111 </script> word222")
def test_every_word_outside_closed_comments_is_shown_in_order(text: str) -> None:
    kept = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)

    assert re.findall(r"word\d{3}", words(to_html(text))) == re.findall(r"word\d{3}", kept)


def test_tags_are_stripped_from_sanitised_html() -> None:
    assert strip_tags(to_html("**Annex** <sup>1</sup> a &amp; b")) == "Annex 1 a &amp; b\n"
