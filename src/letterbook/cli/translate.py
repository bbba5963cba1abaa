"""`letterbook translate`: file a translation of a letter or response, or start one."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli.options import FAULTS, data_option
from letterbook.cli.record_edits import (
    FAILED,
    filed_argument,
    force_option,
    open_record,
    read_language,
    report_refusal,
    report_written,
    response_option,
    write_import,
)
from letterbook.editing.drafts.translation_draft import TranslationGiven
from letterbook.editing.starting import Starter


@click.command()
@data_option
@filed_argument
@click.argument("language", metavar="LANGUAGE")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@response_option
@click.option("--by", "translated_by", default="", metavar="WHO", help="Who translated it.")
@click.option("--official", is_flag=True, help="The publisher or the sender made the translation.")
@force_option
def translate(
    data: Path,
    reference: str,
    language: str,
    file: Path | None,
    response: str,
    translated_by: str,
    official: bool,
    force: bool,
) -> None:
    """Add a translation of a letter or response.

    REFERENCE is a letter's reference or file, or the file of a response; LANGUAGE is that of the translation, such as
    fr. With FILE (.md, .txt, .docx or .pdf), the text is imported and mended, and its numbers of questions and
    paragraphs are compared with the original's. Without FILE, a file with the fields is written; add the text to it.
    """
    given = TranslationGiven(
        language=read_language("LANGUAGE", language), translated_by=translated_by.strip(), official=official
    )
    importer = open_record(data)
    with report_refusal(data):
        filed = importer.filed.open(reference, response)
        if filed.filed.language == language:
            raise click.UsageError(f"{filed.path.as_posix()} is itself in the language {language}")
        if file is None:
            started = Starter(importer).start_translation(filed, given)
            importer.write(started, force=force)
            report_written(started.path, "Add the text below the fields")
            return
    outcome = write_import(importer, file, lambda: importer.read_translation(file, filed, given), force=force)
    if outcome.startswith(FAILED):
        raise SystemExit(FAULTS)
