"""Measures pages of the shipped site with Lighthouse, as on a phone: its scores, and how far things move. The site is
built for it and served packed. Needs a browser, as the tests do; `scripts/bench` installs Lighthouse for this alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from web_server import serving

PROJECT = Path(__file__).resolve().parents[1]
LIGHTHOUSE = PROJECT / ".letterbook/bench-lighthouse/node_modules/.bin/lighthouse"
PAGES = ("", "search/", "search/?q=forced+labour", "communications/", "communications/al-xbv-2-2024/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TIMINGS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
RUNS = 3
"""Other work on the machine disturbs runs, so the one with the median performance counts."""


def main(pages: Sequence[str]) -> None:
    """Print a row for each page; its address is that from the root of the site."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        command = [str(Path(sys.executable).with_name("letterbook")), "build", "--site-dir", str(site)]
        subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
        names = ("performance", "accessibility", "practices", "SEO", "first paint", "largest", "blocked", "shift", "KB")
        print(" ".join(f"{name:>13}" for name in names), " page")
        with serving(site) as (address, _):
            for page in pages:
                runs = sorted((measure(f"{address}{page}") for _ in range(RUNS)), key=read_performance)
                cells = describe(runs[len(runs) // 2])
                print(" ".join(f"{each:>13}" for each in cells), f" /{page}", flush=True)


def measure(address: str) -> Mapping[str, Any]:
    """Return the report on a page."""
    browser = os.environ.get("LETTERBOOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    command = [
        str(LIGHTHOUSE),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    environment = {**os.environ, "CHROME_PATH": browser}
    found = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own arguments
    report: Mapping[str, Any] = json.loads(found.stdout)
    if "runtimeError" in report:
        sys.exit(f"{address}: {report['runtimeError']['message']}")
    return report


def read_performance(report: Mapping[str, Any]) -> float:
    """Return the performance score, from 0 to 1."""
    return float(report["categories"]["performance"]["score"])


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
    main(sys.argv[1:] or PAGES)
