"""Imports a letter: reads the original, mends its text, fills in its fields, and makes the files of the record."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from letterbook import rules
from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.letter_draft import Given, LetterReader
from letterbook.editing.files import write_files
from letterbook.editing.mending.manuscript import MendedText
from letterbook.editing.mending.mend import mend_text
from letterbook.editing.originals import Original, UnreadableOriginal, read_original
from letterbook.editing.yaml_text import render_file
from letterbook.ingest import corpus
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers
from letterbook.rules.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import makes of an original: the files, in the order of writing, and how they came about.

    `path` is that of the letter or response, `body_line` the line on which its text begins, counted from 1.
    `diagnostics` is what the rules of the record say of it.
    """

    source: Path
    path: Path
    files: dict[Path, bytes]
    original: Original
    mended: MendedText
    draft: Draft
    body_line: int
    diagnostics: tuple[Diagnostic, ...]


class Importer:
    """Imports originals into the record in a folder."""

    def __init__(self, record: Path, registers: Registers, now: dt.datetime) -> None:
        self.record = record
        self._now = now
        self._registers = registers
        self._reader = LetterReader.of(registers)
        self._names = frozenset(self._reader.recipients.names.ids)

    def read_letter(self, source: Path, given: Given) -> Import:
        """Make the files of a letter, but write nothing.

        Raises UnreadableOriginal where the file cannot be read, or no name for the letter's file can be made.
        """
        original = read_original(source)
        mended = mend_text(original.text, self._names)
        page_lines = [*original.page_lines, *(each.text for each in mended.removed)]
        draft = self._reader.read(mended.text, page_lines, given)
        if draft.get("reference") is None:
            raise UnreadableOriginal(
                "no reference was found at its head; give it with --reference, such as --reference 'AL XAA 3/2024'"
            )
        reference = Reference.parse(draft.get("reference"))
        sent = draft.get("sent")
        year = sent.year if sent else reference.year
        path = self.record / "letters" / str(year) / f"{reference.slug}.md"
        return self._complete(source, path, original, mended, draft)

    def write(self, imported: Import, *, force: bool = False) -> None:
        """Write the files of an import, all or none. See `files.write_files` for what is raised."""
        write_files(self.record, imported.files, force=force)

    def find_letters(self, reference: Reference) -> tuple[Path, ...]:
        """Return the files of the record whose letter has the key of a reference, whatever their type."""
        found = (self.record / "letters").rglob(f"??-{reference.key_slug}.md")
        return tuple(sorted(found))

    def _complete(self, source: Path, path: Path, original: Original, mended: MendedText, draft: Draft) -> Import:
        content = render_file(draft.order(), mended.text, draft.comments())
        files = {path: content.encode()}
        return Import(
            source=source,
            path=path,
            files=files,
            original=original,
            mended=mended,
            draft=draft,
            body_line=content.count("\n", 0, content.index("\n---\n") + 5) + 1,
            diagnostics=self._check(path, files),
        )

    def _check(self, path: Path, files: dict[Path, bytes], beside: Sequence[Path] = ()) -> tuple[Diagnostic, ...]:
        """Return what the rules say of new files, tried in a record that has nothing else but those `beside` them."""
        with tempfile.TemporaryDirectory() as folder:
            trial = Path(folder)
            shared = [self.record / "policy.yml", *(self.record / corpus.REGISTERS_FOLDER).glob("*.yml"), *beside]
            contents = {each: each.read_bytes() for each in shared if each.is_file()} | files
            for each, content in contents.items():
                copy = trial / each.relative_to(self.record)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
            found = rules.check_record(corpus.load(trial), self._now)
            name = (trial / path.relative_to(self.record)).as_posix()
            there, here = trial.as_posix(), self.record.as_posix()
            return tuple(
                replace(
                    each,
                    path=path.as_posix(),
                    message=each.message.replace(there, here),
                    help=each.help.replace(there, here),
                )
                for each in found
                if each.path == name
            )
