"""Measures the processor time of the statistics: pairs, figures, and their pages, tables and charts.

The letters are those of the shipped record, repeated over twenty years under other references and without most of their
text: the citations in it are found for other pages anyway.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from letterbook import urls
from letterbook.build import assemble_site
from letterbook.derived.statistics import make_statistics, map_pairs
from letterbook.ingest.corpus import load
from letterbook.model.public import Communication, Public
from letterbook.outputs.register_pages import render_registers
from letterbook.outputs.statistics_pages import render_statistics
from letterbook.release import release
from letterbook.rendering.page import Page
from letterbook.site.theme_engine import Settings

PROJECT = Path(__file__).resolve().parents[1]
AS_OF = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
STEPS = ("pairs", "figures", "statistics pages", "register pages")
SETTINGS = Settings(
    site_name="Letters",
    site_url="https://letters.example/",
    language="en",
    partials=PROJECT / "overrides/partials/letterbook",
    site=PROJECT / "site",
    sources=(),
    packages=(),
    assets=PROJECT / "docs/assets",
)


def main(sizes: list[int]) -> None:
    """Print a table: a row for each number of letters, seconds for each step, and the size of the page."""
    record = load(PROJECT / "data").corpus
    assert record is not None, "the shipped record has errors"
    shipped = release(record, AS_OF)
    print(f"{'letters':>8}", *(f"{step:>18}" for step in STEPS), f"{'page KB':>10}")
    for size in sizes:
        public = replace(shipped, communications=tuple(_repeat(shipped, size)))
        site = assemble_site(public, SETTINGS, preview=False)
        list(site.citation_index.occurrences)
        times = [time.process_time()]
        pairs = map_pairs(public, site.relations)
        times.append(time.process_time())
        for each in make_statistics(public, pairs, site.citation_index):
            _ = each.total.curve, each.by_recipient, each.by_mandate, each.by_instrument
        times.append(time.process_time())
        made = list(render_statistics(site))
        times.append(time.process_time())
        list(render_registers(site))
        times.append(time.process_time())
        (page,) = (each for each in made if isinstance(each, Page) and each.address == urls.STATISTICS)
        spent = [after - before for before, after in pairwise(times)]
        print(f"{size:>8,}", *(f"{each:>18.2f}" for each in spent), f"{len(page.texts['body'].encode()) / 1024:>10.0f}")


def _repeat(shipped: Public, size: int) -> Iterator[Communication]:
    """Yield letters like those of the shipped record, with their responses, sent in twenty years."""
    for number in range(size):
        letter = shipped.communications[number % len(shipped.communications)]
        back = dt.timedelta(days=365 * (number % 20))
        reference = replace(letter.reference, number=10_000 + number)
        yield replace(
            letter,
            reference=reference,
            sent=letter.sent - back,
            text=replace(letter.text, body=letter.text.body[-2000:]),
            translations=(),
            follows=(),
            corrections=(),
            responses=tuple(
                replace(each, letter=reference, date=each.date - back, also_answers=(), translations=())
                for each in letter.responses
            ),
        )


if __name__ == "__main__":
    main([int(each.replace(",", "")) for each in sys.argv[1:]] or [1_000, 10_000])
