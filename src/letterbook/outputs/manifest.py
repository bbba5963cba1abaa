"""The public manifest: what hand-written pages may know. It is handed to their macros, and is no part of the site."""

from __future__ import annotations

import json
from dataclasses import asdict
from zoneinfo import ZoneInfo

from letterbook import headline
from letterbook.interface import Interface
from letterbook.public import Public

NEWEST = 50


def manifest(public: Public, interface: Interface) -> str:
    """JSON: the newest communications as rows, their number, the rule in days by type, and as of when."""
    rows = tuple(headline.rows(public, interface).values())
    return json.dumps(
        {
            "language": interface.language,
            "as_of": interface.moment(public.as_of.astimezone(ZoneInfo(public.publisher.time_zone))),
            "publisher": public.publisher.name,
            "contact": public.publisher.contact,
            "days": {type_.value: days for type_, days in public.publisher.days.items()},
            "communications": len(rows),
            "responses": sum(len(each.responses) for each in public.communications),
            "newest": [asdict(row) for row in rows[:NEWEST]],
        },
        ensure_ascii=False,
    )
