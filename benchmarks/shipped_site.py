"""The site of the shipped record, built and served for the benchmarks that look at it with a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from web_server import serving

PROJECT = Path(__file__).resolve().parents[1]


@contextmanager
def serving_shipped_site() -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Build today's site and serve it packed; yields its address, and the path and the bytes of each answer."""
    with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as folder:
        site = Path(folder) / "site"
        command = [str(Path(sys.executable).with_name("letterbook")), "build", "--site-dir", str(site)]
        subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
        with serving(site) as served:
            yield served


def find_browser() -> str:
    """Return the path of a Chromium or Chrome. Ends the program if there is none."""
    given = os.environ.get("LETTERBOOK_CHROMIUM")
    found = given or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        sys.exit("no browser; set LETTERBOOK_CHROMIUM to the path of a Chromium")
    return found
