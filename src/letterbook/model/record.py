"""The record: letters and responses as `data/` holds them, public or not.

Each class is also the table of the fields in the front matter of its file (see `schema`). Nothing here decides what is
public; only `release` turns the record into what may be published.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from letterbook.model.partial import PartialRecord, Place
from letterbook.model.policy import Allowance, Policy, Responses
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers
from letterbook.model.schema import (
    FileName,
    GroupId,
    InstrumentId,
    LanguageTag,
    MandateId,
    Paragraphs,
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
    """How much of the text a file holds."""

    FULL = "full"
    EXTRACT = "extract"
    NONE = "none"


class ResponseKind(StrEnum):
    """The kinds of response."""

    ACKNOWLEDGEMENT = "acknowledgement"
    REPLY = "reply"
    FURTHER_REPLY = "further-reply"
    EXTENSION_REQUEST = "extension-request"


class Indexing(StrEnum):
    """Whether search engines are asked to leave a page out (`none`) or not (`all`)."""

    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningMandate:
    """A mandate under which a letter was sent."""

    mandate: MandateId = about("The id of the mandate in the register.", example="business")
    resolution: ResolutionNumber | None = about(
        "The Human Rights Council resolution that the letter cites for the mandate.",
        default=None,
        example="44/15",
    )
    authority: str | None = about("A basis other than a resolution, in the letter's words.", default=None)
    signed_by: str | None = about("Who signed for the mandate.", default=None, example="Ana Example")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """A recipient of a letter."""

    recipient: RecipientId = about("The id of the recipient in the register.", example="northwind")
    addressee: str | None = about("The person whom the letter addresses.", default=None, example="Ms. Ida Example")
    named_as: str | None = about(
        "The recipient's name as written in the letter, if different.", default=None, example="Northwind Ltd."
    )
    via: str | None = about(
        "Through whom the letter was sent.",
        default=None,
        example="Permanent Mission of Norland to the United Nations",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoSentTo:
    """A recipient of a similar letter, according to the letter itself."""

    recipient: RecipientId | None = about(
        "The id of the recipient in the register.", default=None, example="xaa", shorthand=True
    )
    others: str | None = about(
        "Other recipients, in the letter's words.", default=None, example="other companies involved"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLetter:
    """An earlier letter that this one mentions, identified by its reference, or by its date and recipient."""

    reference: Reference | None = about(
        "The reference of the earlier letter.", default=None, example="AL XAA 3/2024", shorthand=True
    )
    sent: dt.date | None = about(
        "The date of the earlier letter, if its reference is not given.", default=None, example="2020-08-18"
    )
    recipient: RecipientId | None = about(
        "The id of its recipient, together with the date.", default=None, example="northwind"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexEntry:
    """A citation in the annex or the text: of an instrument, with provisions, or of a document."""

    instrument: InstrumentId | None = about("The id of the instrument in the register.", default=None, example="ungp")
    provisions: tuple[Provision, ...] = about("The provisions cited.", default=(), example="25-31")
    document: Symbol | None = about("The symbol of the document.", default=None, example="A/HRC/17/31")
    cited_as: str | None = about("The citation as written in the letter, if different.", default=None)
    note: str | None = about("A note for readers about the citation.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRelease:
    """A press release on the subject of a letter."""

    date: dt.date = about("The date of the press release.", example="2021-03-29")
    title: str = about("The title of the press release.", example="Experts call for an inquiry")
    url: Url = about("The address of the press release.", example="https://www.example.org/press/1")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPage:
    """The publisher's own page for a letter or response."""

    url: Url = about("The address of the official page.", example="https://www.example.org/letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A PDF of a letter or response, in data/attachments/<slug of the letter>/."""

    file: FileName = about("The name of the file.", example="al-xaa-3-2024.pdf")
    title: str = about("A title for readers.", example="The letter as sent")
    language: LanguageTag = about("The language of the file.", example="en")
    sha256: Sha256 = about(
        "The SHA-256 checksum of the file, so that no other file can take its place.",
        example="66736aff2de0befd90e11fd6472d1966ae537d3d818a167bdc692993ff6a8d87",
    )
    public_copy: bool = about(
        "true: this copy may be published. Otherwise the file is kept in the record and never published.",
        default=False,
        example="true",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """An exception to the release rule of the policy."""

    date: dt.date | None = about(
        "An earlier or later release date, for a letter and all that belongs to it. For a response, only a later one.",
        default=None,
        example="2024-03-01",
    )
    hold: bool = about(
        "true: on hold, so not released until an editor removes the hold. Keep the hold if you withdraw something that "
        "was never public.",
        default=False,
        example="true",
    )
    review: dt.date | None = about("When to review the hold.", default=None, example="2024-09-01")
    reason: ReasonId = about("Why: the id of a public reason in policy.yml.", example="press-release")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction of a published text."""

    date: dt.date = about("The date of the correction.", example="2024-06-01")
    note: str = about("What was corrected.", example="The date of the visit in paragraph 12.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCorrection(Correction):
    """A correction of a published letter, by its editors or by a later letter."""

    letter: Reference | None = about(
        "The later letter that corrects this one, if one does. The correction is not shown before that letter is.",
        default=None,
        example="AL XAA 5/2024",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A redaction of the text. What was removed is neither quoted nor compared."""

    date: dt.date = about("The date of the redaction.", example="2024-06-01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The withdrawal of a letter or response."""

    date: dt.date = about("The date of the withdrawal.", example="2024-06-01")
    reason: ReasonId = about("Why: the id of a public reason in policy.yml.", example="safety")


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation(PartialRecord):
    """A translation of a letter or response: the file beside it whose name ends in the language (`.fr.md`)."""

    translation_of: str = about("The name of the translated file, without `.md`.", example="al-xaa-3-2024")
    language: LanguageTag = about("The language of the translation.", example="fr")
    translated_by: str | None = about("Who translated the text.", default=None, example="Office of the publisher")
    official: bool = about("Whether the publisher or the sender made the translation.", example="false")
    allow: tuple[Allowance, ...] = about("Warnings that the editors have reviewed and accept.", default=())
    note_internal: str | None = about("A note for the editors, never published.", default=None)

    body: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierText(PartialRecord):
    """The text of a letter or response as it was until a correction: data/earlier/<slug of the letter>/<date>.md."""

    letter: Reference = about("The letter whose text this was, or to which it was a response.", example="AL XAA 3/2024")
    replaced: dt.date = about(
        "The date of the correction that replaced this text, as in `corrections`.", example="2024-06-01"
    )
    allow: tuple[Allowance, ...] = about("Warnings that the editors have reviewed and accept.", default=())
    note_internal: str | None = about("A note for the editors, never published.", default=None)

    body: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question of the letter that a response answers, and where."""

    question: int = about("The number of the question, as in the letter.", example="2")
    paragraphs: tuple[Paragraphs, ...] = about(
        "The paragraphs of the response that answer it, as its page numbers them.", default=(), example="4-6"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(PartialRecord):
    """A response: data/responses/<slug of the letter>/<date>-<recipient>.md."""

    letter: Reference = about("The letter that it answers.", example="AL XAA 3/2024")
    recipient: RecipientId = about("The id of the responding recipient in the register.", example="northwind")
    dated: dt.date | None = about("The date on the response.", default=None, example="2024-05-03")
    received: dt.date | None = about(
        "The date of receipt. The response is not released before this day or `dated`, whichever is later.",
        default=None,
    )
    language: LanguageTag = about("The language of the text.", example="en")
    kind: ResponseKind = about("The kind of response.", example="reply")
    reference: str | None = about("The response's own reference number.", default=None, example="12/2024")
    cites_as: str | None = about("The letter as the response cites it.", default=None, example="your letter of 3 March")
    answers: tuple[Answer, ...] = about(
        "Which questions of the letter it answers, and in which paragraphs. Whether an answer is good is not recorded.",
        default=(),
    )
    also_answers: tuple[Reference, ...] = about("Other letters that the response answers.", default=())
    sent_by: str | None = about("Who sent the response.", default=None, example="Permanent Mission of Norland")
    confidential: bool = about(
        "true: the sender asked for confidentiality. Only the fact and the date of the response are shown; the record"
        " holds neither its text nor a file.",
        default=False,
        example="true",
    )
    summary: Words | None = about("A short neutral summary by the editors.", default=None)
    text: TextKept = about("How much of the text is in this file.", default=TextKept.FULL)
    source: OfficialPage | None = about("The official page of the original.", default=None)
    attachments: tuple[Attachment, ...] = about("PDFs of the letter or response.", default=())
    release: Release | None = about("An exception to the release rule of the policy.", default=None)
    corrections: tuple[Correction, ...] = about("Corrections made after release.", default=())
    redactions: tuple[Redaction, ...] = about("Redactions made in the text.", default=())
    withdrawn: Withdrawal | None = about("The withdrawal from publication.", default=None)
    indexing: Indexing = about("none: ask search engines to leave the page out.", default=Indexing.ALL)
    allow: tuple[Allowance, ...] = about("Warnings that the editors have reviewed and accept.", default=())
    note_internal: str | None = about("A note for the editors, never published.", default=None)

    slug: str
    body: str
    place: Place
    translations: tuple[Translation, ...] = ()
    earlier: tuple[EarlierText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(PartialRecord):
    """A letter: data/letters/<year>/<slug>.md."""

    reference: Reference = about(
        "The reference printed at the head of the letter: type, code, number and year.",
        example="AL XAA 3/2024",
        own=True,
    )
    reference_as_printed: str | None = about(
        "The reference as the letter prints it, if different.", default=None, own=True
    )
    sent: dt.date = about(
        "The date on the letter, from which the days to its release are counted.", example="2024-03-03"
    )
    language: LanguageTag = about("The language of the text.", example="en")
    subject: Words | None = about("A short title by the editors: text, or one text for each language.", default=None)
    summary: Words | None = about("A short neutral summary by the editors.", default=None)
    mandates: tuple[SigningMandate, ...] = about("The mandates that sent the letter, in its own order.")
    recipients: tuple[Addressing, ...] = about("The recipients of the letter.", own=True)
    concerning: tuple[RecipientId, ...] = about(
        "The ids of States or companies that the letter concerns but was not sent to.", default=()
    )
    also_sent_to: tuple[AlsoSentTo, ...] = about(
        "The recipients of similar letters, according to the letter itself.", default=()
    )
    group: GroupId | None = about("The id of the group of letters on the same subject.", default=None)
    follows: tuple[EarlierLetter, ...] = about("Earlier letters that the letter mentions.", default=())
    alleged_victims: int | None = about("The number of alleged victims. Never give names.", default=None, example="12")
    text: TextKept = about("How much of the text is in this file.", default=TextKept.FULL)
    questions: int | None = about("The number of questions in the letter, if `text` is `none`.", default=None)
    annex: tuple[AnnexEntry, ...] = about("Citations in the annex or the text.", default=())
    press_releases: tuple[PressRelease, ...] = about("Press releases on the subject.", default=())
    source: OfficialPage | None = about("The official page of the original.", default=None, own=True)
    attachments: tuple[Attachment, ...] = about("PDFs of the letter or response.", default=(), own=True)
    responses_checked: dt.date | None = about(
        "In a partial record: the day up to which the editors know of every response.", default=None, own=True
    )
    responses: Responses | None = about(
        "Whether the record holds every response to this letter, if that differs from the policy.",
        default=None,
        example="partial",
        own=True,
    )
    reply_days: int | None = about(
        "The number of days to reply that this letter gives, if it differs from the policy's.",
        default=None,
        example="30",
    )
    release: Release | None = about("An exception to the release rule of the policy.", default=None, own=True)
    corrections: tuple[LetterCorrection, ...] = about("Corrections made after release.", default=(), own=True)
    redactions: tuple[Redaction, ...] = about("Redactions made in the text.", default=(), own=True)
    withdrawn: Withdrawal | None = about("The withdrawal from publication.", default=None, own=True)
    indexing: Indexing = about("none: ask search engines to leave the page out.", default=Indexing.ALL)
    example: bool = about("true: the letter is fictional, and is marked as such wherever it appears.", default=False)
    allow: tuple[Allowance, ...] = about("Warnings that the editors have reviewed and accept.", default=(), own=True)
    note_internal: str | None = about("A note for the editors, never published.", default=None, own=True)

    body: str
    place: Place
    translations: tuple[Translation, ...] = ()
    earlier: tuple[EarlierText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything that `data/` holds, as typed values. `folder` is its path."""

    folder: Path
    letters: tuple[Letter, ...]
    responses: tuple[Response, ...]
    registers: Registers
    policy: Policy
