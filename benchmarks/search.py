"""Measures the search, compared with a single index that Pagefind makes of the same letters: the processor time and
memory for making it, its size on disk, a browser's requests and time until ten results appear, and how many of the
first ten are the same, both in the joined index as Pagefind queries it and on the page. Needs a browser, as the tests
do."""

from __future__ import annotations

import gzip
import html
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from letterbook.search.shards import WEIGHTS
from pagefind_bin_extended import get_executable
from playwright.sync_api import Browser, sync_playwright

from letterbook import build, search
from letterbook.ingest import corpus
from letterbook.release import release
from letterbook.search.data_files import order_documents
from letterbook.search.documents import Document, list_documents
from letterbook.search.tokenize import tokenize
from letterbook.site import swap
from letterbook.site.manifest import write_theme_context
from letterbook.site.theme_engine import ThemeEngine
from synthetic import AS_OF, write_record

PROJECT = Path(__file__).resolve().parents[1]
QUERIES = 50
PACKED = {".html", ".css", ".js", ".json", ".svg"}
"""The types of file that hosts compress when they send them."""
ASKED = """async ([address, queries]) => {
    const pagefind = await import(address);
    const found = [], times = [];
    for (const query of queries) {
        const start = performance.now();
        const { results } = await pagefind.search(query);
        const shown = await Promise.all(results.slice(0, 10).map((each) => each.data()));
        times.push(performance.now() - start);
        found.push(shown.map(({ url }) => new URL(url, location).pathname.replace(/^[/]once/, "")));
    }
    return { found, times };
}"""
NUMBERS = """async ([address, queries]) => {
    const pagefind = await import(address);
    const found = [];
    for (const query of queries) {
        const { results } = await pagefind.search(query);
        found.push(results.slice(0, 10).map(({ id }) => Number(id)));
    }
    return found;
}"""


@dataclass
class Figures:
    """The figures for an engine and a size: processor and clock seconds, megabytes of the largest process and on disk;
    bytes and requests until ten results, milliseconds until then and (median) for further queries; the first ten
    `found` for each query on the page, and those of the index `alone`."""

    engine: str
    seconds: float = 0
    clock: float = 0
    memory: float = 0
    disk: float = 0
    sent: int = 0
    requests: int = 0
    first: float = 0
    further: float = 0
    found: list[list[str]] = field(default_factory=list)
    alone: list[list[str]] = field(default_factory=list)


def main(sizes: list[int]) -> None:
    """Print a row for each size of the record and each engine."""
    print("letters engine     seconds  clock  memory MB  disk MB  first KB  requests  first ms  next ms  index   page")
    for size in sizes:
        of_one: list[list[str]] = []
        for each in reversed(list(measured(size))):
            of_one = of_one or each.found
            print(
                f"{size:>7,} {each.engine:<10} {each.seconds:>7.1f} {each.clock:>6.1f} {each.memory:>10.0f} "
                f"{each.disk:>8.1f} {each.sent / 1000:>9.0f} {each.requests:>9} {each.first:>9.0f} "
                f"{each.further:>8.0f} {same(of_one, each.alone):>6} {same(of_one, each.found):>6}",
                flush=True,
            )


