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

from letterbook.model.public import Communication, Public, Response
from letterbook.rendering import headline
from letterbook.rendering.context import Site
from letterbook.rendering.dataset import write_dataset
from letterbook.rendering.statistics import list_overviews
from letterbook.site.theme_engine import ThemeContext

NEWEST = 50
THEME_WORDS = (
    "skip",
    "preview-label",
    "notice-label",
    "search",
    "search-box",
    "communications-all",
    "not-found",
    "not-found-lead",
    "contents",
    "retrieved",
    "find",
    "find-button",
    "no-reference",
    "fields-title",
    "rules-title",
)
"""The interface's words that the theme's templates need in addition to the theme's own."""


def write_theme_context(site: Site, work: Path) -> ThemeContext:
    """Write the manifest into the folder `work`, and return its path with the other values for the theme."""
    work.mkdir(parents=True, exist_ok=True)
    path = work / "manifest.json"
    path.write_bytes(write_manifest(site).encode())
    moment = site.interface.moment(_local_moment(site.public))
    return ThemeContext(
        manifest=str(path),
        preview=site.interface.text("preview", moment=moment) if site.preview else "",
        notice=site.interface.text(site.example_tags.notice) if site.example_tags.notice else "",
        words={key: site.interface.text(key) for key in THEME_WORDS},
        dataset=write_dataset(site),
    )


def write_manifest(site: Site) -> str:
    """Write the manifest as JSON: the newest communications and responses, how many communications there are, the
    publisher's details, the release rule in days by type, and the moment for which the site is built."""
    public, interface = site.public, site.page_interface
    local = _local_moment(public)
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
            "overviews": [asdict(each) for each in list_overviews(public.communications, site.pairs, interface)],
            "newest": [asdict(site.rows[each.reference.key]) for each in public.communications[:NEWEST]],
            "newest_responses": [
                asdict(headline.make_response_row(response, letter, interface, site.example_tags))
                for response, letter in _find_newest_responses(public)
            ],
        },
        default=dt.date.isoformat,
        ensure_ascii=False,
    )


def _local_moment(public: Public) -> dt.datetime:
    return public.as_of.astimezone(ZoneInfo(public.publisher.time_zone))


def _find_newest_responses(public: Public) -> list[tuple[Response, Communication]]:
    """Find the newest responses, to old and new letters, with their letters: a reply to an old letter is also news."""
    responses = ((each, letter) for letter in public.communications for each in letter.responses)
    return nsmallest(NEWEST, responses, key=lambda each: (-each[0].released.toordinal(), each[0].letter, each[0].slug))
