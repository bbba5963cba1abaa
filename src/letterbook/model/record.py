"""What is kept: letters and responses, as `data/` holds them.

Each class is the table of its fields (see `schema`): the front matter of its file. Nothing here knows what is
public; only `release` turns a record into what may be seen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from letterbook.model.partial import PartialRecord, Place
from letterbook.model.policy import Policy
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers
from letterbook.model.schema import (
    FileName,
    GroupId,
    InstrumentId,
    LanguageTag,
    MandateId,
    Provision,
    ReasonId,
    RecipientId,
    ResolutionNumber,
    Sha256,
    Symbol,
    Url,
    Words,
    about,
)


class TextKept(StrEnum):
    """How much of the text the file holds."""

    FULL = "full"
    EXTRACT = "extract"
    NONE = "none"


class ResponseKind(StrEnum):
    """What a response is."""

    ACKNOWLEDGEMENT = "acknowledgement"
    REPLY = "reply"
    FURTHER_REPLY = "further-reply"
    EXTENSION_REQUEST = "extension-request"


class Indexing(StrEnum):
    """What is asked of search engines."""

    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningMandate:
    """A mandate that a letter was sent under."""

    mandate: MandateId = about("The mandate, by its id in the register.", example="business")
    resolution: ResolutionNumber | None = about(
        "The resolution of the Human Rights Council that the letter names for it.",
        default=None,
        example="44/15",
    )
    authority: str | None = about("Another basis, in the words of the letter, where it is no resolution.", default=None)
    signed_by: str | None = about("Who signed for it.", default=None, example="Ana Example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """A recipient of a letter."""

    recipient: RecipientId = about("The recipient, by its id in the register.", example="northwind")
    addressee: str | None = about("The person addressed.", default=None, example="Ms. Ida Example")
    named_as: str | None = about(
        "The recipient's name as the letter has it, where it differs.", default=None, example="Northwind Ltd."
    )
    via: str | None = about(
        "Through whom it was sent.",
        default=None,
        example="Permanent Mission of Norland to the United Nations",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoSentTo:
    """Somebody to whom, as the letter says, a similar letter went."""

    recipient: RecipientId | None = about(
        "A recipient, by its id in the register.", default=None, example="xaa", shorthand=True
    )
    others: str | None = about("Others, in the words of the letter.", default=None, example="other companies involved")


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLetter:
    """A letter that this one follows, by its reference, or by its date and recipient."""

    reference: Reference | None = about("Its reference.", default=None, example="AL XAA 3/2024", shorthand=True)
    sent: dt.date | None = about("Its date, where the letter gives no more.", default=None, example="2020-08-18")
    recipient: RecipientId | None = about("Its recipient, beside the date.", default=None, example="northwind")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexEntry:
    """What the annex (or the text) cites: an instrument with provisions, or a document."""

    instrument: InstrumentId | None = about("The instrument, by its id in the register.", default=None, example="ungp")
    provisions: tuple[Provision, ...] = about("The provisions cited.", default=(), example="25-31")
    document: Symbol | None = about("The symbol of the document meant.", default=None, example="A/HRC/17/31")
    cited_as: str | None = about("How the letter has it, where that differs.", default=None)
    note: str | None = about("What a reader should know about the citation.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRelease:
    """A press release on the subject."""

    date: dt.date = about("Its date.", example="2021-03-29")
    title: str = about("Its title.", example="Experts call for an inquiry")
    url: Url = about("Its address.", example="https://www.example.org/press/1")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPage:
    """Where the publisher keeps the original."""

    url: Url = about("The address of the official page.", example="https://www.example.org/letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A PDF beside a letter or response, in data/attachments/<slug of the letter>/."""

    file: FileName = about("The file's name.", example="al-xaa-3-2024.pdf")
    title: str = about("What it is.", example="The letter as sent")
    language: LanguageTag = about("Its language.", example="en")
    sha256: Sha256 = about(
        "Its SHA-256 sum, so that no other file can stand in for it.",
        example="66736aff2de0befd90e11fd6472d1966ae537d3d818a167bdc692993ff6a8d87",
    )
    public_copy: bool = about(
        "true: this copy may be published. Without it the file stays in the record.",
        default=False,
        example="true",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Where the rule of the policy does not apply."""

    date: dt.date | None = about(
        "An earlier day of release, of a letter and all that comes with it.", default=None, example="2024-03-01"
    )
    hold: bool = about(
        "true: not released until an editor removes the hold. It stays beside a withdrawal of what never was public.",
        default=False,
        example="true",
    )
    review: dt.date | None = about("When the hold is to be looked at again.", default=None, example="2024-09-01")
    reason: ReasonId = about("Why, by the id of a public reason in policy.yml.", example="press-release")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A change of a published text."""

    date: dt.date = about("When it was corrected.", example="2024-06-01")
    note: str = about("What was corrected.", example="The date of the visit in paragraph 12.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A removal from the text; what was removed is neither quoted nor compared."""

    date: dt.date = about("When it was removed.", example="2024-06-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The end of a publication."""

    date: dt.date = about("When it was withdrawn.", example="2024-06-01")
    reason: ReasonId = about("Why, by the id of a public reason in policy.yml.", example="safety")


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A warning that the editors have looked at."""

    rule: str = about("The rule that is silenced for this file.", example="truncated-value")
    reason: str = about("Why.", example="The number sign is part of the title.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation(PartialRecord):
    """A translation of a letter or response: the file beside it whose name ends in the language (`.fr.md`)."""

    translation_of: str = about("The name of the file it translates, without `.md`.", example="al-xaa-3-2024")
    language: LanguageTag = about("Its language.", example="fr")
    translated_by: str | None = about("Who translated it.", default=None, example="Office of the publisher")
    official: bool = about("Whether the publisher or the sender made it.", example="false")
    allow: tuple[Allowance, ...] = about("Warnings that the editors have looked at.", default=())
    note_internal: str | None = about("A note that no page and no file ever shows.", default=None)

    body: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(PartialRecord):
    """A response: data/responses/<slug of the letter>/<date>-<recipient>.md."""

    letter: Reference = about("The letter it answers.", example="AL XAA 3/2024")
    recipient: RecipientId = about("Who responds, by its id in the register.", example="northwind")
    dated: dt.date | None = about("The date it bears.", default=None, example="2024-05-03")
    received: dt.date | None = about("When it was received; the later of both gates it.", default=None)
    language: LanguageTag = about("The language of the text.", example="en")
    kind: ResponseKind = about("What it is.", example="reply")
    reference: str | None = about("Its own number.", default=None, example="12/2024")
    cites_as: str | None = about("How it refers to the letter.", default=None, example="your letter of 3 March")
    also_answers: tuple[Reference, ...] = about("Other letters that it answers.", default=())
    sent_by: str | None = about("Who sent it.", default=None, example="Permanent Mission of Norland")
    summary: Words | None = about("A few neutral sentences.", default=None)
    text: TextKept = about("How much of the text this file holds.", default=TextKept.FULL)
    source: OfficialPage | None = about("The official page.", default=None)
    attachments: tuple[Attachment, ...] = about("Its PDFs.", default=())
    release: Release | None = about("Only where the rule does not apply.", default=None)
    corrections: tuple[Correction, ...] = about("What was corrected after release.", default=())
    redactions: tuple[Redaction, ...] = about("When something was removed.", default=())
    withdrawn: Withdrawal | None = about("The end of its publication.", default=None)
    indexing: Indexing = about("none: search engines are asked to leave the page out.", default=Indexing.ALL)
    allow: tuple[Allowance, ...] = about("Warnings that the editors have looked at.", default=())
    note_internal: str | None = about("A note that no page and no file ever shows.", default=None)

    slug: str
    body: str
    place: Place
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(PartialRecord):
    """A letter: data/letters/<year>/<slug>.md."""

    reference: Reference = about("Type, code, number/year, as printed at its head.", example="AL XAA 3/2024")
    reference_as_printed: str | None = about("Where the letter prints it otherwise.", default=None)
    sent: dt.date = about("The date the letter bears; its release counts from it.", example="2024-03-03")
    language: LanguageTag = about("The language of the text.", example="en")
    subject: Words | None = about(
        "A short title given by the editors; in one language, or a mapping by language.", default=None
    )
    summary: Words | None = about("A few neutral sentences by the editors.", default=None)
    mandates: tuple[SigningMandate, ...] = about("The mandates that sent it, in the letter's order.")
    recipients: tuple[Addressing, ...] = about("To whom it was sent.")
    concerning: tuple[RecipientId, ...] = about(
        "States or companies that it is about without being sent to them, by their ids.", default=()
    )
    also_sent_to: tuple[AlsoSentTo, ...] = about(
        "To whom, as the letter itself says, similar letters were sent.", default=()
    )
    group: GroupId | None = about("The group of letters on one subject, by its id.", default=None)
    follows: tuple[EarlierLetter, ...] = about("Earlier letters that it recalls.", default=())
    alleged_victims: int | None = about("How many; never names.", default=None, example="12")
    text: TextKept = about("How much of the text this file holds.", default=TextKept.FULL)
    questions: int | None = about("The number of its questions, where the text is none.", default=None)
    annex: tuple[AnnexEntry, ...] = about("What its annex, or its text, cites.", default=())
    press_releases: tuple[PressRelease, ...] = about("Press releases on the subject.", default=())
    source: OfficialPage | None = about("The official page.", default=None)
    attachments: tuple[Attachment, ...] = about("Its PDFs.", default=())
    responses_checked: dt.date | None = about(
        "The day up to which the editors know of every response, in a record that is partial.", default=None
    )
    release: Release | None = about("Only where the rule does not apply.", default=None)
    corrections: tuple[Correction, ...] = about("What was corrected after release.", default=())
    redactions: tuple[Redaction, ...] = about("When something was removed.", default=())
    withdrawn: Withdrawal | None = about("The end of its publication.", default=None)
    indexing: Indexing = about("none: search engines are asked to leave the page out.", default=Indexing.ALL)
    example: bool = about("true: fictional, and marked so wherever it appears.", default=False)
    allow: tuple[Allowance, ...] = about("Warnings that the editors have looked at.", default=())
    note_internal: str | None = about("A note that no page and no file ever shows.", default=None)

    body: str
    place: Place
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The record: everything that `data/` holds, read and typed."""

    folder: Path
    letters: tuple[Letter, ...]
    responses: tuple[Response, ...]
    registers: Registers
    policy: Policy
