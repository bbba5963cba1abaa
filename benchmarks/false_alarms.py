"""Counts what the rules report on texts that nobody wrote for them, so that false alarms are seen.

    scripts/bench false_alarms FOLDER … [--show RULE]

Each text (.md, .txt) becomes a letter in a record of its own; what is reported about its front matter is left out. With
`--show`, every finding of that rule is printed with its file and line.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from letterbook.ingest.corpus import load
from letterbook.rules import check_record
from letterbook.rules.diagnostics import Diagnostic

DATA = Path(__file__).resolve().parents[1] / "data"
NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
LONGEST = 1_000_000
FRONT_MATTER = """\
---
reference: AL XBV {number}/2024
sent: 2024-03-03
language: en
mandates:
  - mandate: business
recipients:
  - recipient: belvenor
example: true
---
"""
"""What is above each text. Its lines are not counted in the lines that are printed."""


def main() -> None:
    """Print for each rule how often it reports something, in how many texts, and how often in a thousand texts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("--show", metavar="RULE", default="")
    arguments = parser.parse_args()
    texts = [path for folder in arguments.folder for path in sorted(_find_texts(folder))]
    found = Counter[str]()
    texts_of = Counter[str]()
    for path, diagnostics in _check(texts):
        for each in diagnostics:
            found[each.rule] += 1
            if each.rule == arguments.show:
                print(f"{path}:{each.line - FRONT_MATTER.count(chr(10))}: {each.message}\n    | {each.excerpt[:100]}")
        texts_of.update({each.rule for each in diagnostics})
    print(f"{len(texts):,} texts\n{'rule':<32}{'findings':>10}{'texts':>8}{'in 1,000 texts':>16}")
    for rule, number in found.most_common():
        print(f"{rule:<32}{number:>10,}{texts_of[rule]:>8,}{1_000 * number / len(texts):>16.1f}")


def _find_texts(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*") if folder.is_dir() else [folder]:
        if path.suffix in (".md", ".txt") and path.is_file() and path.stat().st_size < LONGEST:
            yield path


def _check(texts: list[Path]) -> Iterator[tuple[Path, list[Diagnostic]]]:
    """Yield what is reported about each text itself."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "data"
        shutil.copytree(DATA / "registers", record / "registers")
        shutil.copy(DATA / "policy.yml", record)
        letters = record / "letters" / "2024"
        letters.mkdir(parents=True)
        sources: dict[str, Path] = {}
        for number, path in enumerate(texts, start=1):
            letter = letters / f"al-xbv-{number}-2024.md"
            front_matter = FRONT_MATTER.format(number=number)
            letter.write_text(front_matter + path.read_text(encoding="utf-8", errors="replace"), encoding="utf-8")
            sources[letter.as_posix()] = path
        reported: dict[str, list[Diagnostic]] = {}
        for each in check_record(load(record), NOW):
            if each.line > FRONT_MATTER.count("\n"):
                reported.setdefault(each.path, []).append(each)
        for letter_path, path in sources.items():
            yield path, reported.get(letter_path, [])


if __name__ == "__main__":
    main()
