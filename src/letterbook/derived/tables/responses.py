"""The table of responses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.changes import find_last_change
from letterbook.derived.tables.table import DataTable, TableSource, join_values
from letterbook.derived.titles import write_response_title
from letterbook.model.public import ResponseKind, TextKept
from letterbook.model.reference import Reference
from letterbook.model.schema import LanguageTag, RecipientId, Url, about


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRow:
    """A response to a letter."""

    letter: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    response: str = about("The last part of the response's address.", example="northwind-2024-05-03")
    recipient: RecipientId = about("The id of the recipient that responded.", example="northwind")
    name: str = about("The name of the recipient that responded.", example="Northwind Textiles")
    kind: ResponseKind = about("The kind of response.", example="reply")
    dated: dt.date | None = about("The date on the response.", default=None, example="2024-05-03")
    received: dt.date | None = about("The day on which it was received.", default=None)
    days: int = about("The number of days from the sending of the letter to the later of the two preceding dates.")
    released: dt.date = about("The day on which the response became public.", example="2024-05-03")
    changed: dt.date = about("The day of its release, or of its last correction or redaction.", example="2024-05-03")
    reference: str | None = about("The response's own reference number.", default=None)
    also_answers: str | None = about("The other letters that it answers, separated by semicolons.", default=None)
    confidential: bool = about("Whether the recipient asked for the response not to be published.")
    title: str = about("Its title: the kind, the recipient and the date.")
    text: TextKept = about("How much of the text the record has.", example="full")
    language: LanguageTag = about("The language of the response.", example="en")
    translations: str | None = about("The languages of its translations, separated by semicolons.", default=None)
    attachments: int = about("The number of PDFs of the response that are published.", example="1")
    source: Url | None = about("The address of the official page.", default=None)
    example: bool = about("Whether the response is a fictional example.", example="false")
    url: str = about("The address of its page.", example="communications/al-xaa-3-2024/northwind-2024-05-03/")


def make_response_rows(source: TableSource) -> Iterator[ResponseRow]:
    """Yield a row for each response: by letter, newest release first, and each letter's responses in order of date."""
    for letter in source.public.communications:
        for each in letter.responses:
            yield ResponseRow(
                letter=letter.reference,
                response=each.slug,
                recipient=RecipientId(each.recipient.id),
                name=source.interface.words(each.recipient.name),
                kind=each.kind,
                dated=each.dated,
                received=each.received,
                days=(each.date - letter.sent).days,
                released=each.released,
                changed=find_last_change(each),
                reference=each.reference,
                also_answers=join_values(each.also_answers),
                confidential=each.confidential,
                title=write_response_title(each, source.interface),
                text=each.text_kept,
                language=LanguageTag(each.text.language),
                translations=join_values(one.language for one in each.translations),
                attachments=len(each.attachments),
                source=Url(each.source) if each.source else None,
                example=each.example,
                url=source.complete(urls.response(letter.reference, each.slug)),
            )


RESPONSES = DataTable(
    name="responses",
    title="Responses",
    description="Every response, with its kind and dates.",
    cls=ResponseRow,
    make_rows=make_response_rows,
    key=("letter", "response"),
    refers=(("letter", "communications", "reference"),),
    repeats=("letter", "example"),
)
