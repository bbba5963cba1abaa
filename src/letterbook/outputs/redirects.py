"""Redirects: from a letter's key and from a register entry's former ids to the permanent address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from letterbook import urls
from letterbook.model.public import Communication, Group, Instrument, Mandate, Recipient
from letterbook.rendering.content_policy import add_policy
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile

_Entry = Recipient | Mandate | Instrument | Group


def write_redirects(site: Site) -> Iterator[OutputFile]:
    """Yield a small page for each former or other address, which leads to the permanent one."""
    public = site.public
    targets: dict[str, str] = {}
    for each in public.communications:
        targets[urls.by_key(each.reference)] = urls.letter(each.reference)
        for entry, address_of in _list_entries(each):
            targets |= dict.fromkeys(map(address_of, entry.formerly), address_of(entry.id))
    for notice in public.notices:
        if notice.response is None:
            targets[urls.by_key(notice.reference)] = urls.letter(notice.reference)
    for address, target in targets.items():
        yield OutputFile(urls.file_of(address), _write_page(address, target, site).encode())


def _list_entries(each: Communication) -> Iterator[tuple[_Entry, Callable[[str], str]]]:
    """Yield the register entries that have a page because of the letter, with the function that makes their address."""
    yield from ((addressing.recipient, urls.recipient) for addressing in each.recipients)
    yield from ((recipient, urls.recipient) for recipient in each.concerning)
    yield from ((signing.mandate, urls.mandate) for signing in each.mandates)
    yield from ((entry.instrument, urls.instrument) for entry in each.annex if entry.instrument)
    if each.group:
        yield each.group, urls.group


def _write_page(address: str, target: str, site: Site) -> str:
    relative = escape(urls.root(address) + target)
    canonical = (
        f'<link rel="canonical" href="{escape(urls.absolute(site.site_url, target))}">\n' if site.site_url else ""
    )
    moved = escape(site.interface.text("moved"))
    return add_policy(
        f'<!doctype html>\n<html lang="{site.interface.language}">\n<meta charset="utf-8">\n<title>{moved}</title>\n'
        f'{canonical}<meta name="robots" content="noindex">\n'
        '<link rel="icon" href="data:,">\n'  # or a browser asks for one that is not there
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f'<meta http-equiv="refresh" content="0; url={relative}">\n'
        f'<p>{moved}{site.interface.text("colon")}<a href="{relative}">{escape(target)}</a></p>\n</html>\n'
    )
