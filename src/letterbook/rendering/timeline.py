"""The timeline of a letter: when it was sent and released, and what was due, came, or was corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Notice, Response
from letterbook.rendering.charts import Timeline, draw_timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """An event in a letter's timeline: what happened, on which day, and after how many days from sending.

    `address` is that of its page, from the root of the site, or of a part of the letter's page (`#corrections`), or of
    a page elsewhere (`https://…`), or "".
    """

    name: str
    address: str
    date: dt.date
    after: str
    by_recipient: bool

    @property
    def is_on_site(self) -> bool:
        """Whether the address is one from the root of the site."""
        return bool(self.address) and not self.address.startswith(("#", "https:", "http:"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The events of a letter's timeline in order, and the line on which they are drawn under the same numbers."""

    chart: Timeline
    events: tuple[TimelineEvent, ...]


def view_timeline(
    letter: Communication, responses: Iterable[Response], notices: Iterable[Notice], interface: Interface
) -> TimelineView:
    """View the timeline of a letter with the responses to it and the notices of those withdrawn."""
    found = sorted(_list_events(letter, responses, notices, interface), key=lambda each: each[0])
    events = tuple(
        TimelineEvent(
            name=name,
            address=address,
            date=date,
            after=interface.plural("timeline-after", (date - letter.sent).days) if date > letter.sent else "",
            by_recipient=by_recipient,
        )
        for date, name, address, by_recipient in found
    )
    return TimelineView(chart=draw_timeline([(each.date, each.by_recipient) for each in events]), events=events)


def _list_events(
    letter: Communication, responses: Iterable[Response], notices: Iterable[Notice], interface: Interface
) -> Iterator[tuple[dt.date, str, str, bool]]:
    """Yield the day of each event, its name, its address, and whether a recipient acted."""
    yield letter.sent, interface.text("timeline-sent"), "", False
    if letter.response_due is not None:
        yield letter.response_due, interface.text("response-due"), "", False
    yield letter.released, interface.text("timeline-released"), "", False
    for each in responses:
        name = interface.join_label(interface.words(each.recipient.name), interface.text(f"response-{each.kind}"))
        yield each.date, name, urls.response(each.letter, each.slug), True
    for notice in notices:
        address = urls.response(notice.reference, notice.response or "")
        yield notice.date, interface.text("answered-withdrawn"), address, False
    for correction in letter.corrections:
        yield correction.date, interface.text("event-corrected"), "#corrections", False
    for day in letter.redacted:
        yield day, interface.text("event-redacted"), "#corrections", False
    for release in letter.press_releases:
        yield release.date, interface.text("event-press-release"), release.url, False
