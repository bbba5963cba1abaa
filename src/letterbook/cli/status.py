"""`letterbook status`: what comes out next, who has to answer, and what an editor has to look at."""

from __future__ import annotations

import datetime as dt
import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from letterbook.cli.github_actions import refuse_public_log
from letterbook.cli.options import FAULTS, as_of_option, data_option, parse_moment, program_name, unreadable_record
from letterbook.editing.agenda import Agenda, draw_up_agenda
from letterbook.editing.agenda.calendar import write_calendar
from letterbook.editing.agenda.overview import write_overview
from letterbook.ingest.corpus import load_heads

_YEAR = 366


@click.command()
@data_option
@as_of_option
@click.option(
    "--days", type=click.IntRange(0, 10 * _YEAR), default=14, show_default=True, help="How far to look ahead."
)
@click.option("--all", "everything", is_flag=True, help="Show long lists in full.")
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", show_default=True)
def status(data: Path, as_of: str | None, days: int, everything: bool, form: str) -> None:
    """Show what is due: releases, answers, reviews of holds, and gaps.

    Lists what will be released in the next days and what was released last; the letters to which a response is expected
    (if the policy or the letter sets a time for reply), and the released letters that nobody has checked for one; holds
    whose review is near or overdue; and what is incomplete: no subject, no summary, no text that readers can find, no
    translation, or a field as an import proposed it. Each comes with its file.

    With --format ics, writes a calendar of all coming releases, days by which responses are due, and reviews of holds.

    The output speaks of letters that are not released yet, so do not publish it. In CI, the command runs only if GitHub
    Actions says that the repository is private.
    """
    refuse_public_log()
    now = dt.datetime.now(dt.UTC)
    try:
        heads = load_heads(data)
    except OSError as error:
        raise unreadable_record(error) from error
    if heads.policy is None:
        click.echo(f"{data / 'policy.yml'} has errors, so no day is known. Run: {program_name()} check", err=True)
        sys.exit(FAULTS)
    moment = now if as_of is None else parse_moment(as_of, heads.policy.time_zone)
    agenda = draw_up_agenda(heads, heads.policy, moment)
    if form == "ics":
        click.echo(write_calendar(agenda).encode(), nl=False)
    elif form == "json":
        click.echo(_write_json(agenda.limit(days)))
    else:
        click.echo(write_overview(agenda, days, everything=everything), nl=False)


def _write_json(agenda: Agenda) -> str:
    """Return an object with a key for each field of `Agenda`, in whose lists each object has the fields of `Item`."""
    values = asdict(agenda) | {"as_of": agenda.as_of.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return json.dumps(values, ensure_ascii=False, indent=2, default=dt.date.isoformat)
