"""What is published: types of its own, made by `release` alone.

Everything beyond the gate (pages, listings, figures, the search index) is derived from a `Public` and from
nothing else. A type here has no field for what is not to be seen, so that no page can print it.
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
    """How much of a text is published; the twin of the record's."""

    FULL = "full"
    EXTRACT = "extract"
    NONE = "none"


class ResponseKind(StrEnum):
    """What a response is; the twin of the record's."""

    ACKNOWLEDGEMENT = "acknowledgement"
    REPLY = "reply"
    FURTHER_REPLY = "further-reply"
    EXTENSION_REQUEST = "extension-request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A recipient that a released letter names."""

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
    """A mandate that a released letter names."""

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
    """An instrument that a released letter or response cites."""

    id: str
    title: Words
    short: Words
    aliases: tuple[str, ...]
    numbered: tuple[str, ...]
    provision: Words
    provisions: int | None
    symbol: str | None
    url: str | None
    provision_url: str | None
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Letters on one subject, of which at least two are released."""

    id: str
    title: Words
    summary: Words | None
    example: bool
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningMandate:
    """A mandate that a communication was sent under: `resolution` as `44/15`."""

    mandate: Mandate
    resolution: str | None
    authority: str | None
    signed_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """A recipient of a communication."""

    recipient: Recipient
    addressee: str | None
    named_as: str | None
    via: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoSentTo:
    """Somebody to whom, as the letter itself says, a similar one went: a recipient or others in words."""

    recipient: Recipient | None
    others: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierLetter:
    """A letter that, as this one itself says, came before it. Whether it is released is for `Public` to tell."""

    reference: Reference | None
    sent: dt.date | None
    recipient: Recipient | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexEntry:
    """A declared citation: of provisions of an instrument, or of a document by its symbol."""

    instrument: Instrument | None
    provisions: tuple[str, ...]
    document: str | None
    cited_as: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PressRelease:
    """A press release on the subject."""

    date: dt.date
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A PDF that may be published; `origin` is where its bytes are."""

    file: str
    title: str
    language: str
    sha256: str
    origin: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A change of a published text."""

    date: dt.date
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in Markdown and its language; `translated_by` and `official` are of a translation."""

    body: str
    language: str
    translation: bool = False
    translated_by: str | None = None
    official: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A released response. `slug` is its address below its letter's, `date` the day that gates it, the later of
    `dated` and `received`; `also_answers` are other released letters."""

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
    also_answers: tuple[Reference, ...]
    sent_by: str | None
    summary: Words | None
    text_kept: TextKept
    text: Text
    translations: tuple[Text, ...]
    source: str | None
    attachments: tuple[Attachment, ...]
    corrections: tuple[Correction, ...]
    redacted: tuple[dt.date, ...]
    indexed: bool
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Communication:
    """A released letter with its released responses.

    `released` is the first day on which it was public, in the policy's zone; `early` is the public reason where
    that was before the rule's day. `responses_known` tells whether the record claims to hold every response.
    """

    reference: Reference
    reference_as_printed: str | None
    sent: dt.date
    released: dt.date
    early: Words | None
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
    response_due: dt.date | None
    corrections: tuple[Correction, ...]
    redacted: tuple[dt.date, ...]
    indexed: bool
    example: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What stands at the address of something that was withdrawn after its release: of a letter, or of a response
    (`response` is its slug). Neither title nor text."""

    reference: Reference
    response: str | None
    date: dt.date
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What the policy tells the public: days after sending by type."""

    name: str
    contact: str | None
    time_zone: str
    days: Mapping[LetterType, int]
    responses_complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Public:
    """All that is public at `as_of`, newest release first; `instruments` by id."""

    as_of: dt.datetime
    publisher: Publisher
    communications: tuple[Communication, ...]
    instruments: tuple[Instrument, ...]
    notices: tuple[Notice, ...]

    def shown(self) -> set[tuple[str, str]]:
        """The keys of all letters, and of all responses with the last part of their addresses."""
        return set(self.contents())

    def contents(self) -> dict[tuple[str, str], tuple[Text, tuple[Text, ...], frozenset[str]]]:
        """The same, with text, translations and the sums of the files of each."""
        filed: dict[tuple[str, str], Communication | Response] = {}
        for letter in self.communications:
            filed[letter.reference.key, ""] = letter
            filed |= {(each.letter.key, each.slug): each for each in letter.responses}
        return {
            key: (each.text, each.translations, frozenset(file.sha256 for file in each.attachments))
            for key, each in filed.items()
        }
