"""Imports letters and responses: reads the original, mends its text, fills in its fields, makes the files."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.letter_draft import Given, LetterReader
from letterbook.editing.drafts.recipients import find_address_lines
from letterbook.editing.drafts.response_draft import read_response
from letterbook.editing.files import write_files
from letterbook.editing.mending.manuscript import MendedText
from letterbook.editing.mending.mend import mend_text
from letterbook.editing.originals import Original, UnreadableOriginal, read_original
from letterbook.editing.trial import Trial
from letterbook.editing.yaml_text import Value, append_entry, render_file
from letterbook.ingest import corpus
from letterbook.ingest.attached_files import ATTACHMENTS
from letterbook.model.record import Letter
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers
from letterbook.rules.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """The result of an import: the files, in the order of writing, and how they were made.

    `path` is that of the letter or response, `body_line` the line on which its text begins, counted from 1.
    `diagnostics` is what the rules report about it, and `before_publishing` what they would report if its PDF were
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


class Importer:
    """Imports originals into the record in a folder."""

    def __init__(self, record: Path, registers: Registers, now: dt.datetime) -> None:
        self.record = record
        self._reader = LetterReader.of(registers)
        self._trial = Trial(record, now, self._reader.citations)
        self._names = frozenset(self._reader.recipients.names.ids)

    def read_letter(self, source: Path, given: Given, *, add_recipient: bool = False) -> Import:
        """Make the files of a letter, but write nothing. With `add_recipient`, they include the register with the entry
        that is proposed for its recipient, if it has none.

        Raises UnreadableOriginal if the file cannot be read, or if its new file cannot be given a name.
        """
        original = read_original(source)
        mended = mend_text(original.text, self._names | set(find_address_lines(original.text)))
        page_lines = [*original.page_lines, *(each.text for each in mended.removed)]
        draft = self._reader.read(mended.text, page_lines, given)
        if draft.get("reference") is None:
            raise UnreadableOriginal(
                "no reference was found at its head; give it, for example --reference 'AL XAA 3/2024'"
            )
        reference = Reference.parse(draft.get("reference"))
        sent = draft.get("sent")
        path = self.record / "letters" / str(sent.year if sent else reference.year) / f"{reference.slug}.md"
        others = [each for each in self.find_letters(reference) if each != path]
        if others:
            raise UnreadableOriginal(f"the record has this letter already, as {others[0].as_posix()}")
        added = self._add_recipient(draft) if add_recipient else {}
        return self._complete(source, path, original, mended, draft, reference.slug, first=added)

    def read_response(
        self, source: Path, reference: Reference, given: Given, received: dt.date | None = None
    ) -> Import:
        """Make the files of a response to the letter with a reference, but write nothing.

        Raises UnreadableOriginal if the file cannot be read, if the record has no such letter, or if its new file
        cannot be given a name.
        """
        found = self.find_letters(reference)
        if not found:
            raise UnreadableOriginal(f"the record has no letter {reference}; import the letter first")
        slug = found[0].stem
        beside = [found[0], *sorted((self.record / "responses" / slug).glob("*.md"))]
        with self._trial.load({}, beside) as (_, loaded):
            letters = loaded.corpus.letters if loaded.corpus else ()
            if not letters or not letters[0].has_read("reference", "recipients", "sent"):
                raise UnreadableOriginal(f"{found[0].as_posix()} has errors; run check on it first")
            letter, earlier = letters[0], loaded.corpus.responses if loaded.corpus else ()
        original = read_original(source)
        mended = mend_text(original.text, self._names | set(find_address_lines(original.text)))
        draft = read_response(
            mended.text,
            letter,
            [each for each in earlier if each.has_read("recipient", "kind")],
            self._reader.recipients.names,
            given,
            received,
        )
        day, recipient = draft.get("dated") or draft.get("received"), draft.get("recipient")
        if day is None or recipient is None:
            raise UnreadableOriginal("; ".join(each.why for each in draft.left if each.field in ("dated", "recipient")))
        path = _find_free_name(self.record / "responses" / slug, f"{day}-{recipient}")
        return self._complete(source, path, original, mended, draft, slug, beside)

    def write(self, imported: Import, *, force: bool = False) -> None:
        """Write the files of an import, all or none. See `files.write_files` for what is raised."""
        write_files(self.record, imported.files, force=force, changed=[self._register])

    @property
    def _register(self) -> Path:
        return self.record / corpus.REGISTERS_FOLDER / "recipients.yml"

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

    def find_letters(self, reference: Reference) -> tuple[Path, ...]:
        """Return the files of the record whose letter has the key of a reference, whatever their type."""
        found = (self.record / "letters").rglob(f"??-{reference.key_slug}.md")
        return tuple(sorted(found))

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
        if original.pdf is not None:
            name = f"{path.stem}.pdf"
            files[self.record / ATTACHMENTS / slug / name] = original.pdf
            draft.put("attachments", [_make_attachment(name, original.pdf, draft)])
        elif original.unit:
            draft.leave("attachments", "the record keeps PDFs: to attach this file, export it as PDF")
        content = render_file(draft.order(), mended.text, draft.comments())
        files[path] = content.encode()
        beside = [*beside, *self._find_named_letters(draft)]
        found = self._trial.check(path, files, beside)
        return Import(
            source=source,
            path=path,
            files=files,
            original=original,
            mended=mended,
            draft=draft,
            body_line=content.count("\n", 0, content.index("\n---\n") + 5) + 1,
            diagnostics=found,
            before_publishing=self._check_public_copy(path, files, beside) if original.pdf is not None else (),
        )

    def _check_public_copy(
        self, path: Path, files: Mapping[Path, bytes], beside: Sequence[Path]
    ) -> tuple[Diagnostic, ...]:
        """Return what the rules about published PDFs would report if the attachment of a file were published."""
        public = _SUM.sub(r"\g<0>\n    public_copy: true", files[path].decode(), count=1)
        found = self._trial.check(path, {**files, path: public.encode()}, beside)
        return tuple(each for each in found if each.rule in _ABOUT_PDFS)

    def _find_named_letters(self, draft: Draft) -> Iterator[Path]:
        """Yield the files of the letters that a draft names, without which rules would miss them."""
        for name in (*(draft.get("follows") or ()), *(draft.get("also_answers") or ())):
            if isinstance(name, str):
                yield from self.find_letters(Reference.parse(name))


_SUM = re.compile(r"^    sha256: [0-9a-f]{64}$", re.MULTILINE)
_ABOUT_PDFS = frozenset(
    [
        "annotated-attachment",
        "attachment-metadata",
        "attachment-without-text",
        "covered-words",
        "invalid-pdf",
        "unredacted-attachment",
    ]
)
"""The rules that apply to a PDF only once it is to be published."""


def _find_free_name(folder: Path, name: str) -> Path:
    """Return the path of a response: a second one from the same sender on the same day ends in -2."""
    path, number = folder / f"{name}.md", 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.md"
    return path


def _make_attachment(name: str, content: bytes, draft: Draft) -> dict[str, Value]:
    return {
        "file": name,
        "title": "The letter as sent" if draft.cls is Letter else "The response as received",
        "language": draft.get("language") or "en",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
