"""`letterbook schemas`: the files that a text editor needs to complete fields and register ids."""

from __future__ import annotations

import os
from pathlib import Path

import click

from letterbook.cli.options import data_option, unreadable_record
from letterbook.editing.completions import SCHEMAS, SNIPPETS, render_completions
from letterbook.ingest import corpus


@click.command()
@data_option
def schemas(data: Path) -> None:
    """Write schemas and snippets that let a text editor complete fields and register ids.

    They are written beside the record, to .letterbook/schemas/ and .vscode/. Git ignores them, because they list the
    registers, which can name the recipients of withheld letters. Run the command again after you change a register.
    """
    try:
        registers, _ = corpus.load_registers(data)
        policy = corpus.load_policy(data)
    except OSError as error:
        raise unreadable_record(error) from error
    folder = Path(os.path.normpath(data / ".."))
    files = render_completions(registers, policy)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    click.echo(f"Wrote {(folder / SCHEMAS).as_posix()}/ and {(folder / SNIPPETS).as_posix()}")
