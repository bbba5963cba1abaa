"""Converts the record's types to the public ones, field by field.

Letters and responses give the fields named here, and register entries those that their public types declare. All else
stays in the record: internal notes, attachments without a public copy, register entries that no released letter uses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TypeVar, cast

from letterbook.embargo import day_by_rule, knows_responses, response_date, response_due
from letterbook.interruption import allow_interruption
from letterbook.model import public, record
from letterbook.model.policy import ReportingPeriod
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers

_Entry = TypeVar("_Entry", public.Recipient, public.Mandate, public.Instrument, public.Group)

ATTACHMENTS = "attachments"


class PublicConverter:
    """Converts letters and responses of a record to their public types, once the gate has let them through.

    The registers of `corpus` have only the entries that something public uses.
    """

    def __init__(self, corpus: record.Corpus) -> None:
        self.corpus = corpus
        self.policy = corpus.policy
        self.registers = _RegisterConverter(corpus.registers)

    def convert_letter(
        self, letter: record.Letter, day: dt.date, responses: Iterable[tuple[record.Response, dt.date]]
    ) -> public.Communication:
        """Return a letter released on `day` as a communication; `responses` are its released ones, with their days.

        Its group is left out if the registers do not have it.
        """
        allow_interruption()
        by_rule = day_by_rule(letter, self.policy)
        reason = self.policy.find_reason(letter.release.reason) if letter.release is not None else None
        registers = self.registers
        return public.Communication(
            reference=letter.reference,
            reference_as_printed=letter.reference_as_printed,
            sent=letter.sent,
            released=day,
            early=reason if by_rule is not None and day < by_rule else None,
            late=reason if by_rule is not None and day > by_rule else None,
            subject=letter.subject,
            summary=letter.summary,
            mandates=tuple(
                public.SigningMandate(
                    mandate=registers.convert_mandate(each.mandate),
                    resolution=each.resolution,
                    authority=each.authority,
                    signed_by=each.signed_by,
                )
                for each in letter.mandates
            ),
            recipients=tuple(
                public.Addressing(
                    recipient=registers.convert_recipient(each.recipient),
                    addressee=each.addressee,
                    named_as=each.named_as,
                    via=each.via,
                )
                for each in letter.recipients
            ),
            concerning=tuple(registers.convert_recipient(each) for each in letter.concerning),
            also_sent_to=tuple(
                public.AlsoSentTo(
                    recipient=registers.convert_recipient(each.recipient) if each.recipient else None,
                    others=each.others,
                )
                for each in letter.also_sent_to
            ),
            group=registers.convert_group(letter.group)
            if letter.group and letter.group in self.corpus.registers.groups
            else None,
            follows=tuple(
                public.EarlierLetter(
                    reference=each.reference,
                    sent=each.sent,
                    recipient=registers.convert_recipient(each.recipient) if each.recipient else None,
                )
                for each in letter.follows
            ),
            alleged_victims=letter.alleged_victims,
            text_kept=public.TextKept(letter.text),
            text=_convert_text(letter),
            translations=_convert_translations(letter.translations),
            questions=letter.questions,
            annex=tuple(
                public.AnnexEntry(
                    instrument=registers.convert_instrument(each.instrument) if each.instrument else None,
                    provisions=each.provisions,
                    document=each.document,
                    cited_as=each.cited_as,
                    note=each.note,
                )
                for each in letter.annex
            ),
            press_releases=tuple(
                public.PressRelease(date=each.date, title=each.title, url=each.url) for each in letter.press_releases
            ),
            source=self._find_official_page(letter),
            attachments=self._convert_attachments(letter.reference, letter.attachments),
            responses=tuple(self.convert_response(each, letter, released) for each, released in responses),
            responses_known=knows_responses(letter, self.policy),
            responses_checked=letter.responses_checked,
            response_due=response_due(letter, self.policy),
            corrections=_convert_corrections(letter.corrections),
            earlier=_convert_earlier(letter.earlier),
            redacted=tuple(each.date for each in letter.redactions),
            indexed=letter.indexing is record.Indexing.ALL,
            example=letter.example,
        )

    def convert_instruments(self, ids: Iterable[str]) -> tuple[public.Instrument, ...]:
        """Return the instruments with these ids, in their order."""
        return tuple(self.registers.convert_instrument(each) for each in ids)

    def _find_official_page(self, letter: record.Letter) -> str | None:
        """Return the address of the official page: as given, else by the policy's pattern. An example has none."""
        if letter.source is not None:
            return letter.source.url
        return None if letter.example else self.policy.find_official_page(letter.reference)

    def convert_response(self, response: record.Response, letter: record.Letter, day: dt.date) -> public.Response:
        """Return a response to `letter` released on `day`."""
        date = response_date(response)
        assert date is not None  # a response without a date is an error of the record
        return public.Response(
            letter=letter.reference,
            slug=derive_response_slug(response),
            recipient=self.registers.convert_recipient(response.recipient),
            kind=public.ResponseKind(response.kind),
            date=date,
            dated=response.dated,
            received=response.received,
            released=day,
            reference=response.reference,
            cites_as=response.cites_as,
            answers=()
            if response.confidential
            else tuple(public.Answer(question=each.question, paragraphs=each.paragraphs) for each in response.answers),
            also_answers=response.also_answers,
            sent_by=response.sent_by,
            confidential=response.confidential,
            summary=None if response.confidential else response.summary,
            text_kept=public.TextKept.NONE if response.confidential else public.TextKept(response.text),
            text=_convert_text(response),
            translations=() if response.confidential else _convert_translations(response.translations),
            source=response.source.url if response.source else None,
            attachments=()
            if response.confidential
            else self._convert_attachments(letter.reference, response.attachments),
            corrections=_convert_corrections(response.corrections),
            earlier=_convert_earlier(response.earlier),
            redacted=tuple(each.date for each in response.redactions),
            indexed=response.indexing is record.Indexing.ALL and letter.indexing is record.Indexing.ALL,
            example=letter.example,
        )

    def _convert_attachments(
        self, reference: Reference, attachments: Iterable[record.Attachment]
    ) -> tuple[public.Attachment, ...]:
        folder: Path = self.corpus.folder / ATTACHMENTS / reference.slug
        return tuple(
            public.Attachment(
                file=each.file,
                title=each.title,
                language=each.language,
                sha256=each.sha256,
                origin=folder / each.file,
            )
            for each in attachments
            if each.public_copy
        )


