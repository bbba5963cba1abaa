"""The table of citations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from letterbook import urls
from letterbook.derived.citation_index import Occurrence, write_note
from letterbook.derived.citation_places import Place
from letterbook.derived.tables.table import DataTable, TableSource, join_values
from letterbook.model.public import Communication, Response
from letterbook.model.reference import Reference
from letterbook.model.schema import InstrumentId, Provision, Symbol, about


class CitationSource(StrEnum):
    """Whether a citation was found in the text, declared by the editors, or found but not resolved."""

    FOUND = "found"
    DECLARED = "declared"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """A citation of one provision, or of a whole instrument or document, by a letter or response."""

    letter: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    response: str | None = about(
        "For a response, the last part of its address.", default=None, example="northwind-2024-05-03"
    )
    recipients: str | None = about("The names of the letter's recipients, separated by semicolons.")
    sent: dt.date = about("The day on which the letter was sent.", example="2024-02-01")
    released: dt.date = about("The release date of the letter or response.", example="2024-04-01")
    instrument: InstrumentId | None = about(
        "The id of the instrument, as in its address.", default=None, example="iccpr"
    )
    provision: Provision | None = about(
        "The provision of the instrument, or the paragraph of the document.", default=None, example="9(2)"
    )
    document: Symbol | None = about("The symbol of the document.", default=None, example="A/HRC/17/31")
    text: str | None = about("The citation as it is worded in the text, or as the editors recorded it.", default=None)
    paragraph: str | None = about("The anchor of the paragraph on the page.", default=None, example="p12")
    url: str = about("The address of the page and the anchor.", example="communications/al-xaa-3-2024/#p12")
    source: CitationSource = about(
        "Whether the citation was found in the text or declared by the editors, or was found but is not resolved.",
        example="found",
    )
    note: str | None = about("A note for readers about the citation.", default=None)


def make_citation_rows(source: TableSource) -> Iterator[CitationRow]:
    """Yield a row for each provision cited, or one for a whole instrument or document.

    They come by letter, newest release first, a letter's own citations before those of its responses, each in the order
    of the text and followed by those that are not resolved.
    """
    for letter in source.public.communications:
        for response in (None, *letter.responses):
            for each in source.citation_index.find_occurrences(letter, response):
                yield from _make_rows(each, source)
            for place in source.citation_index.find_unresolved(letter, response):
                yield from _make_unresolved_rows(letter, response, place, source)


def _make_rows(occurrence: Occurrence, source: TableSource) -> Iterator[CitationRow]:
    letter, response, place, entry = occurrence.letter, occurrence.response, occurrence.place, occurrence.entry
    for provision in occurrence.provisions or (None,):
        yield CitationRow(
            letter=letter.reference,
            response=response.slug if response else None,
            recipients=join_values(source.interface.words(each.recipient.name) for each in letter.recipients),
            sent=letter.sent,
            released=occurrence.source.released,
            instrument=InstrumentId(occurrence.instrument.id) if occurrence.instrument else None,
            provision=Provision(provision) if provision else None,
            document=Symbol(occurrence.document) if occurrence.document else None,
            text=" ".join(place.citation.text.split()) if place else (entry.cited_as if entry else None),
            paragraph=place.anchor if place else None,
            url=source.complete(occurrence.address),
            source=CitationSource.FOUND if place else CitationSource.DECLARED,
            note=(write_note(place.citation, source.interface) or None) if place else (entry.note if entry else None),
        )


def _make_unresolved_rows(
    letter: Communication, response: Response | None, place: Place, source: TableSource
) -> Iterator[CitationRow]:
    page = urls.response(response.letter, response.slug) if response else urls.letter(letter.reference)
    for provision in place.citation.provisions or (None,):
        yield CitationRow(
            letter=letter.reference,
            response=response.slug if response else None,
            recipients=join_values(source.interface.words(each.recipient.name) for each in letter.recipients),
            sent=letter.sent,
            released=(response or letter).released,
            provision=Provision(provision) if provision else None,
            text=" ".join(place.citation.text.split()),
            paragraph=place.anchor,
            url=source.complete(f"{page}#{place.anchor}"),
            source=CitationSource.UNRESOLVED,
            note=place.citation.reason,
        )


CITATIONS = DataTable(
    name="citations",
    title="Citations",
    description=(
        "Every citation, with one row for each provision, instrument or document. An unresolved citation has no "
        "instrument and no document."
    ),
    cls=CitationRow,
    make_rows=make_citation_rows,
    refers=(("letter", "communications", "reference"),),
    repeats=("letter", "recipients", "sent", "released", "url"),
)
