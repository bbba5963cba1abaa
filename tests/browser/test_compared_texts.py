"""What readers see of compared texts: changes marked by more than colour, and letters side by side if there is room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

CHANGES = "communications/al-xtv-4-2023/changes/"
COMPARED = "groups/tarnwell-supply-chain/al-oth-915-2024/"

FIND_LINES = "mark => getComputedStyle(mark).textDecorationLine"
COMPARE_CELLS = """() => [...document.querySelectorAll('.lb-pair:not(.lb-pair--head)')].map(pair => {
  const [left, right] = [...pair.children].map(each => each.getBoundingClientRect());
  return [left.top === right.top, left.right <= right.left, left.bottom <= right.top];
})"""


def test_a_reader_can_follow_a_link_from_the_letter_to_what_changed(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    page = open_tab(390)
    page.goto(shipped_site + "communications/al-xtv-4-2023/")
    page.get_by_role("link", name="See what changed").first.click()

    assert page.url == f"{shipped_site}{CHANGES}#corrected-2024-01-15"
    expect(page.get_by_text("The infirmary was opened in August 2022").first).to_be_visible()


def test_what_changed_is_marked_by_lines_and_not_by_colour_alone(
    open_tab: Callable[..., Page], shipped_site: str
) -> None:
    page = open_tab(1440)
    page.goto(shipped_site + CHANGES)

    assert page.locator("del").first.evaluate(FIND_LINES) == "line-through"
    assert page.locator("ins").first.evaluate(FIND_LINES) == "underline"
    assert page.locator("del").first.text_content() == "[removed: 40 ]"


def test_unchanged_paragraphs_are_shown_on_demand(open_tab: Callable[..., Page], shipped_site: str) -> None:
    page = open_tab(390)
    page.goto(shipped_site + CHANGES)
    paragraph = page.get_by_text("REFERENCE: AL XTV 4/2023")

    expect(paragraph).to_be_hidden()
    summary = page.locator("summary", has_text="unchanged paragraphs").first
    box = summary.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    summary.click()
    expect(paragraph).to_be_visible()


@pytest.mark.parametrize(("width", "is_beside"), [(320, False), (390, False), (1100, True), (1440, True)])
def test_letters_are_side_by_side_where_there_is_room(
    open_tab: Callable[..., Page], shipped_site: str, width: int, is_beside: bool
) -> None:
    page = open_tab(width)
    page.goto(shipped_site + COMPARED)
    cells = [each for each in page.evaluate(COMPARE_CELLS) if each]

    assert len(cells) > 5
    assert all(beside == [True, True] if is_beside else below for *beside, below in cells)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    label = page.locator(".lb-side").first
    box = label.bounding_box()
    assert box is not None
    assert (box["height"] > 2) is not is_beside, "each letter is named above its paragraphs on a phone"
