"""What a reader sees of a search: results, their summary, and the numbers beside the filters."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, quote, urlsplit
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.relations import Relations
from letterbook.i18n import Interface
from letterbook.ingest import corpus
from letterbook.release import release
from letterbook.search import documents
from letterbook.search.documents import Document
from workspaces import Workspace

AS_OF = "2026-11-20"
FIELD = "pagefind-input input"
HIGH = 15_000
"""Height in pixels of a window that shows, and so loads, all results of the shipped record: they take some 9,300."""


def list_documents(workspace: Workspace) -> list[Document]:
    """List everything in the record that can be searched."""
    record = corpus.load(workspace.data).corpus
    assert record is not None
    public = release(record, dt.datetime.fromisoformat(AS_OF).replace(tzinfo=ZoneInfo("Europe/Zurich")))
    return list(documents.list_documents(public, Relations(public), CitationIndex(public), Interface("en"), full=True))


def open_search(page: Page, site: str, query: str = "", more: str = "") -> list[str]:
    """Load the search page with a query in its address. Returns the addresses of the results, without that of the site.

    `more` is added to the address: filters and the order.
    """
    page.goto(f"{site}search/?q={quote(query)}{more}")
    return _read_results(page, site)


def search_for(page: Page, site: str, query: str = "") -> list[str]:
    """Search without filters, and return what `open_search` returns. Where the page is open, the query is typed."""
    if not page.url.startswith(f"{site}search/") or parse_qs(urlsplit(page.url).query).keys() - {"q"}:
        return open_search(page, site, query)
    page.locator(FIELD).fill(query)
    page.wait_for_function(
        """query => {
            const summary = document.querySelector("pagefind-summary").textContent;
            return query ? summary.includes(`“${query}”`) : !summary.includes("“");
        }""",
        arg=query,
    )
    return _read_results(page, site)


def wait_for_results(page: Page, site: str) -> list[str]:
    """Return the results that are shown once the page has searched for what was typed or chosen."""
    page.wait_for_timeout(300)  # by then the search has begun
    return _read_results(page, site)


def _read_results(page: Page, site: str) -> list[str]:
    """Return the results that are shown once nothing is loading."""
    page.wait_for_function(
        """() => {
            const summary = document.querySelector("pagefind-summary")?.textContent ?? "";
            const place = (each) => each.getBoundingClientRect();
            const isVisible = (each) => place(each).bottom > 0 && place(each).top < innerHeight;
            const selector = ".pf-results [aria-hidden=true], .pf-results[aria-busy=true]";
            const loading = [...document.querySelectorAll(selector)];
            return summary && !summary.startsWith("Searching") && !loading.some(isVisible);
        }"""
    )
    links = page.locator("li.lb-result .lb-result-title a").evaluate_all("links => links.map((each) => each.href)")
    return [urlsplit(each).path.removeprefix(urlsplit(site).path) for each in links]


def read_summary(page: Page) -> str:
    """Return the line above the results."""
    return page.locator("pagefind-summary").inner_text()


def read_counts(page: Page) -> dict[str, dict[str, int]]:
    """Return the number that is shown beside each value of each filter, in their order."""
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
