"""Measures what a site takes up on disk, by kind of file and, for letters, by part of the page."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

LIMIT = 1_000_000_000
"""Bytes. GitHub Pages publishes no larger site."""
_KINDS = {
    "files of letters": r"communications/[^/]+/files/",
    "pages of responses": r"communications/[^/]+/[^/]+/index\.html",
    "pages of letters": r"communications/[^/]+-[^/]+-[^/]+-[^/]+/index\.html",
    "short addresses": r"communications/[^/]+/index\.html",
    "Markdown": r"communications/.+\.md",
    "JSON": r"communications/[^/]+\.json",
    "search": r"assets/search/|search/",
    "texts by year": r"data/texts/",
    "database": r"data/letterbook\.sqlite",
    "other data": r"data/",
    "feeds": r"feeds/",
    "lists": r"(?:communications|years|recipients|mandates|instruments|documents|groups)/",
}
"""The kinds of file that a site has more or larger ones of with each letter, with a pattern of their paths; the first
that fits counts."""
_REST = "all else"
_MANY = 20_000
_LEFT_OUT = ("database", "Markdown")
"""What a site of so many letters is built without (see `rendering.context`)."""


_ARTICLE = rb"<article.*</article>"
_PARTS: Mapping[str, bytes] = {
    "metadata": rb'<meta name="description".*?(?=<link rel="stylesheet")',
    "contents": rb'<nav class="lb-contents".*?</nav>',
    "panel “Cite”": rb'<details class="lb-cite".*?</details>',
    "text": rb'<section class="lb-text".*?</section>',
    "legal references": rb'<section aria-labelledby="legal-references">.*?</section>',
}
"""The parts of a letter's page, with a pattern of each. All but the first are in the article, of which the rest is
facts and the summary; the frame is everything that is in no part."""
_IN_ARTICLE = ("contents", "panel “Cite”", "text", "legal references")


def measure_kinds(site: Path) -> Counter[str]:
    """Return the bytes of a site by kind of file."""
    sizes: Counter[str] = Counter()
    for folder, _, names in os.walk(site):
        for name in names:
            path = Path(folder, name)
            relative = path.relative_to(site).as_posix()
            kind = next((kind for kind, pattern in _KINDS.items() if re.match(pattern, relative)), _REST)
            sizes[kind] += path.stat().st_size
    return sizes


def measure_parts(site: Path) -> dict[str, float]:
    """Return the mean number of bytes of each part of the pages of letters."""
    sizes: Counter[str] = Counter()
    pages = 0
    for path in site.glob("communications/*/index.html"):
        html = path.read_bytes()
        found = {name: _count(pattern, html) for name, pattern in _PARTS.items()}
        if not found["panel “Cite”"]:
            continue  # a redirect or a notice
        found["facts and summary"] = _count(_ARTICLE, html) - sum(found[name] for name in _IN_ARTICLE)
        found["frame"] = len(html) - sum(found.values())
        sizes.update(found)
        pages += 1
    return {name: size / pages for name, size in sizes.items()}


def _count(pattern: bytes, html: bytes) -> int:
    return sum(map(len, re.findall(pattern, html, re.DOTALL)))


def print_sizes(sites: Mapping[int, Counter[str]]) -> None:
    """Print what each kind of file takes up for each letter, in two records that differ only in their number of
    letters, and what a site of 20,000 such letters would take up."""
    (few, small), (many, large) = sorted(sites.items())[:2]
    slopes = {kind: (large[kind] - small[kind]) / (many - few) for kind in large}
    constant = sum(large.values()) - sum(slopes.values()) * many
    print(f"\nBytes a letter, as the difference between {few:,} and {many:,} letters")
    for kind, slope in sorted(slopes.items(), key=lambda each: -each[1]):
        if round(slope):
            print(f"  {kind:<22}{slope:>9,.0f}")
    print(f"  {'together':<22}{sum(slopes.values()):>9,.0f}, and {constant / 1e6:,.1f} MB whatever the number")
    kept = sum(slope for kind, slope in slopes.items() if kind not in _LEFT_OUT)
    whole = constant + kept * _MANY
    print(f"A site of {_MANY:,} letters, without {' and '.join(_LEFT_OUT)}: {whole / 1e9:.2f} GB")
    print(f"GitHub Pages takes {LIMIT / 1e9:.0f} GB: {(LIMIT - constant) / kept:,.0f} such letters")


def print_means(title: str, site: Path) -> None:
    """Print the mean size of a letter's page with its copies, by parts of the page."""
    parts = measure_parts(site)
    letters = len(list(site.glob("communications/*.json")))
    copies = {
        name: sum(each.stat().st_size for each in site.glob(f"communications/*{end}")) / letters
        for name, end in (("Markdown", ".md"), ("JSON", ".json"))
    }
    print(f"\n{title}: bytes a letter, without its responses")
    for name, size in sorted({**parts, **copies}.items(), key=lambda each: -each[1]):
        print(f"  {name:<22}{size:>9,.0f}")
    print(f"  {'page':<22}{sum(parts.values()):>9,.0f}")
    print(f"  {'page and copies':<22}{sum(parts.values()) + sum(copies.values()):>9,.0f}")