class _RegisterConverter:
    """Converts register entries to their public types: each once, and only if a released letter uses it."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers
        self._converted: dict[tuple[type, str], object] = {}

    def convert_recipient(self, id_: str) -> public.Recipient:
        return self._convert_once(public.Recipient, id_, self._registers.recipients)

    def convert_mandate(self, id_: str) -> public.Mandate:
        return self._convert_once(public.Mandate, id_, self._registers.mandates)

    def convert_instrument(self, id_: str) -> public.Instrument:
        return self._convert_once(public.Instrument, id_, self._registers.instruments)

    def convert_group(self, id_: str) -> public.Group:
        return self._convert_once(public.Group, id_, self._registers.groups)

    def _convert_once(self, type_: type[_Entry], id_: str, register: Mapping[str, object]) -> _Entry:
        if (type_, id_) not in self._converted:
            entry = register[id_]
            kept = {each.name: getattr(entry, each.name) for each in fields(type_) if each.name != "id"}
            self._converted[type_, id_] = type_(id=id_, **kept)
        return cast(_Entry, self._converted[type_, id_])


def convert_period(period: ReportingPeriod, today: dt.date) -> public.ReportingPeriod:
    """Return a reporting period as it is on the day `today` of the policy's time zone."""
    kept = {each.name: getattr(period, each.name) for each in fields(period)}
    return public.ReportingPeriod(**kept, over=period.replies_to < today)


def derive_response_slug(response: record.Response) -> str:
    """Return the last part of a response's address: `northwind-2024-05-03` for the file `2024-05-03-northwind.md`.

    A second response of that day keeps its `-2`. Raises ValueError if the file is not named in this way.
    """
    # A recipient's id may itself end in a number (`area-51`), so the whole id is matched.
    match = re.fullmatch(
        rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})-{re.escape(response.recipient)}(-[0-9]+)?", response.slug
    )
    if match is None:
        raise ValueError(f"not the name of a response: {response.slug}")
    return f"{response.recipient}-{match[1]}{match[2] or ''}"


def _convert_text(filed: record.Letter | record.Response) -> public.Text:
    """Return the text; it is empty if confidential or declared to be held elsewhere, whatever the file contains."""
    is_confidential = isinstance(filed, record.Response) and filed.confidential
    body = "" if is_confidential or filed.text is record.TextKept.NONE else filed.body
    return public.Text(body=body, language=filed.language)


def _convert_translations(translations: Iterable[record.Translation]) -> tuple[public.Text, ...]:
    return tuple(
        public.Text(
            body=each.body,
            language=each.language,
            translation=True,
            translated_by=each.translated_by,
            official=each.official,
        )
        for each in translations
    )


def _convert_corrections(corrections: Iterable[record.Correction]) -> tuple[public.Correction, ...]:
    return tuple(
        public.Correction(
            date=each.date,
            note=each.note,
            letter=each.letter if isinstance(each, record.LetterCorrection) else None,
        )
        for each in corrections
    )


def _convert_earlier(earlier: Iterable[record.EarlierText]) -> tuple[public.EarlierText, ...]:
    """Convert the earlier texts that the gate let through, and sort them, oldest first."""
    found = (public.EarlierText(replaced=each.replaced, body=each.body) for each in earlier)
    return tuple(sorted(found, key=lambda each: each.replaced))
