"""What every page of ours needs beside its body: a title, a description, its canonical address."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape

from letterbook import urls
from letterbook.rendering.page import SPECIMENS, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The letterhead: the site's name and its address (of the root, or "" where it is not known)."""

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
        tab: str = urls.COMMUNICATIONS,
    ) -> Page:
        """A page at `address`, under the tab of the navigation that leads to `tab`.

        `title` and `description` are plain text; `body` and `contents` are HTML; `printed` stands on every sheet of
        layout, where it is not the title.
        """
        head = [
            f'<meta name="description" content="{escape(description)}">',
            f"<style>:root{{--lb-printed:{_css(f'{printed or title} · {self.site_name}')}}}</style>",
        ]
        if self.site_url:
            head.append(f'<link rel="canonical" href="{escape(urls.absolute(self.site_url, address))}">')
        if not indexed:
            head.append('<meta name="robots" content="noindex">')
        return Page(
            address=address,
            indexed=indexed,
            changed=changed,
            specimen=SPECIMENS[address.count("/")],
            texts={
                "title": escape(f"{title} - {self.site_name}"),
                "head": "\n  ".join(head),
                "topic": escape(title),
                "body": body,
                "contents": contents,
                "tab": tab,
            },
        )


def _css(text: str) -> str:
    """Text as a string of CSS, in which no sign of its own means anything."""
    return '"' + "".join(each if each.isalnum() or each in " /.,-·" else f"\\{ord(each):x} " for each in text) + '"'
