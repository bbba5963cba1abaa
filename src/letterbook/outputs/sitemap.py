"""`/sitemap.xml`: every address that search engines are welcome to, and when it last changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html import escape

from letterbook import urls
from letterbook.output_file import OutputFile
from letterbook.public import Correction, Public


def sitemap(public: Public, site_url: str, others: Iterable[str]) -> Iterator[OutputFile]:
    """The communications and responses, dated by their release or last correction, and the addresses of `others`.

    A sitemap needs whole addresses: without `site_url` there is none.
    """
    if not site_url:
        return
    dated: list[tuple[str, dt.date | None]] = [(address, None) for address in sorted(others)]
    for each in public.communications:
        if each.indexed:
            dated.append((urls.letter(each.reference), _changed(each.released, each.corrections, each.redacted)))
        for response in each.responses:
            if response.indexed:
                day = _changed(response.released, response.corrections, response.redacted)
                dated.append((urls.response(response.letter, response.slug), day))
    entries = "".join(
        f"<url><loc>{escape(urls.absolute(site_url, address))}</loc>"
        + (f"<lastmod>{day.isoformat()}</lastmod>" if day else "")
        + "</url>\n"
        for address, day in dated
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    yield OutputFile("sitemap.xml", xml.encode())


def _changed(released: dt.date, corrections: tuple[Correction, ...], redacted: tuple[dt.date, ...]) -> dt.date:
    return max((released, *(each.date for each in corrections), *redacted))
