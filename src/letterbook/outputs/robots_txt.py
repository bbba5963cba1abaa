"""`/robots.txt`: lets crawlers read everything, or nothing of a preview, and points to the sitemap if there is one."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile


def write_robots_txt(site: Site) -> Iterator[OutputFile]:
    """Yield the file. Pages that ask not to be indexed say so themselves: naming them here would list them."""
    lines = ["User-agent: *", "Disallow: /" if site.preview else "Allow: /"]
    if site.site_url:
        lines.append(f"Sitemap: {urls.absolute(site.site_url, 'sitemap.xml')}")
    yield OutputFile("robots.txt", ("\n".join(lines) + "\n").encode())
