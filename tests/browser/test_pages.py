"""The pages in a real browser, on narrow and wide screens, in the light and the dark palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from http_server import serve_folder
from workspaces import Workspace

LETTER = "communications/al-oth-1-2021/"
RESPONSE = f"{LETTER}northwind-2021-05-20/"
ADDRESSES = ("", "communications/", LETTER, RESPONSE, "years/2021/", "about/", "reference/fields/")
TEXT = """\
According to the information received:

A paragraph with a footnote.[^1]

We would be grateful for your observations on the following matters:

1. The first question.
2. The second question.

This communication and any response received will be made public via the website in 60 days.

## Annex

We draw your attention to Guiding Principle 13.

[^1]: A footnote with https://www.example.org/a/very/long/address/that/does/not/break/anywhere/at/all/0123456789.
"""


@pytest.fixture(scope="module", params=["/", "/repository/"])
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a site with a letter and a response, served at the root of a host or in a folder."""
    base = tmp_path_factory.mktemp("browser")
    workspace = Workspace.create(base / "workspace")
    workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT)
    response = workspace.data / "responses/al-oth-1-2021/2021-05-20-northwind.md"
    response.parent.mkdir(parents=True)
    response.write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-05-20\nlanguage: ar\nkind: reply\n---\n"
        "شكرا على رسالتكم.\n",
        encoding="utf-8",
    )
    root = base / "www"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", f"https://letters.example{request.param}")
        workspace.build("--site-dir", str(root / str(request.param).strip("/")))
    with serve_folder(root) as address:
        yield address.rstrip("/") + str(request.param)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_contacts_no_other_host_and_has_no_error(
    open_tab: Callable[..., Page], site: str, address: str, scheme: Literal["light", "dark"]
) -> None:
    """No request to another host, no failed request, nothing in the console."""
    with open_tab(390) as page:
        page.emulate_media(color_scheme=scheme)
        asked: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
        page.on("console", lambda message: wrong.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(site + address, wait_until="load")
        page.wait_for_timeout(100)  # for what a script requests after the page has loaded
        assert not [url for url in asked if not url.startswith((site, "data:"))]
        assert not wrong


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_scrolls_sideways(open_tab: Callable[..., Page], site: str, address: str) -> None:
    """Down to 320 pixels, long words and addresses included."""
    with open_tab(390) as page:
        page.goto(site + address)
        for width in (320, 390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_text_can_be_reached_and_read_without_javascript(browser: Browser, site: str) -> None:
    """From the home page to a letter to its response, by links alone."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site)
        page.click("text=1 letter")
        page.click("text=AL OTH 1/2021")
        assert page.is_visible("text=The first question.")
        assert not page.is_visible("text=Print")
        page.click("text=Northwind Textiles’ reply")
        assert page.is_visible("text=شكرا على رسالتكم")


def test_an_arabic_response_reads_from_right_to_left(browser: Browser, site: str) -> None:
    """The text has its own language and direction, apart from those of the page around it."""
    page = browser.new_page()
    page.goto(site + RESPONSE)
    assert page.evaluate("getComputedStyle(document.querySelector('.lb-body')).direction") == "rtl"
    assert page.get_attribute(".lb-body", "lang") == "ar"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "ltr"
    page.close()


def test_a_link_to_a_question_leads_to_it(browser: Browser, site: str) -> None:
    """And a link to a paragraph too, below the fixed header."""
    page = browser.new_page(viewport={"width": 1440, "height": 300})
    page.goto(f"{site}{LETTER}#q2")
    page.wait_for_timeout(200)
    assert _is_in_view(page, "#q2")
    page.goto(f"{site}{LETTER}#p1")
    page.wait_for_timeout(200)
    assert _is_in_view(page, "#p1")
    page.close()


def test_copying_a_paragraph_leaves_out_its_number(browser: Browser, site: str) -> None:
    """A reader who quotes a paragraph gets its words alone."""
    page = browser.new_page()
    page.goto(site + LETTER)
    copied = page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('.lb-body p')), String(getSelection())"
    )
    assert copied.strip() == "According to the information received:"
    page.close()


@pytest.mark.parametrize(
    "typed", ["AL OTH 1/2021", "al-oth-1-2021", "OTH 1/2021", "JALOTH 1.2021", "ual oth 001 / 2021"]
)
def test_the_page_not_found_leads_to_a_letter_by_its_reference(browser: Browser, site: str, typed: str) -> None:
    """In any spelling and of any type; anything else is reported as no reference."""
    page = browser.new_page()
    page.goto(f"{site}communications/ua-oth-99-2021/")
    assert page.input_value("#reference") == "OTH 99/2021"
    page.fill("#reference", "nonsense")
    page.press("#reference", "Enter")
    assert page.is_visible("role=alert")
    page.fill("#reference", typed)
    page.press("#reference", "Enter")
    page.wait_for_url(f"{site}{LETTER}")
    page.close()


def test_every_printed_page_of_a_letter_has_its_reference(browser: Browser, shipped_site: str) -> None:
    """So that a single sheet can be matched to its letter."""
    page = browser.new_page()
    page.goto(f"{shipped_site}communications/al-xbv-2-2024/")
    sheets = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(page.pdf())]
    page.close()
    assert len(sheets) > 2
    assert [sheet for sheet in sheets if "AL XBV 2/2024 · Letterbook" not in sheet] == []


def test_the_first_tab_stop_skips_to_the_content(browser: Browser, site: str) -> None:
    """Keyboard users need not tab through the header."""
    page = browser.new_page()
    page.goto(site + LETTER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.close()


def _is_in_view(page: Page, selector: str) -> bool:
    top: float = page.evaluate(f"document.querySelector('{selector}').getBoundingClientRect().top")
    header: float = page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom")
    return header <= top < 300


def test_the_keyboard_leads_from_the_home_page_to_a_letter_and_opens_its_mandates(
    browser: Browser, shipped_site: str
) -> None:
    """By Tab and Enter; the focus is always visible and never trapped."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(shipped_site)
    _tab_to(page, "by date")
    page.keyboard.press("Enter")
    page.wait_for_url("**/communications/")
    _tab_to(page, "AL XBV 2/2024")
    page.keyboard.press("Enter")
    page.wait_for_url("**/al-xbv-2-2024/")
    _tab_to(page, "4 mandates")
    page.keyboard.press("Enter")
    assert page.is_visible("text=letter signed by Orla Fennimarsh")
    page.close()


def _tab_to(page: Page, text: str) -> None:
    """Press Tab until an element with `text` has the focus."""
    # Before the first paint, no key counts.
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    for _ in range(400):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), "nothing has the focus"
        focused, outline = page.evaluate(
            "[document.activeElement.innerText ?? '', getComputedStyle(document.activeElement).outlineStyle]"
        )
        if text in focused:
            assert outline != "none", f"the focus on {text} is invisible"
            return
    raise AssertionError(f"Tab never reaches {text}")
