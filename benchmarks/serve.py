"""Measures how long `letterbook serve` takes to show a saved letter, both when idle and during a rebuild."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from all import create_project
from synthetic import AS_OF

SAVES = 10


def main(sizes: list[int]) -> None:
    """Print a line for each size of the record, and the seconds from saving a letter until its page has it."""
    print(f"{'letters':>8} {'first build':>12} {'saved: median':>14} {'longest':>8} (seconds; {SAVES} saves)")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as name:
            project = create_project(Path(name), size)
            first, saved = measure(project)
            print(f"{size:>8,} {first:>12.1f} {sorted(saved)[len(saved) // 2]:>14.2f} {max(saved):>8.2f}", flush=True)


def measure(project: Path) -> tuple[float, list[float]]:
    """Return the seconds that the first build takes, and those from each save until the page shows it. Every second
    letter is saved while the site is being built again."""
    command = [sys.executable, "-m", "letterbook", "serve", "--port", "0", "--as-of", AS_OF.isoformat()]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own
        assert server.stdout is not None
        try:
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found is not None
            first = time.perf_counter() - start
            return first, [_save(project, found[0], number) for number in range(SAVES)]
        finally:
            server.kill()


def _save(project: Path, address: str, number: int) -> float:
    letters = sorted(each for each in (project / "data" / "letters").rglob("*.md") if each.suffixes == [".md"])
    letter = letters[len(letters) * number // (2 * SAVES)]
    sentence = f"A sentence that save number {number} added."
    with letter.open("a", encoding="utf-8") as file:
        file.write(f"\n{sentence}\n")
    start = time.perf_counter()
    while sentence not in _read(f"{address}communications/{letter.stem}/"):
        time.sleep(0.01)
    seconds = time.perf_counter() - start
    time.sleep(2 if number % 2 else 0.1)
    return seconds


def _read(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310 - this machine
        text: str = answer.read().decode()
        return text


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [100, 1_000])
