"""A real browser for the tests beside this file."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from houses import House
from serving import served

CHROMIUM = os.environ.get("LETTERBOOK_CHROMIUM", "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, which asks nobody for anything."""
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
def shipped_site(shipped: House) -> Iterator[str]:
    """The site of the shipped record, served; its address."""
    with served(shipped.site) as address:
        yield address
