"""`/data/dcat.json`: a description of the data set for catalogues of open data, in DCAT as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.dataset import describe_catalog
from letterbook.rendering.page import OutputFile


def write_catalog(site: Site) -> Iterator[OutputFile]:
    """Yield the file. It names files by complete addresses, so a site that does not know its own has none."""
    if site.site_url:
        text = json.dumps(describe_catalog(site), ensure_ascii=False, indent=1)
        yield OutputFile(urls.CATALOG, f"{text}\n".encode())
