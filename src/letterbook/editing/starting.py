"""Starts files of the record for an editor to fill in: letters, responses and translations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterbook.editing.drafts.letter_draft import Given
from letterbook.editing.drafts.translation_draft import TranslationGiven, read_translation
from letterbook.editing.filed import Filed, NotInRecord
from letterbook.editing.importing import Importer, find_free_name
from letterbook.editing.yaml_text import render_file
from letterbook.model.record import Letter, Response
from letterbook.model.reference import Reference
from letterbook.model.schema.render import render_template
from letterbook.rules.diagnostics import Diagnostic, Severity

_RULES_OF_ARGUMENTS = frozenset(
    [
        "date-before-sending",
        "duplicate-reference",
        "future-date",
        "future-sent-date",
        "received-before-dated",
        "response-before-letter",
        "unknown-code",
        "unknown-language",
        "unknown-mandate",
        "unknown-recipient",
        "year-mismatch",
    ]
)
"""The rules that check what an editor gives for a new file; the others apply once it is filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A file to be filled in, and the problems that the check reports in it."""

    path: Path
    files: Mapping[Path, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def wrong(self) -> tuple[Diagnostic, ...]:
        """The errors in the values that an editor gave."""
        errors = (each for each in self.diagnostics if each.severity is Severity.ERROR)
        return tuple(each for each in errors if each.rule in _RULES_OF_ARGUMENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterGiven:
    """What an editor stated about a new letter: the ids are those of the registers."""

    reference: Reference
    sent: dt.date
    language: str
    recipients: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Starter:
    """Starts files of a record, but writes nothing."""

    importer: Importer

    def start_letter(self, given: LetterGiven) -> Started:
        """Start a letter: a file with every field. Raises NotInRecord if the record has it already, elsewhere."""
        values = {
            "reference": str(given.reference),
            "sent": given.sent.isoformat(),
            "language": given.language,
            "example": "true" if self.is_fictional(given.recipients, given.mandates) else "",
        }
        items = {"recipients": given.recipients, "mandates": given.mandates}
        return self.check(self.name_letter(given.reference, given.sent), render_template(Letter, values, items) + "\n")

    def name_letter(self, reference: Reference, sent: dt.date) -> Path:
        """Return the path of a new letter. Raises NotInRecord if the record has the letter already, elsewhere."""
        path = self.importer.record / "letters" / str(sent.year) / f"{reference.slug}.md"
        others = [each for each in self.importer.filed.find_letters(reference) if each != path]
        if others:
            raise NotInRecord(f"the record already has this letter, as {others[0].as_posix()}")
        return path

    def is_fictional(self, recipients: Iterable[str], mandates: Iterable[str]) -> bool:
        """Return whether a recipient or a mandate is one that the registers mark as fictional."""
        registers = self.importer.registers
        entries = (*map(registers.recipients.get, recipients), *map(registers.mandates.get, mandates))
        return any(entry.example for entry in entries if entry is not None)

    def start_response(self, letter: Filed, given: Given, received: dt.date | None) -> Started:
        """Start a response to a letter: a file with every field. Raises NotInRecord if it cannot be given a name."""
        own = [each.recipient for each in letter.letter.recipients]
        recipient = given.recipients[0] if given.recipients else own[0] if len(own) == 1 else ""
        if not recipient:
            raise NotInRecord(f"the letter went to {', '.join(own)}; name the one that responds with --recipient")
        day = given.date or received
        if day is None:
            raise NotInRecord("the file is named after its date; give --dated or --received")
        values = {
            "letter": str(letter.letter.reference),
            "recipient": recipient,
            "dated": given.date.isoformat() if given.date else "",
            "received": received.isoformat() if received else "",
            "language": given.language,
            "kind": given.kind,
        }
        path = find_free_name(self.importer.record / "responses" / letter.slug, f"{day}-{recipient}")
        return self.check(path, render_template(Response, values), letter.beside)

    def start_translation(self, filed: Filed, given: TranslationGiven) -> Started:
        """Start a translation: a file with its fields, to which the text is added."""
        draft = read_translation("", filed.filed, filed.path.stem, given)
        path = filed.path.with_name(f"{filed.path.stem}.{given.language}.md")
        return self.check(path, render_file(draft.order(), ""), filed.beside)

    def check(self, path: Path, content: str, beside: Sequence[Path] = ()) -> Started:
        """Check a new file together with those `beside`."""
        files = {path: content.encode()}
        found = self.importer.trial.check(path, files, [each for each in beside if each != path])
        return Started(path=path, files=files, diagnostics=found)
