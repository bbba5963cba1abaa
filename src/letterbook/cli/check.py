"""`letterbook check`: every problem in a record, and what merging it would make public."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import click

from letterbook import rules
from letterbook.citations import CitationCache
from letterbook.cli.fixing import fix_record
from letterbook.cli.github_actions import Repository, find_visibility, refuse_public_log, summarise
from letterbook.cli.options import (
    FAULTS,
    data_option,
    format_count,
    is_within,
    load_record,
    read_confidential_names,
    select_paths,
    unreadable_record,
    use_colour,
)
from letterbook.cli.progress import show_progress
from letterbook.embargo import has_begun, letter_embargo
from letterbook.ingest.page_folders import find_page_folders
from letterbook.model.public import Communication, Response
from letterbook.model.record import Corpus
from letterbook.model.reference import Reference
from letterbook.release import WithheldCounts, count_withheld, release
from letterbook.rules.diagnostics import Diagnostic, as_github, as_json, as_text, errors, without_words
from letterbook.text.confidential_names import ConfidentialNames
from letterbook.text.pdf import PdfReader

_WHERE = "docs/where-the-record-may-live.md"


@click.command()
@data_option
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", show_default=True)
@click.option(
    "--before",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the record as it is now, to count what merging this one would make public at once, and to report"
    " released texts that change without a correction.",
)
@click.option(
    "--public", is_flag=True, help="Check for a public repository: fail if the record has anything that is withheld."
)
@click.option(
    "--fix", is_flag=True, help="Correct problems that have only one possible fix, after showing them and asking."
)
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
def check(
    data: Path, paths: tuple[Path, ...], form: str, before: Path | None, public: bool, fix: bool, yes: bool
) -> None:
    """Report every problem in the record.

    Each comes with its file, line and fix. It also checks the pages and templates that the `mkdocs.yml` beside the
    record names. With PATHS, reports only on those files and folders. Also counts the letters that publishing now would
    make public and, on an editor's own machine, gives the release date of each of the others. In CI (if CI is set) it
    reports only the rule, file and line, and adds the message and the fix only if GitHub Actions says that the
    repository is private. Exit code 1 if there is an error, or if the record withholds something and the repository is
    public, according to --public or GitHub Actions.

    Names on the confidential list, whose path is in LETTERBOOK_CONFIDENTIAL_NAMES, are errors wherever they would be
    published.

    With --fix, first corrects problems that have only one possible fix, such as an odd form of a reference, a date or a
    provision, a name in place of an id, or a value that needs quotation marks. It shows the changes and asks before it
    writes them. It asks separately about the checksum of a replaced file; --yes does not answer that. Without a
    terminal and without --yes, nothing is written, and the exit code is 1.
    """
    now = dt.datetime.now(dt.UTC)
    settings = _find_settings(data, paths)
    if yes and not fix:
        raise click.UsageError("--yes can only be used with --fix")
    confidential = read_confidential_names(data)
    if fix:
        _fix(data, settings, paths, form, now, confidential, yes=yes)
    with show_progress("reading") as begin_step:
        read = load_record(data, settings=settings)
        begin_step("checking")
        cache = rules.open_cache(settings)
        citations = rules.cache_citations(read, cache)
        pdfs = PdfReader(cache)
        everything = rules.check_record(read, now, citations, pdfs, confidential, cache)
        cache.save()
        old = _load_before(before, now, pdfs) if before is not None and not errors(everything) else None
        if old is not None and read.corpus is not None:
            everything = rules.hide_personal_data(
                (*everything, *rules.check_changes(old.corpus, read.corpus, now)), confidential
            )
    found = select_paths(everything, paths)
    complete = None if errors(everything) else read.corpus  # one with errors can lack fields
    log = form == "github" or bool(os.environ.get("CI"))
    host = Repository.PUBLIC if public else find_visibility()
    is_private = host is Repository.CLOSED  # anyone who can read its log can read the record
    if form != "json" and old is not None and complete is not None:
        click.echo("".join(_name_released(old, complete, citations, now)), nl=False)
    click.echo(_render(found, form, log=log, is_private=is_private), nl=False)
    if form == "text" and not log and complete is not None:
        click.echo("".join(_write_release_lines(complete, paths, now)), nl=False)
    if form == "text" and not log:
        click.echo(_count_names(confidential), nl=False)
    if form != "json":
        verdict = _write_verdict(found, complete, now, data, log=log)
        if before is not None and complete is not None:
            unknown = f"The record in {before} has errors, so what a merge would make public is not known."
            verdict += "\n" + (unknown if old is None else _count_merge(old, complete, citations, now))
        click.echo(verdict)
        summarise(verdict)
    exposed = False
    if complete is not None and host:
        exposed = _report_exposure(
            host,
            count_withheld(complete, now, citations) if host is Repository.PUBLIC else None,
            beside=form == "json",
            log=log,
        )
    sys.exit(FAULTS if errors(found) or exposed else 0)


def _count_names(confidential: ConfidentialNames) -> str:
    """Return a line that says how many names were looked for; nothing if there is no list."""
    count = len(confidential.names)
    return f"Looked for the {format_count(count, 'name')} on the confidential list.\n" if count else ""


def _render(found: Sequence[Diagnostic], form: str, *, log: bool, is_private: bool) -> str:
    """Return the diagnostics in a format. A `log` may be read by others, unless the repository is private."""
    if form == "json":
        return as_json(map(without_words, found) if os.environ.get("CI") and not is_private else found)
    if log:
        return as_github(found, words=is_private, site_url=os.environ.get("SITE_URL", ""))
    return as_text(found, colour=use_colour())


def _find_settings(data: Path, paths: tuple[Path, ...]) -> Path:
    """Return the settings beside the record. Raises UsageError if a path belongs neither to the record nor to pages."""
    settings = Path(os.path.normpath(data / ".." / "mkdocs.yml"))
    everywhere = (data, *find_page_folders(settings))
    if not data.is_dir():
        raise unreadable_record(FileNotFoundError(data))
    if missing := next((path for path in paths if not os.path.lexists(path)), None):
        raise click.UsageError(f"there is no file {missing}{_suggest_letter(data, str(missing))}")
    outside = [path for path in paths if not is_within(path, everywhere)]
    if outside:
        raise click.UsageError(f"{outside[0]} is outside the record, {data}")
    return settings


def _suggest_letter(data: Path, name: str) -> str:
    """Return the end of a message about a missing path: the file of the letter, if `name` is its reference."""
    try:
        slug = Reference.parse(name).slug
    except ValueError:
        return ""
    found = next((data / "letters").rglob(f"{slug}.md"), None)
    return f"; the file of that letter is {found.as_posix()}" if found else ""


def _fix(
    data: Path,
    settings: Path,
    paths: tuple[Path, ...],
    form: str,
    now: dt.datetime,
    confidential: ConfidentialNames,
    *,
    yes: bool,
) -> None:
    """Let the user correct anything that can be, before the check reports the rest."""
    if form != "text":
        raise click.UsageError("--fix shows its changes as text, so it cannot be used with --format")
    refuse_public_log()
    with show_progress("reading") as begin_step:
        read = load_record(data)
        begin_step("checking")
        cache = rules.open_cache(settings)
        everything = rules.check_record(read, now, pdfs=PdfReader(cache), confidential=confidential, cache=cache)
    fix_record(data, select_paths(everything, paths), confidential, yes=yes)


def _report_exposure(host: Repository, withheld: WithheldCounts | None, *, beside: bool, log: bool) -> bool:
    """Report whether the repository exposes what the site withholds; on standard error if `beside`, and as a workflow
    command if it is for a `log`.

    If it is not known who can read the repository, the warning is the same whether or not anything is withheld: silence
    would look like an all-clear, and a warning must not betray a letter.
    """
    if withheld:
        counts = (
            format_count(withheld.letters, "withheld letter"),
            format_count(withheld.responses, "withheld response"),
            format_count(withheld.files, "private file"),
            format_count(withheld.notes, "internal note"),
        )
        named = " and ".join(each for each in counts if not each.startswith("0 "))
        lead = "::error title=public-repository::" if log else "error[public-repository] "
        said = f"{lead}{named} would be public in this repository’s history"
    elif host is Repository.UNKNOWN:
        said = "::warning title=public-repository::Cannot tell whether this repository is public (GITHUB_EVENT_PATH)"
    else:
        return False
    click.echo(f"{said}. See {_WHERE}", err=beside)
    return bool(withheld)


def _load_before(before: Path, now: dt.datetime, pdfs: PdfReader) -> rules.CheckedRecord | None:
    """Read the record as it is now; None if it has errors."""
    read = load_record(before, "--before")
    citations = rules.cache_citations(read)
    if read.corpus is None or citations is None or errors(rules.check_record(read, now, citations, pdfs)):
        return None
    return rules.CheckedRecord(corpus=read.corpus, citations=citations)


def _count_merge(before: rules.CheckedRecord, after: Corpus, citations: CitationCache | None, now: dt.datetime) -> str:
    """Describe what would be public at once if the record `after` replaced `before`."""
    old = release(before.corpus, now, before.citations).map_contents()
    new = release(after, now, citations).map_contents()
    line = f"Public at once on merge: {_count_shown(new.keys() - old.keys())}"
    texts = sum(new[key][0] != old[key][0] for key in new.keys() & old.keys())
    translations = sum(len(set(new[key][1]) - set(old[key][1] if key in old else ())) for key in new)
    files = sum(len(new[key][2] - (old[key][2] if key in old else frozenset())) for key in new)
    earlier = sum(len(set(new[key][3]) - set(old[key][3] if key in old else ())) for key in new)
    counts = ((texts, "changed text"), (translations, "translation"), (files, "file"), (earlier, "earlier text"))
    for number, noun in counts:
        line += f", {format_count(number, noun)}" if number else ""
    gone = old.keys() - new.keys()
    return f"{line}. No longer public after it: {_count_shown(gone)}." if gone else f"{line}."


def _name_released(
    before: rules.CheckedRecord, after: Corpus, citations: CitationCache | None, now: dt.datetime
) -> Iterator[str]:
    """Yield a line for each text that would be public at once if the record `after` replaced `before`, with its day."""
    old = release(before.corpus, now, before.citations).map_contents()
    for letter in release(after, now, citations).communications:
        filed: tuple[Communication | Response, ...] = (letter, *letter.responses)
        for each in filed:
            slug = each.slug if isinstance(each, Response) else ""
            name = f"the response {slug} to {letter.reference}" if slug else str(letter.reference)
            key = (letter.reference.key, slug)
            if key not in old:
                yield f"Public at once on merge: {name}, since {each.released}\n"
            known = old[key][1] if key in old else ()
            for translation in each.translations:
                if translation not in known:
                    yield f"Public at once on merge: the {translation.language} translation of {name}\n"
            shown = old[key][3] if key in old else ()
            for earlier in each.earlier:
                if earlier not in shown:
                    yield f"Public at once on merge: the text of {name} until {earlier.replaced}\n"


def _count_shown(shown: AbstractSet[tuple[str, str]]) -> str:
    """`3 letters and 1 response`."""
    responses = sum(bool(response) for _, response in shown)
    letters = format_count(len(shown) - responses, "letter")
    return f"{letters} and {format_count(responses, 'response')}" if responses else letters


def _write_release_lines(record: Corpus, paths: tuple[Path, ...], now: dt.datetime) -> Iterator[str]:
    """Yield a line on the release of each letter in `paths`; without paths, of each not yet public."""
    for letter in record.letters:
        day = letter_embargo(letter, record.policy).released
        public = has_begun(day, record.policy.time_zone, now)
        if (paths and not is_within(letter.place.path, paths)) or (not paths and public):
            continue
        if letter.withdrawn is not None:
            status = f"withdrawn on {letter.withdrawn.date}"
        elif day is None:
            status = "held until an editor removes the hold"
        else:
            status = f"public since {day}" if public else f"will be public on {day}"
        yield f"{letter.reference}: sent {letter.sent}, {status}\n"


def _write_verdict(
    found: Sequence[Diagnostic], record: Corpus | None, now: dt.datetime, data: Path, *, log: bool
) -> str:
    """Return the closing line. In a `log`, which others may read, it does not count withheld letters."""
    wrong = len(errors(found))
    counts = f"{format_count(wrong, 'error')}, {format_count(len(found) - wrong, 'warning')}."
    fixable = sum(each.fix is not None and is_within(each.path, (data,)) for each in found)  # not of a page
    if fixable and not log:
        counts += f" To correct {fixable:,} of these, add --fix."
    if record is None or wrong:
        return counts
    kept = [letter for letter in record.letters if letter.withdrawn is None]
    days = [letter_embargo(letter, record.policy).text_from for letter in kept]
    public = sum(has_begun(day, record.policy.time_zone, now) for day in days)
    coming = len(days) - public
    to_come = "" if log else f", {coming} {'is' if coming == 1 else 'are'} still to come"
    return f"{counts} {format_count(public, 'letter')} would be public at once{to_come}."
