"""The keyboard reaches everything that a reader sees, and nothing that a reader does not see."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from page_kinds import KINDS, STOP_TRANSITIONS

SEEN = """() => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  // A choice of colours is an invisible button, and its visible label has the mark of the focus.
  const labels = [...stop.labels ?? [], stop.nextElementSibling];
  const shown = stop.matches(".md-option") ? labels.find((e) => e?.checkVisibility()) : stop;
  const box = shown?.getBoundingClientRect();
  const across = box && box.width > 0 && box.right > 0 && box.left < innerWidth;
  const inside = across && box.bottom > 0 && box.top < innerHeight;
  const name = (stop.ariaLabel || stop.textContent || stop.id).trim().slice(0, 40);
  return { name, seen: Boolean(inside && shown.checkVisibility({ visibilityProperty: true })) };
}"""
MOST = 60
"""How many stops of a page are looked at: those before its contents, and some of them."""


@pytest.mark.parametrize("width", [390, 768, 1024, 1440])
@pytest.mark.parametrize("kind", ["home", "letter", "recipient"])
def test_every_stop_can_be_seen(open_tab: Callable[..., Page], shipped_site: str, width: int, kind: str) -> None:
    with open_tab(width) as page:
        page.goto(shipped_site + KINDS[kind])
        stops = walk(page)
        assert [stop for stop in stops if not stop["seen"]] == []
        assert len(stops) > 8


@pytest.mark.parametrize("width", [390, 768, 1024])
def test_the_keyboard_opens_the_navigation_and_closes_it(
    open_tab: Callable[..., Page], shipped_site: str, width: int
) -> None:
    with open_tab(width) as page:
        page.goto(shipped_site + KINDS["letter"])
        menu = page.get_by_role("button", name="Navigation", exact=True)
        for key in ("Enter", "Space"):
            menu.focus()
            page.keyboard.press(key)
            assert menu.get_attribute("aria-expanded") == "true"
            page.wait_for_function("() => document.activeElement.getBoundingClientRect().left >= 0")
            assert page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")
            page.keyboard.press("Escape")
            assert menu.get_attribute("aria-expanded") == "false"
            assert menu.evaluate("menu => menu === document.activeElement")

        menu.press("Enter")
        stops = walk(page, 12)
        assert {"Home", "Recipients", "For editors"} <= {stop["name"] for stop in stops}
        assert [stop for stop in stops if not stop["seen"]] == []
        assert menu.get_attribute("aria-expanded") == "false", "the drawer closes when the focus leaves it"


@pytest.mark.parametrize(
    ("address", "name"),
    [("", "Home"), (KINDS["letter"], "Communications"), ("recipients/", "Recipients"), ("about/", "About")],
)
def test_the_menu_marks_the_section_of_the_page(
    open_tab: Callable[..., Page], shipped_site: str, address: str, name: str
) -> None:
    """As the tabs do, which a narrow screen has not."""
    with open_tab(390) as page:
        page.goto(shipped_site + address)
        page.get_by_role("button", name="Navigation", exact=True).click()
        links = page.locator(".md-nav--primary > ul > li > :is([aria-current], label)")  # HTML has no current label
        marked = links.locator("visible=true")
        expect(marked).to_have_text(name)
        expect(marked).to_have_css("font-weight", "600")


def test_wide_screens_have_no_button_for_the_navigation(open_tab: Callable[..., Page], shipped_site: str) -> None:
    with open_tab(1440) as page:
        page.goto(shipped_site + KINDS["letter"])
        assert page.get_by_role("button", name="Navigation", exact=True).count() == 0


def test_the_contents_mark_the_part_that_a_reader_went_to(open_tab: Callable[..., Page], shipped_site: str) -> None:
    with open_tab(1440) as page:
        page.goto(shipped_site + KINDS["letter"])
        contents = page.get_by_role("navigation", name="Contents")
        links = contents.get_by_role("link")
        names = [each.strip() for each in links.all_inner_texts()]
        assert {"Allegations", "Questions"} <= set(names)
        assert all(first != second for first, second in pairwise(names))
        for number, name in enumerate(names):
            links.nth(number).click()
            expect(contents.locator("[aria-current]")).to_have_text(name)


def walk(page: Page, most: int = MOST) -> list[dict[str, object]]:
    """Press Tab until the end of the page, and say for each stop what it is called and whether it is seen."""
    page.evaluate(STOP_TRANSITIONS)
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(SEEN)
        if stop is None:
            break
        stops.append(stop)
    return stops
