"""What a live site says of itself in its `release.json`.

Whoever answered may say anything: what has not the form of the file is not believed, and never printed.
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


class NoReleaseFile(ValueError):
    """What came is not the `release.json` of a site. The message says why, without a word of it."""


@dataclass(frozen=True, slots=True, order=True)
class Shown:
    """A letter that the site shows, or with a `response` the last part of its address; its day of release, and that of
    its last correction or redaction, which a site of an older program does not tell."""

    reference: Reference
    response: str
    released: dt.date
    changed: dt.date

    @property
    def key(self) -> tuple[str, str]:
        """What it is, whatever its day and type."""
        return (self.reference.key, self.response)

    @property
    def address(self) -> str:
        """Where it stands, from the root of the site."""
        return urls.response(self.reference, self.response) if self.response else urls.letter(self.reference)

    @property
    def addresses(self) -> tuple[str, ...]:
        """All of its addresses that never disappear."""
        return (self.address,) if self.response else (self.address, urls.by_key(self.reference))

    def __str__(self) -> str:
        return f"{self.reference}, response {self.response}" if self.response else str(self.reference)


@dataclass(frozen=True, slots=True)
class Live:
    """As of when the site was made, in which zone its days begin, who publishes it, whether it is a preview, and all
    that it shows. A site of an older program does not name its publisher."""

    as_of: dt.datetime
    time_zone: ZoneInfo
    publisher: str | None
    preview: bool
    shown: tuple[Shown, ...]


def read(content: bytes) -> Live:
    """Read a `release.json`. Raises NoReleaseFile."""
    try:
        given = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NoReleaseFile("what came is not JSON") from error
    try:
        return _live(given)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise NoReleaseFile("what came is JSON, but not the release.json of a Letterbook site") from error


def _live(given: Any) -> Live:
    as_of = dt.datetime.fromisoformat(given["as_of"])
    if as_of.tzinfo is None:
        raise ValueError("as_of without a zone")
    publisher = given.get("publisher")
    return Live(
        as_of=as_of.astimezone(dt.UTC),
        time_zone=ZoneInfo(given["time_zone"]),
        publisher=None if publisher is None else _text(publisher),
        preview=given.get("preview", False) is not False,
        shown=tuple(sorted({shown for each in _list(given["communications"]) for shown in _shown(each)})),
    )


def _shown(given: Any) -> list[Shown]:
    text = _text(given["reference"])
    reference = Reference.parse(text)
    if str(reference) != text:
        raise ValueError("a reference in another form")
    found = [Shown(reference, "", *_days(given))]
    for each in _list(given["responses"]):
        slug = _text(each["address"]).removeprefix(urls.letter(reference)).removesuffix("/")
        if not _SLUG.fullmatch(slug):
            raise ValueError("no address of a response")
        found.append(Shown(reference, slug, *_days(each)))
    return found


def _days(given: Any) -> tuple[dt.date, dt.date]:
    released = dt.date.fromisoformat(given["released"])
    return released, dt.date.fromisoformat(given.get("changed", given["released"]))


def _list(given: Any) -> list[Any]:
    if not isinstance(given, list):
        raise TypeError
    return given


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError
    return given


_SLUG = re.compile(r"[a-z0-9-]{1,200}", re.ASCII)
