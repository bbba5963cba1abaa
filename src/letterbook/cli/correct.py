"""`letterbook correct`: record a correction of a public text, and keep the text as it was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from letterbook.cli.options import FAULTS, data_option, program_name
from letterbook.cli.record_edits import filed_argument, open_record, report_refusal, response_option
from letterbook.editing.correcting import record_correction
from letterbook.editing.files import write_files
from letterbook.ingest import corpus


@click.command()
@data_option
@filed_argument
@click.argument("note", metavar="NOTE")
@response_option
def correct(data: Path, reference: str, note: str, response: str) -> None:
    """Record a correction of a public letter or response, before you correct its text.

    REFERENCE is a letter's reference or file, or the file of a response. NOTE tells readers what was corrected. It is
    added to the corrections with today's date, and the text as it is now is kept in earlier/, so that readers can see
    what changed. Then correct the text itself.
    """
    if not note.strip():
        raise click.UsageError("NOTE is empty; say what was corrected")
    importer = open_record(data)
    with report_refusal(data):
        policy = corpus.load_policy(data)
        if policy is None:
            click.echo(f"{data}: policy.yml has errors; run {program_name()} check first", err=True)
            raise SystemExit(FAULTS)
        filed = importer.filed.open(reference, response)
        corrected = record_correction(data, filed, note.strip(), policy, dt.datetime.now(dt.UTC))
        write_files(data, corrected.files, changed=[corrected.path])
    if corrected.earlier is None:
        click.echo(f"The text as it is now was not kept, because {corrected.reason}.")
    else:
        click.echo(f"The text as it is now is kept in {corrected.earlier.as_posix()}")
    path = corrected.path.as_posix()
    paths = " ".join(each.as_posix() for each in (corrected.path, corrected.earlier) if each is not None)
    click.echo(f"Correct the text in {path}, then run: {program_name()} check {paths}")
