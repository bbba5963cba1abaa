"""`/opensearch.xml`: lets a browser search the site from its address bar.

Source: OpenSearch 1.1 (https://github.com/dewitt/opensearch). It needs complete addresses, so a site that does not know
its own has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile

_LONGEST_NAME = 16
"""How many characters a short name may have."""


def write_opensearch(site: Site) -> Iterator[OutputFile]:
    """Yield the description."""
    if not site.site_url:
        return
    template = urls.absolute(site.site_url, f"{urls.SEARCH}?q={{searchTerms}}")
    description = site.interface.text("search-box")
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(site.layout.site_name[:_LONGEST_NAME])}</ShortName>\n"
        f"<Description>{escape(description)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(template)}"/>\n'
        "</OpenSearchDescription>\n"
    )
    yield OutputFile(urls.OPENSEARCH, xml.encode())
