"""Measures the search, side by side with a single index that Pagefind makes of the same documents: the processor time
and memory for making the index, its size on disk, what a browser loads until ten results appear, and how long a
keystroke takes. The figures for which there are aims come last. Needs a browser, as the tests do; `scripts/bench`
installs Pagefind for this alone."""

from __future__ import annotations

import html
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from pagefind_bin_extended import get_executable
from playwright.sync_api import Browser, sync_playwright

from letterbook import build, search
from letterbook.audit.index_texts import SuspectTexts
from letterbook.cache import Cache
from letterbook.ingest import corpus
from letterbook.release import release
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile
from letterbook.search.assets import render_scripts
from letterbook.search.build import render_index
from letterbook.search.cards import list_cards
from letterbook.search.documents import Document, list_documents
from letterbook.search.fields import BOOSTS
from letterbook.search.page import render_search_page
from letterbook.search.pdf_texts import PdfTexts
from letterbook.search.reading import read_index
from letterbook.site import swap
from letterbook.site.manifest import write_theme_context
from letterbook.site.specimens import fill_specimens
from letterbook.site.theme_engine import RenderedTheme, ThemeEngine
from letterbook.text.visible_text import read_visible_text
from synthetic import AS_OF, write_record
from web_server import serving

PROJECT = Path(__file__).resolve().parents[1]
QUERIES = 50
MOST_FOR_PAGEFIND = 10_000
"""Pagefind takes more than a gigabyte of memory for each thousand letters."""
AIMS = {
    "processor time, of Pagefind's": "0.30",
    "largest process, of Pagefind's": "0.15",
    "on disk, of Pagefind's": "0.25",
    "KB to ten results, 1 word": "120",
    "KB to ten results, 3 words": "250",
    "ms for a keystroke, 1 word": "100",
    "ms for a keystroke, 3 words": "100",
    "processor time for one changed letter, of all": "0.40",
}
"""The aims: figures, each with its greatest acceptable value."""
"""The types of file that hosts compress when they send them."""
OWN = ("/assets/search/", "/search/")
LATER = ("/search/filters/", "/search/index.html", "/search/?")
"""What the page loads after the first results, and the page itself."""
KEYSTROKES = """async ([root, queries]) => {
    const { Engine } = await import(`${root}assets/search/engine.js`);
    const engine = new Engine(new URL(root));
    const ask = async (query) => {
        const start = performance.now();
        const { matches } = await engine.search(query, { typing: true });
        await engine.findCards(query);
        await Promise.all(matches.slice(0, 10).map(({ number }) => engine.loadResult(number)));
        return performance.now() - start;
    };
    const cold = [], warm = [];
    for (const query of queries) cold.push(await ask(query));
    for (const query of queries) warm.push(await ask(query));
    return { cold, warm };
}"""


@dataclass
class Costs:
    """Processor and clock seconds, and megabytes of the largest process and on disk."""

    seconds: float
    clock: float
    memory: float
    disk: float = 0


def main(sizes: list[int]) -> None:
    """Print the figures for each size of the record."""
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as name:
            measure(size, Path(name))


def measure(size: int, folder: Path) -> None:
    """Measure a record of that many letters."""
    write_record(folder / "data", size, PROJECT / "data" / "registers")
    site, theme = prepare(folder)
    documents = list_documents(site.public, site.relations, site.citation_index, site.interface)
    print(f"\n{size:,} letters, {len(documents):,} documents")
    print("                   processor s  clock s  largest process MB  on disk MB")
    index, again = folder / "site", folder / "again"
    ours = print_costs("lunr in parts", partial(write_index, site, index, folder / "cache"), index / "search")
    print_costs("  nothing changed", partial(write_index, site, again, folder / "cache"), again / "search")
    change = partial(write_changed_index, site, documents, again, folder / "cache")
    changed = print_costs("  a letter changed", change, again / "search")
    write_search_page(site, theme, index)
    print_costs("  read to audit", partial(read_texts_back, index), index / "search")
    figures = dict(compare_with_pagefind(documents, folder, ours)) if size <= MOST_FOR_PAGEFIND else {}
    figures |= browse(index, choose_words(documents))
    figures["processor time for one changed letter, of all"] = f"{changed.seconds / ours.seconds:.2f}"
    print(f"\n{'figure':<46} {'measured':>9} {'aim':>6}")
    for name, value in figures.items():
        print(f"{name:<46} {value:>9} {AIMS[name]:>6}")


