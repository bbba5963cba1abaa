"""`letterbook check` and `letterbook explain`: the faults of a record, and the rules that find them."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import click

from letterbook import rules
from letterbook.cli.github_actions import Repository, repository, summarise
from letterbook.cli.options import FAULTS, counted, data_option, is_within, loaded, within
from letterbook.embargo import has_begun, letter_embargo
from letterbook.model.record import Corpus
from letterbook.release import Unshown, release, unshown
from letterbook.rules.diagnostics import Diagnostic, as_github, as_json, as_text, errors, without_words

_WHERE = "docs/where-the-record-may-live.md"


@click.command()
@data_option
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", show_default=True)
@click.option(
    "--before",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the record as it is now: says in numbers what taking its place makes public at once.",
)
def check(data: Path, paths: tuple[Path, ...], form: str, before: Path | None) -> None:
    """Check the record and tell every fault of every file (or of the files and folders PATHS).

    Says too how many letters would be public at once if it were published now. On an editor's own machine it says how
    many are still to come, and of those and of the letters in PATHS on which day. In CI (CI is set) it tells
    rule, file and line, and never a letter's words. Exit code 1 where there is an error, or where something is
    withheld in a repository of which GitHub Actions says that it is public.
    """
    now = dt.datetime.now(dt.UTC)
    outside = [path for path in paths if not is_within(path, (data,))]
    if outside:
        raise click.UsageError(f"{outside[0]} is not in the record, {data}")
    read = loaded(data)
    everything = rules.check_record(read, now)
    found = within(everything, paths)
    log = form == "github" or bool(os.environ.get("CI"))
    if form == "json":
        click.echo(as_json(map(without_words, found) if os.environ.get("CI") else found), nl=False)
    elif log:  # others may read it
        click.echo(as_github(found), nl=False)
    else:
        click.echo(as_text(found), nl=False)
        if read.corpus is not None and not errors(found):
            click.echo("".join(_days(read.corpus, paths, now)), nl=False)
    if form != "json":
        verdict = _verdict(found, read.corpus, now, log=log)
        if before is not None and read.corpus is not None and not errors(everything):
            verdict += "\n" + _merged(before, read.corpus, now)
        click.echo(verdict)
        summarise(verdict)
    exposed = False
    if (host := repository()) and read.corpus is not None and not errors(everything):
        exposed = _exposed(
            host, unshown(read.corpus, now) if host is Repository.PUBLIC else None, beside=form == "json"
        )
    sys.exit(FAULTS if errors(found) or exposed else 0)


@click.command()
@click.argument("slug", metavar="RULE")
def explain(slug: str) -> None:
    """Explain a rule: what it checks, why, an example, and how to fix it."""
    found = {rule.slug: rule for rule in rules.registered_rules()}
    if slug not in found:
        raise click.UsageError(f"there is no rule {slug!r}; there are:\n  " + "\n  ".join(found))
    rule = found[slug]
    click.echo(f"{rule.slug} ({rule.severity})\n\n{rule.text}")


def _exposed(host: Repository, withheld: Unshown | None, *, beside: bool) -> bool:
    """Whether the repository shows what the site does not; says so, `beside` the output where that is for a program.

    Where it is not known who can read the repository, that is said with and without anything withheld, so that nobody
    takes silence for a proof, and nobody learns from it.
    """
    if withheld:
        counts = (
            counted(withheld.letters, "withheld letter"),
            counted(withheld.responses, "withheld response"),
            counted(withheld.files, "private file"),
            counted(withheld.notes, "internal note"),
        )
        named = " and ".join(each for each in counts if not each.startswith("0 "))
        said = f"::error title=public-repository::{named} would be public in this repository’s history"
    elif host is Repository.UNKNOWN:
        said = "::warning title=public-repository::Nothing tells whether this repository is public (GITHUB_EVENT_PATH)"
    else:
        return False
    click.echo(f"{said}. See {_WHERE}", err=beside)
    return bool(withheld)


def _merged(before: Path, after: Corpus, now: dt.datetime) -> str:
    """What would be public at once if a record took the place of another, in numbers."""
    read = loaded(before)
    if read.corpus is None or errors(rules.check_record(read, now)):
        return f"The record in {before} has errors, so that what a merge makes public at once is not known."
    old, new = (release(each, now).contents() for each in (read.corpus, after))
    told = f"Public at once on merge: {_told(new.keys() - old.keys())}"
    texts = sum(new[key][0] != old[key][0] for key in new.keys() & old.keys())
    translations = sum(len(set(new[key][1]) - set(old[key][1] if key in old else ())) for key in new)
    files = sum(len(new[key][2] - (old[key][2] if key in old else frozenset())) for key in new)
    for number, noun in ((texts, "changed text"), (translations, "translation"), (files, "file")):
        told += f", {counted(number, noun)}" if number else ""
    gone = old.keys() - new.keys()
    return f"{told}. No longer public after it: {_told(gone)}." if gone else f"{told}."


def _told(shown: AbstractSet[tuple[str, str]]) -> str:
    """`3 letters and 1 response`."""
    responses = sum(bool(response) for _, response in shown)
    letters = counted(len(shown) - responses, "letter")
    return f"{letters} and {counted(responses, 'response')}" if responses else letters


def _days(record: Corpus, paths: tuple[Path, ...], now: dt.datetime) -> Iterator[str]:
    """The day of release of each letter in `paths`, and of each that is still to come."""
    for letter in record.letters:
        day = letter_embargo(letter, record.policy).released
        public = has_begun(day, record.policy.time_zone, now)
        if (paths and not is_within(letter.place.path, paths)) or (not paths and public):
            continue
        if letter.withdrawn is not None:
            said = f"withdrawn on {letter.withdrawn.date}"
        elif day is None:
            said = "held: public only when an editor removes the hold"
        else:
            said = f"public since {day}" if public else f"will be public on {day}"
        yield f"{letter.reference}: sent {letter.sent}, {said}\n"


def _verdict(found: Sequence[Diagnostic], record: Corpus | None, now: dt.datetime, *, log: bool) -> str:
    """`log`: it stands in the log of a run, which others may read; nothing there counts what is withheld."""
    wrong = len(errors(found))
    said = f"{counted(wrong, 'error')}, {counted(len(found) - wrong, 'warning')}."
    if record is None or wrong:
        return said
    kept = [letter for letter in record.letters if letter.withdrawn is None]
    days = [letter_embargo(letter, record.policy).text_from for letter in kept]
    public = sum(has_begun(day, record.policy.time_zone, now) for day in days)
    coming = len(days) - public
    to_come = "" if log else f", {coming} {'is' if coming == 1 else 'are'} still to come"
    return f"{said} {counted(public, 'letter')} would be public at once{to_come}."
