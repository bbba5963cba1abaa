"""The focused element can be seen: it is in the window, nothing covers it, and its outline has enough contrast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page

from page_kinds import ALL, STOP_TRANSITIONS, list_addresses
from workspaces import Workspace

WIDTHS = (320, 390, 1024, 1440)
FOCUS = """() => {
  const MOST = 50; // of a long list, every so many
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map((each) => each / 255).map(
      (each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (let each = element.parentElement; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/^rgba\\(.*, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const check = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return null; // it was, beside what had the focus
    element.focus({ focusVisible: true });
    if (document.activeElement !== element) return "cannot be focused";
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    if (outlineStyle === "none") return "has no mark of the focus";
    if (outlineStyle !== "auto" && parseFloat(outlineWidth) < 2) return "has too thin a mark of the focus";
    const isFaint = outlineStyle !== "auto" && contrast(outlineColor, ground(element)) < 3;
    if (isFaint) return "has too faint a mark of the focus";
    const places = [...element.getClientRects()].map(({ left, right, top, bottom }) => [
      (Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2]);
    const hits = places.map(([x, y]) => document.elementFromPoint(x, y)).filter(Boolean);
    if (!hits.length) return "is outside the window";
    const isHit = hits.some((hit) => element.contains(hit) || hit.contains(element));
    return isHit ? null : `is covered by ${hits[0].outerHTML.slice(0, 80)}`;
  };
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((each) => !each.disabled && each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }));
  const some = stops.filter((_, place) => place % Math.ceil(stops.length / MOST) === 0);
  return [...some, ...some.toReversed()].flatMap((each) => {
    const wrong = check(each);
    return wrong ? [`${wrong}: ${each.outerHTML.slice(0, 120)}`] : [];
  });
}"""
"""What is wrong with the focus of a page's elements, taken forwards and backwards."""


NEXT_FRAME = "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"
"""Waits until the page has been drawn once more."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ALL)
def test_the_focus_can_be_seen(
    open_tab: Callable[..., Page],
    shipped_site: str,
    shipped_workspace: Workspace,
    kind: str,
    scheme: Literal["light", "dark"],
) -> None:
    """On screens of four widths, forwards and backwards, below and above what sticks to the edges of the window."""
    with open_tab(WIDTHS[0]) as page:
        page.emulate_media(color_scheme=scheme)
        for address in list_addresses(kind, shipped_workspace.site):
            page.goto(shipped_site + address)
            page.evaluate(STOP_TRANSITIONS)
            for width in WIDTHS if scheme == "light" else WIDTHS[-1:]:
                page.set_viewport_size({"width": width, "height": 700})
                page.evaluate(NEXT_FRAME)  # in which scripts learn of the new size
                assert page.evaluate(FOCUS) == [], f"{address} at {width} pixels"
