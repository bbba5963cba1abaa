"""From the types of what is kept to the types of what is published, field by field.

Whatever is not named here stays in the record: notes, attachments without a public copy, register entries that no
released letter uses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TypeVar, cast

from letterbook.embargo import day_by_rule, response_date, response_due
from letterbook.model import policy, public, record
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers

_Entry = TypeVar("_Entry", public.Recipient, public.Mandate, public.Instrument, public.Group)

ATTACHMENTS = "attachments"


class Publishing:
    """Makes public values of a record's letters and responses, once the gate has let them through."""

    def __init__(self, corpus: record.Corpus) -> None:
        self.corpus = corpus
        self.policy = corpus.policy
        self.registers = _PublicRegisters(corpus.registers)

    def communication(
        self, letter: record.Letter, day: dt.date, responses: Iterable[public.Response]
    ) -> public.Communication:
        """A letter released on `day`, with its released responses."""
        by_rule = day_by_rule(letter, self.policy)
        early = letter.release.reason if letter.release is not None and by_rule is not None and day < by_rule else None
        registers = self.registers
        return public.Communication(
            reference=letter.reference,
            reference_as_printed=letter.reference_as_printed,
            sent=letter.sent,
            released=day,
            early=self.policy.find_reason(early) if early else None,
            subject=letter.subject,
            summary=letter.summary,
            mandates=tuple(
                public.SigningMandate(
                    mandate=registers.mandate(each.mandate),
                    resolution=each.resolution,
                    authority=each.authority,
                    signed_by=each.signed_by,
                )
                for each in letter.mandates
            ),
            recipients=tuple(
                public.Addressing(
                    recipient=registers.recipient(each.recipient),
                    addressee=each.addressee,
                    named_as=each.named_as,
                    via=each.via,
                )
                for each in letter.recipients
            ),
            concerning=tuple(registers.recipient(each) for each in letter.concerning),
            also_sent_to=tuple(
                public.AlsoSentTo(
                    recipient=registers.recipient(each.recipient) if each.recipient else None,
                    others=each.others,
                )
                for each in letter.also_sent_to
            ),
            group=registers.group(letter.group) if letter.group else None,
            follows=tuple(
                public.EarlierLetter(
                    reference=each.reference,
                    sent=each.sent,
                    recipient=registers.recipient(each.recipient) if each.recipient else None,
                )
                for each in letter.follows
            ),
            alleged_victims=letter.alleged_victims,
            text_kept=public.TextKept(letter.text),
            text=_text(letter),
            translations=_translations(letter.translations),
            questions=letter.questions,
            annex=tuple(
                public.AnnexEntry(
                    instrument=registers.instrument(each.instrument) if each.instrument else None,
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
            source=self._source(letter),
            attachments=self._attachments(letter.reference, letter.attachments),
            responses=tuple(responses),
            responses_known=self.policy.responses is policy.Responses.COMPLETE or letter.responses_checked is not None,
            response_due=response_due(letter, self.policy),
            corrections=_corrections(letter.corrections),
            redacted=tuple(each.date for each in letter.redactions),
            indexed=letter.indexing is record.Indexing.ALL,
            example=letter.example,
        )

    def instruments(self, ids: Iterable[str]) -> tuple[public.Instrument, ...]:
        """Those that released letters use."""
        return tuple(self.registers.instrument(each) for each in ids)

    def _source(self, letter: record.Letter) -> str | None:
        """The official page: as given, else by the policy's pattern. What is invented has none."""
        if letter.source is not None:
            return letter.source.url
        return None if letter.example else self.policy.find_official_page(letter.reference)

    def response(self, response: record.Response, letter: record.Letter, day: dt.date) -> public.Response:
        """A response to `letter` released on `day`."""
        date = response_date(response)
        assert date is not None  # a response without a date is an error of the record
        return public.Response(
            letter=letter.reference,
            slug=response_slug(response),
            recipient=self.registers.recipient(response.recipient),
            kind=public.ResponseKind(response.kind),
            date=date,
            dated=response.dated,
            received=response.received,
            released=day,
            reference=response.reference,
            cites_as=response.cites_as,
            also_answers=response.also_answers,
            sent_by=response.sent_by,
            summary=response.summary,
            text_kept=public.TextKept(response.text),
            text=_text(response),
            translations=_translations(response.translations),
            source=response.source.url if response.source else None,
            attachments=self._attachments(letter.reference, response.attachments),
            corrections=_corrections(response.corrections),
            redacted=tuple(each.date for each in response.redactions),
            indexed=response.indexing is record.Indexing.ALL and letter.indexing is record.Indexing.ALL,
            example=letter.example,
        )

    def _attachments(
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


class _PublicRegisters:
    """The entries of the registers in the fields of their public types, each made once and only when a released letter
    asks."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers
        self._made: dict[tuple[type, str], object] = {}

    def recipient(self, id_: str) -> public.Recipient:
        return self._once(public.Recipient, id_, self._registers.recipients)

    def mandate(self, id_: str) -> public.Mandate:
        return self._once(public.Mandate, id_, self._registers.mandates)

    def instrument(self, id_: str) -> public.Instrument:
        return self._once(public.Instrument, id_, self._registers.instruments)

    def group(self, id_: str) -> public.Group:
        return self._once(public.Group, id_, self._registers.groups)

    def _once(self, type_: type[_Entry], id_: str, register: Mapping[str, object]) -> _Entry:
        if (type_, id_) not in self._made:
            entry = register[id_]
            kept = {each.name: getattr(entry, each.name) for each in fields(type_) if each.name != "id"}
            self._made[type_, id_] = type_(id=id_, **kept)
        return cast(_Entry, self._made[type_, id_])


def response_slug(response: record.Response) -> str:
    """The last part of a response's address: `northwind-2024-05-03` for the file `2024-05-03-northwind.md`.

    A second one of the day keeps its `-2`.
    """
    # A recipient's id may itself end in a number (`area-51`), so that it is cut off as what it is.
    match = re.fullmatch(rf"(\d{{4}}-\d{{2}}-\d{{2}})-{re.escape(response.recipient)}(-\d+)?", response.slug)
    if match is None:
        raise ValueError(f"not the name of a response: {response.slug}")
    return f"{response.recipient}-{match[1]}{match[2] or ''}"


def _text(filed: record.Letter | record.Response) -> public.Text:
    """The text; nothing of it where it is said to be held elsewhere, whatever the file holds."""
    body = "" if filed.text is record.TextKept.NONE else filed.body
    return public.Text(body=body, language=filed.language)


def _translations(translations: Iterable[record.Translation]) -> tuple[public.Text, ...]:
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


def _corrections(corrections: Iterable[record.Correction]) -> tuple[public.Correction, ...]:
    return tuple(public.Correction(date=each.date, note=each.note) for each in corrections)
