"""`/data/changes.json`: by day, what was released, answered, corrected, redacted and withdrawn.

Programs can keep a copy of the record up to date with it: each change has the address of the page that changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from letterbook import urls
from letterbook.derived.events import Event
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile


def write_changes_json(site: Site) -> Iterator[OutputFile]:
    """Yield the file: a list of days, newest first, each with its changes."""
    days = [
        {"date": day.isoformat(), "changes": [_describe(each, site) for each in found]}
        for day, found in groupby(site.events, key=lambda each: each.date)
    ]
    yield OutputFile(urls.CHANGES_FILE, (json.dumps(days, ensure_ascii=False, indent=1) + "\n").encode())


def _describe(event: Event, site: Site) -> dict[str, str | bool]:
    address = urls.absolute(site.site_url, event.address) if site.site_url else event.address
    described = {
        "change": event.kind.value,
        "letter": str(event.letter),
        "response": event.response,
        "title": event.title,
        "url": address,
        "note": event.note,
        "example": event.example,
    }
    return {key: value for key, value in described.items() if value}
