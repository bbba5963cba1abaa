"""The timeline of a letter: when it was sent, released, answered and corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from letterbook import urls
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Notice, Response
from letterbook.rendering.charts import Timeline, draw_timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """An event in a letter's timeline: what happened, with the address of its page, on which day, and after how many
    days from sending."""

    name: str
    address: str
    date: dt.date
    after: str
    by_recipient: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The events of a letter's timeline in order, and the line on which they are drawn under the same numbers."""

    chart: Timeline
    events: tuple[TimelineEvent, ...]


def view_timeline(
    letter: Communication, responses: Iterable[Response], notices: Iterable[Notice], interface: Interface
) -> TimelineView | None:
    """View the timeline of a letter with the responses to it and the notices of those withdrawn. Returns None if
    nothing has happened since its release."""
    found = [
        (letter.sent, interface.text("timeline-sent"), "", False),
        (letter.released, interface.text("timeline-released"), "", False),
    ]
    for each in responses:
        recipient = interface.words(each.recipient.name)
        name = interface.join_label(recipient, interface.text(f"response-{each.kind}"))
        found.append((each.date, name, urls.response(each.letter, each.slug), True))
    for notice in notices:
        address = urls.response(notice.reference, notice.response or "")
        found.append((notice.date, interface.text("answered-withdrawn"), address, False))
    found += [(each.date, interface.text("event-corrected"), "#corrections", False) for each in letter.corrections]
    found += [(each, interface.text("event-redacted"), "#corrections", False) for each in letter.redacted]
    if len(found) == 2:
        return None
    found.sort(key=lambda each: each[0])
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
    chart = draw_timeline([(each.date, each.by_recipient) for each in events])
    return TimelineView(chart=chart, events=events)
