"""`letterbook import`: turn a letter or response, as it was written or received, into a file of the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click

from letterbook.cli.completion import complete_ids
from letterbook.cli.options import FAULTS, data_option
from letterbook.cli.record_edits import FAILED, check_ids, open_record, read_day, read_reference, write_import
from letterbook.editing.drafts.letter_draft import Given
from letterbook.editing.importing import Import, Importer


@click.command("import")
@data_option
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--reference", help="The letter's reference, if its head lacks it.")
@click.option("--sent", help="The date of the letter, such as 2024-03-03, if its head lacks it.")
@click.option("--language", default="", help="Language of the text, such as en, if it is not clear from the text.")
@click.option(
    "--recipient",
    "recipients",
    multiple=True,
    shell_complete=complete_ids("recipients"),
    help="Recipient's id in the register, if its head does not name it; repeatable.",
)
@click.option("--response-to", metavar="REFERENCE", help="FILE is a response to this letter of the record.")
@click.option("--dated", help="For a response: its own date, if its text lacks it.")
@click.option("--received", help="For a response: the day on which it was received.")
@click.option("--add-recipient", is_flag=True, help="Add the recipient to the register if it is missing there.")
@click.option("--force", is_flag=True, help="Replace an existing file of the record.")
def import_(data: Path, files: tuple[Path, ...], language: str, force: bool, **options: Any) -> None:
    """Import letters or responses: turn each FILE into a file of the record.

    FILE is Markdown, plain text (.txt), DOCX, or a PDF whose text can be copied. Each becomes a file in letters/, or
    with --response-to in responses/: the mended text, below front matter filled in from it. A PDF is kept as an
    attachment that is not published. The report lists what was found, mended and removed, and what is in doubt; compare
    it with the original. Fields that could not be filled in are left out. Nothing is overwritten without --force.
    """
    wanted = _read_options(language, **options)
    if len(files) > 1 and (wanted.received or replace(wanted.given, language="") != Given()):
        raise click.UsageError("--reference, --sent, --recipient, --dated and --received are for one file at a time")
    importer = open_record(data)
    check_ids(importer, "recipients", wanted.given.recipients)
    rows: list[tuple[str, str]] = []
    for at, file in enumerate(files):
        if len(files) > 1:
            click.echo(f"[{at + 1}/{len(files)}] {file}", err=True)
        rows.append((str(file), _import_file(importer, file, wanted, force=force)))
    if len(files) > 1:
        width = max(len(name) for name, _ in rows)
        click.echo("")
        for name, outcome in rows:
            click.echo(f"{name:<{width}}  {outcome}")
    if any(outcome.startswith(FAILED) for _, outcome in rows):
        raise SystemExit(FAULTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The editor's options: the facts given; for a response, the letter that it answers and the day of receipt; and
    whether to add a missing recipient to the register."""

    given: Given = field(default_factory=Given)
    answered: str = ""
    received: dt.date | None = None
    add_recipient: bool = False


def _import_file(importer: Importer, file: Path, wanted: Wanted, *, force: bool) -> str:
    """Import one file, print its report, and return its line in the table."""

    def read() -> Import:
        if not wanted.answered:
            return importer.read_letter(file, wanted.given, add_recipient=wanted.add_recipient)
        return importer.read_response(file, importer.filed.open(wanted.answered), wanted.given, wanted.received)

    return write_import(importer, file, read, force=force)


def _read_options(
    language: str,
    reference: str | None,
    sent: str | None,
    recipients: tuple[str, ...],
    response_to: str | None,
    dated: str | None,
    received: str | None,
    add_recipient: bool,
) -> Wanted:
    if response_to is None and (dated or received):
        raise click.UsageError("--dated and --received are for a response; give its letter with --response-to")
    if response_to is not None and (reference or sent):
        raise click.UsageError("--reference and --sent are for a letter; a response has --dated and --received")
    return Wanted(
        given=Given(
            reference=read_reference(reference),
            date=read_day("--sent", sent) or read_day("--dated", dated),
            language=language,
            recipients=recipients,
        ),
        answered=response_to or "",
        received=read_day("--received", received),
        add_recipient=add_recipient,
    )
