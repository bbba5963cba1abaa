"""What the audit compares: words, whatever stood around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.audit.decode import Decoder
from letterbook.audit.fingerprints import GUARANTEED_WORDS, fingerprint, fold_characters, normalize, percent_decode
from letterbook.audit.public_text import list_spellings


@pytest.mark.parametrize(
    "spelling",
    [
        "AL XAA 3/2024",
        "al-xaa-3-2024",
        "(AL XAA 3/2024)",
        "AL\u00a0XAA 3\u20442024",
        "ＡＬ XAA 3/2024",
        "al_xaa_3_2024",
    ],
)
def test_spellings_of_one_reference_are_one_text(spelling: str) -> None:
    assert normalize(spelling) == " al xaa 3 2024 "


@given(st.text())
def test_one_space_is_before_and_after_each_word(text: str) -> None:
    assert normalize(text) == f" {' '.join(fold_characters(text).split())} "


def test_markup_is_removed_and_words_stay_words() -> None:
    """A word with an element or a comment inside stays one word; two words with an element between them stay two."""
    html = "<p>Re<b>col</b>l<!-- a > b -->ec&shy;t</p><p>of&nbsp;the <!-- old <i> --> m&#105;ll</p>"
    outside, *more = Decoder().decode_html(html)
    assert outside == " recollect of the mill "
    inside = " ".join(more)
    assert " a b " in inside
    assert " old i " in inside


def test_the_content_of_a_tag_is_read_once() -> None:
    """A tag that every page has is read on the first; no match can span two attributes."""
    decoder = Decoder()
    assert list(decoder.decode_html('<p title="of the %6Dill">a</p><br>')) == [
        " a ",
        " p title of the 6dill xedgex p xedgex br ",
        " p title of the mill xedgex p xedgex br ",
    ]
    assert list(decoder.decode_html('<p title="of the %6Dill">b</p><i>')) == [" b ", " i "]


def test_characters_that_look_like_tags_hide_nothing() -> None:
    assert list(Decoder().decode_html("The > mill < was burnt > in March")) == [" the mill in march ", " was burnt "]


@pytest.mark.parametrize(
    "escaped",
    [
        "The m%69ll",
        "The%2520mill",
        "The m&amp;#105;ll",
        "The m<b>&amp;shy;</b>ill",
        "&lt;p&gt;The &lt;b&gt;m&lt;/b&gt;ill&lt;/p&gt;",
        "<![CDATA[The m<b>ill</b>]]>",
        "<!-- The <b>m</b>ill -->",
        '<i title="The&amp;nbsp;mill">',
        '<i data-text="The &lt;b&gt;m&lt;/b&gt;ill">',
    ],
)
@pytest.mark.parametrize("before", ["", "And more. " * 1000])
@pytest.mark.parametrize("most", [0, 1 << 16])
def test_text_that_is_escaped_twice_is_read(
    escaped: str, before: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTML in a feed is escaped twice. It is found on later pages too, whether or not its pieces are remembered."""
    monkeypatch.setattr("letterbook.audit.decode._MOST", most)
    decoder = Decoder()
    texts = [" ".join(decoder.decode_html(f"<p>{before}{escaped}</p>")) for _ in range(3)]
    in_a_tag = escaped.startswith("<i")  # which is read only where it first occurs
    assert all(" the mill " in each for each in texts[: 1 if in_a_tag else 3])


def test_hostile_texts_are_read_in_time_and_break_nothing() -> None:
    """Each would take hours if the time grew with the square of its length."""
    for text in ("<!--" * 200_000, "<" * 800_000, f"&#{'1' * 5000};" * 100, "<!-- " * 100_000 + "-->"):
        assert list(Decoder().decode_html(text))
        assert list(list_spellings(text))


def test_markup_that_is_escaped_in_data_is_decoded() -> None:
    assert any(" oth 3 2026 " in text for text in Decoder().decode("a.json", b'{"h":"OTH&lt;/b&gt; 3/2026"}'))


def test_public_paragraphs_are_passed_over_on_their_own_page_alone() -> None:
    decoder = Decoder()
    html = "<p>The mill was burnt.</p><p>And more.</p>"
    assert "mill" not in next(decoder.decode_html(html, frozenset({"The mill was burnt."})))
    assert " the mill was burnt and more " in next(decoder.decode_html(html))


def test_percent_encoded_addresses_are_decoded() -> None:
    assert normalize(percent_decode("?code=AL+XAA%203%2F2024")) == " code al xaa 3 2024 "


def test_scripts_without_spaces_have_words_too() -> None:
    assert normalize("人権理事会、と") == " 人 権 理 事 会 と "


_words = st.lists(st.text("abcdefg", min_size=1, max_size=4), min_size=GUARANTEED_WORDS, max_size=60)


@given(_words, st.data())
def test_every_long_enough_passage_is_found_wherever_it_begins(words: list[str], data: st.DataObject) -> None:
    """Any run of that many words has a fingerprint."""
    start = data.draw(st.integers(0, len(words) - GUARANTEED_WORDS))
    copied = normalize(" ".join(words[start : start + GUARANTEED_WORDS]))
    assert any(each in copied for each in fingerprint(" ".join(words)))


def test_every_sentence_of_four_words_is_found() -> None:
    """Shorter ones say nothing of their own."""
    text = "Excellency,\n\nThe mill was burnt. Nobody was there! On 3 March the owners sold the ruins to the bank."
    found = fingerprint(text)
    assert " the mill was burnt " in found
    for sentence in ("On 3 March the owners sold the ruins", "March the owners sold the ruins to the bank"):
        assert any(each in normalize(sentence) for each in found)
    assert normalize("Excellency") not in found
