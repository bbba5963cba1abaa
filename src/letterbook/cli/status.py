"""`letterbook status`: the next releases, the responses expected, and everything that an editor has to look at."""

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
    """Show what is due or missing: releases, responses, reviews of holds, and gaps.

    Lists upcoming and recent releases; letters to which a response is expected (if the policy or the letter sets a time
    for reply), and released letters not yet checked for one; holds whose review is near or overdue; and incomplete
    files, which lack a subject, a summary, a translation or a text that readers can find, or have a field still as an
    import proposed it.

    With --format ics, writes a calendar of all coming releases, days by which responses are due, and reviews of holds.

    The output includes letters that are not released yet, so do not publish it. In CI, the command runs only if GitHub
    Actions says that the repository is private.
    """
    refuse_public_log()
    now = dt.datetime.now(dt.UTC)
    try:
        heads = load_heads(data)
    except OSError as error:
        raise unreadable_record(error) from error
    if heads.policy is None:
        click.echo(f"{data / 'policy.yml'} has errors, so no dates can be given. Run: {program_name()} check", err=True)
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
