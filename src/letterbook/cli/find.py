"""`letterbook find`: the ids and files to which words may refer."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from letterbook.cli.github_actions import refuse_public_log
from letterbook.cli.options import FAULTS, data_option, format_count, program_name, unreadable_record
from letterbook.editing.lookup import Lookup, Match, look_up
from letterbook.rules.diagnostics import escape_control

_MOST = 20
_KINDS = {"state": "State", "intergovernmental": "organisation", "de-facto-authority": "authority"}


@click.command()
@data_option
@click.argument("words", nargs=-1, required=True)
@click.option("--all", "all_", is_flag=True, help=f"List all letters and responses, not only the newest {_MOST}.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def find(data: Path, words: tuple[str, ...], all_: bool, form: str) -> None:
    """Find register ids, letters and responses by their names.

    WORDS are a reference in any form, or words in any order: a name in any language, an alias, a code, a former id, the
    number of a resolution, or words from a letter's subject or recipient. The beginning of a word will do, and accents
    do not matter. If nothing is found, similar names are suggested.

    The output may include letters that are not released yet, so do not publish it. In CI, the command runs only if
    GitHub Actions says that the repository is private. Exit code 1 if nothing is found.
    """
    refuse_public_log()
    text = " ".join(words)
    if not text.strip():
        raise click.UsageError("give at least one word to find")
    try:
        found = look_up(data, text)
    except OSError as error:
        raise unreadable_record(error) from error
    if form == "json":
        matches = {"found": (*found.entries, *found.filed), "near": found.near}
        values = {key: [asdict(each) for each in listed] for key, listed in matches.items()}
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        click.echo("".join(_write_lines(found, text, len(found.filed) if all_ else _MOST)), nl=False)
    if found.faulty:
        where = format_count(len(found.faulty), "file")
        click.echo(
            f"{where} could not be read in full, so something may be missing; run: {program_name()} check", err=True
        )
    if not found.entries and not found.filed:
        sys.exit(FAULTS)


def _write_lines(found: Lookup, text: str, most: int) -> Iterator[str]:
    matches = (*found.entries, *found.filed[:most])
    yield from _align(matches)
    if (left := len(found.filed) - most) > 0:
        yield f"… and {left:,} more; to list them, use --all\n"
    if not matches:
        yield f"Nothing in the record is called “{text}”.\n"
    if found.near:
        yield "Did you mean:\n"
        yield from _align(found.near, "  ")


def _align(matches: Sequence[Match], indent: str = "") -> Iterator[str]:
    """Yield a line for each match, in columns: id, kind and name; for a letter or response also its file."""
    kinds = [_KINDS.get(each.kind, each.kind) for each in matches]
    first, second = (max(map(len, column), default=0) for column in ([each.id for each in matches], kinds))
    for kind, each in zip(kinds, matches, strict=True):
        file = f"  {each.file}" if each.kind in ("letter", "response") else ""
        yield f"{indent}{each.id:<{first}}  {kind:<{second}}  {escape_control(each.name)}{file}\n"
