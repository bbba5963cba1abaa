"""The public manifest: what hand-written pages may know. It is handed to their macros, and is no part of the site."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from heapq import nsmallest
from zoneinfo import ZoneInfo

from letterbook.derived.relations import Relations
from letterbook.i18n import Interface
from letterbook.model.public import Public, Response
from letterbook.rendering import headline

NEWEST = 50
WEEK = dt.timedelta(days=7)


def manifest(public: Public, interface: Interface) -> str:
    """JSON: the communications of the seven days up to the moment that the site shows, the newest of them and of the
    responses, their numbers, what the publisher says of the record, the rule in days by type, and as of when."""
    local = public.as_of.astimezone(ZoneInfo(public.publisher.time_zone))
    week = [each for each in public.communications if each.released > local.date() - WEEK]
    newest = public.communications[:NEWEST]
    rows = headline.rows(newest if len(newest) > len(week) else week, Relations(public), interface)
    return json.dumps(
        {
            "language": interface.language,
            "as_of": interface.moment(local),
            "publisher": public.publisher.name,
            "contact": public.publisher.contact,
            "time_zone": public.publisher.time_zone,
            "responses_complete": public.publisher.responses_complete,
            "days": {type_.value: days for type_, days in public.publisher.days.items()},
            "communications": len(public.communications),
            "of_the_week": [asdict(rows[each.reference.key]) for each in week],
            "newest": [asdict(rows[each.reference.key]) for each in newest],
            "responses_of_the_week": sum(
                each.released > local.date() - WEEK for letter in public.communications for each in letter.responses
            ),
            "newest_responses": [asdict(headline.response_row(each, interface)) for each in _newest_responses(public)],
        },
        default=dt.date.isoformat,
        ensure_ascii=False,
    )


def _newest_responses(public: Public) -> list[Response]:
    """To whichever letter: a reply to an old one is news of its own."""
    found = (each for communication in public.communications for each in communication.responses)
    return nsmallest(NEWEST, found, key=lambda each: (-each.released.toordinal(), each.letter, each.slug))
