"""The dialogue of `check --fix`: shows the corrections, asks, and has them written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from letterbook.cli.options import FAULTS, format_count, use_colour
from letterbook.editing.files import OutsideRecord, write_files
from letterbook.editing.fixing import FixedFile, Fixer, render_diff
from letterbook.errors import describe_os_error
from letterbook.rules.diagnostics import Diagnostic
from letterbook.text.confidential_names import ConfidentialNames
from letterbook.text.personal_data.find import find_personal_data

_NOT_SHOWN = "(not shown)"
_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def fix_record(data: Path, found: Sequence[Diagnostic], confidential: ConfidentialNames, *, yes: bool) -> None:
    """Show the corrections that were found, and write those that the user accepts; with `yes`, all that are certain.

    Without a terminal to ask on, and without `yes`, ends with exit code 1 after showing them. Raises UsageError if
    something cannot be written. Lines with personal data or one of the names in `confidential` are not shown.
    """
    fixer = Fixer(data)
    certain = [each for each in found if each.fix and not each.fix.look]
    uncertain = [each for each in found if each.fix and each.fix.look]
    can_ask = _can_ask()
    if not certain and not uncertain:
        click.echo("Nothing can be corrected automatically.")
        return
    is_left = False
    if certain:
        fixed = _show(fixer.fix(certain), confidential)
        count = format_count(len(fixed), "file")
        if fixed and (yes or (can_ask and click.confirm(f"Make these corrections in {count}?"))):
            fixer.accept(fixed)
        is_left = bool(fixed) and not yes and not can_ask
    for each in uncertain:
        assert each.fix is not None
        click.echo(each.fix.look)
        fixed = _show(fixer.fix([each]), confidential)
        if can_ask and fixed and click.confirm("Is this the right file, and should its checksum be written?"):
            fixer.accept(fixed)
        elif not can_ask:
            click.echo("Not corrected: run this on a terminal, or write the checksum yourself.")
    _write(data, fixer)
    if is_left:
        click.echo("Nothing was written. To make these corrections, add --yes, or run this on a terminal.", err=True)
        sys.exit(FAULTS)


def _can_ask() -> bool:
    """Return whether somebody is there to answer."""
    return sys.stdin.isatty()


def _show(files: Sequence[FixedFile], confidential: ConfidentialNames) -> list[FixedFile]:
    """Print the changes, and what cannot be changed; return the files that change."""
    for file in files:
        for written in render_diff(file):
            is_secret = find_personal_data(written[1:]) or confidential.are_named(written[1:])
            line = f"{written[:1]}{_NOT_SHOWN}" if is_secret else written
            colour = _COLOURS.get(line[:1]) if use_colour() else None
            click.echo(click.style(line, fg=colour) if colour else line)
        for diagnostic, why in file.refused:
            click.echo(f"{diagnostic.path}:{diagnostic.line}: not corrected: {why}")
    return [each for each in files if each.is_changed]


def _write(data: Path, fixer: Fixer) -> None:
    try:
        write_files(data, fixer.contents, changed=fixer.contents)
    except OutsideRecord as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"nothing was written: {describe_os_error(error)}") from error
    if fixer.contents:
        click.echo(f"Corrected {format_count(len(fixer.contents), 'file')}.")
