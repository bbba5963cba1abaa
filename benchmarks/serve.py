"""Measures how long `letterbook serve` takes to show a saved letter, when idle and at every stage of a rebuild."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO
from urllib.request import urlopen

from all import create_project
from synthetic import AS_OF

SAVES = 10


def main(sizes: list[int]) -> None:
    """Print a line for each size of the record, and the seconds from saving a letter until its page has it."""
    print(f"{'letters':>8} {'first build':>12} {'rebuild':>8} {'saved: median':>14} {'longest':>8} (seconds)")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as name:
            project = create_project(Path(name), size)
            first, again, saved = measure(project)
            times = f"{sorted(saved)[len(saved) // 2]:>14.2f} {max(saved):>8.2f}"
            print(f"{size:>8,} {first:>12.1f} {again:>8.1f} {times}", flush=True)


def measure(project: Path) -> tuple[float, float, list[float]]:
    """Return the seconds that the first build and a rebuild take, and those from each save until the page shows it.

    The first letter is saved when nothing is being built, and each other one at a later stage of the rebuild that the
    one before began.
    """
    command = [sys.executable, "-m", "letterbook", "serve", "--port", "0", "--as-of", AS_OF.isoformat()]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own
        assert server.stdout is not None
        try:
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found is not None
            first = time.perf_counter() - start
            _save(project, found[0], SAVES)
            again = _wait_for_rebuild(server.stdout)
            saved = []
            for number in range(SAVES):
                saved.append(_save(project, found[0], number))
                time.sleep(again * number / SAVES)
            return first, again, saved
        finally:
            server.kill()


def _wait_for_rebuild(printed: IO[str]) -> float:
    """Wait until the server has built the site again, and return how many seconds that took."""
    for line in printed:
        if found := re.search(r"Rebuilt in ([0-9.]+) s", line):
            return float(found[1])
    raise EOFError("the server has ended")


def _save(project: Path, address: str, number: int) -> float:
    letters = sorted(each for each in (project / "data" / "letters").rglob("*.md") if each.suffixes == [".md"])
    letter = letters[len(letters) * number // (2 * SAVES + 2)]
    sentence = f"A sentence that save number {number} added."
    with letter.open("a", encoding="utf-8") as file:
        file.write(f"\n{sentence}\n")
    start = time.perf_counter()
    while sentence not in _read(f"{address}communications/{letter.stem}/"):
        time.sleep(0.01)
    return time.perf_counter() - start


def _read(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310 - this machine
        text: str = answer.read().decode()
        return text


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [100, 1_000])
