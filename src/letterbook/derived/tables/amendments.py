"""The tables of corrections, and of withdrawals after release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.tables.table import DataTable, TableSource
from letterbook.model.public import Communication, Response
from letterbook.model.reference import Reference
from letterbook.model.schema import RecipientId, about


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """A correction or redaction of a published text."""

    letter: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    response: str | None = about("For a response, the last part of its address.", default=None)
    date: dt.date = about("The day of the correction.", example="2024-06-12")
    redaction: bool = about("Whether the change is a redaction. What was redacted is not stated.", example="false")
    note: str | None = about("What was corrected, in the editors' words.", default=None)
    corrected_by: Reference | None = about("The letter that made the correction, if one did.", default=None)
    url: str = about("The address of the page.", example="communications/al-xaa-3-2024/")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRow:
    """A letter or response that was withdrawn after its release."""

    letter: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    response: str | None = about("For a response, the last part of its address.", default=None)
    recipient: RecipientId | None = about("For a response, the id of the recipient.", default=None)
    date: dt.date = about("The day of the withdrawal.", example="2024-06-12")
    reason: str = about("The reason, as readers see it.", example="published in error")
    url: str = about("The address of the notice.", example="communications/al-xaa-3-2024/")


def make_correction_rows(source: TableSource) -> Iterator[CorrectionRow]:
    """Yield a row for each correction and redaction, of letters and responses alike, newest release first."""
    for letter in source.public.communications:
        yield from _list_changes(letter, letter.reference, None, source)
        for response in letter.responses:
            yield from _list_changes(response, letter.reference, response.slug, source)


def _list_changes(
    filed: Communication | Response, letter: Reference, response: str | None, source: TableSource
) -> Iterator[CorrectionRow]:
    url = source.complete(urls.response(letter, response) if response else urls.letter(letter))
    for each in filed.corrections:
        yield CorrectionRow(
            letter=letter,
            response=response,
            date=each.date,
            redaction=False,
            note=each.note,
            corrected_by=each.letter,
            url=url,
        )
    for day in filed.redacted:
        yield CorrectionRow(letter=letter, response=response, date=day, redaction=True, url=url)


def make_withdrawal_rows(source: TableSource) -> Iterator[WithdrawalRow]:
    """Yield a row for each notice of a withdrawal."""
    for each in source.public.notices:
        page = urls.response(each.reference, each.response) if each.response else urls.letter(each.reference)
        yield WithdrawalRow(
            letter=each.reference,
            response=each.response,
            recipient=RecipientId(each.recipient) if each.recipient else None,
            date=each.date,
            reason=source.interface.words(each.reason),
            url=source.complete(page),
        )


CORRECTIONS = DataTable(
    name="corrections",
    title="Corrections",
    description="Every correction and redaction of a published letter or response.",
    cls=CorrectionRow,
    make_rows=make_correction_rows,
    refers=(("letter", "communications", "reference"),),
    repeats=("letter",),
)
WITHDRAWALS = DataTable(
    name="withdrawals",
    title="Withdrawals",
    description="Every letter and response that was withdrawn after its release.",
    cls=WithdrawalRow,
    make_rows=make_withdrawal_rows,
)
