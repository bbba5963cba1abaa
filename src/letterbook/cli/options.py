"""Shared by the commands: options, reading the record, counting, colour."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

import click

from letterbook import rules
from letterbook.embargo import day_begins
from letterbook.errors import BuildFailure, describe_os_error
from letterbook.ingest import confidential_list, corpus
from letterbook.rules.diagnostics import Diagnostic, as_text, errors
from letterbook.text.confidential_names import ConfidentialNames

FAULTS = 1
WRONG_USE = 2

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="Folder of the record.",
)


def _require_regular_file(_: click.Context, __: click.Parameter, path: Path) -> Path:
    """Return `path`. Raises BadParameter for a named pipe, a socket or a device: reading it could wait for ever."""
    if not path.is_file():
        raise click.BadParameter(f"{path} is a named pipe, a socket or a device, not a file")
    return path


config_file_option = click.option(
    "--config-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    callback=_require_regular_file,
    help="Settings for the site's engine.",
)
as_of_option = click.option(
    "--as-of", metavar="WHEN", help="A day, or a moment with its zone (2021-05-11T00:00+02:00).  [default: now]"
)


def load_record(data: Path, option: str = "--data", settings: Path | None = None) -> corpus.Loaded:
    """Read the record in `data`, the folder that `option` names, and examine the pages that `settings` names. Raises
    UsageError if there is none to read."""
    try:
        return corpus.load(data, settings)
    except OSError as error:
        raise unreadable_record(error, option) from error


def load_checked_record(
    data: Path, now: dt.datetime, settings: Path, progress: Callable[[str], None] = lambda _: None
) -> rules.CheckedRecord:
    """Read and check the record in `data`, and the pages that `settings` names. Errors end the command with code 1.
    `progress` is called with the name of each step."""
    try:
        return rules.load_checked_record(data, now, settings, read_confidential_names(data), progress)
    except OSError as error:
        raise unreadable_record(error) from error
    except rules.RecordErrors as error:
        # The log of a publishing run may be public even if the record is not.
        if not os.environ.get("CI"):
            click.echo(as_text(errors(error.diagnostics), colour=use_colour(sys.stderr)), err=True, nl=False)
        click.echo(f"Stopped: {error}. To see everything, run: {program_name()} check", err=True)
        sys.exit(FAULTS)


def read_confidential_names(data: Path) -> ConfidentialNames:
    """Read the confidential list whose path is in the environment, for the record in `data`. Raises UsageError if it
    cannot be used."""
    try:
        return confidential_list.read_confidential_names(os.environ, data)
    except confidential_list.UnusableList as error:
        raise click.UsageError(str(error)) from None


def unreadable_record(error: OSError, option: str = "--data") -> click.UsageError:
    """Return the usage error for a record that cannot be read from the folder that `option` names."""
    if error.errno is None:
        above = next((each for each in Path.cwd().parents if (each / "data" / "registers").is_dir()), None)
        hint = f"go to {os.path.relpath(above)}, or use" if above and option == "--data" else "use"
        return click.UsageError(f"there is no record in {error}; {hint} {option} to name its folder")
    return click.UsageError(f"the record cannot be read: {describe_os_error(error)}")


@contextmanager
def exit_on_failure(outcome: str, *refusals: type[Exception]) -> Iterator[None]:
    """Print why a command stops, and exit, if the block raises BuildFailure, one of `refusals`, or OSError. `outcome`
    says what the last of these leads to."""
    expected: tuple[type[Exception], ...] = (BuildFailure, *refusals)
    try:
        yield
    except expected as error:
        message = str(error)
    except OSError as error:
        message = f"{outcome}: {describe_os_error(error)}"
    else:
        return
    click.echo(f"letterbook: {message}", err=True)
    sys.exit(WRONG_USE)


def is_within(file: str | Path, folders: tuple[Path, ...]) -> bool:
    """Return whether a path is one of `folders` or below one, links resolved."""
    return any(Path(file).resolve().is_relative_to(each.resolve()) for each in folders)


def select_paths(found: Sequence[Diagnostic], paths: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of files in `paths`; all of them if no path is given."""
    return tuple(each for each in found if not paths or is_within(each.path, paths))


def program_name() -> str:
    """Return the command by which the user can run this program from the current folder."""
    if shutil.which("letterbook"):
        return "letterbook"
    try:
        return os.path.relpath(sys.argv[0])
    except ValueError:  # on Windows, the program can be on another drive
        return sys.argv[0]


def format_count(number: int, noun: str) -> str:
    """`1 letter`, `2 letters`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def use_colour(stream: TextIO | None = None) -> bool:
    """Return whether to colour output to `stream` (standard output): on a terminal, unless NO_COLOR is set.

    Source: https://no-color.org
    """
    return (stream or sys.stdout).isatty() and not os.environ.get("NO_COLOR")


def parse_moment(text: str, time_zone: str) -> dt.datetime:
    """Read a value of --as-of: a day of `time_zone` (its first moment), or a moment with its own zone.

    Returns the moment in UTC. Raises UsageError for anything else.
    """
    try:
        if len(text) == len("2021-05-11"):
            moment = day_begins(dt.date.fromisoformat(text), time_zone)
        else:
            moment = dt.datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise click.UsageError(f"--as-of {text}: a moment needs its zone (2021-05-11T00:00+02:00, or Z)")
        moment.astimezone(ZoneInfo(time_zone))  # the zone in which pages show it
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise click.UsageError(f"--as-of {text}: neither a day (2021-05-11) nor a moment") from error
