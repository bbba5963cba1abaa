"""A reader copies or downloads a citation, with a script or without one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rispy
from playwright.sync_api import Browser, BrowserContext, Page, expect

LETTER = "communications/al-oth-167-2021/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, shipped_site: str) -> Page:
    page = context.new_page()
    page.goto(shipped_site + LETTER)
    page.get_by_text("Cite", exact=True).click()
    return page


def test_a_citation_is_copied_and_the_page_says_so(page: Page) -> None:
    page.get_by_role("button", name="Copy the citation: OSCOLA").click()
    expect(page.locator(".lb-cite [role=status]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Allegation letter from Working Group")
    assert "(12 March 2021) AL OTH 167/2021" in copied


def test_a_downloaded_file_is_read_by_a_reference_manager(page: Page) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the citation: RIS").click()
    assert download.value.suggested_filename == "al-oth-167-2021.ris"
    (read,) = rispy.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert (read["type_of_reference"], read["accession_number"]) == ("PCOMM", "AL OTH 167/2021")
    assert read["secondary_authors"] == ["Xiaomi Corporation"]


def test_without_a_script_a_citation_can_be_read_and_no_button_shows(browser: Browser, shipped_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped_site + LETTER)
    page.get_by_text("Cite", exact=True).click()
    assert page.get_by_text("TY - PCOMM").is_visible()
    assert page.locator(".lb-cite button:visible").count() == 0
    context.close()
