"""The parts that every page needs besides its body: a title, a description, its canonical address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from letterbook import urls
from letterbook.i18n.isolation import isolate, write_isolates
from letterbook.rendering.page import SPECIMENS, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The values that all pages share: the site's name, and the address of its root, or "" if it is not known."""

    site_name: str
    site_url: str

    def build_page(
        self,
        address: str,
        *,
        title: str,
        description: str,
        body: str,
        contents: str,
        indexed: bool = True,
        changed: dt.date | None = None,
        printed: str = "",
        feed: str = "",
        metadata: Iterable[str] = (),
        tab: str = urls.COMMUNICATIONS,
    ) -> Page:
        """Build the page at `address`, under the tab of the navigation that leads to `tab`.

        `title` and `description` are plain text, `body` and `contents` HTML. `printed` is the header of every printed
        sheet, if that is not the title. `feed` is the name of the page's feeds (see `urls.atom_feed`), if it has any.
        `metadata` are further lines of the head, in HTML.
        """
        head = [f'<meta name="description" content="{escape(description)}">']
        if self.site_url:
            head.append(f'<link rel="canonical" href="{escape(urls.absolute(self.site_url, address))}">')
            if feed:  # rel="alternate" alone would make the theme fetch a sitemap from there
                head.append(
                    f'<link rel="alternate feed" type="application/atom+xml"'
                    f' title="{escape(f"{title} - {self.site_name}")}"'
                    f' href="{escape(urls.absolute(self.site_url, urls.atom_feed(feed)))}">'
                )
        head += metadata
        if not indexed:
            head.append('<meta name="robots" content="noindex">')
        return Page(
            address=address,
            indexed=indexed,
            changed=changed,
            specimen=SPECIMENS[address.count("/")],
            texts={
                "title": escape(f"{isolate(title)} - {self.site_name}"),
                "head": "\n".join(head),
                "printed": escape(f"{isolate(printed or title)} · {self.site_name}"),
                "topic": write_isolates(escape(isolate(title))),
                "body": body,
                "contents": contents,
                "tab": tab,
            },
        )
