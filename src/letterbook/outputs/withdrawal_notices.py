"""The page that takes the place of a letter or response withdrawn after its release."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.rendering.context import Site
from letterbook.rendering.page import Page
from letterbook.rendering.views import Linked


def render_withdrawal_notices(site: Site) -> Iterator[Page]:
    """Yield a notice for each withdrawn address. Search engines are asked to drop it.

    Only the status of a response links to its notice. The notice of a response leads to its letter, if that is public,
    and any other to the list of letters.
    """
    for notice in site.public.notices:
        if notice.response is None:
            address, key = urls.letter(notice.reference), "withdrawn-title"
        else:
            address, key = urls.response(notice.reference, notice.response), "withdrawn-response-title"
        title = site.interface.text(key, reference=notice.reference)
        letters = Linked(site.interface.text("communications"), urls.COMMUNICATIONS)
        is_letter_public = notice.response is not None and notice.reference.key in site.rows
        body = site.templates.render(
            "notice.html",
            notice=notice,
            title=title,
            within=Linked(str(notice.reference), urls.letter(notice.reference)) if is_letter_public else letters,
            source=", ".join(filter(None, (site.layout.site_name, site.find_address(address)))),
            root=urls.root(address),
        )
        yield site.layout.build_page(address, title=title, description=title, body=body, contents="", indexed=False)
