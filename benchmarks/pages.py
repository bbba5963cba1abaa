"""Measures the processor time of each step from the record to the site, for records of several sizes, and the size of
the site."""

from __future__ import annotations

import datetime as dt
import os
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from letterbook import build, rules
from letterbook.ingest import corpus
from letterbook.processes import read_processor_time
from letterbook.release import release
from letterbook.rendering.context import Site
from letterbook.site import swap
from letterbook.site.manifest import write_theme_context
from letterbook.site.theme_engine import RenderedTheme, ThemeEngine
from sizes import measure_kinds, print_means, print_sizes
from synthetic import AS_OF, write_record

PROJECT = Path(__file__).resolve().parents[1]
SITE_URL = "https://letters.example.org/"
"""The address of the sites: without one they have no feeds."""
AS_OF_SHIPPED = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
PAGES, DATA, SEARCH = "pages", "data", "search"
"""Pages with listings; data with feeds and statistics; and the search, as the budget has them."""
GROUPS = {
    **dict.fromkeys(("tables", "copies", "texts", "database", "changes", "catalog", "feeds", "statistics"), DATA),
    "search": SEARCH,
}
"""The group of each output; all others are pages."""
STEPS = ("read", "check", "release", "engine", PAGES, DATA, SEARCH, "write", "audit")


def main(sizes: list[int]) -> None:
    """Print a table: a row for each size, seconds for each step, and milliseconds a letter for all but the audit. Then
    print what the sites take up on disk."""
    os.environ["SITE_URL"] = SITE_URL
    sites: dict[int, Counter[str]] = {}
    print(f"{'letters':>8}", *(f"{step:>8}" for step in STEPS), f"{'ms a letter':>12}", f"{'memory MB':>10}")
    for size in sizes:
        seconds, sites[size] = _measure(size)
        each = sum(seconds[step] for step in STEPS if step != "audit") / size * 1000
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:>8,}", *(f"{seconds[step]:>8.2f}" for step in STEPS), f"{each:>12.3f}", f"{memory:>10.0f}")
    if len(sites) > 1:
        print_sizes(sites)
    with tempfile.TemporaryDirectory(prefix="letterbook-bench-") as folder:
        print_means("The shipped record", _build_shipped(Path(folder) / "site"))


def _measure(size: int) -> tuple[dict[str, float], Counter[str]]:
    seconds: dict[str, float] = {}

    @contextmanager
    def step(name: str) -> Iterator[None]:
        start = read_processor_time()
        yield
        seconds[name] = read_processor_time() - start

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
        groups = _time_outputs(site, theme)
        seconds |= groups
        site = build.assemble_site(public, engine.settings, preview=False)  # with an empty citation index
        with step("write"):
            swap.replace_site(build.render_files(site, theme), Path(folder) / "site")
        with step("audit"):
            build.scan_for_leaks(Path(folder) / "site", record, public, engine.settings)
        kinds = measure_kinds(Path(folder) / "site")
        print_means(f"{size:,} letters", Path(folder) / "site")
    seconds["write"] -= sum(groups.values())  # a build writes each page as it is made
    return seconds, kinds


def _time_outputs(site: Site, theme: RenderedTheme) -> dict[str, float]:
    """Render all files, one after the other as a build does, and return the seconds of each group; no file is kept."""
    seconds = {PAGES: 0.0, DATA: 0.0, SEARCH: 0.0}
    group, start = PAGES, read_processor_time()

    def begin(step: str) -> None:
        nonlocal group, start
        now = read_processor_time()
        seconds[group] += now - start
        group, start = GROUPS.get(step.removeprefix("writing "), PAGES), now

    for _ in build.render_files(site, theme, begin):
        pass
    begin("")
    return seconds


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
