"""Other addresses: of a letter by its key, of a register entry by a former id. Each leads to the one that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from letterbook import urls
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Group, Instrument, Mandate, Public, Recipient
from letterbook.rendering.page import OutputFile

_Entry = Recipient | Mandate | Instrument | Group


def redirects(public: Public, site_url: str, interface: Interface) -> Iterator[OutputFile]:
    """A page for each other address that sends its reader on."""
    targets: dict[str, str] = {}
    for each in public.communications:
        targets[urls.by_key(each.reference)] = urls.letter(each.reference)
        for entry, address_of in _entries(each):
            targets |= dict.fromkeys(map(address_of, entry.formerly), address_of(entry.id))
    for notice in public.notices:
        if notice.response is None:
            targets[urls.by_key(notice.reference)] = urls.letter(notice.reference)
    for address, target in targets.items():
        yield OutputFile(urls.file_of(address), _page(address, target, site_url, interface).encode())


def _entries(each: Communication) -> Iterator[tuple[_Entry, Callable[[str], str]]]:
    """The entries of registers that have a page for the letter's sake, and what makes an address of an id."""
    yield from ((addressing.recipient, urls.recipient) for addressing in each.recipients)
    yield from ((recipient, urls.recipient) for recipient in each.concerning)
    yield from ((signing.mandate, urls.mandate) for signing in each.mandates)
    yield from ((entry.instrument, urls.instrument) for entry in each.annex if entry.instrument)
    if each.group:
        yield each.group, urls.group


def _page(address: str, target: str, site_url: str, interface: Interface) -> str:
    relative = escape(urls.root(address) + target)
    canonical = f'<link rel="canonical" href="{escape(urls.absolute(site_url, target))}">\n' if site_url else ""
    moved = escape(interface.text("moved"))
    return (
        f'<!doctype html>\n<html lang="{interface.language}">\n<meta charset="utf-8">\n<title>{moved}</title>\n'
        f'{canonical}<meta name="robots" content="noindex">\n'
        '<link rel="icon" href="data:,">\n'  # or a browser asks for one that is not there
        f'<meta http-equiv="refresh" content="0; url={relative}">\n'
        f'<p>{moved}: <a href="{relative}">{escape(target)}</a></p>\n</html>\n'
    )
