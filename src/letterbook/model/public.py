"""The published side of the record: its own types, which only `release` creates.

Everything after the release gate (pages, listings, figures, the search index) is derived from a `Public` and from
nothing else. These types have no field for anything that must not be seen, so no page can show it.

This is the public surface of the package: change it deliberately.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from letterbook.model.reference import LetterType, Reference
from letterbook.model.registers import Identifier, MandateBody, MandateKind, RecipientKind
from letterbook.model.schema import Words


class TextKept(StrEnum):
    """How much of a text is published. It has the values of `record.TextKept`, on the other side of the wall."""

    FULL = "full"
    EXTRACT = "extract"
    NONE = "none"


class ResponseKind(StrEnum):
    """The kinds of response. It has the values of `record.ResponseKind`, on the other side of the wall."""

    ACKNOWLEDGEMENT = "acknowledgement"
    REPLY = "reply"
    FURTHER_REPLY = "further-reply"
    EXTENSION_REQUEST = "extension-request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A recipient that a released letter names.

    `code` and `country` are ISO 3166-1 alpha-3 codes; `formerly` are former ids, whose addresses still work.
    """

    id: str
    name: Words
    kind: RecipientKind
    code: str | None
    country: str | None
    aliases: tuple[str, ...]
    formerly: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A mandate that a released letter names. `formerly` are former ids, whose addresses still work."""

    id: str
    name: Words
    label: Words
    kind: MandateKind
    body: MandateBody | None
    aliases: tuple[str, ...]
    formerly: tuple[str, ...]
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """An instrument that a released letter or response cites.

    `provisions` is how many it has, `provision` the word for one of them, and `provision_url` the address of one, with
    `{provision}` in place of its number. Where provisions have numbered parts, such as target 8.7 of goal 8, `part` is
    the word for one, and `parts` are their numbers.
    """

    id: str
    title: Words
    short: Words
    aliases: tuple[str, ...]
    numbered: tuple[str, ...]
    provision: Words
    provisions: int | None
    part: Words | None
    parts: tuple[str, ...]
    symbol: str | None
    url: str | None
    provision_url: str | None
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of letters on one subject, at least two of which are released."""

    id: str
    title: Words
    summary: Words | None
    example: bool
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningMandate:
    """A mandate under which a communication was sent.

    `resolution` is the number of a Human Rights Council resolution, such as `44/15`; `authority` is another basis, in
    the letter's words.
    """

    mandate: Mandate
    resolution: str | None
    authority: str | None
    signed_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """A recipient of a communication.

    `named_as` is the name in the letter, if different; `via` is through whom it was sent.
    """

    recipient: Recipient
    addressee: str | None
    named_as: str | None
    via: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoSentTo:
    """A recipient of a similar letter, according to the letter itself, or others in the letter's words."""

    recipient: Recipient | None
    others: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLetter:
    """An earlier letter that this one mentions. It need not be released itself; look it up in `Public`."""

    reference: Reference | None
    sent: dt.date | None
    recipient: Recipient | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexEntry:
    """A citation that the editors declared: of provisions of an instrument, or of a document by its symbol."""

    instrument: Instrument | None
    provisions: tuple[str, ...]
    document: str | None
    cited_as: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRelease:
    """A press release on the subject of a letter."""

    date: dt.date
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A PDF that may be published. `origin` is the path of the file in the record."""

    file: str
    title: str
    language: str
    sha256: str
    origin: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction of a published text, made by the released `letter` if one is named."""

    date: dt.date
    note: str
    letter: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in Markdown and the tag of its language.

    `translated_by` and `official` apply only to a translation.
    """

    body: str
    language: str
    translation: bool = False
    translated_by: str | None = None
    official: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierText:
    """The text of a letter or response in Markdown as it was published until it was corrected on the day `replaced`."""

    replaced: dt.date
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question of the letter that the editors recorded as answered, and the paragraphs of the response, such as `4`,
    `4a` or `4-6`."""

    question: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A released response.

    `slug` is the last part of its address, below its letter's. `date` is the later of `dated` and `received`: the
    response is not released before it. `released` is the first day on which it was public, in the policy's time zone.
    `answers` are about its own letter; `also_answers` are other released letters; `redacted` are the dates of
    redactions, and `earlier` the texts before its corrections, oldest first. A `confidential` one has no text and no
    answers.
    """

    letter: Reference
    slug: str
    recipient: Recipient
    kind: ResponseKind
    date: dt.date
    dated: dt.date | None
    received: dt.date | None
    released: dt.date
    reference: str | None
    cites_as: str | None
    answers: tuple[Answer, ...]
    also_answers: tuple[Reference, ...]
    sent_by: str | None
    confidential: bool
    summary: Words | None
    text_kept: TextKept
    text: Text
    translations: tuple[Text, ...]
    source: str | None
    attachments: tuple[Attachment, ...]
    corrections: tuple[Correction, ...]
    earlier: tuple[EarlierText, ...]
    redacted: tuple[dt.date, ...]
    indexed: bool
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """A released letter with its released responses.

    `released` is the first day on which it was public, in the policy's time zone; `early` is the public reason if that
    was before the day of the release rule, and `late` if it was after that. `responses_known` is whether the record
    claims to hold every response, `responses_checked` the day on which the editors last looked for one, and
    `response_due` the last day of the time for a reply, if there is one. `redacted` are the dates of redactions, and
    `earlier` the texts before its corrections, oldest first.
    """

    reference: Reference
    reference_as_printed: str | None
    sent: dt.date
    released: dt.date
    early: Words | None
    late: Words | None
    subject: Words | None
    summary: Words | None
    mandates: tuple[SigningMandate, ...]
    recipients: tuple[Addressing, ...]
    concerning: tuple[Recipient, ...]
    also_sent_to: tuple[AlsoSentTo, ...]
    group: Group | None
    follows: tuple[EarlierLetter, ...]
    alleged_victims: int | None
    text_kept: TextKept
    text: Text
    translations: tuple[Text, ...]
    questions: int | None
    annex: tuple[AnnexEntry, ...]
    press_releases: tuple[PressRelease, ...]
    source: str | None
    attachments: tuple[Attachment, ...]
    responses: tuple[Response, ...]
    responses_known: bool
    responses_checked: dt.date | None
    response_due: dt.date | None
    corrections: tuple[Correction, ...]
    earlier: tuple[EarlierText, ...]
    redacted: tuple[dt.date, ...]
    indexed: bool
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The notice at the address of a letter or response that was withdrawn after its release.

    `response` is the slug of the response, or None for a letter. A notice has neither title nor text. The notice of
    a response has the id of its `recipient`, and the other released letters that it also answered.
    """

    reference: Reference
    response: str | None
    recipient: str | None = None
    also_answers: tuple[Reference, ...] = ()
    date: dt.date
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The licence under which the record may be reused: its title, the address of its text, and its SPDX identifier."""

    title: str
    url: str
    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What the public may know of the policy. `days` is, for each type, how many days after sending a letter of
    today is released."""

    name: str
    contact: str | None
    time_zone: str
    days: Mapping[LetterType, int]
    responses_complete: bool
    licence: Licence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingPeriod:
    """The periods that one report to the Human Rights Council covers, each with its first and last day.

    `symbol` and `url` are those of the United Nations document, once there is one. `over` is whether the last day for
    replies has passed.
    """

    id: str
    sent_from: dt.date
    sent_to: dt.date
    replies_from: dt.date
    replies_to: dt.date
    title: Words | None = None
    symbol: str | None = None
    url: str | None = None
    over: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """Everything that is public at the moment `as_of`, which has a time zone.

    Letters are in order of release, newest first; `instruments` are in the order of their ids, and reporting `periods`
    that have begun in order of time.
    """

    as_of: dt.datetime
    publisher: Publisher
    communications: tuple[Communication, ...]
    instruments: tuple[Instrument, ...]
    notices: tuple[Notice, ...]
    periods: tuple[ReportingPeriod, ...] = ()

    def list_keys(self) -> set[tuple[str, str]]:
        """Return a pair for every letter and response: the key of the letter, and the slug of the response or ""."""
        return set(self.map_contents())

    def map_contents(
        self,
    ) -> dict[tuple[str, str], tuple[Text, tuple[Text, ...], frozenset[str], tuple[EarlierText, ...]]]:
        """Map each pair of `list_keys` to the text, the translations, the SHA-256 sums of the attachments, and the
        earlier texts."""
        filed: dict[tuple[str, str], Communication | Response] = {}
        for letter in self.communications:
            filed[letter.reference.key, ""] = letter
            filed |= {(each.letter.key, each.slug): each for each in letter.responses}
        return {
            key: (each.text, each.translations, frozenset(file.sha256 for file in each.attachments), each.earlier)
            for key, each in filed.items()
        }
