"""Measures whole builds side by side in one run: Letterbook, with nothing kept from an earlier build, and after each
kind of change; MkDocs with its theme Material and the letters as its pages; and Hugo with the barest templates, its
pages indexed by Pagefind. `scripts/bench` installs the last two for this alone.

MkDocs is left out for a large record, and so are the builds after a change for a very large one.

With `--write`, the table also replaces the one in docs/large-records.md, and the figures go to benchmarks/builds.json.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from commands import Cost, measure_command, take_median
from rivals import build_with_hugo, build_with_mkdocs, count_files, index_with_pagefind, measure_folder
from synthetic import AS_OF, write_record

PROJECT = Path(__file__).resolve().parents[1]
PROGRAMS = PROJECT / ".letterbook" / "bench"
HUGO, PAGEFIND = PROGRAMS / "hugo" / "binaries" / "hugo", PROGRAMS / "pagefind_bin_extended" / "pagefind_extended"
PAGE, FIGURES = PROJECT / "docs" / "large-records.md", PROJECT / "benchmarks" / "builds.json"
_TABLE = re.compile(r"(?<=<!-- builds: begin -->\n).*(?=<!-- builds: end -->)", re.DOTALL)
TRANSLATIONS, PDFS = 10, 20
"""One letter in how many has a translation, and one response in how many is a PDF."""
MOST_FOR_MKDOCS, MOST_CHANGED = 2_000, 10_000
"""Up to how many letters MkDocs builds its site, each page of which lists all others, so that it grows with the square
of their number; and up to how many the builds after a change are measured."""
COLD, HUGO_PAGES, HUGO_SEARCH = "Letterbook, first build", "Hugo, bare pages", "Hugo and Pagefind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build cost, and its site: the number of its files, and their bytes."""

    name: str
    cost: Cost
    files: int
    size: int


def main() -> None:
    """Print a table for each size of the record."""
    parser = argparse.ArgumentParser(prog="scripts/bench all", description=__doc__)
    parser.add_argument("letters", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, help="default: 3 for up to 1,000 letters, otherwise 1")
    parser.add_argument("--ours", action="store_true", help="Letterbook alone")
    parser.add_argument("--write", action="store_true", help="also write the table into the documentation")
    wanted = parser.parse_args()
    figures: dict[int, list[Built]] = {}
    tables = []
    for letters in wanted.letters:
        rounds = wanted.rounds or (3 if letters <= 1_000 else 1)
        figures[letters] = measure(letters, rounds, rivals=not wanted.ours)
        tables.append(write_table(letters, rounds, figures[letters]))
        print(tables[-1], flush=True)
    if wanted.write:
        write_results(figures, tables)


