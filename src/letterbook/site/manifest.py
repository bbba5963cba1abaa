"""The public manifest and the other values that hand-written pages and the theme's templates may use.

They are passed on for one build, and are not part of the site.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from heapq import nsmallest
from pathlib import Path
from zoneinfo import ZoneInfo

from letterbook.model.public import Public, Response
from letterbook.rendering import headline
from letterbook.rendering.context import Site
from letterbook.site.theme_engine import ThemeContext

NEWEST = 50
WEEK = dt.timedelta(days=7)
THEME_WORDS = (
    "skip",
    "search",
    "search-box",
    "communications-all",
    "not-found",
    "not-found-lead",
    "find",
    "find-button",
    "no-reference",
)
"""The interface's words that the theme's templates need in addition to the theme's own."""


def write_theme_context(site: Site, work: Path) -> ThemeContext:
    """Write the manifest into the folder `work`, and return its path with the other values for the theme."""
    work.mkdir(parents=True, exist_ok=True)
    path = work / "manifest.json"
    path.write_text(write_manifest(site), encoding="utf-8")
    moment = site.interface.moment(_local_moment(site.public))
    return ThemeContext(
        manifest=str(path),
        preview=site.interface.text("preview", moment=moment) if site.preview else "",
        words={key: site.interface.text(key) for key in THEME_WORDS},
    )


def write_manifest(site: Site) -> str:
    """Write the manifest as JSON: the communications released in the last seven days, the newest of all, the newest
    responses and how many there are, the publisher's details, the release rule in days by type, and the moment for
    which the site is built."""
    public, interface = site.public, site.interface
    local = _local_moment(public)
    first = local.date() - WEEK
    responses = [each for communication in public.communications for each in communication.responses]
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
            "of_the_week": [
                asdict(site.rows[each.reference.key]) for each in public.communications if each.released > first
            ],
            "newest": [asdict(site.rows[each.reference.key]) for each in public.communications[:NEWEST]],
            "responses_of_the_week": sum(each.released > first for each in responses),
            "newest_responses": [
                asdict(headline.make_response_row(each, interface)) for each in _find_newest(responses)
            ],
        },
        default=dt.date.isoformat,
        ensure_ascii=False,
    )


def _local_moment(public: Public) -> dt.datetime:
    return public.as_of.astimezone(ZoneInfo(public.publisher.time_zone))


def _find_newest(responses: list[Response]) -> list[Response]:
    """Find the newest responses, to old and new letters: a reply to an old letter is also news."""
    return nsmallest(NEWEST, responses, key=lambda each: (-each.released.toordinal(), each.letter, each.slug))
