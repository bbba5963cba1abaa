"""Pages are printed as documents: in the light palette, with their address, the day and page numbers, without
controls."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

LETTER = "communications/al-xbv-2-2024/"
PRINTED = {
    "letter": LETTER,
    "response": f"{LETTER}belvenor-2024-04-09/",
    "list of letters": "communications/",
    "list of recipients": "recipients/",
    "report": "reports/2024-05/",
    "letters compared": "groups/tarnwell-supply-chain/al-oth-915-2024/",
    "what changed": "communications/al-xtv-4-2023/changes/",
}


def print_sheets(page: Page) -> list[str]:
    """The text of each sheet on which a page is printed."""
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


def measure_contrast(page: Page) -> float:
    """The lowest contrast of any text of the page with white paper."""
    return float(
        page.evaluate(
            """() => {
              const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
              const pen = canvas.getContext("2d", { willReadFrequently: true });
              const luminance = (color) => {
                pen.fillStyle = color;
                pen.fillRect(0, 0, 1, 1);
                const parts = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((each) => each / 255)
                  .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
                return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
              };
              const shown = [...document.querySelectorAll("main *")].filter((each) => each.checkVisibility()
                && [...each.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()));
              const colors = new Set(shown.map((each) => getComputedStyle(each).color));
              return Math.min(...[...colors].map((each) => 1.05 / (luminance(each) + 0.05)));
            }"""
        )
    )


@pytest.mark.parametrize("address", PRINTED.values(), ids=list(PRINTED))
def test_each_sheet_names_its_source(browser: Browser, shipped_site: str, address: str) -> None:
    """With the page's address, the day on which it was retrieved, and the number of the sheet among all; no control is
    printed, not even for a reader who prefers dark pages, and no text is too pale for white paper."""
    with browser.new_page(color_scheme="dark", viewport={"width": 1440, "height": 900}) as page:
        page.clock.set_fixed_time("2026-11-20T12:00:00")
        page.goto(f"{shipped_site}{address}")
        sheets = print_sheets(page)
        for number, sheet in enumerate(sheets, 1):
            assert f"{shipped_site}{address} · Retrieved on 20 November 2026" in sheet
            assert f"{number} / {len(sheets)}" in sheet
        page.emulate_media(media="print", color_scheme="dark")
        assert page.locator("main :is(input, select, textarea, :not(th) > button):visible").count() == 0
        assert page.locator(".md-header:visible, .md-tabs:visible, .md-footer:visible").count() == 0
        assert measure_contrast(page) >= 4.5


def test_a_printed_list_is_a_table_whose_heads_are_on_every_sheet(browser: Browser, shipped_site: str) -> None:
    """And no heading is left alone at the foot of a sheet."""
    heads = "Letter To Type Sent Released Status"
    with browser.new_page() as page:
        page.goto(f"{shipped_site}communications/")
        page.evaluate(
            """() => {
              const [first, ...others] = [...document.querySelectorAll(".lb-rows tbody")];
              first.append(...others.flatMap((each) => [...each.rows]));
              others.forEach((each) => each.closest("section").remove());
            }"""
        )
        sheets = print_sheets(page)
        assert len(sheets) > 2
        assert all(heads in sheet for sheet in sheets)
        assert not any(re.search(f"{heads} http", sheet) for sheet in sheets)


@pytest.mark.parametrize("kind", ["letters compared", "what changed"])
def test_what_two_texts_have_in_common_stays_folded_on_paper(browser: Browser, shipped_site: str, kind: str) -> None:
    """Unless a reader opened it; other folded parts are printed."""
    with browser.new_page() as page:
        page.goto(f"{shipped_site}{PRINTED[kind]}")
        folded = page.locator("details.lb-unchanged").first
        common = " ".join((folded.locator("p").first.text_content() or "").split())[:40]
        assert common not in " ".join(print_sheets(page))
        folded.locator("summary").click()
        assert common in " ".join(print_sheets(page))
