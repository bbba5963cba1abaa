"""A real browser for the tests beside this file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from http_server import serve_folder
from workspaces import Workspace

CHROMIUM = os.environ.get("LETTERBOOK_CHROMIUM", "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, which makes no requests of its own."""
    if not CHROMIUM:
        pytest.skip("no browser: ./scripts/test finds one, and installs it on Debian as root")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def open_tab(browser: Browser) -> Callable[..., Page]:
    """A function that opens a tab of a given width and height. Tabs of one size share a cache, as a reader's do, so
    that a site's scripts and fonts are loaded once and not for every test."""

    @cache
    def window(width: int, height: int) -> BrowserContext:
        return browser.new_context(viewport={"width": width, "height": height}, color_scheme="light")

    return lambda width, height=900: window(width, height).new_page()


@pytest.fixture(scope="session")
def shipped_site(shipped_workspace: Workspace) -> Iterator[str]:
    """The address at which the site of the shipped record is served."""
    with serve_folder(shipped_workspace.site) as address:
        yield address
