"""`letterbook new`: start a letter."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click

from letterbook import rules
from letterbook.cli.completion import complete_ids
from letterbook.cli.options import data_option, load_record, program_name, select_paths, unreadable_record
from letterbook.ingest import corpus
from letterbook.model.record import Letter
from letterbook.model.reference import Reference
from letterbook.model.schema.render import render_template
from letterbook.rules.diagnostics import Diagnostic, as_text


@click.command()
@data_option
@click.argument("reference")
@click.option("--sent", required=True, help="Date on the letter, such as 2024-03-03.")
@click.option("--language", default="en", show_default=True, help="Language of the letter's text.")
@click.option(
    "--recipient",
    "recipients",
    multiple=True,
    shell_complete=complete_ids("recipients"),
    help="Recipient's id in the register; repeatable.",
)
@click.option(
    "--mandate",
    "mandates",
    multiple=True,
    shell_complete=complete_ids("mandates"),
    help="Mandate's id in the register; repeatable.",
)
def new(
    data: Path, reference: str, sent: str, language: str, recipients: tuple[str, ...], mandates: tuple[str, ...]
) -> None:
    """Start a letter: write a file with every field.

    REFERENCE is the letter's reference, such as "AL XAA 3/2024". Fill in the file and put the text below the front
    matter.
    """
    try:
        parsed = Reference.parse(reference)
    except ValueError as error:
        raise click.UsageError(f"{reference!r} is not a reference; it must look like AL XAA 3/2024") from error
    try:
        day = dt.date.fromisoformat(sent)
    except ValueError as error:
        raise click.UsageError(f"--sent {sent}: not a date; write it as 2024-03-03 (year-month-day)") from error
    if not re.fullmatch(r"[\w-]+", language):
        raise click.UsageError(f"--language {language!r}: not a language tag, such as en, fr or zh-Hans")
    if not data.is_dir():
        raise click.UsageError(f"there is no record in {data}; use --data to name its folder")
    path = data / "letters" / str(day.year) / f"{parsed.slug}.md"
    if path.exists():
        raise click.UsageError(f"{path} already exists")
    fictional = _names_fictional(data, recipients, mandates)
    first = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    given = {"reference": str(parsed), "sent": day.isoformat(), "language": language}
    if fictional:
        given["example"] = "true"
    template = render_template(Letter, given, {"recipients": recipients, "mandates": mandates})
    path.write_bytes(f"{template}\n".encode())
    wrong = [each for each in _faults(data, path) if each.rule in _RULES_OF_ARGUMENTS]
    if wrong:
        path.unlink()
        if first:
            path.parent.rmdir()
        click.echo(as_text(wrong), err=True, nl=False)
        raise click.UsageError(f"no file was written: what you gave for {parsed} is wrong (see above)")
    click.echo(f"Wrote {path}\nFill in the fields, add the text below them, then run: {program_name()} check {path}")


_RULES_OF_ARGUMENTS = {
    "unknown-code",
    "duplicate-reference",
    "future-sent-date",
    "year-mismatch",
    "unknown-language",
    "unknown-mandate",
    "unknown-recipient",
}
"""The rules that check the arguments of `new`; the others apply once the letter is filled in."""


def _names_fictional(data: Path, recipients: tuple[str, ...], mandates: tuple[str, ...]) -> bool:
    """Return whether a recipient or a mandate is one that the registers mark as fictional."""
    try:
        registers, _ = corpus.load_registers(data)
    except OSError as error:
        raise unreadable_record(error) from error
    entries = [registers.recipients.get(each) for each in recipients]
    return any(entry.example for entry in (*entries, *map(registers.mandates.get, mandates)) if entry is not None)


def _faults(data: Path, path: Path) -> tuple[Diagnostic, ...]:
    return select_paths(rules.check_record(load_record(data), dt.datetime.now(dt.UTC)), (path,))
