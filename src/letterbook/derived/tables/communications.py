"""The table of communications, and the tables of their recipients and mandates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.changes import find_last_change
from letterbook.derived.response_status import StatusKind, find_statuses
from letterbook.derived.tables.table import DataTable, TableSource, join_values
from letterbook.derived.titles import write_title
from letterbook.model.public import Communication, EarlierLetter, Recipient, TextKept
from letterbook.model.reference import LetterType, Reference
from letterbook.model.registers import RecipientKind
from letterbook.model.schema import (
    GroupId,
    LanguageTag,
    MandateId,
    RecipientId,
    ResolutionNumber,
    StateCode,
    Url,
    about,
)

LEI = "LEI"
WIKIDATA = "Wikidata"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunicationRow:
    """A communication."""

    reference: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    type: LetterType = about("AL, an allegation letter; UA, an urgent appeal; OL, another letter.", example="AL")
    official_type: str = about("The type, with a J before it if several mandates sent the letter.", example="JAL")
    code: StateCode = about("The code in the reference: that of a State, or OTH.", example="XAA")
    number: int = about("The number in the reference.", example="3")
    reference_year: int = about(
        "The year in the reference, which may be the year before that of sending.", example="2024"
    )
    sent: dt.date = about("The day on which the letter was sent.", example="2024-02-01")
    released: dt.date = about("The day on which the letter became public.", example="2024-04-01")
    changed: dt.date = about(
        "The day of the last change: its release, a correction or redaction, or the release of a response.",
        example="2024-05-03",
    )
    title: str = about("The subject that the editors gave the letter, or else its type, recipients and date.")
    recipients: str | None = about("The names of the recipients, separated by semicolons.")
    mandates: str | None = about("The ids of the mandates, separated by semicolons.", example="business; environment")
    joint: bool = about("Whether several mandates sent the letter.", example="true")
    group: GroupId | None = about("The id of the group of letters that it belongs to.", default=None)
    follows: str | None = about(
        "The references of earlier letters that the letter mentions, separated by semicolons.", default=None
    )
    alleged_victims: int | None = about("The number of alleged victims, if recorded.", default=None)
    questions: int | None = about(
        "The number of questions, for a letter whose text is held elsewhere.", default=None, example="8"
    )
    response_due: dt.date | None = about("The last day for a reply, if there is one.", default=None)
    responses: int = about("The number of public responses to the letter.", example="1")
    responses_known: bool = about("Whether the record claims to hold every response to the letter.", example="true")
    responses_checked: dt.date | None = about(
        "The day on which the editors last looked for responses, if recorded.", default=None
    )
    text: TextKept = about("How much of the text the record has.", example="full")
    language: LanguageTag = about("The language of the letter.", example="en")
    translations: str | None = about("The languages of its translations, separated by semicolons.", default=None)
    attachments: int = about("The number of PDFs of the letter that are published.", example="1")
    source: Url | None = about("The address of the official page.", default=None)
    example: bool = about("Whether the letter is a fictional example.", example="false")
    url: str = about("The address of its page.", example="communications/al-xaa-3-2024/")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRow:
    """A recipient of a letter, and the status of its response."""

    letter: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    recipient: RecipientId = about("The id of the recipient, as in its address.", example="northwind")
    name: str = about("The name of the recipient.", example="Northwind Textiles")
    kind: RecipientKind = about("The kind of recipient.", example="company")
    code: StateCode | None = about("The code of a State.", default=None, example="XAA")
    country: StateCode | None = about("The code of the State in which a company is based.", default=None, example="XAA")
    lei: str | None = about("The Legal Entity Identifier.", default=None, example="529900T8BM49AURSDO55")
    wikidata: str | None = about("The identifier in Wikidata.", default=None, example="Q1065")
    addressee: str | None = about("The person or office to whom the letter is addressed.", default=None)
    named_as: str | None = about("The name that the letter uses, if it differs.", default=None)
    via: str | None = about("The office or person through which the letter was sent.", default=None)
    status: StatusKind = about(
        "The status of the recipient's response. `none-so-far` appears only where the record claims to be complete.",
        example="replied",
    )
    days: int | None = about(
        "The number of days from sending the letter to the response with that status.", default=None
    )
    sent: dt.date = about("The day on which the letter was sent.", example="2024-02-01")
    released: dt.date = about("The day on which the letter became public.", example="2024-04-01")
    example: bool = about("Whether the letter is a fictional example.", example="false")
    url: str = about("The address of the recipient's page.", example="recipients/northwind/")


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRow:
    """A mandate under which a letter was sent."""

    letter: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    position: int = about("The place of the mandate in the letter, from 1.", example="1")
    mandate: MandateId = about("The id of the mandate, as in its address.", example="business")
    name: str = about("The name of the mandate.")
    resolution: ResolutionNumber | None = about(
        "The Human Rights Council resolution that the letter names for it.", default=None, example="44/15"
    )
    authority: str | None = about("Another basis of the mandate, in the letter's words.", default=None)
    signed_by: str | None = about("Who signed the letter for the mandate.", default=None)
    example: bool = about("Whether the letter is a fictional example.", example="false")
    url: str = about("The address of the mandate's page.", example="mandates/business/")


def make_communication_rows(source: TableSource) -> Iterator[CommunicationRow]:
    """Yield a row for each communication, newest release first."""
    for each in source.public.communications:
        yield _make_communication_row(each, source)


def _make_communication_row(letter: Communication, source: TableSource) -> CommunicationRow:
    interface, reference, joint = source.interface, letter.reference, len(letter.mandates) > 1
    responses = source.relations.find_responses(letter)
    return CommunicationRow(
        reference=reference,
        type=reference.type,
        official_type=f"J{reference.type}" if joint else str(reference.type),
        code=StateCode(reference.code),
        number=reference.number,
        reference_year=reference.year,
        sent=letter.sent,
        released=letter.released,
        changed=find_last_change(letter, responses),
        title=write_title(letter, interface).text,
        recipients=join_values(interface.words(each.recipient.name) for each in letter.recipients),
        mandates=join_values(each.mandate.id for each in letter.mandates),
        joint=joint,
        group=GroupId(letter.group.id) if letter.group else None,
        follows=join_values(filter(None, (_find_reference(each, source) for each in letter.follows))),
        alleged_victims=letter.alleged_victims,
        questions=letter.questions,
        response_due=letter.response_due,
        responses=len(responses),
        responses_known=letter.responses_known,
        responses_checked=letter.responses_checked,
        text=letter.text_kept,
        language=LanguageTag(letter.text.language),
        translations=join_values(each.language for each in letter.translations),
        attachments=len(letter.attachments),
        source=Url(letter.source) if letter.source else None,
        example=letter.example,
        url=source.complete(urls.letter(reference)),
    )


def make_recipient_rows(source: TableSource) -> Iterator[RecipientRow]:
    """Yield a row for each recipient of each communication, newest release first."""
    for letter in source.public.communications:
        for addressing, status in zip(letter.recipients, find_statuses(letter, source.relations), strict=True):
            recipient = addressing.recipient
            yield RecipientRow(
                letter=letter.reference,
                recipient=RecipientId(recipient.id),
                name=source.interface.words(recipient.name),
                kind=recipient.kind,
                code=StateCode(recipient.code) if recipient.code else None,
                country=StateCode(recipient.country) if recipient.country else None,
                lei=_find_identifier(recipient, LEI),
                wikidata=_find_identifier(recipient, WIKIDATA),
                addressee=addressing.addressee,
                named_as=addressing.named_as,
                via=addressing.via,
                status=status.kind,
                days=status.day,
                sent=letter.sent,
                released=letter.released,
                example=letter.example,
                url=source.complete(urls.recipient(recipient.id)),
            )


def make_mandate_rows(source: TableSource) -> Iterator[MandateRow]:
    """Yield a row for each mandate of each communication, newest release first, in the letter's order."""
    for letter in source.public.communications:
        for position, signing in enumerate(letter.mandates, start=1):
            yield MandateRow(
                letter=letter.reference,
                position=position,
                mandate=MandateId(signing.mandate.id),
                name=source.interface.words(signing.mandate.name),
                resolution=ResolutionNumber(signing.resolution) if signing.resolution else None,
                authority=signing.authority,
                signed_by=signing.signed_by,
                example=letter.example,
                url=source.complete(urls.mandate(signing.mandate.id)),
            )


