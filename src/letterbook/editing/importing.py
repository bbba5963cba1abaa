"""Imports letters, responses and translations: reads the original, mends its text, fills in its fields, makes files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from letterbook.editing.attachments import check_public_copy, make_entry, make_title
from letterbook.editing.drafts.addresses import find_address_lines
from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.letter_draft import Given, LetterReader
from letterbook.editing.drafts.response_draft import read_response
from letterbook.editing.drafts.translation_draft import TranslationGiven, read_translation
from letterbook.editing.filed import Filed, FiledTexts
from letterbook.editing.files import write_files
from letterbook.editing.mending.manuscript import MendedText
from letterbook.editing.mending.mend import mend_text
from letterbook.editing.originals import Original, UnreadableOriginal, read_original
from letterbook.editing.trial import Trial
from letterbook.editing.yaml_text import append_entry, render_file
from letterbook.ingest.attached_files import ATTACHMENTS
from letterbook.ingest.loader import REGISTERS_FOLDER
from letterbook.model.record import Translation
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers
from letterbook.rules.diagnostics import Diagnostic
from letterbook.text.confidential_names import NONE, ConfidentialNames


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """The result of an import: the files, in the order of writing, and how they were made.

    `path` is that of the letter, response or translation, `body_line` the line on which its text begins, counted from
    1. `diagnostics` is what the rules report about it, and `before_publishing` what they would report if its PDF were
    published.
    """

    source: Path
    path: Path
    files: dict[Path, bytes]
    original: Original
    mended: MendedText
    draft: Draft
    body_line: int
    diagnostics: tuple[Diagnostic, ...]
    before_publishing: tuple[Diagnostic, ...] = ()


class Made(Protocol):
    """Files made for the record."""

    @property
    def files(self) -> Mapping[Path, bytes]:
        """The content of each file, in the order of writing."""


class Importer:
    """Imports originals into the record in a folder."""

    def __init__(
        self, record: Path, registers: Registers, now: dt.datetime, confidential: ConfidentialNames = NONE
    ) -> None:
        self.record = record
        self.registers = registers
        self._reader = LetterReader.of(registers)
        self.trial = Trial(record, now, self._reader.citations, confidential)
        self._names = frozenset(self._reader.recipients.names.ids)
        self.filed = FiledTexts(self.trial)

    def read_letter(self, source: Path, given: Given, *, add_recipient: bool = False) -> Import:
        """Make the files of a letter, but write nothing. With `add_recipient`, they include the register with the entry
        that is proposed for its recipient, if it has none.

        Raises UnreadableOriginal if the file cannot be read, or if its new file cannot be given a name.
        """
        original, mended = self._read(source)
        page_lines = [*original.page_lines, *(each.text for each in mended.removed)]
        draft = self._reader.read(mended.text, page_lines, given)
        if draft.get("reference") is None:
            raise UnreadableOriginal(
                "no reference was found at its head; give it, for example --reference 'AL XAA 3/2024', or use "
                "--response-to 'AL XAA 3/2024' if it is a response to that letter"
            )
        reference = Reference.parse(draft.get("reference"))
        sent = draft.get("sent")
        path = self.record / "letters" / str(sent.year if sent else reference.year) / f"{reference.slug}.md"
        others = [each for each in self.filed.find_letters(reference) if each != path]
        if others:
            raise UnreadableOriginal(f"the record already has this letter, as {others[0].as_posix()}")
        added = self._add_recipient(draft) if add_recipient else {}
        return self._complete(source, path, original, mended, draft, reference.slug, first=added)

    def read_response(self, source: Path, letter: Filed, given: Given, received: dt.date | None = None) -> Import:
        """Make the files of a response to a letter of the record, but write nothing.

        Raises UnreadableOriginal if the file cannot be read, or if its new file cannot be given a name.
        """
        original, mended = self._read(source)
        draft = read_response(
            mended.text,
            letter.letter,
            [each for each in letter.responses if each.has_read("recipient", "kind")],
            self._reader.recipients.names,
            given,
            received,
        )
        day, recipient = draft.get("dated") or draft.get("received"), draft.get("recipient")
        if day is None or recipient is None:
            raise UnreadableOriginal("; ".join(each.why for each in draft.left if each.field in ("dated", "recipient")))
        path = find_free_name(self.record / "responses" / letter.slug, f"{day}-{recipient}")
        words = mended.text.split()
        for each in letter.responses:
            if words and each.body.split() == words:
                same = path.with_name(Path(each.place.path).name).as_posix()
                draft.doubt(f"{same} has the same text; if it is the same response, delete {path.name}")
        return self._complete(source, path, original, mended, draft, letter.slug, letter.beside)

    def read_translation(self, source: Path, filed: Filed, given: TranslationGiven) -> Import:
        """Make the file of a translation of a letter or response of the record, but write nothing.

        Raises UnreadableOriginal if the file cannot be read.
        """
        original, mended = self._read(source)
        draft = read_translation(mended.text, filed.filed, filed.path.stem, given)
        path = filed.path.with_name(f"{filed.path.stem}.{given.language}.md")
        return self._complete(source, path, original, mended, draft, filed.slug, filed.beside)

    def write(self, made: Made, *, force: bool = False) -> None:
        """Write the files that were made, all or none. See `files.write_files` for what is raised."""
        write_files(self.record, made.files, force=force, changed=[self._register])

    @property
    def _register(self) -> Path:
        return self.record / REGISTERS_FOLDER / "recipients.yml"

    def _read(self, source: Path) -> tuple[Original, MendedText]:
        original = read_original(source)
        return original, mend_text(original.text, self._names | set(find_address_lines(original.text)))

    def _add_recipient(self, draft: Draft) -> dict[Path, bytes]:
        """Fill in the recipient for whom an entry is proposed; return the register with that entry."""
        entry = next((each for each in draft.entries if each.register == "recipients"), None)
        if entry is None or draft.get("recipients"):
            return {}
        draft.put("recipients", [{"recipient": entry.id, **draft.addressing}])
        draft.doubt(f"`{entry.id}` was added to registers/recipients.yml: check its name and kind, and add its country")
        draft.entries.remove(entry)
        draft.left = [each for each in draft.left if each.field != "recipients"]
        content = self._register.read_text(encoding="utf-8") if self._register.exists() else ""
        return {self._register: append_entry(content, entry.id, entry.fields).encode()}

    def _complete(
        self,
        source: Path,
        path: Path,
        original: Original,
        mended: MendedText,
        draft: Draft,
        slug: str,
        beside: Sequence[Path] = (),
        first: Mapping[Path, bytes] | None = None,
    ) -> Import:
        """Make the files: those that come `first`, then the original, if the record can keep it, then the text."""
        files = dict(first or {})
        keeps = original.pdf is not None and draft.cls is not Translation
        if original.pdf is not None and keeps:
            name = f"{path.stem}.pdf"
            files[self.record / ATTACHMENTS / slug / name] = original.pdf
            title, language = make_title(draft.cls), draft.get("language") or "en"
            draft.put("attachments", [make_entry(name, original.pdf, title, language)])
        elif original.pdf is not None:
            draft.leave("attachments", "a translation has none; to keep the PDF, attach it to the original")
        elif original.unit:
            draft.leave("attachments", "the record keeps PDFs: to attach this file, export it as PDF")
        content = render_file(draft.order(), mended.text, draft.comments())
        files[path] = content.encode()
        beside = [*(each for each in beside if each != path), *self._find_named_letters(draft)]
        found = self.trial.check(path, files, beside)
        return Import(
            source=source,
            path=path,
            files=files,
            original=original,
            mended=mended,
            draft=draft,
            body_line=content.count("\n", 0, content.index("\n---\n") + 5) + 1,
            diagnostics=found,
            before_publishing=check_public_copy(self.trial, path, files, 0, beside, found) if keeps else (),
        )

    def _find_named_letters(self, draft: Draft) -> Iterator[Path]:
        """Yield the files of the letters that a draft names, without which rules would miss them."""
        for name in (*(draft.get("follows") or ()), *(draft.get("also_answers") or ())):
            if isinstance(name, str):
                yield from self.filed.find_letters(Reference.parse(name))


def find_free_name(folder: Path, name: str) -> Path:
    """Return the path of a response: a second one from the same sender on the same day ends in -2."""
    path, number = folder / f"{name}.md", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.md"
    return path
