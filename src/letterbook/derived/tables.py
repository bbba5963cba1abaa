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
    source: CitationSource = about("Whether it was found in the text or declared by the editors.", example="found")
    note: str = about("What a reader should know of it.", default="")


CITATION_TABLE = FieldTable("citation", "Citation, as published", "/data/citations.csv and .json", CitationRow)
CITATION_COLUMNS = tuple(each.name for each in list_rows(CitationRow))


def list_citation_rows(occurrence: Occurrence, interface: Interface) -> Iterator[dict[str, str]]:
    """One row for each provision that an occurrence cites, or one for the whole instrument or document; its values by
    the name of their column, "" where there is nothing to say."""
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
