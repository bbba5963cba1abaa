"""What a reader sees of a search: results, counts, and what is said above them."""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.relations import Relations
from letterbook.i18n import Interface
from letterbook.ingest import corpus
from letterbook.release import release
from letterbook.search.documents import Document, documents_of
from workspaces import Workspace

AS_OF = "2026-11-20"
FIELD = "pagefind-input input"
HIGH = 15_000
"""Pixels of a window in which all results of the shipped record are seen, and so loaded: they take some 9,300."""


def documents(workspace: Workspace) -> list[Document]:
    """What is searched of the record."""
    record = corpus.load(workspace.data).corpus
    assert record is not None
    public = release(record, dt.datetime.fromisoformat(AS_OF).replace(tzinfo=ZoneInfo("Europe/Zurich")))
    return list(documents_of(public, Relations(public), CitationIndex(public), Interface("en"), full=True))


def searched(page: Page, site: str, query: str = "", more: str = "") -> list[str]:
    """The addresses of the results, from the root of the site, in their order."""
    page.goto(f"{site}search/?q={quote(query)}{more}")
    return _shown(page, site)


def results(page: Page, site: str) -> list[str]:
    """Those that are shown once what was typed or chosen has been searched for."""
    page.wait_for_timeout(300)  # by then the search has begun
    return _shown(page, site)


def _shown(page: Page, site: str) -> list[str]:
    """Those that are shown once the page has come to rest."""
    page.wait_for_function(
        """() => {
            const said = document.querySelector("pagefind-summary")?.textContent ?? "";
            const place = (each) => each.getBoundingClientRect();
            const seen = (each) => place(each).bottom > 0 && place(each).top < innerHeight;
            const waits = ".pf-results [aria-hidden=true], .pf-results[aria-busy=true]";
            const loading = [...document.querySelectorAll(waits)];
            return said && !said.startsWith("Searching") && !loading.some(seen);
        }"""
    )
    links = page.locator("li.lb-result .lb-result-title a").evaluate_all("links => links.map((each) => each.href)")
    return [urlsplit(each).path.removeprefix(urlsplit(site).path) for each in links]


def said(page: Page) -> str:
    """What stands above the results."""
    return page.locator("pagefind-summary").inner_text()


def counts(page: Page) -> dict[str, dict[str, int]]:
    """The filters with the numbers that are shown, in their order."""
    found: dict[str, dict[str, int]] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".pf-filter-group")].map((group) => [
            group.querySelector(".pf-filter-group-name").textContent,
            Object.fromEntries([...group.querySelectorAll("label")].map((label) => [
                label.querySelector("input").value,
                Number(label.textContent.slice(label.querySelector("input").value.length).trim()),
            ])),
        ]))"""
    )
    return found
