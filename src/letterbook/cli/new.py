"""`letterbook new`: start a letter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NoReturn

import click

from letterbook.cli import asking
from letterbook.cli.completion import complete_ids, complete_letters
from letterbook.cli.options import data_option
from letterbook.cli.record_edits import (
    check_ids,
    force_option,
    open_record,
    print_report,
    read_day,
    read_language,
    read_reference,
    refuse_wrong,
    report_refusal,
    report_written,
)
from letterbook.editing.importing import Importer
from letterbook.editing.report import render_similar
from letterbook.editing.similar import start_similar
from letterbook.editing.starting import LetterGiven, Starter
from letterbook.model.reference import Reference


@click.command()
@data_option
@click.argument("reference", required=False)
@click.option("--sent", help="Date on the letter, such as 2024-03-03.")
@click.option("--language", help="Language of the letter's text.  [default: en]")
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
@click.option(
    "--like",
    metavar="REFERENCE",
    shell_complete=complete_letters,
    help="Copy the fields and text of this letter, if it differs little.",
)
@force_option
def new(
    data: Path,
    reference: str | None,
    sent: str | None,
    language: str | None,
    recipients: tuple[str, ...],
    mandates: tuple[str, ...],
    like: str | None,
    force: bool,
) -> None:
    """Start a letter: write a file with every field.

    REFERENCE is the letter's reference, such as "AL XAA 3/2024". On a terminal, the command asks for anything not
    given, and finds recipients and mandates by name. Fill in the file and put the text below the front matter.

    With --like, the new letter takes over the text of another and its fields, except those that belong to that letter
    alone. The report lists the fields left out and the lines that still mention the other letter.
    """
    parsed, day = read_reference(reference), read_day("--sent", sent)
    read_language("--language", language)
    importer = open_record(data)
    check_ids(importer, "recipients", recipients)
    check_ids(importer, "mandates", mandates)
    with report_refusal(data):
        if like is not None:
            _start_similar(importer, like, parsed, day, language, recipients, mandates, force=force)
            return
        given = _complete(importer, parsed, day, language, recipients, mandates)
        started = Starter(importer).start_letter(given)
        refuse_wrong(started.wrong, str(given.reference))
        importer.write(started, force=force)
    report_written(started.path, "Fill in the fields and add the text below them")


def _start_similar(
    importer: Importer,
    like: str,
    reference: Reference | None,
    day: dt.date | None,
    language: str | None,
    recipients: tuple[str, ...],
    mandates: tuple[str, ...],
    *,
    force: bool,
) -> None:
    """Start a letter like another, on the same day unless another is given."""
    old = importer.filed.open(like)
    if language not in (None, old.letter.language):
        raise click.UsageError(f"{old.letter.reference} is in {old.letter.language}, not in {language}; see translate")
    if reference is None:
        reference = asking.ask_reference(importer.filed) if asking.is_terminal() else _miss("REFERENCE")
    if not recipients:
        recipients = _ask_recipients(importer, reference) if asking.is_terminal() else _miss("--recipient")
    given = LetterGiven(
        reference=reference,
        sent=day or old.letter.sent,
        language=old.letter.language,
        recipients=recipients,
        mandates=mandates,
    )
    similar = start_similar(Starter(importer), old, given)
    refuse_wrong(similar.started.wrong, str(reference))
    importer.write(similar.started, force=force)
    print_report(importer, render_similar(similar, old.letter.reference))


def _complete(
    importer: Importer,
    reference: Reference | None,
    day: dt.date | None,
    language: str | None,
    recipients: tuple[str, ...],
    mandates: tuple[str, ...],
) -> LetterGiven:
    """Ask on a terminal for anything not given. Elsewhere, a missing reference or date is a usage error."""
    asks = asking.is_terminal()
    if reference is None:
        reference = asking.ask_reference(importer.filed) if asks else _miss("REFERENCE")
    if day is None:
        day = asking.ask_day(dt.datetime.now(dt.UTC).date()) if asks else _miss("--sent")
    if language is None:
        language = asking.ask_language() if asks else "en"
    if asks and not recipients:
        recipients = _ask_recipients(importer, reference)
    if asks and not mandates:
        mandates = asking.ask_ids("Mandate", importer.registers.mandates)
    return LetterGiven(reference=reference, sent=day, language=language, recipients=recipients, mandates=mandates)


def _ask_recipients(importer: Importer, reference: Reference) -> tuple[str, ...]:
    """Ask for the recipients; suggest the State whose code is in the reference."""
    register = importer.registers.recipients
    likely = next((id_ for id_, entry in register.items() if entry.code == reference.code), "")
    return asking.ask_ids("Recipient", register, likely)


def _miss(name: str) -> NoReturn:
    raise click.UsageError(f"{name} is missing; without a terminal, the command cannot ask for it")