def _find_identifier(recipient: Recipient, scheme: str) -> str | None:
    """Return the recipient's identifier in another register, if the record has it."""
    return next((each.value for each in recipient.identifiers if each.scheme == scheme), None)


def _find_reference(earlier: EarlierLetter, source: TableSource) -> Reference | None:
    """Return the reference of an earlier letter: as the letter gives it, or that of the released one it means."""
    found = source.relations.find_earlier(earlier)
    return earlier.reference or (found.reference if found else None)


COMMUNICATIONS = DataTable(
    name="communications",
    title="Communications",
    description="Every communication, one row for each letter.",
    cls=CommunicationRow,
    make_rows=make_communication_rows,
    key=("reference",),
)
RECIPIENTS = DataTable(
    name="recipients",
    title="Recipients",
    description="One row for each letter and recipient, with the status of the recipient's response.",
    cls=RecipientRow,
    make_rows=make_recipient_rows,
    key=("letter", "recipient"),
    refers=(("letter", "communications", "reference"),),
    repeats=("letter", "sent", "released", "example"),
)
MANDATES = DataTable(
    name="mandates",
    title="Mandates",
    description="One row for each letter and mandate under which it was sent.",
    cls=MandateRow,
    make_rows=make_mandate_rows,
    key=("letter", "position"),
    refers=(("letter", "communications", "reference"),),
    repeats=("letter", "position", "example"),
)
