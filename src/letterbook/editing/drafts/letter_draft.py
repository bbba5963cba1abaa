"""Fills in the front matter of a letter from its own text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from letterbook.citations import CitationCache
from letterbook.editing.drafts.citations import read_annex
from letterbook.editing.drafts.companions import read_companions, read_earlier_letters, read_statements
from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.head import read_date, read_reference
from letterbook.editing.drafts.mandates import MandateReader
from letterbook.editing.drafts.matter import read_matter
from letterbook.editing.drafts.recipients import RecipientReader
from letterbook.editing.drafts.sentences import Reading
from letterbook.model.record import Letter, TextKept
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers
from letterbook.text.blocks import join_questions, split_blocks
from letterbook.text.cues import Part
from letterbook.text.markdown import to_html
from letterbook.text.visible_text import read_visible_text
from letterbook.text.written_language import find_language

UNKNOWN_LANGUAGE = "the language is not clear from the words; give it with --language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What an editor stated about an original. It takes precedence over what is found in it. `kind` is that of a
    response."""

    reference: Reference | None = None
    date: dt.date | None = None
    language: str = ""
    recipients: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class LetterReader:
    """Reads the fields of letters with the help of a record's registers."""

    mandates: MandateReader
    recipients: RecipientReader
    citations: CitationCache

    @classmethod
    def of(cls, registers: Registers) -> LetterReader:
        """Make a reader for the registers of a record."""
        return cls(
            MandateReader.of(registers.mandates),
            RecipientReader.of(registers.recipients),
            CitationCache.of(registers.instruments),
        )

    def read(self, body: str, page_lines: Iterable[str] = (), given: Given | None = None) -> Draft:
        """Fill in the fields of a letter from its text in Markdown."""
        given = given or Given()
        draft = Draft(Letter)
        reading = Reading(read_visible_text(body))
        page_lines = tuple(page_lines)
        reference = read_reference(reading, draft, given.reference, page_lines)
        language = given.language or find_language(reading.visible)
        draft.put("language", language)
        if not language:
            draft.leave("language", UNKNOWN_LANGUAGE)
        if given.date is not None:
            draft.put("sent", given.date)
        sent = given.date or read_date(reading, draft, "sent", language or "en")
        self.mandates.read(reading, draft)
        self.recipients.read(reading, reference, page_lines, given.recipients, draft)
        own = [each["recipient"] for each in draft.get("recipients") or ()]
        elsewhere = read_companions(reading, self.recipients.names, own, draft)
        read_earlier_letters(reading, reference, sent, language or "en", elsewhere, draft)
        read_matter(reading, draft)
        read_statements(reading, draft)
        read_annex(body, self.citations, draft)
        _count_questions(body, draft)
        draft.put("text", TextKept.FULL.value)
        return draft


def _count_questions(body: str, draft: Draft) -> None:
    """Return how many questions the letter asks, numbered as in the letter."""
    blocks = join_questions(split_blocks(to_html(body)))
    numbers = [number for block in blocks for number in block.questions]
    asks = any(block.part is Part.QUESTIONS for block in blocks)
    if not numbers:
        draft.doubt("no numbered questions were found" + ("" if asks else ", nor the request for observations"))
    elif numbers != list(range(1, len(numbers) + 1)):
        draft.doubt(f"the questions are numbered {', '.join(map(str, numbers))}")
    draft.questions = len(numbers)
