"""The command line, `letterbook build` and the others. An edge: it reads the clock, prints and exits."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console

from letterbook import __version__, corpus, rules
from letterbook import build as building
from letterbook.cli_own_record import init
from letterbook.diagnostics import Diagnostic, as_github, as_json, as_text, errors
from letterbook.failure import BuildFailure
from letterbook.record import Corpus, Letter
from letterbook.reference import Reference
from letterbook.release import begins, letter_release
from letterbook.schema.forms import template

FAULTS = 1
WRONG_USE = 2

_data = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="The folder of the record.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="letterbook")
def main() -> None:
    """A directory of letters becomes a public site, each letter released on its day."""


main.add_command(init)


@main.command()
@_data
@click.option("--site-dir", type=click.Path(path_type=Path), help="The folder of the site.  [default: site]")
@click.option(
    "--as-of", metavar="WHEN", help="A day, or a moment with its zone (2021-05-11T00:00+02:00).  [default: now]"
)
@click.option(
    "--preview", is_flag=True, help="Allow a moment that has not come, in a folder of its own; never to be published."
)
@click.option("--engine", type=click.Choice(["mkdocs", "properdocs"]), default="mkdocs", show_default=True)
@click.option(
    "--config-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The settings of the engine.",
)
def build(data: Path, site_dir: Path | None, as_of: str | None, preview: bool, engine: str, config_file: Path) -> None:
    """Check the record and build its public part into the site.

    What it prints when it has built speaks of public things alone. Exit code: 0 built, 1 faults in the record, 2 wrong
    use. Whatever fails leaves the old site as it was.
    """
    now = dt.datetime.now(dt.UTC)
    console = Console(stderr=True)
    with console.status("reading") as status:
        record = _sound_record(data, now)
        moment = now if as_of is None else _moment(as_of, record.policy.time_zone)
        site = _site(site_dir, data, moment=moment, now=now, preview=preview)
        try:
            built = building.build(
                config_file=config_file,
                record=record,
                site=site,
                as_of=moment,
                preview=preview,
                engine=engine,
                progress=status.update,
            )
        except building.Leaking as error:
            click.echo("\n".join([f"Nothing was built: {error}.", *map(str, error.leaks)]), err=True)
            sys.exit(FAULTS)
        except (BuildFailure, OSError) as error:
            click.echo(f"letterbook: {error}", err=True)
            sys.exit(WRONG_USE)
    for warning in built.engine_warnings:
        click.echo(f"{engine}: {warning}", err=True)
    local = built.as_of.astimezone(ZoneInfo(record.policy.time_zone))
    click.echo(
        f"{_counted(built.communications, 'communication')} and {_counted(built.responses, 'response')} are public "
        f"as of {local:%Y-%m-%d %H:%M %Z}.\n"
        f"Built {built.files} files into {built.site}/.\n"
        f"Look at it: python3 -m http.server --directory {built.site}"
    )


@main.command()
@_data
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", show_default=True)
def check(data: Path, paths: tuple[Path, ...], form: str) -> None:
    """Check the record and tell every fault of every file (or of the files and folders PATHS).

    Says too how many letters would be public at once if it were published now. On an editor's own machine (CI is not
    set) it says how many are still to come, and of those and of the letters in PATHS on which day. Exit code 1 where
    there is an error.
    """
    now = dt.datetime.now(dt.UTC)
    outside = [path for path in paths if not _is_within(path, (data,))]
    if outside:
        raise click.UsageError(f"{outside[0]} is not in the record, {data}")
    loaded = _loaded(data)
    found = _within(rules.check(loaded, now), paths)
    if form == "json":
        click.echo(as_json(found), nl=False)
    elif form == "github":
        click.echo(as_github(found), nl=False)
    else:
        click.echo(as_text(found), nl=False)
    if form == "text" and loaded.corpus is not None and not errors(found) and not os.environ.get("CI"):
        click.echo("".join(_days(loaded.corpus, paths, now)), nl=False)
    if form != "json":
        log = form == "github" or bool(os.environ.get("CI"))
        click.echo(_verdict(found, loaded.corpus, now, log=log))
    sys.exit(FAULTS if errors(found) else 0)


@main.command()
@click.argument("slug", metavar="RULE")
def explain(slug: str) -> None:
    """Explain a rule: what it checks, why, an example, and how to fix it."""
    found = {rule.slug: rule for rule in rules.catalogue()}
    if slug not in found:
        raise click.UsageError(f"there is no rule {slug!r}; there are:\n  " + "\n  ".join(found))
    rule = found[slug]
    click.echo(f"{rule.slug} ({rule.severity})\n\n{rule.text}")


@main.command()
@_data
@click.argument("reference")
@click.option("--sent", required=True, help="The date that the letter bears, 2024-03-03.")
@click.option("--language", default="en", show_default=True, help="The language of its text.")
def new(data: Path, reference: str, sent: str, language: str) -> None:
    """Begin a new letter: a file with all fields, to be filled in. REFERENCE is like "AL XAA 3/2024"."""
    try:
        parsed = Reference.parse(reference)
    except ValueError as error:
        raise click.UsageError(f"{reference!r} is no reference; it is like AL XAA 3/2024") from error
    try:
        day = dt.date.fromisoformat(sent)
    except ValueError as error:
        raise click.UsageError(f"--sent {sent}: not a day; it is like 2024-03-03 (year-month-day)") from error
    if not re.fullmatch(r"[\w-]+", language):
        raise click.UsageError(f"--language {language!r}: no language tag; it is like en, fr or zh-Hans")
    if not data.is_dir():
        raise click.UsageError(f"there is no record in {data}; --data names another folder")
    path = data / "letters" / str(day.year) / f"{parsed.slug}.md"
    if path.exists():
        raise click.UsageError(f"{path} is there already")
    first = not path.parent.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    given = {"reference": str(parsed), "sent": day.isoformat(), "language": language}
    path.write_text(template(Letter, given) + "\n", encoding="utf-8")
    wrong = [each for each in _faults(data, path) if each.rule in _OF_WHAT_IS_GIVEN]
    if wrong:
        path.unlink()
        if first:
            path.parent.rmdir()
        click.echo(as_text(wrong), err=True, nl=False)
        raise click.UsageError(f"nothing was begun: what was given for {parsed} is wrong (see above)")
    click.echo(f"Begun: {path}\nFill in what is needed, put the text below, then: {_program()} check {path}")


_OF_WHAT_IS_GIVEN = {
    "unknown-code",
    "same-reference-twice",
    "sent-in-the-future",
    "year-disagrees",
    "unknown-language",
}
"""The rules that judge what `new` is given; the others wait until the letter is filled in."""


def _faults(data: Path, path: Path) -> tuple[Diagnostic, ...]:
    return _within(rules.check(_loaded(data), dt.datetime.now(dt.UTC)), (path,))


def _loaded(data: Path) -> corpus.Loaded:
    try:
        return corpus.load(data)
    except OSError as error:
        raise _unread(error) from error


def _sound_record(data: Path, now: dt.datetime) -> Corpus:
    try:
        return building.sound_record(data, now)
    except OSError as error:
        raise _unread(error) from error
    except building.FaultyRecord as error:
        # The log of a publishing run may be public where the record is not.
        told = "" if os.environ.get("CI") else as_text(errors(error.diagnostics))
        click.echo(told, err=True, nl=False)
        click.echo(f"Nothing was built: {error}. All of it: {_program()} check", err=True)
        sys.exit(FAULTS)


def _unread(error: OSError) -> click.UsageError:
    if error.errno is None:
        return click.UsageError(f"there is no record in {error}; --data names another folder")
    return click.UsageError(f"the record cannot be read: {error.strerror if os.environ.get('CI') else error}")


def _moment(text: str, time_zone: str) -> dt.datetime:
    """A day begins in the policy's zone; a moment needs a zone of its own."""
    try:
        if len(text) == len("2021-05-11"):
            moment = begins(dt.date.fromisoformat(text), time_zone)
        else:
            moment = dt.datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise click.UsageError(f"--as-of {text}: a moment needs its zone (2021-05-11T00:00+02:00, or Z)")
        moment.astimezone(ZoneInfo(time_zone))  # in which pages tell it
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise click.UsageError(f"--as-of {text}: neither a day (2021-05-11) nor a moment") from error


