"""The public manifest: what hand-written pages may know. It is handed to their macros, and is no part of the site."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from zoneinfo import ZoneInfo

from letterbook import headline
from letterbook.interface import Interface
from letterbook.public import Public

NEWEST = 50
WEEK = dt.timedelta(days=7)


def manifest(public: Public, interface: Interface) -> str:
    """JSON: the communications of the seven days up to the moment that the site shows, the newest of them and of the
    responses, their numbers, the rule in days by type, and as of when."""
    rows = tuple(headline.rows(public, interface).values())
    responses = headline.response_rows(public, interface)
    local = public.as_of.astimezone(ZoneInfo(public.publisher.time_zone))
    week = (local.date() - WEEK).isoformat()
    return json.dumps(
        {
            "language": interface.language,
            "as_of": interface.moment(local),
            "publisher": public.publisher.name,
            "days": {type_.value: days for type_, days in public.publisher.days.items()},
            "communications": len(rows),
            "of_the_week": [asdict(row) for row in rows if row.released > week],
            "newest": [asdict(row) for row in rows[:NEWEST]],
            "newest_responses": [asdict(row) for row in responses[:NEWEST]],
        },
        ensure_ascii=False,
    )
