"""`letterbook attach`: keep a PDF of a letter or response in the record."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli.options import data_option
from letterbook.cli.record_edits import (
    filed_argument,
    force_option,
    open_record,
    print_report,
    read_language,
    report_refusal,
    response_option,
)
from letterbook.editing import attaching
from letterbook.editing.attaching import AttachmentGiven
from letterbook.editing.files import write_files
from letterbook.editing.report import render_attached


@click.command()
@data_option
@filed_argument
@click.argument("file", type=click.Path(path_type=Path))
@response_option
@click.option("--title", default="", help="Its title for readers.  [default: The letter as sent]")
@click.option("--language", help="Its language, such as fr.  [default: that of its text or of the letter]")
@click.option("--name", default="", help="Its name in the record.  [default: that of the letter or response]")
@click.option("--public-copy", is_flag=True, help="This copy may be published with the letter.")
@force_option
def attach(
    data: Path,
    reference: str,
    file: Path,
    response: str,
    title: str,
    language: str | None,
    name: str,
    public_copy: bool,
    force: bool,
) -> None:
    """Attach a PDF to a letter or response.

    REFERENCE is a letter's reference or file, or the file of a response. FILE is copied into attachments/ and added to
    the front matter with its checksum; nothing else in the front matter changes. The PDF is not published without
    --public-copy. The report lists anything hidden in it, and the problems that the check would report if it were
    published.
    """
    given = AttachmentGiven(
        title=title.strip(), language=read_language("--language", language), name=name, public_copy=public_copy
    )
    importer = open_record(data)
    with report_refusal(data, file):
        filed = importer.filed.open(reference, response)
        attached = attaching.attach(importer.trial, filed, file, given, force=force)
        write_files(data, attached.files, force=force, changed=[attached.path])
    print_report(importer, render_attached(attached))