def same(some: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> str:
    """Return the share of all queries' first ten results that are also among the others'; nothing if there are none."""
    if not others:
        return ""
    both = sum(len(set(one) & set(other)) for one, other in zip(some, others, strict=True))
    return f"{both / max(sum(map(len, some)), 1):.0%}"


def measured(size: int) -> Iterator[Figures]:
    """Measure the engines on a record of that many letters: lunr only if it would be chosen, the single index last."""
    with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as name:
        folder = Path(name)
        write_record(folder / "data", size, PROJECT / "data" / "registers")
        record = corpus.load(folder / "data").corpus
        if record is None:
            sys.exit("the synthetic record cannot be read")
        public = release(record, AS_OF)
        theme_engine = ThemeEngine(PROJECT / "mkdocs.yml", folder / "work" / "theme")
        settings = replace(theme_engine.settings, search_cache=folder / "kept")
        letters = build.assemble_site(public, settings, preview=False)
        theme = theme_engine.render(write_theme_context(letters, folder / "work"))
        documents = order_documents(
            list_documents(public, letters.relations, letters.citation_index, letters.interface, full=True)
        )
        queries = asked(documents)
        engines = ["pagefind"] if search.choose_engine("auto", public).name == "pagefind" else ["lunr", "pagefind"]
        for engine in engines:
            figures = Figures(engine)
            own = search.Engine(engine, full=True)

            def made(own: search.Engine = own, to: Path = folder / engine) -> None:
                swap.write_files(search.render_index_files(own, letters), to)

            costs(figures, made)
            figures.disk = disk(folder / engine)
            site = folder / f"{engine}-site"
            swap.write_files(build.render_files(replace(letters, search_engine=engine), theme), site)
            browse(figures, site, "search/?q=", "assets/search/pagefind.js", queries)
            if engine == "pagefind":
                numbers = alone(site, f"search/{documents[0].language}/pagefind.js", queries)
                figures.alone = [[f"/{documents[each].address}" for each in found] for found in numbers]
            shutil.rmtree(site)
            yield figures
        figures = Figures("at once")
        write_pages(documents, folder / "pages" / "once")
        pagefind = [get_executable(), "--site", folder / "pages" / "once", "--silent"]
        pagefind += ["--output-path", folder / "pages" / "pagefind"]
        costs(figures, partial(subprocess.run, pagefind, check=True), only_started=True)
        figures.disk = disk(folder / "pages" / "pagefind")
        (folder / "pages" / "index.html").write_text("<!doctype html><html lang=en><title>x</title>", encoding="utf-8")
        browse(figures, folder / "pages", "?", "pagefind/pagefind.js", queries)
        yield figures


def asked(documents: Sequence[Document]) -> list[str]:
    """Choose words and pairs of words from the middle of texts, each followed by a space, as if typing had finished."""
    step = max(len(documents) // QUERIES, 1)
    words = [[each for each in tokenize(" ".join(one.fields["text"])) if len(each) > 5] for one in documents[::step]]
    taken = [each[len(each) // 2 :] for each in words if each][:QUERIES]
    return [f"{' '.join(each[: 1 + number % 2])} " for number, each in enumerate(taken)]


def costs(figures: Figures, work: Callable[[], object], *, only_started: bool = False) -> None:
    """Run something in a process of its own, and measure that process and those it starts, none of which was larger
    before. The record, which it holds from the start, is counted, since a build holds it too; it is not counted if only
    the largest of the processes it starts is wanted (`only_started`)."""
    context = multiprocessing.get_context("fork")
    told, tells = context.Pipe(duplex=False)

    def report() -> None:
        clock = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_SELF)
        work()
        found = [resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        seconds = sum(each.ru_utime + each.ru_stime for each in found) - before.ru_utime - before.ru_stime
        largest = max(each.ru_maxrss for each in found[only_started:])
        tells.send((seconds, time.monotonic() - clock, largest / 1024))

    process = context.Process(target=report)
    process.start()
    tells.close()
    figures.seconds, figures.clock, figures.memory = told.recv()
    process.join()


def write_pages(documents: Sequence[Document], folder: Path) -> None:
    """Write the pages that Pagefind alone would be given, with their filters, facts, and places in the text."""
    for each in documents:
        facets = {("filter", name, value) for name, values in each.filters.items() for value in values}
        facets |= {("meta", name, value) for name, value in each.shown.items()} | {("sort", "date", str(each.date))}
        marks = "".join(
            f'<i data-pagefind-{kind}="{name}[c]" c="{html.escape(value)}"></i>' for kind, name, value in facets
        )
        fields = "".join(
            f"<div data-pagefind-weight={weight}>{html.escape(' '.join(each.fields[name]))}</div>"
            for name, weight in WEIGHTS.items()
            if name != "text"
        )
        paragraphs = "\n\n".join(each.fields["text"]).split("\n\n")
        text = "".join(f'<p id="p{number}">{html.escape(text)}</p>' for number, text in enumerate(paragraphs))
        path = folder / each.address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        page = f"<body><div data-pagefind-body>{marks}{fields}{text}</div></body>"
        path.write_text(f'<!doctype html><html lang="{each.language}">{page}</html>', encoding="utf-8")


def disk(folder: Path) -> float:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6


def browse(figures: Figures, site: Path, page: str, module: str, queries: Sequence[str]) -> None:
    """Query in a browser: once on a newly loaded page, then all queries one after another."""
    with serving(site) as (address, sent), browser() as chromium:
        tab = chromium.new_page()
        begun = time.monotonic()
        if page.endswith("="):
            tab.goto(f"{address}{page}{queries[0]}")
            tab.wait_for_selector("li.lb-result a")
            figures.first = (time.monotonic() - begun) * 1000
            tab.wait_for_load_state("networkidle")
        else:
            tab.goto(f"{address}{page}")
            tab.evaluate(ASKED, [f"{address}{module}", queries[:1]])
            figures.first = (time.monotonic() - begun) * 1000
        figures.sent, figures.requests = sum(sent), len(sent)
        answer: Mapping[str, Any] = tab.evaluate(ASKED, [f"{address}{module}", list(queries)])
        figures.found, figures.further = answer["found"], median(answer["times"][1:])


def alone(site: Path, module: str, queries: Sequence[str]) -> list[list[int]]:
    """Return the first ten results of each query as Pagefind itself finds them in the index of a language."""
    with serving(site) as (address, _), browser() as chromium:
        tab = chromium.new_page()
        tab.goto(address)
        found: list[list[int]] = tab.evaluate(NUMBERS, [f"{address}{module}", list(queries)])
        return found


@contextmanager
def browser() -> Iterator[Browser]:
    path = os.environ.get("LETTERBOOK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@contextmanager
def serving(root: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a folder; yields its address and the bytes of each answer, including those to a page's workers."""
    sent: list[int] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packing, sent, directory=root)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()


class _Packing(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # otherwise it would delay each answer by 40 ms or more

    def __init__(self, sent: list[int], *arguments: Any, **named: Any) -> None:
        self._sent = sent
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.suffix in PACKED
        body = gzip.compress(path.read_bytes()) if packed else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self._sent.append(len(body))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [100, 1_000])