def compare_with_pagefind(documents: Sequence[Document], folder: Path, ours: Costs) -> Iterator[tuple[str, str]]:
    """Have Pagefind make its index, and yield what ours costs as a part of that."""
    write_pages(documents, folder / "pages")
    command = [get_executable(), "--site", folder / "pages", "--silent", "--output-path", folder / "pagefind"]
    theirs = print_costs("Pagefind", partial(subprocess.run, command, check=True), folder / "pagefind", child=True)
    yield "processor time, of Pagefind's", f"{ours.seconds / theirs.seconds:.2f}"
    yield "largest process, of Pagefind's", f"{ours.memory / theirs.memory:.2f}"
    yield "on disk, of Pagefind's", f"{ours.disk / theirs.disk:.2f}"


def prepare(folder: Path) -> tuple[Site, RenderedTheme]:
    """Read the record in a folder, and render the theme."""
    record = corpus.load(folder / "data").corpus
    if record is None:
        sys.exit("the synthetic record cannot be read")
    engine = ThemeEngine(PROJECT / "mkdocs.yml", folder / "theme")
    site = build.assemble_site(release(record, AS_OF), engine.settings, preview=False)
    list_documents(site.public, site.relations, site.citation_index, site.interface)  # finds the citations, for pages
    return site, engine.render(write_theme_context(site, folder / "work"))


def write_index(site: Site, folder: Path, cache_folder: Path) -> None:
    cache = Cache(cache_folder)
    files: Iterator[OutputFile] = search.render_index_files(replace(site, cache=cache))
    swap.write_files(files, folder)
    cache.save()


def write_changed_index(site: Site, documents: Sequence[Document], folder: Path, cache_folder: Path) -> None:
    """Write the index with another text in the document in the middle."""
    at = len(documents) // 2
    (own, *others) = documents[at].fields["text"]
    fields = {**documents[at].fields, "text": (replace(own, text=f"{own.text}\n\nA change."), *others)}
    changed = [*documents[:at], replace(documents[at], fields=fields), *documents[at + 1 :]]
    files = render_index(changed, list(list_cards(site)), site.interface, Cache(cache_folder), PdfTexts(site.pdfs))
    swap.write_files(files, folder)


def write_search_page(site: Site, theme: RenderedTheme, folder: Path) -> None:
    """Write the search page, its scripts and the theme's files beside an index."""
    shown = fill_specimens(theme.specimens, (render_search_page(site, "northwind"), *render_scripts(site.assets)))
    swap.write_files(chain(theme.files, shown), folder)


def read_texts_back(site: Path) -> None:
    """Read an index as the leak audit does."""
    SuspectTexts(read_index(site), ["no text has this"])


