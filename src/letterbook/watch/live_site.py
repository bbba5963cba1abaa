"""Reads the `release.json` of a live site.

The server may have sent anything, so content that does not have the form of the file is rejected and never printed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from letterbook import urls
from letterbook.model.reference import Reference


class InvalidReleaseFile(ValueError):
    """The content is not the `release.json` of a site; the message says why and quotes none of it."""


@dataclass(frozen=True, slots=True, order=True)
class LivePage:
    """The page of a letter, or of a response to it, that the site shows.

    `response` is the last part of a response's address, or "". `released` is the day of release and `changed` that of
    the last correction or redaction; a site built by an older version does not give the latter.
    """

    reference: Reference
    response: str
    released: dt.date
    changed: dt.date

    @property
    def key(self) -> tuple[str, str]:
        """The key of the letter and `response`, whatever the letter's type."""
        return (self.reference.key, self.response)

    @property
    def address(self) -> str:
        """The path of the page from the root of the site."""
        return urls.response(self.reference, self.response) if self.response else urls.letter(self.reference)

    @property
    def addresses(self) -> tuple[str, ...]:
        """All paths of the page that must never disappear."""
        return (self.address,) if self.response else (self.address, urls.by_key(self.reference))

    def __str__(self) -> str:
        return f"{self.reference}, response {self.response}" if self.response else str(self.reference)


@dataclass(frozen=True, slots=True)
class LiveSite:
    """What a site says about itself.

    `as_of` is the moment for which it was built, in UTC, and `time_zone` the zone in which its days begin. `publisher`
    is None for a site built by an older version. `pages` are all letters and responses that it shows.
    """

    as_of: dt.datetime
    time_zone: ZoneInfo
    publisher: str | None
    preview: bool
    pages: tuple[LivePage, ...]


def read_release_file(content: bytes) -> LiveSite:
    """Read the content of a `release.json`. Raises InvalidReleaseFile."""
    try:
        given = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise InvalidReleaseFile("the response is not JSON") from error
    try:
        return _parse_site(given)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise InvalidReleaseFile("the response is JSON, but not the release.json of a Letterbook site") from error


def _parse_site(given: Any) -> LiveSite:
    as_of = dt.datetime.fromisoformat(given["as_of"])
    if as_of.tzinfo is None:
        raise ValueError("as_of without a zone")
    publisher = given.get("publisher")
    return LiveSite(
        as_of=as_of.astimezone(dt.UTC),
        time_zone=ZoneInfo(given["time_zone"]),
        publisher=None if publisher is None else _require_text(publisher),
        preview=given.get("preview", False) is not False,
        pages=tuple(sorted({page for each in _require_list(given["communications"]) for page in _parse_pages(each)})),
    )


def _parse_pages(given: Any) -> list[LivePage]:
    text = _require_text(given["reference"])
    reference = Reference.parse(text)
    if str(reference) != text:
        raise ValueError("a reference in another form")
    found = [LivePage(reference, "", *_parse_days(given))]
    for each in _require_list(given["responses"]):
        slug = _require_text(each["address"]).removeprefix(urls.letter(reference)).removesuffix("/")
        if not _SLUG.fullmatch(slug):
            raise ValueError("no address of a response")
        found.append(LivePage(reference, slug, *_parse_days(each)))
    return found


def _parse_days(given: Any) -> tuple[dt.date, dt.date]:
    released = dt.date.fromisoformat(given["released"])
    return released, dt.date.fromisoformat(given.get("changed", given["released"]))


def _require_list(given: Any) -> list[Any]:
    if not isinstance(given, list):
        raise TypeError
    return given


def _require_text(given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError
    return given


_SLUG = re.compile(r"[a-z0-9-]{1,200}", re.ASCII)
