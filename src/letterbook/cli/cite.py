"""`letterbook cite`: the citations of texts, for people or for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from letterbook.citations import Citation, Lexicon
from letterbook.citations import cite as citations_of
from letterbook.cli.options import WRONG_USE, counted, data_option, program, unread
from letterbook.ingest import corpus
from letterbook.model.registers import Instrument

_STANDARD_INPUT = "-"
_SHIPPED = Path(__file__).resolve().parents[3] / "data"
"""The record beside this program, where it runs from its checkout."""


class NoText(click.ClickException):
    """A file that cannot be cited from; it is told in one line."""

    exit_code = WRONG_USE


@click.command()
@data_option
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def cite(context: click.Context, data: Path, files: tuple[Path, ...], form: str) -> None:
    """Find the citations of international law in texts, FILE or standard input, and say what each means.

    In English, French and Spanish, by the instruments of the record, or of the one that this program came with, where
    there is none and --data names none. What cannot be told is unresolved, and it is said
    why; nothing is guessed. With `--format json` a list of text, start, end, instrument, document, provisions and
    note, and of the file where there are several; places count characters (code points), and the end is the first
    behind it. Of a file that is none it is told, and the others are read.
    """
    if context.get_parameter_source("data") is ParameterSource.DEFAULT and not data.is_dir():
        data = _SHIPPED if (_SHIPPED / "registers").is_dir() else data
    names = Lexicon.of(_instruments(data))
    asked = files or (Path(_STANDARD_INPUT),)
    texts = dict(_texts(asked))
    found = {path: citations_of(text, names) for path, text in texts.items()}
    if form == "json" and found:
        click.echo(json.dumps(list(_values(found, several=len(asked) > 1)), ensure_ascii=False, indent=2))
    elif found:
        for path, citations in found.items():
            lead = f"{path}:" if files else ""
            click.echo("".join(f"{lead}{line}\n" for line in _lines(texts[path], citations)), nl=False)
        click.echo(_verdict([each for citations in found.values() for each in citations]), err=True)
    if len(texts) < len(set(asked)):
        context.exit(WRONG_USE)


def _texts(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file that is a text; of the others it is said why they are none."""
    for path in paths:
        try:
            yield path, _read(path)
        except NoText as error:
            error.show()


def _instruments(data: Path) -> Mapping[str, Instrument]:
    """Those of the record in `data`. Raises UsageError where there is none."""
    try:
        registers, problems = corpus.load_registers(data)
    except OSError as error:
        raise unread(error) from error
    if problems:
        click.echo(f"The registers have faults, and what is faulty is not known here: {program()} check", err=True)
    return registers.instruments


def _read(path: Path) -> str:
    """The text of a file. Raises NoText where it cannot be read or is none."""
    called = "standard input" if str(path) == _STANDARD_INPUT else str(path)
    try:
        content = sys.stdin.buffer.read() if str(path) == _STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        raise NoText(f"{called}: {error.strerror}") from error
    if b"\0" in content:
        raise NoText(f"{called} is no text: it has a NUL byte; give a text or Markdown file in UTF-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoText(f"{called} is not in UTF-8 (byte {error.start}); save it as UTF-8 first") from error


def _values(found: Mapping[Path, Sequence[Citation]], *, several: bool) -> Iterator[dict[str, object]]:
    for path, citations in found.items():
        for each in citations:
            yield ({"file": str(path)} if several else {}) | {
                "text": each.text,
                "start": each.start,
                "end": each.end,
                "instrument": each.instrument,
                "document": each.document,
                "provisions": list(each.provisions),
                "note": each.note,
            }


def _lines(text: str, citations: Sequence[Citation]) -> Iterator[str]:
    """`12:5: article 19 of the ICCPR -> iccpr 19`, by line and column from 1."""
    line, begins, at = 1, 0, 0
    for each in citations:
        line += text.count("\n", at, each.start)
        begins = max(begins, text.rfind("\n", 0, each.start) + 1) if "\n" in text[at : each.start] else begins
        at = each.start
        meant = " ".join(filter(None, (each.instrument or each.document or "unresolved", ", ".join(each.provisions))))
        note = f" ({each.note})" if each.note else ""
        yield f"{line}:{each.start - begins + 1}: {' '.join(each.text.split())} -> {meant}{note}"


def _verdict(citations: Sequence[Citation]) -> str:
    unresolved = sum(not each.is_resolved for each in citations)
    return f"{counted(len(citations), 'citation')}, {unresolved} unresolved."
