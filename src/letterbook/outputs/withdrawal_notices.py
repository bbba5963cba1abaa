"""The page that stands where something was withdrawn after its release."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.model.public import Public
from letterbook.rendering.layout import Paper
from letterbook.rendering.page import Page
from letterbook.rendering.templates import Drawing


def notice_pages(public: Public, drawing: Drawing, paper: Paper) -> Iterator[Page]:
    """A notice at each address that was withdrawn. No page links to it, and search engines are asked to forget it."""
    for notice in public.notices:
        if notice.response is None:
            address, key = urls.letter(notice.reference), "withdrawn-title"
        else:
            address, key = urls.response(notice.reference, notice.response), "withdrawn-response-title"
        title = drawing.interface.text(key, reference=notice.reference)
        body = drawing.draw("notice.html", notice=notice, title=title, root=urls.root(address))
        yield paper.page(address, title=title, description=title, body=body, contents="", indexed=False)
