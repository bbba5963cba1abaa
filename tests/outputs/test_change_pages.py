"""The page that shows the words of a letter, and of the responses to it, before and after corrections."""

from __future__ import annotations

import re
from typing import Any

from factories import corpus, day, earlier_text, letter, moment, response
from letterbook.model.record import Corpus, Correction, LetterCorrection, Redaction
from letterbook.model.reference import Reference
from letterbook.outputs.change_pages import render_changes
from letterbook.outputs.letter_pages import render_letters
from letterbook.outputs.response_pages import render_responses
from letterbook.release import release
from letterbook.rendering.page import Page
from sites import site_of

BEFORE, AFTER = "The mill has 40 beds.", "The mill has 14 beds."
LATER = "2022-01-01T00:00+00:00"


def corrected(*days: str, **changes: Any) -> dict[str, Any]:
    """Return what a letter has that was corrected on some days, with the text before each correction."""
    texts = tuple(earlier_text(each, BEFORE.replace("40", str(40 + at))) for at, each in enumerate(days))
    notes = tuple(LetterCorrection(date=day(each), note=f"The beds on {each}.") for each in days)
    return {"body": AFTER, "earlier": texts, "corrections": notes, **changes}


def pages(record: Corpus, at: str = LATER, language: str = "en") -> list[Page]:
    return list(render_changes(site_of(release(record, moment(at)), language)))


def body(record: Corpus, at: str = LATER, language: str = "en") -> str:
    (page,) = pages(record, at, language)
    return page.texts["body"]


def test_the_words_before_and_after_a_correction_are_marked() -> None:
    """By lines on the screen and in words for screen readers, never by colour alone."""
    html = body(corpus(letter(**corrected("2021-06-01"))))

    assert re.sub(r"<span.*?</span>", "", html).count("The mill has <del>40</del><ins>14</ins> beds.") == 1
    assert re.findall(r'<(?:del|ins)><span class="lb-unseen" lang="en" dir="ltr">(.*?) </span>', html) == [
        "[removed:",
        "[added:",
    ]
    assert "The beds on 2021-06-01." in html


def test_the_page_of_the_letter_links_to_the_words_that_changed() -> None:
    site = site_of(release(corpus(letter(**corrected("2021-06-01"))), moment(LATER)))

    (page,) = render_letters(site)
    address = re.search(r'href="([^"]*)">See what changed', page.texts["body"])
    assert address is not None
    assert address[1] == "../../communications/al-oth-1-2021/changes/#corrected-2021-06-01"
    assert 'id="corrected-2021-06-01"' in body(corpus(letter(**corrected("2021-06-01"))))


def test_before_its_day_a_correction_is_not_shown_as_a_change() -> None:
    """The text is today's on a site as of an earlier day, and nothing there says that it was another."""
    record = corpus(letter(**corrected("2021-06-01")))

    assert pages(record, "2021-05-31T21:59:59+00:00") == []
    assert len(pages(record, "2021-05-31T22:00:00+00:00")) == 1
    (page,) = render_letters(site_of(release(record, moment("2021-05-31T21:59:59+00:00"))))
    assert "See what changed" not in page.texts["body"]


def test_a_text_corrected_before_its_release_has_no_page() -> None:
    assert pages(corpus(letter(**corrected("2021-05-10")))) == []
    assert len(pages(corpus(letter(**corrected("2021-05-11"))))) == 1


def test_a_redaction_takes_the_page_away() -> None:
    """Even if the rule against it were broken: an earlier text would bring back what was redacted."""
    redacted = (Redaction(date=day("2021-06-02")),)

    assert pages(corpus(letter(**corrected("2021-06-01", redactions=redacted)))) == []


def test_a_withdrawn_letter_has_no_page() -> None:
    assert pages(corpus(letter(**corrected("2021-06-01"), withdrawn="2021-07-01"))) == []


def test_each_correction_is_compared_with_the_text_that_followed_it() -> None:
    html = body(corpus(letter(**corrected("2021-06-01", "2021-07-01"))))

    assert re.findall(r"(?:\[removed: |\[added: )</span>([0-9]+)", html) == ["41", "14", "40", "41"]
    assert html.index("corrected-2021-07-01") < html.index("corrected-2021-06-01")


def test_a_correction_without_its_own_earlier_text_is_among_those_before_the_next() -> None:
    given = corrected("2021-06-01")
    both = (*given["corrections"], LetterCorrection(date=day("2021-07-01"), note="A second one."))
    html = body(corpus(letter(**{**given, "corrections": both})))

    assert html.count("<h2") == 1
    assert "A second one." in html


def test_a_correction_by_a_later_letter_does_not_change_the_text() -> None:
    given = corrected("2021-06-01")
    by_other = LetterCorrection(date=day("2021-06-01"), note="Modified.", letter=Reference.parse("AL OTH 2/2021"))
    record = corpus(
        letter(**{**given, "corrections": (*given["corrections"], by_other)}), letter("AL OTH 2/2021", "2021-03-13")
    )

    assert "Modified." not in body(record)


def test_where_only_the_layout_changed_the_page_says_so() -> None:
    given = corrected("2021-06-01", body="The **mill** has\n40 beds.")

    html = body(corpus(letter(**given)))
    assert "only the layout was corrected" in html
    assert "<del>" not in html
    assert "struck through" not in html


def test_the_responses_of_a_letter_are_on_its_page() -> None:
    correction = Correction(date=day("2021-06-01"), note="A typing error.")
    reply = response(body=AFTER, corrections=(correction,), earlier=(earlier_text("2021-06-01", BEFORE),))
    record = corpus(letter(), reply)

    html = body(record)
    assert 'id="northwind-2021-04-01-corrected-2021-06-01"' in html
    (page,) = render_responses(site_of(release(record, moment(LATER))))
    assert "al-oth-1-2021/changes/#northwind-2021-04-01-corrected-2021-06-01" in page.texts["body"]


def test_unchanged_paragraphs_are_folded_but_those_beside_a_change() -> None:
    around = [f"Paragraph {number} of the letter." for number in range(9)]
    texts = ["\n\n".join([*around[:5], changed, *around[5:]]) for changed in (BEFORE, AFTER)]
    given = corrected("2021-06-01", body=texts[1])

    html = body(corpus(letter(**{**given, "earlier": (earlier_text("2021-06-01", texts[0]),)})))
    folded = re.findall(r"<details.*?</details>", html, re.DOTALL)
    assert [re.findall(r"Paragraph ([0-9])", each) for each in folded] == [["0", "1", "2", "3"], ["6", "7", "8"]]
    assert "4 unchanged paragraphs" in folded[0]


def test_search_engines_are_asked_to_leave_the_page_out() -> None:
    (page,) = pages(corpus(letter(**corrected("2021-06-01"))))

    assert not page.indexed
    assert '<meta name="robots" content="noindex">' in page.texts["head"]


def test_the_words_of_a_letter_are_never_markup() -> None:
    """Its text is shown as readers see it, with whatever looks like a tag escaped."""
    given = corrected("2021-06-01", body="A \\<script>x\\</script> B &amp; C")

    html = body(corpus(letter(**given)))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_page_is_in_french_and_marks_the_language_of_the_letter() -> None:
    html = body(corpus(letter(**corrected("2021-06-01"))), language="fr")

    assert "Lettre corrigée le" in html
    assert '<div class="lb-compared" lang="en" dir="ltr">' in html
    assert '<span class="lb-unseen" lang="fr" dir="ltr">[supprimé\u00a0: </span>' in html
