"""The page of a letter in a real browser: its columns, its panels on a narrow screen, its paragraphs' toolbars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from page_kinds import KINDS

LONG = KINDS["letter of forty pages"]
KIND_OF_LETTERS = [kind for kind in KINDS if kind == "letter" or kind.startswith("letter ")]
COVERED = """() => {
  const stop = document.activeElement;
  const { left, right, top, bottom } = stop.getBoundingClientRect();
  const found = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return { name: stop.textContent.trim(), covered: !stop.contains(found) && !found?.contains(stop), top };
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with a touch screen, whose reader lets pages use the clipboard."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context
    context.close()


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context.new_page()
    context.close()


def read_clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("width", [960, 1440])
def test_the_text_begins_on_the_first_screen_and_the_aside_stays_beside_it(
    open_tab: Callable[..., Page], shipped_site: str, width: int
) -> None:
    with open_tab(width) as page:
        page.goto(shipped_site + LONG)
        text, beside = page.locator(".lb-body").first, page.locator(".lb-beside")
        first = text.bounding_box()
        column = beside.bounding_box()
        assert first
        assert column
        assert first["y"] < 900
        assert column["x"] >= first["x"] + first["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for place in ("#p50", "#p150"):
            page.goto(shipped_site + LONG + place)
            expect(beside.locator("[aria-current]")).to_be_in_viewport()
        box = beside.bounding_box()
        assert box
        assert box["y"] >= 48, "below the header"
        assert box["y"] + box["height"] <= 900, "longer ones scroll by themselves"


@pytest.mark.parametrize("kind", KIND_OF_LETTERS)
def test_on_a_phone_a_bar_stays_in_view(open_tab: Callable[..., Page], shipped_site: str, kind: str) -> None:
    """Whatever part a reader is in, and what it opens does not move the page."""
    with open_tab(390) as page:
        page.goto(shipped_site + KINDS[kind])
        page.evaluate("scrollTo(0, document.querySelector('.lb-main').offsetTop + 1500)")
        button = page.get_by_role("button", name="Contents", exact=True)
        expect(button).to_be_in_viewport()
        page.wait_for_timeout(300)  # for what the scripts of the page change once it has scrolled
        before = page.evaluate("scrollY")
        panel = page.locator("#contents")
        expect(panel).to_be_hidden()
        button.click()
        expect(panel).to_be_visible()
        assert page.evaluate("scrollY") == before
        panel.get_by_role("button", name="Close").click()
        expect(panel).to_be_hidden()
        page.get_by_role("button", name="About this letter").click()
        expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#about-letter")).to_be_hidden()


def test_on_a_phone_an_entry_of_the_contents_closes_them_and_leads_below_the_bar(
    phone: BrowserContext, shipped_site: str
) -> None:
    page = phone.new_page()
    page.goto(shipped_site + LONG)
    page.get_by_role("button", name="Contents", exact=True).tap()
    page.get_by_role("link", name="Annex 4: List of documents").tap()
    expect(page.locator("#contents")).to_be_hidden()
    bar = page.locator(".lb-bar").bounding_box()
    annex = page.get_by_role("heading", name="Annex 4").bounding_box()
    assert bar
    assert annex
    assert bar["y"] + bar["height"] <= annex["y"] < 300


def test_on_a_phone_what_has_the_focus_is_never_below_the_bar(open_tab: Callable[..., Page], shipped_site: str) -> None:
    """Backwards through the links of the text, where a browser scrolls upwards."""
    with open_tab(390) as page:
        page.goto(shipped_site + LONG)
        page.locator("#p60").focus()
        page.evaluate("scrollBy(0, 300)")
        seen = []
        for _ in range(25):
            page.keyboard.press("Shift+Tab")
            seen.append(page.evaluate(COVERED))
        assert [each for each in seen if each["covered"] or each["top"] < 80] == []
        assert len({each["name"] for each in seen}) > 15


def test_without_a_script_the_page_is_complete(browser: Browser, shipped_site: str) -> None:
    """The panels open and close, and a number is a plain link to its paragraph."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(shipped_site + LONG)
    page.get_by_role("button", name="About this letter").click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    page.locator("#about-letter").get_by_role("button", name="Close").click()
    expect(page.get_by_role("heading", name="Timeline")).to_be_hidden()
    page.locator("#p12").click()
    assert page.url.endswith("#p12")
    assert page.get_by_role("toolbar").count() == 0
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(page.get_by_role("navigation", name="Contents").get_by_role("link").first).to_be_visible()
    context.close()


def test_pointing_at_a_number_offers_the_link_and_the_citation_of_its_paragraph(
    desktop: Page, shipped_site: str
) -> None:
    desktop.goto(shipped_site + LONG)
    desktop.locator("#p12").hover()
    toolbar = desktop.get_by_role("toolbar", name="¶ 12")
    toolbar.get_by_role("button", name="Copy link").click()
    assert read_clipboard(desktop) == f"https://letters.example/{LONG}#p12", "the address that the site has in public"
    toolbar.get_by_role("button", name="Copy the citation: OSCOLA, ¶ 12").click()
    expect(toolbar.get_by_role("status")).to_have_text("Copied")
    citation = read_clipboard(desktop)
    assert citation.endswith(f"(27 March 2023) AL OTH 977/2023, ¶ 12 <https://letters.example/{LONG}#p12>")
    desktop.locator(".lb-body p").nth(20).click()
    expect(toolbar).to_be_hidden()
    desktop.locator("#p13").hover()
    expect(desktop.get_by_role("toolbar", name="¶ 13")).to_be_visible()
    desktop.locator(".lb-body p").nth(20).hover()
    expect(desktop.get_by_role("toolbar")).to_have_count(0)


def test_a_toolbar_is_one_stop_for_the_keyboard(desktop: Page, shipped_site: str) -> None:
    """Arrows move in it; Escape closes it and leaves the reader at the number."""
    desktop.goto(shipped_site + LONG)
    number = desktop.locator("#p12")
    number.focus()
    expect(desktop.get_by_role("toolbar", name="¶ 12")).to_be_visible()
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_role("button", name="Copy link: ¶ 12")).to_be_focused()
    desktop.keyboard.press("ArrowRight")
    expect(desktop.get_by_role("button", name="OSCOLA, ¶ 12")).to_be_focused()
    desktop.keyboard.press("Enter")
    desktop.wait_for_function("async () => (await navigator.clipboard.readText()).includes('¶ 12')")
    desktop.keyboard.press("ArrowLeft")
    desktop.keyboard.press("ArrowLeft")
    expect(desktop.get_by_role("button", name="APA, ¶ 12")).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(number).to_be_focused()
    expect(desktop.get_by_role("toolbar")).to_have_count(0)
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_role("toolbar", name="¶ 12")).to_have_count(0)


def test_tapping_a_number_on_a_phone_shows_them_in_view(phone: BrowserContext, shipped_site: str) -> None:
    page = phone.new_page()
    page.goto(shipped_site + LONG)
    page.locator("#p40").tap()
    toolbar = page.get_by_role("toolbar", name="¶ 40")
    expect(toolbar).to_be_visible()
    box, bar = toolbar.bounding_box(), page.locator(".lb-bar").bounding_box()
    assert box
    assert bar
    assert box["y"] >= bar["y"] + bar["height"]
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    toolbar.get_by_role("button", name="Chicago").tap()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('Letterbook, ¶ 40, ')")
    page.locator("#p41").locator("xpath=..").tap(position={"x": 200, "y": 5})
    expect(toolbar).to_be_hidden()


def test_a_pointer_that_passes_over_a_number_does_not_take_the_focus_from_a_toolbar(
    desktop: Page, shipped_site: str
) -> None:
    desktop.goto(shipped_site + LONG)
    desktop.locator("#p12").focus()
    expect(desktop.get_by_role("toolbar", name="¶ 12")).to_be_visible()
    desktop.keyboard.press("Tab")
    copy = desktop.get_by_role("button", name="Copy link: ¶ 12")
    expect(copy).to_be_focused()
    desktop.locator("#p13").hover()
    desktop.wait_for_timeout(100)
    expect(copy).to_be_focused()


def test_a_toolbar_is_beside_its_number_in_a_text_from_right_to_left(desktop: Page, shipped_site: str) -> None:
    desktop.set_viewport_size({"width": 960, "height": 900})
    desktop.goto(shipped_site + KINDS["response in Arabic"])
    number = desktop.locator(".lb-body[dir=rtl] .lb-number").nth(2)
    number.hover()
    toolbar = desktop.get_by_role("toolbar")
    expect(toolbar).to_be_visible()
    place, box = number.bounding_box(), toolbar.bounding_box()
    assert place
    assert box
    assert box["x"] <= place["x"]
    assert place["x"] + place["width"] <= box["x"] + box["width"] + 1


def test_a_number_that_is_followed_stays_where_the_reader_sees_it(desktop: Page, shipped_site: str) -> None:
    """The address names the paragraph, which is marked, and the toolbar is still under the pointer."""
    desktop.goto(shipped_site + LONG)
    number = desktop.locator("#p12")
    number.scroll_into_view_if_needed()
    before = desktop.evaluate("scrollY")
    number.click()
    desktop.wait_for_function("document.querySelector('#p12').matches(':target')")
    assert desktop.url.endswith("#p12")
    assert desktop.evaluate("scrollY") == before
    expect(desktop.get_by_role("toolbar", name="¶ 12")).to_be_visible()


def test_a_reader_who_comes_by_a_link_sees_the_line_above_the_paragraph(desktop: Page, shipped_site: str) -> None:
    """The toolbar, which would cover it, comes when it is asked for."""
    desktop.goto(f"{shipped_site}{LONG}#p12")
    desktop.wait_for_timeout(300)
    expect(desktop.get_by_role("toolbar")).to_have_count(0)
    desktop.locator("#p12").hover()
    expect(desktop.get_by_role("toolbar", name="¶ 12")).to_be_visible()


def test_the_status_under_the_title_leads_to_the_response_on_a_phone(phone: BrowserContext, shipped_site: str) -> None:
    page = phone.new_page()
    page.goto(shipped_site + "communications/al-xbv-2-2024/")
    page.get_by_role("link", name="Belvenor: replied after 57 days").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Belvenor’s reply")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_paragraph_that_a_link_leads_to_is_marked(
    browser: Browser, shipped_site: str, scheme: Literal["light", "dark"], forced: Literal["none", "active"]
) -> None:
    """By its ground, and where a reader's system chooses the colours, by a line around it."""
    context = browser.new_context(color_scheme=scheme, forced_colors=forced)
    page = context.new_page()
    page.goto(f"{shipped_site}{LONG}#p12")
    read = (
        "number => { const { backgroundColor, outlineStyle } = getComputedStyle(document.querySelector(number)"
        ".parentElement); return [backgroundColor, outlineStyle]; }"
    )
    marked, other = page.evaluate(read, "#p12"), page.evaluate(read, "#p13")
    assert marked[forced == "active"] != other[forced == "active"]
    context.close()


def test_a_letter_prints_as_a_document(desktop: Page, shipped_site: str) -> None:
    """What is recorded about it comes as a short block before the text, without buttons."""
    desktop.goto(shipped_site + KINDS["letter"])
    desktop.emulate_media(media="print")
    for shown in ("Timeline", "Recipients"):
        expect(desktop.get_by_role("heading", name=shown)).to_be_visible()
    for hidden in (".lb-bar", ".lb-contents", ".lb-actions", ".lb-close", ".lb-cite"):
        expect(desktop.locator(hidden).first).to_be_hidden()
    about, text = desktop.locator(".lb-aside").bounding_box(), desktop.locator(".lb-body").first.bounding_box()
    assert about
    assert text
    assert about["y"] + about["height"] <= text["y"]
