"""`letterbook import`: turn a letter or response, as it was written or received, into a file of the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click

from letterbook.cli.completion import complete_ids
from letterbook.cli.options import FAULTS, data_option, format_count
from letterbook.editing.drafts.letter_draft import Given
from letterbook.editing.files import OutsideRecord, WouldOverwrite
from letterbook.editing.importing import Import, Importer
from letterbook.editing.originals import UnreadableOriginal
from letterbook.editing.report import render_report
from letterbook.ingest import corpus
from letterbook.model.reference import Reference


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
    importer = _open_record(data)
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
    if any(outcome.startswith(_FAILED) for _, outcome in rows):
        raise SystemExit(FAULTS)


_FAILED = "not imported: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The editor's options: the facts given; for a response, the letter that it answers and the day of receipt; and
    whether to add a missing recipient to the register."""

    given: Given = field(default_factory=Given)
    answered: Reference | None = None
    received: dt.date | None = None
    add_recipient: bool = False


def _import_file(importer: Importer, file: Path, wanted: Wanted, *, force: bool) -> str:
    """Import one file, print its report, and return its line in the table."""
    try:
        if wanted.answered is None:
            imported = importer.read_letter(file, wanted.given, add_recipient=wanted.add_recipient)
        else:
            imported = importer.read_response(file, wanted.answered, wanted.given, wanted.received)
        importer.write(imported, force=force)
    except (UnreadableOriginal, OutsideRecord) as error:
        outcome = f"{_FAILED}{error}"
    except WouldOverwrite as error:
        outcome = f"{_FAILED}{error}; use --force to replace it"
    except OSError as error:
        outcome = f"{_FAILED}{error.filename or importer.record}: {error.strerror or error}"
    else:
        click.echo(render_report(imported), nl=False)
        return _count(imported)
    click.echo(f"{file}: {outcome}", err=True)
    return outcome


def _count(imported: Import) -> str:
    draft = imported.draft
    doubts = len(draft.doubts) + len(imported.mended.doubts) + len(imported.original.doubts)
    fields = f"{format_count(len(draft.values), 'field')}, {len(draft.proposed)} of them proposed"
    return f"{imported.path.as_posix()}: {fields}, {format_count(doubts, 'doubt')}, {len(draft.left)} left to you"


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
            reference=_read_reference(reference),
            date=_read_day("--sent", sent) or _read_day("--dated", dated),
            language=language,
            recipients=recipients,
        ),
        answered=_read_reference(response_to),
        received=_read_day("--received", received),
        add_recipient=add_recipient,
    )


def _read_reference(text: str | None) -> Reference | None:
    try:
        return Reference.parse(text) if text is not None else None
    except ValueError as error:
        raise click.UsageError(f"{text!r} is not a reference; it must look like AL XAA 3/2024") from error


def _read_day(option: str, text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise click.UsageError(f"{option} {text}: not a date; write it as 2024-03-03 (year-month-day)") from error


def _open_record(data: Path) -> Importer:
    try:
        registers, _ = corpus.load_registers(data)
    except FileNotFoundError as error:
        raise click.UsageError(f"there is no record in {data}; use --data to name its folder") from error
    return Importer(data, registers, dt.datetime.now(dt.UTC))
