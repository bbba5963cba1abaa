"""What a reader sees of a search: results, their summary, and the numbers beside the filters."""

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
from letterbook.search import documents
from letterbook.search.documents import Document
from workspaces import Workspace

AS_OF = "2026-11-20"
FIELD = "[data-lb-search] input[type=search]"


def list_documents(workspace: Workspace) -> list[Document]:
    """List everything in the record that can be searched."""
    record = corpus.load(workspace.data).corpus
    assert record is not None
    public = release(record, dt.datetime.fromisoformat(AS_OF).replace(tzinfo=ZoneInfo("Europe/Zurich")))
    return list(documents.list_documents(public, Relations(public), CitationIndex(public), Interface("en")))


def open_search(page: Page, site: str, query: str = "", more: str = "") -> list[str]:
    """Load the search page with a query in its address. Returns the addresses of the results, without that of the site.

    `more` is added to the address: filters and the order.
    """
    page.goto(f"{site}search/?q={quote(query)}{more}")
    return read_results(page, site)


def type_query(page: Page, site: str, query: str) -> list[str]:
    """Type a query on the open page, and return what `open_search` returns."""
    page.evaluate("document.querySelector('[data-lb-results]').setAttribute('aria-busy', 'true')")
    page.locator(FIELD).fill(query)
    return read_results(page, site)


def read_results(page: Page, site: str) -> list[str]:
    """Return the results that are shown once nothing is loading."""
    page.wait_for_function(
        """() => {
            const list = document.querySelector("[data-lb-results]");
            const values = document.querySelector("[data-lb-values]");
            return list?.getAttribute("aria-busy") === "false" && (values.childElementCount || !list.childElementCount);
        }"""
    )
    links = page.locator("li.lb-result .lb-result-title a").evaluate_all("links => links.map((each) => each.href)")
    return [urlsplit(each).path.removeprefix(urlsplit(site).path) for each in links]


def read_summary(page: Page) -> str:
    """Return the line above the results."""
    return page.locator("[data-lb-summary]").inner_text()


def read_counts(page: Page) -> dict[str, dict[str, int]]:
    """Return the number that is shown beside each value of each filter, in their order."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("[data-lb-filter]")].map((group) => [
            group.dataset.lbFilter,
            [...group.querySelectorAll("label")].map((label) => [
                label.querySelector("input").value, Number(label.querySelector(".lb-count").textContent),
            ]),
        ])"""
    )
    return {name: dict(values) for name, values in found}
