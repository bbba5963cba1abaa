"""A text and its translation are side by side where there is room, and one after the other elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

ARABIC = "communications/ua-xtv-9-2021/tessavar-2022-01-27/"
LETTER = "communications/ol-xil-1-2023/"


ELSEWHERE = "communications/al-oth-918-2024/uplands-and-lakes-bank-2025-09-01/"
ANSWERING = "communications/al-xbv-2-2024/belvenor-2024-04-09/"


def _top(page: Page, anchor: str) -> float:
    """Where a paragraph or heading begins on the page, in pixels."""
    at: float = page.evaluate(
        """anchor => { const at = document.getElementById(anchor); const cell = at.closest("p, li, h2") ?? at;
        return cell.getBoundingClientRect().top + scrollY }""",
        anchor,
    )
    return at


def _side(page: Page, anchor: str) -> float:
    side: float = page.evaluate("anchor => document.getElementById(anchor).getBoundingClientRect().left", anchor)
    return side


@pytest.mark.parametrize("width", [1100, 1440, 1920])
def test_each_paragraph_is_level_with_its_translation(
    open_tab: Callable[..., Page], shipped_site: str, width: int
) -> None:
    """The original is on the left whatever its direction; list items and the annex's paragraphs are level too."""
    page = open_tab(width)
    page.goto(shipped_site + ARABIC)
    for number in range(1, 10):
        assert _top(page, f"p{number}") == _top(page, f"en-p{number}")
    assert _top(page, "p2") < _top(page, "p3") < _top(page, "p4")
    assert _side(page, "text") < _side(page, "en-text")
    page.goto(shipped_site + LETTER)
    for number in range(1, 29):
        assert _top(page, f"p{number}") == _top(page, f"en-p{number}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_a_text_has_below_it_does_not_move_the_other(open_tab: Callable[..., Page], shipped_site: str) -> None:
    """Such as a button that leads to the whole text, below an extract."""
    page = open_tab(1440)
    page.goto(shipped_site + ARABIC)
    page.evaluate("document.querySelector('.lb-facing > section').append(document.createElement('p'))")
    for number in range(1, 10):
        assert _top(page, f"p{number}") == _top(page, f"en-p{number}")


def test_the_columns_of_a_text_do_not_overlap(open_tab: Callable[..., Page], shipped_site: str) -> None:
    page = open_tab(1100)
    for address in (ARABIC, LETTER):
        page.goto(shipped_site + address)
        edges = page.evaluate(
            """() => [...document.querySelectorAll(".lb-facing > section")].map((text) => {
              const parts = [...text.querySelectorAll(".lb-body :is(p, li, .lb-number)")];
              const boxes = parts.map((each) => each.getBoundingClientRect());
              return [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right))];
            })"""
        )
        assert edges[0][1] <= edges[1][0]


@pytest.mark.parametrize("width", [390, 1000])
def test_one_text_follows_the_other_on_a_phone_and_each_leads_to_the_other(
    open_tab: Callable[..., Page], shipped_site: str, width: int
) -> None:
    page = open_tab(width)
    page.goto(shipped_site + ARABIC)
    assert _top(page, "p9") < _top(page, "en-text") < _top(page, "en-p1")
    page.click("section[aria-labelledby=text] .lb-others a")
    assert page.url.endswith("#en-text")
    page.click("section[aria-labelledby=en-text] .lb-others a")
    assert page.url.endswith("#text")


def test_a_screen_reader_reads_one_whole_text_and_then_the_other(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    """In the columns too, each text is a region of its own, in its language, with its list."""
    page = open_tab(1440)
    page.goto(shipped_site + ARABIC)
    read = page.locator(".lb-facing").aria_snapshot()
    original, translation = read.split("- 'region \"Translation: English\"'")
    assert original.startswith("- 'region \"Text: Arabic\"'")
    for each in (original, translation):
        assert each.count("- list:") == 1
        assert each.count("- listitem:") == 5
    languages = page.evaluate(
        "[...document.querySelectorAll('.lb-facing .lb-body')].map((each) => [each.lang, each.dir])"
    )
    assert languages == [["ar", "rtl"], ["en", "ltr"]]


@pytest.mark.parametrize("anchor", ["annex", "en-annex", "en-q3"])
def test_the_address_of_an_annex_leads_to_it(open_tab: Callable[..., Page], shipped_site: str, anchor: str) -> None:
    page = open_tab(1440)
    page.goto(f"{shipped_site}{LETTER}#{anchor}")
    page.wait_for_timeout(200)
    top = page.evaluate("anchor => document.getElementById(anchor).getBoundingClientRect().top", anchor)
    assert 0 < top < 450


def test_the_questions_open_with_the_keyboard_and_lead_to_the_paragraphs_that_answer_them(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    page = open_tab(390)
    page.goto(shipped_site + ANSWERING)
    question = page.get_by_text("Please send us the text of the order")
    assert not question.is_visible()
    page.focus("#letter-questions summary")
    page.keyboard.press("Enter")
    assert question.is_visible()
    page.click("#letter-questions a:text-is('¶ 4')")
    assert page.url.endswith(f"{ANSWERING}#p4")
    assert page.evaluate("document.querySelectorAll('[id=p4]').length") == 1


def test_a_reader_can_go_from_one_response_to_the_next_and_back(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    page = open_tab(1440)
    page.goto(shipped_site + ANSWERING)
    page.click(".lb-neighbours >> text=further reply")
    assert page.url.endswith("belvenor-2024-09-18/")
    page.click(".lb-neighbours >> text=Belvenor’s reply")
    assert page.url.endswith(ANSWERING)


def test_a_printed_response_has_both_texts_whole_one_after_the_other(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    page = open_tab(1440)
    page.goto(shipped_site + ARABIC)
    page.emulate_media(media="print")
    assert _top(page, "p9") < _top(page, "en-text") < _top(page, "en-p1") < _top(page, "en-p9")
    assert not page.is_visible(".lb-asked")
    assert not page.is_visible(".lb-others")
    page.emulate_media(media="screen")


def test_a_printed_response_whose_text_is_held_elsewhere_says_where(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    page = open_tab(1440)
    page.goto(shipped_site + ELSEWHERE)
    page.emulate_media(media="print")
    link = page.locator(".lb-main .lb-held a")
    assert link.is_visible()
    after = link.evaluate("each => getComputedStyle(each, '::after').content")
    assert "https://www.example.org/uldb/inspection/marrow-gorge" in after
    page.emulate_media(media="screen")
