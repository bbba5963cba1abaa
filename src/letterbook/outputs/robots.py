"""`/robots.txt`: everything may be read; where the sitemap is, when the site knows its address."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.output_file import OutputFile


def robots(site_url: str) -> Iterator[OutputFile]:
    """Pages that ask not to be indexed say so themselves, since naming them here would list them."""
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {urls.absolute(site_url, 'sitemap.xml')}")
    yield OutputFile("robots.txt", ("\n".join(lines) + "\n").encode())
