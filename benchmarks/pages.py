"""Measures the processor time of each step from the record to the site, for records of several sizes, and the size of
the site."""

from __future__ import annotations

import datetime as dt
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from letterbook import build, rules
from letterbook.ingest import corpus
from letterbook.release import release
from letterbook.site import swap
from letterbook.site.manifest import write_theme_context
from letterbook.site.theme_engine import ThemeEngine
from sizes import measure_kinds, print_means, print_sizes
from synthetic import AS_OF, write_record

PROJECT = Path(__file__).resolve().parents[1]
SITE_URL = "https://letters.example.org/"
"""The address of the sites: without one they have no feeds."""
AS_OF_SHIPPED = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
STEPS = ("read", "check", "release", "engine", "pages and listings", "write", "audit")


def main(sizes: list[int]) -> None:
    """Print a table: a row for each size, seconds for each step, and milliseconds a letter for the pages. Then print
    what the sites take up on disk."""
    os.environ["SITE_URL"] = SITE_URL
    sites: dict[int, Counter[str]] = {}
    print(f"{'letters':>8}", *(f"{step:>19}" for step in STEPS), f"{'ms a letter':>12}", f"{'memory MB':>10}")
    for size in sizes:
        seconds, sites[size] = _measure(size)
        pages = seconds["pages and listings"] / size * 1000
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:>8,}", *(f"{seconds[step]:>19.2f}" for step in STEPS), f"{pages:>12.3f}", f"{memory:>10.0f}")
    if len(sites) > 1:
        print_sizes(sites)
    with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as folder:
        print_means("The shipped record", _build_shipped(Path(folder) / "site"))


def _measure(size: int) -> tuple[dict[str, float], Counter[str]]:
    seconds: dict[str, float] = {}

    @contextmanager
    def step(name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        seconds[name] = time.process_time() - start

    with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as folder:
        data, work = Path(folder) / "data", Path(folder) / "work"
        write_record(data, size, PROJECT / "data" / "registers")
        with step("read"):
            loaded = corpus.load(data)
        with step("check"):
            citations = rules.cache_citations(loaded)
            found = rules.check_record(loaded, AS_OF, citations)
        if found or loaded.corpus is None or citations is None:
            sys.exit(f"the synthetic record has faults, of which the first is: {found[:1]}")
        with step("release"):
            record = rules.CheckedRecord(corpus=loaded.corpus, citations=citations)
            public = release(record.corpus, AS_OF, record.citations)
        with step("engine"):
            engine = ThemeEngine(PROJECT / "mkdocs.yml", work / "theme")
            site = build.assemble_site(public, engine.settings, preview=False)
            theme = engine.render(write_theme_context(site, work))
        with step("pages and listings"):  # one after the other, as a build makes them; none is kept
            for _ in build.render_files(site, theme):
                pass
        site = build.assemble_site(public, engine.settings, preview=False)  # with an empty citation index
        with step("write"):
            swap.replace_site(build.render_files(site, theme), Path(folder) / "site")
        with step("audit"):
            build.scan_for_leaks(Path(folder) / "site", record, public, engine.settings)
        kinds = measure_kinds(Path(folder) / "site")
        print_means(f"{size:,} letters", Path(folder) / "site")
    seconds["write"] -= seconds["pages and listings"]  # a build writes each page as it is made
    return seconds, kinds


def _build_shipped(site: Path) -> Path:
    """Build the shipped record into the folder `site`, and return it."""
    build.build(
        config_file=PROJECT / "mkdocs.yml",
        record=rules.load_checked_record(PROJECT / "data", AS_OF_SHIPPED, PROJECT / "mkdocs.yml"),
        site_dir=site,
        as_of=AS_OF_SHIPPED,
        preview=False,
        engine="mkdocs",
        progress=lambda _: None,
    )
    return site


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [100, 1_000, 10_000])
