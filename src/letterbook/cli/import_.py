"""`letterbook import`: make the file of the record out of a letter as it was written or received."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

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
@click.option("--reference", help="The letter's reference, where its head does not have it.")
@click.option("--sent", help="The date on the letter, such as 2024-03-03, where its head does not have it.")
@click.option("--language", default="", help="Language of the text, such as en, where it is not plain.")
@click.option(
    "--recipient",
    "recipients",
    multiple=True,
    shell_complete=complete_ids("recipients"),
    help="Recipient's id in the register, where the head does not name it; repeatable.",
)
@click.option("--force", is_flag=True, help="Replace a file of the record that exists already.")
def import_(
    data: Path,
    files: tuple[Path, ...],
    reference: str | None,
    sent: str | None,
    language: str,
    recipients: tuple[str, ...],
    force: bool,
) -> None:
    """Import letters: make the file of the record out of each FILE.

    Each becomes a file in letters/: its text, mended, below front matter that is filled in from the text itself. Prints
    what was found, mended and removed, and what is in doubt: compare it with the original. Whatever could not be found
    is left out. Nothing is overwritten without --force.
    """
    given = _read_given(reference, sent, language, recipients)
    if len(files) > 1 and given != Given(language=language):
        raise click.UsageError("--reference, --sent and --recipient are for one file at a time")
    importer = _open_record(data)
    rows: list[tuple[str, str]] = []
    for at, file in enumerate(files):
        if len(files) > 1:
            click.echo(f"[{at + 1}/{len(files)}] {file}", err=True)
        rows.append((str(file), _import_file(importer, file, given, force=force)))
    if len(files) > 1:
        width = max(len(name) for name, _ in rows)
        click.echo("")
        for name, outcome in rows:
            click.echo(f"{name:<{width}}  {outcome}")
    if any(outcome.startswith(_FAILED) for _, outcome in rows):
        raise SystemExit(FAULTS)


_FAILED = "not imported: "


def _import_file(importer: Importer, file: Path, given: Given, *, force: bool) -> str:
    """Import one file, print its report, and return its line in the table."""
    try:
        imported = importer.read_letter(file, given)
        _require_new(importer, imported)
        importer.write(imported, force=force)
    except (UnreadableOriginal, OutsideRecord) as error:
        outcome = f"{_FAILED}{error}"
    except WouldOverwrite as error:
        outcome = f"{_FAILED}{error}; with --force it is replaced"
    except OSError as error:
        outcome = f"{_FAILED}{error.filename or importer.record}: {error.strerror or error}"
    else:
        click.echo(render_report(imported), nl=False)
        return _count(imported)
    click.echo(f"{file}: {outcome}", err=True)
    return outcome


def _require_new(importer: Importer, imported: Import) -> None:
    others = [
        each
        for each in importer.find_letters(Reference.parse(imported.draft.get("reference")))
        if each != imported.path
    ]
    if others:
        raise UnreadableOriginal(f"the record has this letter already, as {others[0].as_posix()}")


def _count(imported: Import) -> str:
    draft = imported.draft
    doubts = len(draft.doubts) + len(imported.mended.doubts) + len(imported.original.doubts)
    fields = f"{format_count(len(draft.values), 'field')}, {len(draft.proposed)} of them proposed"
    return f"{imported.path.as_posix()}: {fields}, {format_count(doubts, 'doubt')}, {len(draft.left)} left to you"


def _read_given(reference: str | None, sent: str | None, language: str, recipients: tuple[str, ...]) -> Given:
    try:
        parsed = Reference.parse(reference) if reference is not None else None
    except ValueError as error:
        raise click.UsageError(f"{reference!r} is not a reference; it must look like AL XAA 3/2024") from error
    try:
        day = dt.date.fromisoformat(sent) if sent is not None else None
    except ValueError as error:
        raise click.UsageError(f"--sent {sent}: not a date; write it as 2024-03-03 (year-month-day)") from error
    return Given(reference=parsed, date=day, language=language, recipients=recipients)


def _open_record(data: Path) -> Importer:
    try:
        registers, _ = corpus.load_registers(data)
    except FileNotFoundError as error:
        raise click.UsageError(f"there is no record in {data}; use --data to name its folder") from error
    return Importer(data, registers, dt.datetime.now(dt.UTC))