def _site(site_dir: Path | None, data: Path, *, moment: dt.datetime, now: dt.datetime, preview: bool) -> Path:
    if moment > now and not preview:
        raise click.UsageError("--as-of has not come yet; a look ahead needs --preview, and is never published")
    site = site_dir or Path("site-preview" if preview else "site")
    if _is_within(site, (data,)):
        raise click.UsageError(f"the site cannot stand inside the record, {data}")
    return site


def _days(record: Corpus, paths: tuple[Path, ...], now: dt.datetime) -> Iterator[str]:
    """The day of release of each letter in `paths`, and of each that is still to come."""
    for letter in record.letters:
        day = letter_release(letter, record.policy)
        public = day is not None and begins(day, record.policy.time_zone) <= now
        if (paths and not _is_within(letter.place.path, paths)) or (not paths and public):
            continue
        if letter.withdrawn is not None:
            said = f"withdrawn on {letter.withdrawn.date}"
        elif day is None:
            said = "held: public only when an editor removes the hold"
        else:
            said = f"public since {day}" if public else f"will be public on {day}"
        yield f"{letter.reference}: sent {letter.sent}, {said}\n"


def _is_within(file: str | Path, folders: tuple[Path, ...]) -> bool:
    """Whether a path leads to one of `folders`, or below it, by whatever links."""
    return any(Path(file).resolve().is_relative_to(each.resolve()) for each in folders)


def _within(found: Sequence[Diagnostic], paths: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    return tuple(each for each in found if not paths or _is_within(each.path, paths))


def _verdict(found: Sequence[Diagnostic], record: Corpus | None, now: dt.datetime, *, log: bool) -> str:
    """`log`: it stands in the log of a run, which others may read; nothing there counts what is withheld."""
    wrong = len(errors(found))
    said = f"{_counted(wrong, 'error')}, {_counted(len(found) - wrong, 'warning')}."
    if record is None or wrong:
        return said
    due = [letter_release(letter, record.policy) for letter in record.letters if letter.withdrawn is None]
    public = sum(day is not None and begins(day, record.policy.time_zone) <= now for day in due)
    coming = len(due) - public
    to_come = "" if log else f", {coming} {'is' if coming == 1 else 'are'} still to come"
    return f"{said} {_counted(public, 'letter')} would be public at once{to_come}."


def _program() -> str:
    """How this program is called from where its user stands."""
    return "letterbook" if shutil.which("letterbook") else os.path.relpath(sys.argv[0])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