def measure(letters: int, rounds: int, *, rivals: bool) -> list[Built]:
    """Build a record of that many letters with each program, in turn, and return the medians."""
    costs: dict[str, list[Cost]] = {}
    sites: dict[str, tuple[int, int]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as name:
            folder = Path(name)
            project = create_project(folder / "letterbook", letters)
            for built, cost, site in _build_all(project, folder, letters, rivals=rivals):
                costs.setdefault(built, []).append(cost)
                sites[built] = count_files(site), measure_folder(site)
                print(f"{built}: {cost.clock:.1f} s", file=sys.stderr)
    return [
        Built(name=name, cost=take_median(found), files=sites[name][0], size=sites[name][1])
        for name, found in costs.items()
    ]


def create_project(folder: Path, letters: int) -> Path:
    """Copy the project's pages and theme with a synthetic record, and return the folder."""
    for name in ("docs", "overrides", "macros"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    write_record(folder / "data", letters, PROJECT / "data" / "registers", pdfs=PDFS, translations=TRANSLATIONS)
    return folder


def _build_all(project: Path, folder: Path, letters: int, *, rivals: bool) -> Iterator[tuple[str, Cost, Path]]:
    """Yield the name, the cost and the site of each build."""
    site = project / "site"
    if rivals:
        hugo = build_with_hugo(project / "data", folder / "hugo", HUGO)
        yield HUGO_PAGES, hugo, folder / "hugo" / "public"
        pagefind = index_with_pagefind(folder / "hugo", PAGEFIND)
        yield HUGO_SEARCH, hugo + pagefind, folder / "hugo" / "public"
        shutil.rmtree(folder / "hugo")
    if rivals and letters <= MOST_FOR_MKDOCS:
        yield "MkDocs with Material", build_with_mkdocs(project / "data", folder / "mkdocs"), folder / "mkdocs" / "site"
        shutil.rmtree(folder / "mkdocs")
    yield COLD, _build(project), site
    if letters > MOST_CHANGED:
        return
    for name, change in CHANGES.items():
        change(project)
        yield name, _build(project), site
    yield "a day later", _build(project, AS_OF + dt.timedelta(days=1)), site


def _build(project: Path, as_of: dt.datetime = AS_OF) -> Cost:
    command = [sys.executable, "-m", "letterbook", "build", "--as-of", as_of.isoformat()]
    return measure_command(command, project, {"SITE_URL": "https://letters.example.org/"})


def _change_nothing(_: Path) -> None:
    pass


def _change_letter(project: Path) -> None:
    letters = _list_letters(project)
    with letters[len(letters) // 2].open("a", encoding="utf-8") as file:
        file.write("\nA sentence that was not there before.\n")


def _add_letter(project: Path) -> None:
    """Add a letter with the text of another."""
    letters = _list_letters(project)
    source = letters[len(letters) // 3]
    number = source.stem.split("-")[2]
    added = source.with_name(source.name.replace(f"-{number}-", f"-9{number}-"))
    text = source.read_text(encoding="utf-8")
    added.write_text(text.replace(f" {number}/", f" 9{number}/", 1), encoding="utf-8")


def _change_register(project: Path) -> None:
    """Give the company to which all letters are addressed another name."""
    register = project / "data" / "registers" / "recipients.yml"
    text = register.read_text(encoding="utf-8")
    register.write_text(re.sub(r"(?m)^(xiaomi:\n  name:\n    en: .*)$", r"\1 Limited", text), encoding="utf-8")


CHANGES: dict[str, Callable[[Path], None]] = {
    "nothing changed": _change_nothing,
    "one letter changed": _change_letter,
    "one letter added": _add_letter,
    "a register changed": _change_register,
}
"""The changes to a record that are followed by a build, in order."""


def _list_letters(project: Path) -> list[Path]:
    return sorted(each for each in (project / "data" / "letters").rglob("*.md") if each.suffixes == [".md"])


def write_table(letters: int, rounds: int, builds: list[Built]) -> str:
    """Return a table in Markdown, and below it how Letterbook compares."""
    by_name = {each.name: each for each in builds}
    cold = by_name[COLD].cost
    record = (
        f"{letters:,} letters of 17 KB and {letters // 2:,} replies of 3 KB, one letter in {TRANSLATIONS} translated, "
        f"one reply in {PDFS} a PDF; {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; "
    )
    lines = [
        record + ("one run." if rounds == 1 else f"medians of {rounds}."),
        "",
        "| Build | Seconds | Processor seconds | Largest process, MB | Files | Site, MB | Of the first build |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for each in builds:
        cost = each.cost
        lines.append(
            f"| {each.name} | {cost.clock:.1f} | {cost.processor:.1f} | {cost.memory:.0f} | {each.files:,} "
            f"| {each.size / 1e6:.0f} | {cost.clock / cold.clock:.2f} |"
        )
    taken = f"{1000 * cold.processor / letters:.0f} ms of processor time a letter"
    if HUGO_SEARCH in by_name:
        ratio = cold.clock / by_name[HUGO_SEARCH].cost.clock
        taken = f"{ratio:.1f} times as long as Hugo and Pagefind together, and {taken}"
    lines += ["", f"The first build takes {taken}."]
    return "\n".join(lines) + "\n"


def write_results(figures: dict[int, list[Built]], tables: list[str]) -> None:
    """Write the tables into the page on large records, and the figures into a file of their own."""
    day = time.strftime("%-d %B %Y", time.gmtime())
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(
        _TABLE.sub(lambda _: f"\nMeasured on {day}.\n\n" + "\n".join(tables) + "\n", page), encoding="utf-8"
    )
    results = {"measured": day, "builds": {size: [asdict(each) for each in built] for size, built in figures.items()}}
    FIGURES.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
