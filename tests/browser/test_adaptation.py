"""The pages adapt to their readers: to narrow screens, large text, the system's colours, and reduced motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from page_kinds import ALL, list_addresses
from workspaces import Workspace

CLIPPED = """() => {
  const wrong = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
  for (const each of document.querySelectorAll("body *")) {
    const { overflowX, overflowY, clipPath } = getComputedStyle(each);
    const isMeant = "[aria-hidden=true], svg, .md-header__topic, .lb-excerpt, .lb-unseen, thead";
    if (clipPath !== "none" || each.closest(isMeant)) continue;
    const isClipped = overflowX === "hidden" && each.scrollWidth > each.clientWidth + 1
      || overflowY === "hidden" && each.scrollHeight > each.clientHeight + 1;
    const isShown = each.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (isClipped && isShown) wrong.push(each.outerHTML.slice(0, 160));
  }
  return wrong;
}"""
"""What is cut off. A title in the header is, but it is in the page; so is a passage of a result."""

MOTION = """() => {
  const isStill = (style) => [style.transitionDuration, style.animationDuration]
    .every((each) => each.split(", ").every((duration) => duration === "0s"));
  const moving = [...document.querySelectorAll("*")]
    .filter((each) => [null, "::before", "::after"].some((part) => !isStill(getComputedStyle(each, part))));
  return moving.map((each) => each.outerHTML.slice(0, 100));
}"""

FORCED = """() => {
  const luminance = (colour) => {
    const [r, g, b] = (colour.match(/[\\d.]+/g) ?? [0, 0, 0]).map((each) => (each / 255) ** 2.2);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const canvas = getComputedStyle(document.body).backgroundColor;
  const isSeen = (colour) => {
    const [dark, light] = [luminance(colour), luminance(canvas)].sort((a, b) => a - b);
    return colour !== "none" && (light + 0.05) / (dark + 0.05) >= 3;
  };
  const shapes = "svg :is(path, circle, line, polyline), svg text:not(.lb-on-fill, .lb-on-fill--1)";
  const drawn = [...document.querySelectorAll(`${shapes}, .lb-status`)];
  return drawn.filter((each) => each.checkVisibility()).filter((each) => {
    const { fill, stroke } = getComputedStyle(each);
    const { borderTopColor, borderTopStyle } = getComputedStyle(each, "::before");
    if (each.matches(".lb-status")) return borderTopStyle === "none" || !isSeen(borderTopColor);
    return !isSeen(fill) && !isSeen(stroke);
  }).map((each) => each.outerHTML.slice(0, 160));
}"""
"""The icons, marks and parts of charts that cannot be told from the page."""


@pytest.mark.parametrize("kind", ALL)
def test_nothing_is_lost_on_a_narrow_screen_or_in_large_text(
    open_tab: Callable[..., Page], shipped_site: str, shipped_workspace: Workspace, kind: str
) -> None:
    """At 320 pixels, which is 400 % on a small laptop, and with text of twice the size."""
    with open_tab(320) as page:
        for address in list_addresses(kind, shipped_workspace.site):
            page.set_viewport_size({"width": 320, "height": 900})
            page.goto(shipped_site + address)
            assert page.evaluate(CLIPPED) == [], address
            page.set_viewport_size({"width": 1280, "height": 900})
            page.evaluate("document.documentElement.style.fontSize = '250%'")  # the theme's own is 125 %
            assert page.evaluate(CLIPPED) == [], f"{address} with text of twice the size"


@pytest.mark.parametrize("kind", ALL)
def test_reduced_motion_and_high_contrast_are_respected(
    open_tab: Callable[..., Page], shipped_site: str, shipped_workspace: Workspace, kind: str
) -> None:
    with open_tab(1440) as page:
        page.emulate_media(reduced_motion="reduce", forced_colors="active", color_scheme="dark")
        page.goto(shipped_site)
        page.click(".lb-palette")  # the light palette, against the colours of the system
        for address in list_addresses(kind, shipped_workspace.site):
            page.goto(shipped_site + address)
            assert page.evaluate(MOTION) == [], address
            assert page.evaluate(FORCED) == [], address
