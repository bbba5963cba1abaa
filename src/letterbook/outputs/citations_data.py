"""`/data/citations.csv` and `.json`: every citation of a released letter or response, a row for each provision."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from letterbook import urls
from letterbook.citing import Occurrence, noted
from letterbook.interface import Interface
from letterbook.output_file import OutputFile

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a text for a formula."""


def citation_files(occurrences: Iterable[Occurrence], interface: Interface) -> Iterator[OutputFile]:
    """Both files, in the same order: newest release first, then as it stands in the text."""
    rows = [row for each in occurrences for row in _rows(each, interface)]
    yield OutputFile(urls.CITATIONS_JSON, (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode())
    yield OutputFile(urls.CITATIONS_CSV, _csv(rows).encode())


COLUMNS = (
    "letter",
    "response",
    "recipients",
    "sent",
    "released",
    "instrument",
    "provision",
    "document",
    "text",
    "paragraph",
    "url",
    "source",
    "note",
)


def _rows(occurrence: Occurrence, interface: Interface) -> Iterator[dict[str, str]]:
    letter, response, place = occurrence.letter, occurrence.response, occurrence.place
    for provision in occurrence.provisions or ("",):
        values = (
            str(letter.reference),
            response.slug if response else "",
            "; ".join(interface.words(each.recipient.name) for each in letter.recipients),
            letter.sent.isoformat(),
            occurrence.source.released.isoformat(),
            occurrence.instrument.id if occurrence.instrument else "",
            provision,
            occurrence.document or "",
            " ".join(place.citation.text.split()) if place else (occurrence.entry and occurrence.entry.cited_as) or "",
            place.anchor if place else "",
            occurrence.address,
            "found" if place else "declared",
            noted(place.citation, interface) if place else (occurrence.entry and occurrence.entry.note) or "",
        )
        yield dict(zip(COLUMNS, values, strict=True))


def _csv(rows: Iterable[dict[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(row[each]) for each in COLUMNS] for row in rows)
    return file.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
