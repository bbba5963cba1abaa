"""The rows of published tables, computed from what is public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from letterbook.derived.citation_index import Occurrence, write_note
from letterbook.i18n import Interface
from letterbook.model.reference import Reference
from letterbook.model.schema import FieldTable, InstrumentId, Provision, Symbol, about, list_rows


class CitationSource(StrEnum):
    """Where a citation comes from: found in the text, or declared by the editors."""

    FOUND = "found"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """The fields of a row: a letter or response cites one provision, or a whole instrument or document."""

    letter: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    response: str = about(
        "For a response, the last part of its address, after the letter's.",
        default="",
        example="northwind-2024-05-03",
    )
    recipients: str = about("The recipients of the letter, in the language of the site, separated by semicolons.")
    sent: dt.date = about("The day on which the letter was sent.", example="2024-02-01")
    released: dt.date = about("The release date of the letter or response.", example="2024-04-01")
    instrument: InstrumentId | None = about(
        "The id of the instrument, as in its address.", default=None, example="iccpr"
    )
    provision: Provision | None = about(
        "The provision of the instrument, or the paragraph of the document.", default=None, example="9(2)"
    )
    document: Symbol | None = about("The symbol of the document.", default=None, example="A/HRC/17/31")
    text: str = about("The citation as it is worded in the text, or as the editors recorded it.", default="")
    paragraph: str = about("The anchor of the paragraph on the page.", default="", example="p12")
    url: str = about("The address of the page and the anchor.", example="communications/al-xaa-3-2024/#p12")
    source: CitationSource = about(
        "Whether the citation was found in the text or declared by the editors.", example="found"
    )
    note: str = about("A note for readers about the citation.", default="")


CITATION_TABLE = FieldTable("citation", "Citation, as published", "/data/citations.csv and .json", CitationRow)
CITATION_COLUMNS = tuple(each.name for each in list_rows(CitationRow))


def list_citation_rows(occurrence: Occurrence, interface: Interface) -> Iterator[dict[str, str]]:
    """Yield one row for each provision that an occurrence cites, or one for the whole instrument or document.

    A row maps column names to values; a value is "" where there is none.
    """
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
            CitationSource.FOUND if place else CitationSource.DECLARED,
            write_note(place.citation, interface) if place else (occurrence.entry and occurrence.entry.note) or "",
        )
        yield dict(zip(CITATION_COLUMNS, values, strict=True))
