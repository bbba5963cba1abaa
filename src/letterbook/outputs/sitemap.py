"""`/sitemap.xml`: every address that search engines may index, with the date of its last change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page


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
    entries = "".join(
        f"<url><loc>{escape(urls.absolute(site.site_url, address))}</loc>"
        + (f"<lastmod>{day.isoformat()}</lastmod>" if day else "")
        + "</url>\n"
        for address, day in dated.items()
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    yield OutputFile("sitemap.xml", xml.encode())
