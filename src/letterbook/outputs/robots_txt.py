"""`/robots.txt`: everything may be read, of a preview nothing; and where the sitemap is, if there is one."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.rendering.page import OutputFile


def robots(site_url: str, *, preview: bool) -> Iterator[OutputFile]:
    """Pages that ask not to be indexed say so themselves, since naming them here would list them."""
    lines = ["User-agent: *", "Disallow: /" if preview else "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {urls.absolute(site_url, 'sitemap.xml')}")
    yield OutputFile("robots.txt", ("\n".join(lines) + "\n").encode())
