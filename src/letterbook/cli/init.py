"""`letterbook init`: a record of one's own."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from letterbook import scaffold
from letterbook.cli.options import WRONG_USE
from letterbook.i18n import languages


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--publisher", help="Who publishes the record.")
@click.option("--contact", help="The address for corrections and removals.")
@click.option("--time-zone", help="The zone whose midnight begins a day.  [default: Europe/Zurich]")
@click.option("--language", type=click.Choice(languages()), help="The language of the site.  [default: en]")
@click.option("--update", is_flag=True, help="Renew the program of the own record DIR; its own files stay as they are.")
def init(folder: Path, *, update: bool, **wishes: str | None) -> None:
    """Make a record of your own in DIR, a new folder: the program, an empty record, and what publishes it."""
    given = {name: value for name, value in wishes.items() if value is not None}
    if update and given:
        raise click.UsageError("--update changes nothing but the program; data/policy.yml and mkdocs.yml are yours")
    today = dt.datetime.now(dt.UTC).date()
    try:
        if update:
            done = scaffold.update(scaffold.checkout(), folder, today)
            told = [f"written {path}" for path in done.written] + [f"removed {path}" for path in done.removed]
            click.echo("\n".join([*told, f"The program in {folder} is that of this checkout."]))
        else:
            scaffold.make(scaffold.checkout(), folder, scaffold.Wishes(**given), today)
            click.echo(_NEXT_STEPS.format(folder=folder))
    except (scaffold.Refused, OSError) as error:
        click.echo(f"letterbook: {error}", err=True)
        sys.exit(WRONG_USE)


_NEXT_STEPS = """\
Made: {folder}, a record of your own with no letter in it yet. Next:
1. cd {folder} && git init -b main && git add . && git commit -m "An empty record"
   Push it to a PRIVATE repository only: letters are in it before their day.
2. ./scripts/build
3. .venv/bin/letterbook new "AL OTH 999/2026" --sent 2026-11-02   # with the reference and date of your first letter
What each file is for: README.md"""
