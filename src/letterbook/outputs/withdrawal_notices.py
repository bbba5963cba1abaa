"""The page that takes the place of a letter or response withdrawn after its release."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.page import Page


def render_withdrawal_notices(site: Site) -> Iterator[Page]:
    """Yield a notice for each withdrawn address. Search engines are asked to drop it.

    Only the status of a response links to its notice.
    """
    for notice in site.public.notices:
        if notice.response is None:
            address, key = urls.letter(notice.reference), "withdrawn-title"
        else:
            address, key = urls.response(notice.reference, notice.response), "withdrawn-response-title"
        title = site.interface.text(key, reference=notice.reference)
        body = site.templates.render("notice.html", notice=notice, title=title, root=urls.root(address))
        yield site.layout.build_page(address, title=title, description=title, body=body, contents="", indexed=False)
