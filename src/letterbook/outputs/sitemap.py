"""`/sitemap.xml`: every address that search engines are welcome to, and when it last changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape

from letterbook import urls
from letterbook.rendering.page import OutputFile, Page


def with_sitemap(
    outputs: Iterable[Page | OutputFile], site_url: str, others: Iterable[str]
) -> Iterator[Page | OutputFile]:
    """The `outputs`, and after them the sitemap of the pages among them and of the addresses of `others`.

    A page is dated by release and correction, never by building. A sitemap needs whole addresses: without `site_url`
    there is none.
    """
    dated: dict[str, dt.date | None] = dict.fromkeys(sorted(others))
    for each in outputs:
        if isinstance(each, Page) and each.indexed:
            dated[each.address] = each.changed
        yield each
    if not site_url:
        return
    entries = "".join(
        f"<url><loc>{escape(urls.absolute(site_url, address))}</loc>"
        + (f"<lastmod>{day.isoformat()}</lastmod>" if day else "")
        + "</url>\n"
        for address, day in dated.items()
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    yield OutputFile("sitemap.xml", xml.encode())
