"""`/sitemap.xml`: every address that search engines may index, with the date of its last change.

A sitemap holds at most 50,000 addresses. More are split into several, of which `/sitemap.xml` is the index.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page

MOST = 50_000
"""How many addresses a sitemap may hold. Source: https://www.sitemaps.org/protocol.html"""


def append_sitemap(site: Site, outputs: Iterable[Page | OutputFile]) -> Iterator[Page | OutputFile]:
    """Yield the `outputs`, then the sitemap of the pages among them and of the hand-written pages.

    A page is dated by its release and corrections, never by the build. A sitemap needs absolute addresses: a site
    without a `site_url` has none.
    """
    dated: dict[str, dt.date | None] = dict.fromkeys(sorted(site.hand_written))
    for each in outputs:
        if isinstance(each, Page) and each.indexed:
            dated[each.address] = each.changed
        yield each
    if not site.site_url:
        return
    entries = list(dated.items())
    parts = [entries[start : start + MOST] for start in range(0, len(entries), MOST)] or [entries]
    if len(parts) == 1:
        yield _write_list("sitemap.xml", "urlset", "url", parts[0], site.site_url)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield _write_list("sitemap.xml", "sitemapindex", "sitemap", [(name, None) for name in names], site.site_url)
    for name, part in zip(names, parts, strict=True):
        yield _write_list(name, "urlset", "url", part, site.site_url)


def _write_list(
    name: str, root: str, item: str, dated: Iterable[tuple[str, dt.date | None]], site_url: str
) -> OutputFile:
    """Write a list of addresses with their dates, in the format of sitemaps and their index."""
    items = "".join(
        f"<{item}><loc>{escape(urls.absolute(site_url, address))}</loc>"
        + (f"<lastmod>{day.isoformat()}</lastmod>" if day else "")
        + f"</{item}>\n"
        for address, day in dated
    )
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{namespace}">\n{items}</{root}>\n'
    return OutputFile(name, xml.encode())
