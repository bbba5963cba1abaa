"""Compares a preview with today's site: events in between, and pages that appear, change or go.

Both sites are rendered from the record, without theme and search, and compared page by page; no folder of an earlier
build is read. It reads no clock and prints nothing. Its results include withheld letters.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from letterbook.build import assemble_site
from letterbook.derived.events import Event
from letterbook.outputs.table import render_outputs
from letterbook.release import release
from letterbook.rendering.context import Site
from letterbook.rendering.page import Page
from letterbook.rules import CheckedRecord
from letterbook.site.manifest import write_manifest
from letterbook.site.theme_engine import Settings, ThemeEngine
from letterbook.site.work_folder import open_work_folder

HOME = ""
_MOST_NAMES = 5
_NAMES = {
    "released": "",
    "answered": "",
    "corrected": "correction: ",
    "redacted": "redaction: ",
    "withdrawn": "withdrawal: ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChanges:
    """What differs between a site and a later one of the same record.

    `events` are what happens in between, the next first; `new`, `changed` and `gone` are the addresses of pages, in
    order, of which that of the home page is "".
    """

    events: tuple[Event, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def compare_with_preview(
    record: CheckedRecord, now: dt.datetime, later: dt.datetime, config_file: Path, engine: str
) -> SiteChanges:
    """Compare the sites of a record, which has no errors, at the moments `now` and `later`, both with their zone.

    Raises BuildFailure if the settings or a template are broken.
    """
    with open_work_folder() as work:
        settings = ThemeEngine(config_file, work / "theme", engine).settings
        before, after = (_assemble(record, moment, settings) for moment in (now, later))
        known = {_identify(each) for each in before.events}
        old, new = _hash_pages(before), _hash_pages(after)
    return SiteChanges(
        events=tuple(
            sorted((each for each in after.events if _identify(each) not in known), key=lambda each: each.date)
        ),
        new=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(each for each in new.keys() & old.keys() if new[each] != old[each])),
        gone=tuple(sorted(old.keys() - new.keys())),
    )


def _assemble(record: CheckedRecord, moment: dt.datetime, settings: Settings) -> Site:
    public = release(record.corpus, moment, record.citations)
    return assemble_site(public, settings, preview=True, pdfs=record.pdfs, cache=record.cache)


def _identify(event: Event) -> tuple[object, ...]:
    return (event.kind, event.date, event.letter, event.response, event.note)


def _hash_pages(site: Site) -> Mapping[str, bytes]:
    """Map the address of each page to a digest of all that is on it, except the moment for which it is built."""
    pages = {each.address: _hash_page(each) for each in render_outputs(site) if isinstance(each, Page)}
    fixed = replace(site.public, as_of=dt.datetime.min.replace(tzinfo=dt.UTC))
    return {**pages, HOME: hashlib.sha256(write_manifest(replace(site, public=fixed)).encode()).digest()}


def _hash_page(page: Page) -> bytes:
    values = repr((page.specimen, sorted(page.texts.items()), page.indexed))
    return hashlib.sha256(values.encode()).digest()


def write_changes(changes: SiteChanges) -> str:
    """Describe the changes in lines of text."""
    return "".join(_list_lines(changes))


def _list_lines(changes: SiteChanges) -> Iterator[str]:
    if not any((changes.events, changes.new, changes.changed, changes.gone)):
        yield "This preview is the same as today's site.\n"
        return
    yield "Compared with today's site:\n"
    if changes.events:
        yield "Will appear:\n"
        for each in changes.events:
            yield f"  {each.date}  {_NAMES[each.kind]}{each.title or each.letter}  {each.address}\n"
    own = {each.address for each in changes.events}
    pages = (("other new {}", changes.new), ("{} will change", changes.changed), ("{} will disappear", changes.gone))
    for title, found in pages:
        addresses = [each for each in found if each not in own]
        if addresses:
            yield f"{len(addresses):,} {title.format('page' if len(addresses) == 1 else 'pages')}:\n"
            yield from (f"  {line}\n" for line in _group(addresses))


def _group(addresses: Iterable[str]) -> Iterator[str]:
    """Yield a line for each first part of the addresses: with the addresses if they are few, or else their number."""
    groups: dict[str, list[str]] = defaultdict(list)
    for each in addresses:
        groups[each.partition("/")[0]].append(each)
    for first, found in groups.items():
        few = len(found) <= _MOST_NAMES
        yield (", ".join(found) if few else f"{first}/: {len(found):,} pages") if first else "the home page"
