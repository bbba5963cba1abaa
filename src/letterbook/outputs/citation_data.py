"""`/data/citations.csv` and `.json`: every citation of a released letter or response of which it is known what is
meant, a row for each provision."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from letterbook import urls
from letterbook.derived.citation_index import Occurrence, noted
from letterbook.i18n import Interface
from letterbook.model.reference import Reference
from letterbook.model.schema import InstrumentId, Provision, Symbol, about, table
from letterbook.rendering.page import OutputFile

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a text for a formula."""


def citation_files(occurrences: Iterable[Occurrence], interface: Interface) -> Iterator[OutputFile]:
    """Both files, in the same order: newest release first, then as it stands in the text. A field that has nothing to
    say is empty in the table, and left out in the JSON."""
    rows = [row for each in occurrences for row in _rows(each, interface)]
    told = [{name: value for name, value in row.items() if value} for row in rows]
    yield OutputFile(urls.CITATIONS_JSON, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
    yield OutputFile(urls.CITATIONS_CSV, _csv(rows).encode())


class Source(StrEnum):
    """How it is known that something is cited."""

    FOUND = "found"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """The table of a row's fields: that a letter or response cites something, each provision by itself."""

    letter: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    response: str = about(
        "Of a response, the last part of its address below that of the letter.",
        default="",
        example="northwind-2024-05-03",
    )
    recipients: str = about("Who the letter was sent to, in the language of the site; several with semicolons.")
    sent: dt.date = about("The day on which the letter was sent.", example="2024-02-01")
    released: dt.date = about("The day from which the letter, or the response, was public.", example="2024-04-01")
    instrument: InstrumentId | None = about(
        "The id of the instrument, as in its address.", default=None, example="iccpr"
    )
    provision: Provision | None = about(
        "The provision of the instrument, or the paragraph of the document.", default=None, example="9(2)"
    )
    document: Symbol | None = about("The symbol of the document.", default=None, example="A/HRC/17/31")
    text: str = about("The words that cite it, or how the editors say that they do.", default="")
    paragraph: str = about("The place on the page where it stands.", default="", example="p12")
    url: str = about("The page and the place.", example="communications/al-xaa-3-2024/#p12")
    source: Source = about("Whether it was found in the text or declared by the editors.", example="found")
    note: str = about("What a reader should know of it.", default="")


COLUMNS = tuple(each.name for each in table(CitationRow))


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
            Source.FOUND if place else Source.DECLARED,
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
