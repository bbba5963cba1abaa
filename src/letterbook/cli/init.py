"""`letterbook init`: a record of your own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from letterbook import scaffold
from letterbook.cli.options import exit_on_failure
from letterbook.i18n import languages


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--publisher", help="Name of the body that publishes the record.")
@click.option("--contact", help="E-mail address or web page for corrections and removals.")
@click.option("--time-zone", help="Time zone in which days begin.  [default: Europe/Zurich]")
@click.option("--language", type=click.Choice(languages()), help="Language of the site.  [default: en]")
@click.option("--update", is_flag=True, help="Update the program in the record DIR; your own files stay as they are.")
def init(folder: Path, *, update: bool, **wishes: str | None) -> None:
    """Create a record of your own in the new folder DIR.

    It gets the program, an empty record and the workflows that publish it.
    """
    given = {name: value for name, value in wishes.items() if value is not None}
    if update and given:
        raise click.UsageError("--update changes the program only; edit data/policy.yml and mkdocs.yml yourself")
    today = dt.datetime.now(dt.UTC).date()
    with exit_on_failure(f"{folder} was not {'updated' if update else 'created'}", scaffold.Refused):
        if update:
            done = scaffold.update(scaffold.find_project(), folder, today)
            lines = [f"written {path}" for path in done.written] + [f"removed {path}" for path in done.removed]
            click.echo("\n".join([*lines, f"The program in {folder} is now the same as this one."]))
        else:
            scaffold.create(scaffold.find_project(), folder, scaffold.Wishes(**given), today)
            click.echo(_NEXT_STEPS.format(folder=folder))


_NEXT_STEPS = """\
Created {folder}, a record of your own with no letters yet. Next:
1. cd {folder} && git init -b main && git add . && git commit -m "An empty record"
   Push it to a PRIVATE repository only: it will hold letters before their release.
2. ./scripts/build && git config core.hooksPath .githooks   # the hooks check each commit and guard each push
3. .venv/bin/letterbook new "AL OTH 999/2026" --sent 2026-11-02   # the reference and date of your first letter
README.md says what each file is for."""
