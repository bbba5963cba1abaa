"""Every kind of page is accessible: axe checks it in a real browser, in both palettes, on screens of three widths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from page_kinds import ALL, KINDS, STOP_TRANSITIONS, list_addresses
from workspaces import Workspace

AXE = Path(__file__).parents[1] / "tools" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (390, 800, 1440)
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.skipif(not AXE.exists(), reason="no axe: ./scripts/test installs it where npm is")
@pytest.mark.parametrize("kind", ALL)
def test_axe_finds_nothing(
    open_tab: Callable[..., Page], shipped_site: str, shipped_workspace: Workspace, kind: str
) -> None:
    """No violation of WCAG 2.2 AA, and none of what axe calls best practice."""
    with open_tab(WIDTHS[0]) as page:
        for address in list_addresses(kind, shipped_workspace.site):
            page.emulate_media(color_scheme="light")
            page.goto(shipped_site + address)
            assert check_both_palettes(page) == [], address


@pytest.mark.skipif(not AXE.exists(), reason="no axe: ./scripts/test installs it where npm is")
def test_axe_finds_nothing_in_results(open_tab: Callable[..., Page], shipped_site: str) -> None:
    """With words marked, filters open and one of them chosen."""
    with open_tab(1440) as page:
        page.goto(f"{shipped_site}search/?q=forced+labour&document=Letter")
        page.wait_for_selector("li.lb-result mark")
        page.locator("[data-lb-filter] summary").nth(2).click()
        assert check_both_palettes(page, widths=[1440]) == []


def check_both_palettes(page: Page, widths: Sequence[int] = WIDTHS) -> list[str]:
    """List the violations that axe finds on a page: all of them in the light palette, those of colours in the dark.

    The page is loaded once, since axe itself takes long enough.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))  # the page's policy allows no inserted script
    page.evaluate(STOP_TRANSITIONS)  # otherwise axe may see a colour that is changing
    violations = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        violations += run_axe(page, {"type": "tag", "values": WCAG_22_AA}, at_least=11)
    light = page.evaluate("document.body.dataset.mdColorScheme")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("light => document.body.dataset.mdColorScheme !== light", arg=light)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        violations += run_axe(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, at_least=1)
    return violations


def run_axe(page: Page, rules: dict[str, Any], at_least: int) -> list[str]:
    """List the violations of some of axe's rules, of which it must have applied `at_least` so many."""
    options = {"runOnly": rules, "resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = page.evaluate("options => axe.run(options)", options)
    assert len(found["passes"]) >= at_least, "axe has hardly looked at anything"
    return [
        f"{each['id']}: {each['help']}: {node['html']} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_a_narrow_screen_and_contacts_no_other_host(
    open_tab: Callable[..., Page], shipped_site: str, kind: str
) -> None:
    """No horizontal scrolling at 320 pixels, no request to another host, nothing in the console."""
    with open_tab(320) as page:
        wrong: list[str] = []
        own = ("data:", "blob:", shipped_site)
        page.on("request", lambda asked: None if asked.url.startswith(own) else wrong.append(asked.url))
        page.on("console", lambda said: wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        address = shipped_site + KINDS[kind]
        if kind == "redirect":  # it leads on at once; what it leads to gives no page, so that this one stays
            page.route(lambda url: url != address, lambda route: route.fulfill(status=204))
        page.goto(address, wait_until="load")
        page.wait_for_timeout(100)
        assert page.url == address
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert wrong == []
