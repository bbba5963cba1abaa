"""Measures what a browser loads for pages of the shipped site, compressed: with an empty cache, and after another page.
Prints a Markdown table. Needs a browser, as the tests do."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from playwright.sync_api import Page, sync_playwright

from shipped_site import find_browser, serving_shipped_site

PAGES = {
    "home": "",
    "listing": "communications/",
    "letter": "communications/al-xbv-2-2024/",
    "longest letter": "communications/al-oth-977-2023/",
    "response": "communications/al-xbv-2-2024/belvenor-2024-04-09/",
    "provision": "instruments/ungp/19/",
    "statistics": "statistics/",
    "search": "search/",
}
BEFORE = "about/"
"""The page that a reader has seen before."""


def main(pages: Mapping[str, str]) -> None:
    """Print a row for each page: kilobytes of 1,000 bytes at a first visit, of which its HTML and all else, and after
    another page. The longest letter is mostly its own text."""
    print("| page | first visit, KB | HTML | styles | scripts | other | after another page, KB |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    with serving_shipped_site() as (address, sent), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])

        def load(tab: Page, page: str) -> list[tuple[str, int]]:
            sent.clear()
            answer = tab.goto(f"{address}{page}", wait_until="networkidle")
            if not answer or not answer.ok:
                sys.exit(f"the site has no page {page}")
            return list(sent)

        for name, page in pages.items():
            with chromium.new_context() as context:
                first = load(context.new_page(), page)
            with chromium.new_context() as context:
                load(context.new_page(), BEFORE)
                after = load(context.new_page(), page)
            kinds = dict.fromkeys(("html", "css", "js", ""), 0)
            for path, size in first:
                end = "html" if path.split("?")[0].endswith("/") else path.rpartition(".")[2]
                kinds[end if end in kinds else ""] += size
            cells = (sum(kinds.values()), *kinds.values(), sum(size for _, size in after))
            print(f"| {name} |", " | ".join(f"{each / 1000:.1f}" for each in cells), "|", flush=True)
        chromium.close()


if __name__ == "__main__":
    main({f"/{each}": each for each in sys.argv[1:]} or PAGES)
