"""A list of letters can be filtered and sorted without a reload, and is complete without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

SHIFTS = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().flatMap(({ sources }) => sources).map(
    ({ node }) => node?.parentElement?.closest("main") ? `section ${node.outerHTML.slice(0, 80)}` : ""))).observe(
    { type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 300);
})"""
"""The parts of a page's content that moved while it loaded."""


def list_shown(page: Page) -> list[str]:
    """The references of the letters shown, in their order."""
    return [each.strip(" ·") for each in page.locator(".lb-rows tbody tr:visible .lb-reference").all_inner_texts()]


def test_a_list_is_filtered_by_type_by_status_and_by_mark(open_tab: Callable[..., Page], shipped_site: str) -> None:
    """It says how many letters are left, and leaves out the headings of years that have none."""
    with open_tab(1440) as page:
        page.goto(f"{shipped_site}communications/")
        page.get_by_role("combobox", name="Type").select_option("Other letter")
        found = list_shown(page)
        assert found
        assert all(each.startswith("OL ") for each in found)
        assert page.locator(".lb-list-filter output").inner_text() == f"{len(found)} of 31 shown"
        assert (
            page.locator("section:has(.lb-rows) > h2:visible").count() < page.locator("section:has(.lb-rows)").count()
        )
        page.get_by_role("combobox", name="Type").select_option("All")
        page.get_by_role("combobox", name="Response").select_option("No response so far")
        rows = page.locator(".lb-rows tbody tr:visible").all_inner_texts()
        assert rows
        assert all("no response so far" in each for each in rows)
        page.get_by_role("combobox", name="Response").select_option("All")
        page.get_by_role("combobox", name="Show").select_option("Corrected")
        assert list_shown(page) == ["AL XHP 4/2025", "AL XTV 4/2023"]
        page.get_by_role("combobox", name="Show").select_option("All letters")
        assert len(list_shown(page)) == 31


def test_a_table_is_sorted_by_the_column_whose_head_is_pressed(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    """Dates in order of time and not of letters; pressed again, the other way round; by keyboard as well."""
    with open_tab(1440) as page:
        page.goto(f"{shipped_site}years/2024/")
        sent = page.locator(".lb-rows tbody td:nth-child(4) time")
        head = page.get_by_role("button", name="Sent").first
        head.click()
        days = sent.evaluate_all("times => times.map(each => each.dateTime)")
        assert len(set(days)) > 2
        assert days == sorted(days)
        head.press("Enter")
        assert sent.evaluate_all("times => times.map(each => each.dateTime)") == sorted(days, reverse=True)
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"


def test_a_list_is_complete_without_scripts(browser: Browser, shipped_site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{shipped_site}communications/")
        assert len(list_shown(page)) == 31
        assert page.locator(".lb-rows caption").first.text_content() == "Released in 2026"
        assert not page.locator(".lb-list-filter").is_visible()
        corrected = page.locator("tr", has_text="AL XTV 4/2023").locator(".lb-row-mark").all_inner_texts()
        assert "corrected" in corrected


def test_nothing_moves_while_a_list_loads(open_tab: Callable[..., Page], shipped_site: str) -> None:
    """The place of the filter is there from the start."""
    for width in (390, 1440):
        with open_tab(width) as page:
            page.goto(f"{shipped_site}communications/", wait_until="networkidle")
            moved = page.evaluate(SHIFTS)
            assert [each for each in moved if "section" in each] == []


def test_on_a_narrow_screen_a_row_begins_with_the_title(open_tab: Callable[..., Page], shipped_site: str) -> None:
    """Then recipient, type, dates and status; the heads of columns are still there for a screen reader."""
    with open_tab(390) as page:
        page.goto(f"{shipped_site}communications/")
        row = page.locator(".lb-rows tbody tr").first
        parts = ("th", "td:nth-child(2)", "td:last-child")
        tops = [row.locator(f"> {part}").evaluate("part => part.getBoundingClientRect().top") for part in parts]
        assert tops == sorted(set(tops))
        assert page.get_by_role("columnheader", name="Status").count() > 0


@pytest.mark.parametrize("address", ["communications/", "recipients/", "mandates/", "documents/", "reports/"])
def test_a_list_is_a_table_from_960_pixels(open_tab: Callable[..., Page], shipped_site: str, address: str) -> None:
    """On a phone it has rows; neither is wider than the window."""
    for width, display in ((390, "block"), (960, "table"), (1440, "table")):
        with open_tab(width) as page:
            page.goto(f"{shipped_site}{address}")
            assert page.locator(".lb-rows").first.evaluate("table => getComputedStyle(table).display") == display
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_recipients_are_sorted_by_how_many_letters_they_were_sent(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    """By number, and alphabetically until a head is pressed."""
    with open_tab(1440) as page:
        page.goto(f"{shipped_site}recipients/")
        states = page.locator(".lb-rows").first.locator("tbody tr")
        names = states.locator("th a").all_inner_texts()
        assert names == sorted(names)
        page.get_by_role("button", name="Letters to it").first.click()
        counts = [int(each) for each in states.locator("td:nth-child(2)").all_inner_texts()]
        assert len(set(counts)) > 2
        assert counts == sorted(counts)


def test_both_lists_of_the_home_page_begin_on_the_first_screen(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    """On a phone and on a wide screen: each with an entry and its subject."""
    for width, height in ((390, 844), (1440, 900)):
        with open_tab(width, height) as page:
            page.goto(shipped_site)
            first = page.locator(".lb-latest :is(tbody tr:first-child th, .lb-list > li:first-child .lb-row-subject)")
            assert first.count() == 2
            bottoms = first.evaluate_all("all => all.map(each => each.getBoundingClientRect().bottom)")
            assert max(bottoms) <= height


@pytest.mark.parametrize("address", ["recipients/", "mandates/", "instruments/", "groups/", "documents/", "reports/"])
def test_every_list_can_be_sorted(open_tab: Callable[..., Page], shipped_site: str, address: str) -> None:
    """Also one that has no heading of its own."""
    with open_tab(1440) as page:
        page.goto(f"{shipped_site}{address}")
        names = page.locator(".lb-rows").first.locator("tbody th a")
        written = names.all_inner_texts()
        head = page.locator(".lb-rows").first.locator("thead th").first.get_by_role("button")
        head.click()
        ascending = names.all_inner_texts()
        head.click()
        assert names.all_inner_texts() == ascending[::-1]
        assert sorted(ascending) == sorted(written)
