"""`/feeds/`: news as Atom and JSON Feed, for the whole record, for its responses, and for each recipient, mandate,
instrument and group.

Sources: RFC 4287 (Atom); JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Both need complete addresses, so a site
that does not know its own has no feeds.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from zoneinfo import ZoneInfo

from letterbook import urls
from letterbook.derived.events import Event, EventKind
from letterbook.derived.titles import choose_passage
from letterbook.model.public import Communication
from letterbook.model.schema import Words
from letterbook.rendering import headline
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile

_ALL, _RESPONSES = urls.COMMUNICATIONS, "responses/"
MOST_ENTRIES = 50
"""A feed has the newest entries only; `/data/changes.json` has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """A feed: its name in addresses, the page that it is about, and its title."""

    name: str
    page: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry of a feed: `id` never changes, `time` is 00:00 of its day in the policy's time zone, with its offset."""

    id: str
    title: str
    url: str
    time: str
    summary: str

    def write_atom(self) -> str:
        """Return the entry as an Atom element."""
        return (
            f"<entry><id>{self.id}</id><title>{escape(self.title)}</title>"
            f'<link rel="alternate" type="text/html" href="{escape(self.url)}"/>'
            f"<published>{self.time}</published><updated>{self.time}</updated>"
            f"<summary>{escape(self.summary)}</summary></entry>\n"
        )

    def describe(self) -> dict[str, str]:
        """Return the entry as a JSON Feed item."""
        return {
            "id": self.id,
            "url": self.url,
            "title": self.title,
            "content_text": self.summary,
            "date_published": self.time,
        }


def write_feeds(site: Site) -> Iterator[OutputFile]:
    """Yield both formats of each feed."""
    if not site.site_url:
        return
    feeds, subjects = _find_feeds(site)
    events: Mapping[str, list[Event]] = defaultdict(list)
    for event in site.events:
        for name in (_ALL, *subjects.get(event.letter.key, ())):
            events[name].append(event)
        if event.kind is EventKind.ANSWERED:
            events[_RESPONSES].append(event)
    for feed in feeds:
        entries = [_make_entry(each, site) for each in events[feed.name][:MOST_ENTRIES]]
        yield OutputFile(urls.atom_feed(feed.name), _write_atom(feed, entries, site).encode())
        yield OutputFile(urls.json_feed(feed.name), _write_json(feed, entries, site).encode())


def _find_feeds(site: Site) -> tuple[Iterable[_Feed], Mapping[str, set[str]]]:
    """Return every feed, and for each letter's key the names of the feeds in which it appears.

    These are the feeds of everything that the letter names, and of the instruments that it or a response to it cites.
    """
    interface, name = site.interface, site.layout.site_name
    responses = interface.join_label(name, interface.text("feed-responses"))
    feeds = {
        _ALL: _Feed(name=_ALL, page=urls.COMMUNICATIONS, title=name),
        _RESPONSES: _Feed(name=_RESPONSES, page=urls.COMMUNICATIONS, title=responses),
    }
    subjects: Mapping[str, set[str]] = defaultdict(set)
    for letter, page, words in _list_subjects(site):
        title = interface.join_label(name, choose_passage(words, "", interface).text)
        feeds[page] = _Feed(name=page, page=page, title=title)
        subjects[letter.reference.key].add(page)
    return feeds.values(), subjects


def _list_subjects(site: Site) -> Iterator[tuple[Communication, str, Words]]:
    """Yield each letter with the page and the name of each subject that has a feed."""
    for letter in site.public.communications:
        for recipient in (*(each.recipient for each in letter.recipients), *letter.concerning):
            yield letter, urls.recipient(recipient.id), recipient.name
        for signing in letter.mandates:
            yield letter, urls.mandate(signing.mandate.id), signing.mandate.label
        if letter.group is not None:
            yield letter, urls.group(letter.group.id), letter.group.title
    for occurrence in site.citation_index.occurrences:
        if (instrument := occurrence.instrument) is not None:
            yield occurrence.letter, urls.instrument(instrument.id), instrument.title


def _make_entry(event: Event, site: Site) -> _Entry:
    interface = site.interface
    title, id_ = event.title or str(event.letter), event.address
    if event.kind in (EventKind.RELEASED, EventKind.ANSWERED):
        facts = _summarize(event, site)
    else:
        title, facts = interface.join_label(interface.text(f"event-{event.kind}"), title), event.note
        id_ = f"{event.address} {event.kind} {event.date.isoformat()} {event.note}"
    example = interface.text("example") if event.example else ""
    return _Entry(
        id=_make_id(id_),
        title=title,
        url=urls.absolute(site.site_url, event.address),
        time=_begin(event.date, site),
        summary=headline.SEPARATOR.join(filter(None, (example, facts))) or title,
    )


def _summarize(event: Event, site: Site) -> str:
    """Return the line below the title on the page of a letter or response."""
    letter = site.relations.get_communication(event.letter.key)
    if event.response is None:
        return headline.write_lead(letter, site.interface)
    response = next(each for each in letter.responses if each.slug == event.response)
    return headline.write_response_facts(response, site.interface)


def _make_id(name: str) -> str:
    """Make an identifier from the name alone, so that it stays the same when the site moves to another address."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"letterbook:{name}").urn


def _begin(day: dt.date, site: Site) -> str:
    zone = ZoneInfo(site.public.publisher.time_zone)
    return dt.datetime.combine(day, dt.time(), zone).isoformat()


def _write_atom(feed: _Feed, entries: Sequence[_Entry], site: Site) -> str:
    own, html = (urls.absolute(site.site_url, each) for each in (urls.atom_feed(feed.name), feed.page))
    updated = entries[0].time if entries else _begin(dt.date(1970, 1, 1), site)
    licence = site.public.publisher.licence
    style = f"{urls.root(urls.atom_feed(feed.name))}{urls.FEED_STYLE}"
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/css" href="{style}"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{site.interface.language}">\n'
        f"<id>{_make_id(feed.name)}</id>\n<title>{escape(feed.title)}</title>\n<updated>{updated}</updated>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(html)}"/>\n'
        + (f'<link rel="license" href="{escape(licence.url)}"/>\n' if licence else "")
        + f"<author><name>{escape(site.public.publisher.name)}</name></author>\n"
    )
    return head + "".join(each.write_atom() for each in entries) + "</feed>\n"


def _write_json(feed: _Feed, entries: Sequence[_Entry], site: Site) -> str:
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": urls.absolute(site.site_url, feed.page),
        "feed_url": urls.absolute(site.site_url, urls.json_feed(feed.name)),
        "language": site.interface.language,
        "authors": [{"name": site.public.publisher.name}],
        "items": [each.describe() for each in entries],
    }
    return json.dumps(content, ensure_ascii=False) + "\n"
