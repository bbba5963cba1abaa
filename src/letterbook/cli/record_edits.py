"""Shared by the commands that write to the record: opening it, reading options, reporting, and refusing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from letterbook.cli.completion import complete_letters
from letterbook.cli.options import FAULTS, format_count, program_name, read_confidential_names, unreadable_record
from letterbook.editing.importing import Import, Importer
from letterbook.editing.originals import UnreadableOriginal
from letterbook.editing.refusal import Refusal
from letterbook.editing.register_names import RegisterNames
from letterbook.editing.report import render_report
from letterbook.ingest import corpus
from letterbook.model.language import is_language
from letterbook.model.reference import Reference
from letterbook.model.schema.kinds import KINDS
from letterbook.rules.diagnostics import Diagnostic, as_text

FAILED = "not imported: "

force_option = click.option("--force", is_flag=True, help="Replace an existing file of the record.")
filed_argument = click.argument("reference", metavar="REFERENCE", shell_complete=complete_letters)
response_option = click.option(
    "--response",
    default="",
    metavar="NAME",
    help="Which response to that letter: its file, its date or the id of its sender.",
)


def open_record(data: Path) -> Importer:
    """Open the record in a folder for writing. Raises UsageError if there is none."""
    try:
        registers, _ = corpus.load_registers(data)
    except OSError as error:
        raise unreadable_record(error) from error
    return Importer(data, registers, dt.datetime.now(dt.UTC), read_confidential_names(data))


@contextmanager
def report_refusal(record: Path, file: Path | None = None) -> Iterator[None]:
    """End the command with code 1, and one line that says why, if the change is refused or a disk fails.

    The line names the original `file` if that cannot be used.
    """
    try:
        yield
    except (Refusal, OSError) as error:
        where = f"{file}: " if file is not None and isinstance(error, UnreadableOriginal) else ""
        click.echo(f"Nothing was written: {where}{describe_failure(error, record)}", err=True)
        raise SystemExit(FAULTS) from error


def describe_failure(error: Refusal | OSError, record: Path) -> str:
    """Return why nothing was written, in the words for an editor."""
    if isinstance(error, OSError):
        return f"{error.filename or record}: {error.strerror or error}"
    return str(error)


def write_import(importer: Importer, file: Path, read: Callable[[], Import], *, force: bool) -> str:
    """Read a file with `read`, write what it becomes, print its report, and return one line about it.

    The line begins with `FAILED` if nothing was written; it is then on standard error as well.
    """
    try:
        imported = read()
        importer.write(imported, force=force)
    except (Refusal, OSError) as error:
        outcome = f"{FAILED}{describe_failure(error, importer.record)}"
        click.echo(f"{file}: {outcome}", err=True)
        return outcome
    print_report(importer, render_report(imported))
    draft = imported.draft
    doubts = len(draft.doubts) + len(imported.mended.doubts) + len(imported.original.doubts)
    fields = f"{format_count(len(draft.values), 'field')}, {len(draft.proposed)} of them proposed"
    return f"{imported.path.as_posix()}: {fields}, {format_count(doubts, 'doubt')}, {len(draft.left)} left to you"


def print_report(importer: Importer, report: str) -> None:
    """Print what was found and written, without the lines that have a name on the confidential list."""
    click.echo(importer.trial.confidential.hide_lines(report), nl=False)


def report_written(path: Path, next_step: str) -> None:
    """Say which file was written, and what to do next."""
    click.echo(f"Wrote {path.as_posix()}\n{next_step}, then run: {program_name()} check {path.as_posix()}")


def refuse_wrong(wrong: tuple[Diagnostic, ...], what: str) -> None:
    """Raise UsageError, with the diagnostics above it, if there are any: the values given for a new file are wrong."""
    if wrong:
        click.echo(as_text(wrong), err=True, nl=False)
        raise click.UsageError(f"no file was written: what you gave for {what} is wrong (see above)")


def read_reference(text: str | None) -> Reference | None:
    """Read the reference of a new letter. Raises UsageError for anything else."""
    try:
        return Reference.parse(text) if text is not None else None
    except ValueError as error:
        raise click.UsageError(f"{text!r} is not a reference; it must look like AL XAA 3/2024") from error


def read_day(option: str, text: str | None) -> dt.date | None:
    """Read the date given with an option. Raises UsageError for anything else."""
    try:
        return KINDS[dt.date].parse(text) if text is not None else None
    except ValueError as error:
        raise click.UsageError(f"{option} {text}: not a date; write it as 2024-03-03 (year-month-day)") from error


def check_ids(importer: Importer, register: str, ids: Iterable[str]) -> None:
    """Raise UsageError, with a similar id, for one that is not in a register (`recipients`, `mandates`).

    An id becomes part of a file's name, so this comes before anything is written.
    """
    entries = getattr(importer.registers, register)
    for each in ids:
        if each not in entries:
            near = RegisterNames.of(entries).find(each) or RegisterNames.of(entries).find_near(each)
            meant = f". Did you mean `{near[0]}`?" if near else ""
            raise click.UsageError(f"`{each}` is not in registers/{register}.yml, or its entry has errors{meant}")


def read_language(option: str, text: str | None) -> str:
    """Read the language given with an option; "" if it is not given. Raises UsageError for anything else."""
    if text is not None and not is_language(text):
        raise click.UsageError(f"{option} {text!r}: not a language tag, such as en, fr or zh-Hans")
    return text or ""
