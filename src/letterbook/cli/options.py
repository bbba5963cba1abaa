"""What the commands share: options, the record that they read, how they count."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from letterbook import rules
from letterbook.ingest import corpus
from letterbook.model.record import Corpus
from letterbook.rules.diagnostics import Diagnostic, as_text, errors

FAULTS = 1
WRONG_USE = 2

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="The folder of the record.",
)


def loaded(data: Path) -> corpus.Loaded:
    """What the record in `data` holds. Raises UsageError where there is none, or where it cannot be read."""
    try:
        return corpus.load(data)
    except OSError as error:
        raise unread(error) from error


def load_checked_record(data: Path, now: dt.datetime) -> Corpus:
    """The record in `data`; one with faults ends the command."""
    try:
        return rules.load_checked_record(data, now)
    except OSError as error:
        raise unread(error) from error
    except rules.RecordErrors as error:
        # The log of a publishing run may be public where the record is not.
        told = "" if os.environ.get("CI") else as_text(errors(error.diagnostics))
        click.echo(told, err=True, nl=False)
        click.echo(f"Nothing was done: {error}. All of it: {program()} check", err=True)
        sys.exit(FAULTS)


def unread(error: OSError) -> click.UsageError:
    """What is said of a record that cannot be read."""
    if error.errno is None:
        return click.UsageError(f"there is no record in {error}; --data names another folder")
    return click.UsageError(f"the record cannot be read: {error.strerror if os.environ.get('CI') else error}")


def is_within(file: str | Path, folders: tuple[Path, ...]) -> bool:
    """Whether a path leads to one of `folders`, or below it, by whatever links."""
    return any(Path(file).resolve().is_relative_to(each.resolve()) for each in folders)


def within(found: Sequence[Diagnostic], paths: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    """What was found in `paths`, or everything where they are none."""
    return tuple(each for each in found if not paths or is_within(each.path, paths))


def program() -> str:
    """How this program is called from where its user stands."""
    return "letterbook" if shutil.which("letterbook") else os.path.relpath(sys.argv[0])


def counted(number: int, noun: str) -> str:
    """`1 letter`, `2 letters`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