def print_costs(name: str, work: Callable[[], object], folder: Path, *, child: bool = False) -> Costs:
    """Run something in a process of its own, and measure that process, and the largest of those that it starts.

    The record, which the process holds from the start, is counted, since a build holds it too; only the processes that
    it starts are counted if it is the `child` that works.
    """
    context = multiprocessing.get_context("fork")
    result, sender = context.Pipe(duplex=False)

    def report() -> None:
        clock = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_SELF)
        work()
        found = [resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        seconds = sum(each.ru_utime + each.ru_stime for each in found) - before.ru_utime - before.ru_stime
        largest = max(each.ru_maxrss for each in found[child:])
        sender.send((seconds, time.monotonic() - clock, largest / 1024))

    process = context.Process(target=report)
    process.start()
    sender.close()
    costs = Costs(*result.recv())
    process.join()
    costs.disk = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6
    print(
        f"{name:<18} {costs.seconds:>11.1f} {costs.clock:>8.1f} {costs.memory:>19.0f} {costs.disk:>11.1f}", flush=True
    )
    return costs


def choose_words(documents: Sequence[Document]) -> list[list[str]]:
    """Choose three long words in a row from the middle of each of some texts."""
    chosen = []
    for document in documents[:: max(len(documents) // QUERIES, 1)]:
        words = [each for each in read_texts(document, "text").split() if each.isalpha() and len(each) > 5]
        chosen.append(words[len(words) // 2 :][:3])
    return [each for each in chosen if len(each) == 3][:QUERIES]


def read_texts(document: Document, field: str) -> str:
    """Return what readers see of a field."""
    texts = document.fields[field]
    return "\n\n".join(read_visible_text(each.text).running if each.markdown else each.text for each in texts)


def write_pages(documents: Sequence[Document], folder: Path) -> None:
    """Write the pages that Pagefind is given, with their filters, facts, and places in the text."""
    for each in documents:
        facets = {("filter", name, value) for name, values in each.filters.items() for value in values}
        facets |= {("filter", name, value) for pair in each.pairs for name, value in pair.items() if value}
        facets |= {("meta", name, value) for name, value in each.shown.items()} | {("sort", "date", str(each.day))}
        marks = "".join(
            f'<i data-pagefind-{kind}="{name}[c]" c="{html.escape(value)}"></i>' for kind, name, value in facets
        )
        fields = "".join(
            f"<div data-pagefind-weight={min(weight, 10)}>{html.escape(read_texts(each, name))}</div>"
            for name, weight in BOOSTS.items()
            if name != "text"
        )
        paragraphs = read_texts(each, "text").split("\n\n")
        text = "".join(f'<p id="p{number}">{html.escape(text)}</p>' for number, text in enumerate(paragraphs))
        path = folder / each.address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        page = f"<body><div data-pagefind-body>{marks}{fields}{text}</div></body>"
        path.write_text(f'<!doctype html><html lang="en">{page}</html>', encoding="utf-8")


def browse(site: Path, words: Sequence[Sequence[str]]) -> dict[str, str]:
    """Measure what a browser loads for queries of one and of three words, and how long a keystroke takes."""
    figures: dict[str, str] = {}
    with serving(site) as (address, sent), browser() as chromium:
        for count in (1, 3):
            name = f"{count} word{'s' * (count > 1)}"
            loaded = [load_results(chromium, address, sent, each[:count]) for each in words[:10]]
            sizes = [sum(each.values()) for each in loaded]
            kinds = {kind: median(each[kind] for each in loaded) for kind in loaded[0]}
            print(f"to ten results, {name}: {', '.join(f'{kind} {size:.0f} KB' for kind, size in kinds.items())}")
            figures[f"KB to ten results, {name}"] = f"{max(sizes):.0f}"
        tab = chromium.new_page()
        tab.goto(address)
        for count in (1, 3):
            name = f"{count} word{'s' * (count > 1)}"
            times: dict[str, Any] = tab.evaluate(KEYSTROKES, [address, [" ".join(each[:count]) for each in words]])
            cold, warm = times["cold"], times["warm"]
            slowest = quantiles(warm, n=20)[-1]
            print(f"a keystroke, {name}: {median(warm):.0f} ms warm, {median(cold):.0f} ms with what it loads")
            figures[f"ms for a keystroke, {name}"] = f"{slowest:.0f}"
    return figures


def load_results(
    chromium: Browser, address: str, sent: list[tuple[str, int]], words: Sequence[str]
) -> Mapping[str, float]:
    """Return the kilobytes that a new browser loads until it shows results, by the kind of file."""
    sent.clear()
    with chromium.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{address}search/?q={'+'.join(words)}")
        tab.wait_for_selector("li.lb-result a")
    sizes: defaultdict[str, float] = defaultdict(float)
    for path, size in sent:
        if path.startswith(OWN) and not path.startswith(LATER):
            sizes["scripts" if path.startswith("/assets/") else path.split("/")[2]] += size / 1000
    return sizes


@contextmanager
def browser() -> Iterator[Browser]:
    path = os.environ.get("LETTERBOOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [100, 1_000])
