"""`letterbook cite`: find the citations in texts, for people or for programs."""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from letterbook.citations import Citation, Lexicon
from letterbook.citations import cite as cite_text
from letterbook.citations.unknown import list_unknown_names
from letterbook.cli.options import WRONG_USE, data_option, format_count, program_name, unreadable_record
from letterbook.ingest import corpus
from letterbook.model.registers import Instrument
from letterbook.package_files import project_folder
from letterbook.text.visible_text import read_visible_text

_STANDARD_INPUT = "-"
_LINE_END = re.compile(r"\r\n?|\n")
_SHIPPED = project_folder() / "data"
"""The registers shipped with this program."""


class NoText(click.ClickException):
    """A file that is not a text. The error is shown in one line."""

    exit_code = WRONG_USE


@click.command()
@data_option
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--explain", is_flag=True, help="Also say why each citation means what it means, or is not resolved.")
@click.option(
    "--unknown",
    is_flag=True,
    help="List the instruments that are named but not in the register, the most frequent first. Without a FILE, those "
    "in all letters and responses of the record.",
)
@click.pass_context
def cite(
    context: click.Context, data: Path, files: tuple[Path, ...], form: str, *, explain: bool, unknown: bool
) -> None:
    """Find the citations of international law in each FILE, or in standard input, and say what each one means.

    Texts may be in English, French or Spanish. The instruments are those of the record in --data or, if there is none
    and --data is not given, of the record shipped with this program. Nothing is guessed: a citation whose meaning is
    not clear is left unresolved, with a note saying why.

    With `--format json` the output is a list of objects with text, start, end, instrument, document, provisions and
    note, with `--explain` also the reason, and with several files the file. `start` and `end` are offsets in characters
    (code points); `end` is the offset of the first character after the citation. A file that is not a text is reported,
    and the others are still read.
    """
    if context.get_parameter_source("data") is ParameterSource.DEFAULT and not data.is_dir():
        data = _SHIPPED if (_SHIPPED / "registers").is_dir() else data
    lexicon = Lexicon.of(_load_instruments(data))
    if unknown:
        sources = [text for _, text in _read_texts(files)] if files else [*_load_texts(data)]
        _print_unknown(sources, lexicon)
        return
    asked = files or (Path(_STANDARD_INPUT),)
    texts = dict(_read_texts(asked))
    found = {path: _cite_source(text, lexicon) for path, text in texts.items()}
    if form == "json" and found:
        described = _describe_citations(found, several=len(asked) > 1, explain=explain)
        click.echo(json.dumps(list(described), ensure_ascii=False, indent=2))
    elif found:
        for path, citations in found.items():
            lead = f"{path}:" if files else ""
            click.echo(
                "".join(f"{lead}{line}\n" for line in _format_lines(texts[path], citations, explain=explain)), nl=False
            )
        click.echo(_format_summary([each for citations in found.values() for each in citations]), err=True)
    if len(texts) < len(set(asked)):
        context.exit(WRONG_USE)


def _read_texts(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the path and content of each text, and report each file that is not one."""
    for path in paths:
        try:
            yield path, _read_text(path)
        except NoText as error:
            error.show()


def _load_instruments(data: Path) -> Mapping[str, Instrument]:
    """Return the instruments of the record in `data`, by id. Raises UsageError if there is no record."""
    try:
        registers, problems = corpus.load_registers(data)
    except OSError as error:
        raise unreadable_record(error) from error
    if problems:
        click.echo(
            f"The registers have errors, and faulty entries are ignored. Details: {program_name()} check", err=True
        )
    return registers.instruments


def _load_texts(data: Path) -> Iterator[str]:
    """Yield the texts of all letters and responses of the record in `data`. Raises UsageError if there is none."""
    try:
        record = corpus.load(data).corpus
    except OSError as error:
        raise unreadable_record(error) from error
    if record is None:
        raise click.UsageError(f"The record in {data} cannot be read. Details: {program_name()} check")
    yield from (each.body for filed in (record.letters, record.responses) for each in filed)


def _print_unknown(sources: Iterable[str], lexicon: Lexicon) -> None:
    """Print the names of unknown instruments, each with the number of its mentions, the most frequent first."""
    counts = Counter(
        name for source in sources for name in list_unknown_names(read_visible_text(source).running, lexicon)
    )
    for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        click.echo(f"{count:>6}  {name}")
    click.echo(f"{format_count(len(counts), 'name')} not in the register.", err=True)


def _read_text(path: Path) -> str:
    """Return the content of a file, or of standard input for `-`. Raises NoText if it is not a readable text."""
    called = "standard input" if str(path) == _STANDARD_INPUT else str(path)
    try:
        content = sys.stdin.buffer.read() if str(path) == _STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        raise NoText(f"{called}: {error.strerror}") from error
    if b"\0" in content:
        raise NoText(f"{called} is not a text: it contains a NUL byte; give a text or Markdown file in UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoText(f"{called} is not in UTF-8 (byte {error.start}); save it as UTF-8 first") from error


def _cite_source(source: str, lexicon: Lexicon) -> tuple[Citation, ...]:
    """Return the citations of a text in Markdown, as they are written there and with offsets in it."""
    visible = read_visible_text(source)
    found = ((each, *visible.locate(each.start, each.end)) for each in cite_text(visible.running, lexicon))
    return tuple(replace(each, text=source[start:end], start=start, end=end) for each, start, end in found)


def _describe_citations(
    found: Mapping[Path, Sequence[Citation]], *, several: bool, explain: bool
) -> Iterator[dict[str, object]]:
    """Yield the JSON object of each citation, with its file if there are `several`."""
    for path, citations in found.items():
        for each in citations:
            described: dict[str, object] = {"file": str(path)} if several else {}
            described |= {
                "text": each.text,
                "start": each.start,
                "end": each.end,
                "instrument": each.instrument,
                "document": each.document,
                "provisions": list(each.provisions),
                "note": each.note,
            }
            yield described | ({"reason": each.reason} if explain else {})


def _format_lines(text: str, citations: Sequence[Citation], *, explain: bool) -> Iterator[str]:
    """Yield a line for each citation, with its line and column from 1: `12:5: article 19 of the ICCPR -> iccpr 19`.

    To `explain` a citation, the reason for its meaning follows in parentheses: `(named with it)`.
    """
    begins = [len(text) - len(text.removeprefix("\N{BOM}")), *(match.end() for match in _LINE_END.finditer(text))]
    for each in citations:
        line = bisect_right(begins, each.start)
        meant = " ".join(filter(None, (each.instrument or each.document or "unresolved", ", ".join(each.provisions))))
        notes = dict.fromkeys(filter(None, (each.reason if explain else None, each.note)))
        note = f" ({'; '.join(notes)})" if notes else ""
        yield f"{line}:{each.start - begins[line - 1] + 1}: {' '.join(each.text.split())} -> {meant}{note}"


def _format_summary(citations: Sequence[Citation]) -> str:
    """Return `12 citations, 1 unresolved.`"""
    unresolved = sum(not each.is_resolved for each in citations)
    return f"{format_count(len(citations), 'citation')}, {unresolved} unresolved."
