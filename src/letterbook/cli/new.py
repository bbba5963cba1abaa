"""`letterbook new`: the beginning of a letter."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click

from letterbook import rules
from letterbook.cli.options import data_option, loaded, program, within
from letterbook.model.record import Letter
from letterbook.model.reference import Reference
from letterbook.model.schema.render import template
from letterbook.rules.diagnostics import Diagnostic, as_text


@click.command()
@data_option
@click.argument("reference")
@click.option("--sent", required=True, help="The date that the letter bears, 2024-03-03.")
@click.option("--language", default="en", show_default=True, help="The language of its text.")
def new(data: Path, reference: str, sent: str, language: str) -> None:
    """Begin a new letter: a file with all fields, to be filled in. REFERENCE is like "AL XAA 3/2024"."""
    try:
        parsed = Reference.parse(reference)
    except ValueError as error:
        raise click.UsageError(f"{reference!r} is no reference; it is like AL XAA 3/2024") from error
    try:
        day = dt.date.fromisoformat(sent)
    except ValueError as error:
        raise click.UsageError(f"--sent {sent}: not a day; it is like 2024-03-03 (year-month-day)") from error
    if not re.fullmatch(r"[\w-]+", language):
        raise click.UsageError(f"--language {language!r}: no language tag; it is like en, fr or zh-Hans")
    if not data.is_dir():
        raise click.UsageError(f"there is no record in {data}; --data names another folder")
    path = data / "letters" / str(day.year) / f"{parsed.slug}.md"
    if path.exists():
        raise click.UsageError(f"{path} is there already")
    first = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    given = {"reference": str(parsed), "sent": day.isoformat(), "language": language}
    path.write_text(template(Letter, given) + "\n", encoding="utf-8")
    wrong = [each for each in _faults(data, path) if each.rule in _OF_WHAT_IS_GIVEN]
    if wrong:
        path.unlink()
        if first:
            path.parent.rmdir()
        click.echo(as_text(wrong), err=True, nl=False)
        raise click.UsageError(f"nothing was begun: what was given for {parsed} is wrong (see above)")
    click.echo(f"Begun: {path}\nFill in what is needed, put the text below, then: {program()} check {path}")


_OF_WHAT_IS_GIVEN = {
    "unknown-code",
    "duplicate-reference",
    "future-sent-date",
    "year-mismatch",
    "unknown-language",
}
"""The rules that judge what `new` is given; the others wait until the letter is filled in."""


def _faults(data: Path, path: Path) -> tuple[Diagnostic, ...]:
    return within(rules.check_record(loaded(data), dt.datetime.now(dt.UTC)), (path,))
