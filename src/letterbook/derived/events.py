"""What happened to the public record, and when: releases, responses, corrections, redactions and withdrawals.

Events are derived from the record alone, so they do not depend on when or how often the site was built.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from letterbook import urls
from letterbook.derived.titles import join_reference, write_full_title, write_title
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Notice, Public, Response
from letterbook.model.reference import Reference


class EventKind(StrEnum):
    """The kinds of event."""

    RELEASED = "released"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    REDACTED = "redacted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event: its day in the policy's time zone, the letter, the last part of the address if it is about a response,
    and the address of the page, from the root of the site. A withdrawn letter or response has no title. `note` is that
    of a correction, or the reason of a withdrawal.
    `example` is whether the letter is a fictional example."""

    kind: EventKind
    date: dt.date
    letter: Reference
    response: str | None = None
    title: str = ""
    address: str
    note: str = ""
    example: bool = False


def list_events(public: Public, interface: Interface) -> tuple[Event, ...]:
    """List every event up to the `as_of` of the public record, newest first."""
    today = public.as_of.astimezone(ZoneInfo(public.publisher.time_zone)).date()
    found = [event for letter in public.communications for event in _find_events(letter, interface)]
    found += [_make_withdrawal(each, interface) for each in public.notices]
    past = [each for each in found if each.date <= today]
    past.sort(key=lambda each: (each.letter, each.response or "", each.kind))
    return tuple(sorted(past, key=lambda each: each.date, reverse=True))


def _find_events(letter: Communication, interface: Interface) -> Iterator[Event]:
    title = join_reference(letter.reference, write_title(letter, interface).text)
    yield from _find_changes(letter, EventKind.RELEASED, title, urls.letter(letter.reference), None)
    for response in letter.responses:
        title = join_reference(letter.reference, write_full_title(response, letter, interface))
        address = urls.response(letter.reference, response.slug)
        yield from _find_changes(response, EventKind.ANSWERED, title, address, response.slug)


def _find_changes(
    filed: Communication | Response, first: EventKind, title: str, address: str, response: str | None
) -> Iterator[Event]:
    letter = filed.letter if isinstance(filed, Response) else filed.reference
    changes = [
        (first, filed.released, ""),
        *((EventKind.CORRECTED, each.date, each.note) for each in filed.corrections),
        *((EventKind.REDACTED, day, "") for day in filed.redacted),
    ]
    for kind, day, note in changes:
        if kind is first or day > filed.released:  # a change before the release was never seen
            yield Event(
                kind=kind,
                date=day,
                letter=letter,
                response=response,
                title=title,
                address=address,
                note=note,
                example=filed.example,
            )


def _make_withdrawal(notice: Notice, interface: Interface) -> Event:
    response = notice.response
    return Event(
        kind=EventKind.WITHDRAWN,
        date=notice.date,
        letter=notice.reference,
        response=response,
        address=urls.response(notice.reference, response) if response else urls.letter(notice.reference),
        note=interface.words(notice.reason),
    )
