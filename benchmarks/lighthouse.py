"""Measures pages of the shipped site with Lighthouse, on a simulated phone and a desktop.

Prints a Markdown table of its scores, and of how far things move. Needs a browser, as the tests do; `scripts/bench`
installs Lighthouse for this alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shipped_site import PROJECT, find_browser, serving_shipped_site

LIGHTHOUSE = PROJECT / ".letterbook/bench-lighthouse/node_modules/.bin/lighthouse"
PAGES = {
    "home": "",
    "listing": "communications/",
    "longest letter": "communications/al-oth-977-2023/",
    "response": "communications/al-xbv-2-2024/belvenor-2024-04-09/",
    "provision": "instruments/ungp/19/",
    "search": "search/",
    "search results": "search/?q=forced+labour",
    "statistics": "statistics/",
}
DEVICES: Mapping[str, Sequence[str]] = {"phone": (), "desktop": ("--preset=desktop",)}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMINGS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
COLUMNS = ("performance", "accessibility", "practices", "SEO", "first paint", "largest", "blocked", "shift", "KB")
RUNS = 3
"""Other work on the machine disturbs runs, so the one with the median performance counts."""


def main(pages: Mapping[str, str]) -> None:
    """Print a row for each page and device; a page's address is that from the root of the site."""
    print_row(("page", "device", *COLUMNS))
    print_row((*("---",) * 2, *("--:",) * len(COLUMNS)))
    failed = set()
    with serving_shipped_site() as (address, _):
        for name, page in pages.items():
            for device, options in DEVICES.items():
                runs = sorted((measure(f"{address}{page}", options) for _ in range(RUNS)), key=read_performance)
                median = runs[len(runs) // 2]
                print_row((name, device, *describe(median)))
                failed |= {f"{name}: {each}" for each in list_failures(median)}
    print("", *sorted(failed), sep="\n")


def print_row(cells: Sequence[str]) -> None:
    """Print a row of a Markdown table."""
    print("|", " | ".join(cells), "|", flush=True)


def measure(address: str, options: Sequence[str]) -> Mapping[str, Any]:
    """Return the report on a page."""
    command = [
        str(LIGHTHOUSE),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        *options,
    ]
    environment = {**os.environ, "CHROME_PATH": find_browser()}
    found = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own arguments
    report: Mapping[str, Any] = json.loads(found.stdout)
    if "runtimeError" in report:
        sys.exit(f"{address}: {report['runtimeError']['message']}")
    return report


def read_performance(report: Mapping[str, Any]) -> float:
    """Return the performance score, from 0 to 1."""
    return float(report["categories"]["performance"]["score"])


def list_failures(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield the titles of audits that failed, apart from those that only time the page."""
    for category in CATEGORIES[1:]:
        for each in report["categories"][category]["auditRefs"]:
            audit = report["audits"][each["id"]]
            if each["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{audit['title']} ({each['id']})"


def describe(report: Mapping[str, Any]) -> list[str]:
    """Return the cells of a report's row: scores from 0 to 100, seconds, milliseconds, the shift, kilobytes."""
    scores = [f"{100 * report['categories'][each]['score']:.0f}" for each in CATEGORIES]
    audits = report["audits"]
    first, largest, blocked, shift = (audits[each]["numericValue"] for each in TIMINGS)
    size = audits["total-byte-weight"]["numericValue"] / 1000
    return [
        *scores,
        f"{first / 1000:.1f} s",
        f"{largest / 1000:.1f} s",
        f"{blocked:.0f} ms",
        f"{shift:.3f}",
        f"{size:.0f}",
    ]


if __name__ == "__main__":
    main({f"/{each}": each for each in sys.argv[1:]} or PAGES)
