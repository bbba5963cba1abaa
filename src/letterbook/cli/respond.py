"""`letterbook respond`: file a response to a letter, or start one."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli.completion import complete_ids
from letterbook.cli.options import FAULTS, data_option
from letterbook.cli.record_edits import (
    FAILED,
    check_ids,
    filed_argument,
    force_option,
    open_record,
    read_day,
    read_language,
    refuse_wrong,
    report_refusal,
    report_written,
    write_import,
)
from letterbook.editing.drafts.letter_draft import Given
from letterbook.editing.starting import Starter
from letterbook.model.record import ResponseKind


@click.command()
@data_option
@filed_argument
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--recipient",
    default="",
    shell_complete=complete_ids("recipients"),
    help="The id of the recipient that responded, if the letter has several.",
)
@click.option("--dated", help="The date on the response, such as 2024-05-03.")
@click.option("--received", help="The day on which it was received.")
@click.option(
    "--kind", type=click.Choice([each.value for each in ResponseKind]), default=None, help="The kind of response."
)
@click.option("--language", help="The language of its text, such as fr.")
@force_option
def respond(
    data: Path,
    reference: str,
    file: Path | None,
    recipient: str,
    dated: str | None,
    received: str | None,
    kind: str | None,
    language: str | None,
    force: bool,
) -> None:
    """Add a response to a letter.

    REFERENCE is the letter's reference or its file. With FILE, the response is imported, as by import --response-to:
    its text is mended, its fields are filled in from it, and a PDF is kept. Without FILE, a file with every field is
    written for you to fill in. Nothing is overwritten: a second response from the same sender and day gets a number.
    """
    given = Given(
        date=read_day("--dated", dated),
        language=read_language("--language", language),
        recipients=(recipient,) if recipient else (),
        kind=kind or "",
    )
    day = read_day("--received", received)
    importer = open_record(data)
    check_ids(importer, "recipients", given.recipients)
    with report_refusal(data):
        letter = importer.filed.open(reference)
        if file is None:
            started = Starter(importer).start_response(letter, given, day)
            refuse_wrong(started.wrong, f"a response to {letter.letter.reference}")
            importer.write(started, force=force)
            report_written(started.path, "Fill in the fields and add the text below them")
            return
    outcome = write_import(importer, file, lambda: importer.read_response(file, letter, given, day), force=force)
    if outcome.startswith(FAILED):
        raise SystemExit(FAULTS)
