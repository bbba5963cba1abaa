"""Asks on a terminal for values missing from a command's options. A wrong answer is explained and asked for again."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from letterbook.cli.record_edits import read_day, read_language, read_reference
from letterbook.editing.filed import FiledTexts
from letterbook.editing.register_names import RegisterNames
from letterbook.model.reference import Reference

_Answer = TypeVar("_Answer")


def is_terminal() -> bool:
    """Return whether somebody can be asked: input and output are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_reference(filed: FiledTexts) -> Reference:
    """Ask for the reference of a letter that the record does not have yet."""

    def read(text: str) -> Reference:
        reference = read_reference(text)
        assert reference is not None
        if found := filed.find_letters(reference):
            raise click.UsageError(f"the record already has this letter, as {found[0].as_posix()}")
        return reference

    return _ask("Reference, such as AL XAA 3/2024", read)


def ask_day(today: dt.date) -> dt.date:
    """Ask for the date on a letter."""

    def read(text: str) -> dt.date:
        day = read_day("the date", text)
        assert day is not None
        if day > today:
            raise click.UsageError(f"{day} is in the future; today is {today}")
        return day

    return _ask("Date on the letter, such as 2024-03-03", read)


def ask_language() -> str:
    """Ask for the language of a letter's text."""
    return _ask("Language of its text", lambda text: read_language("the language", text), default="en")


def ask_ids(noun: str, register: Mapping[str, Any], likely: str = "") -> tuple[str, ...]:
    """Ask for entries of a register, by id or any name, until an empty answer. `likely` is the id of the first."""
    names = RegisterNames.of(register)
    chosen: list[str] = []

    def read(text: str) -> str:
        return _find_id(text, register, names) if text else ""

    while True:
        default = "" if chosen else likely
        more = "Another" if chosen else f"{noun}, by id or name"
        id_ = _ask(f"{more} (Enter for none)" if not default else more, read, default=default)
        if not id_:
            return tuple(chosen)
        if id_ not in chosen:
            chosen.append(id_)
        click.echo(f"  {id_}: {_write_name(register[id_])}", err=True)


def _find_id(text: str, register: Mapping[str, Any], names: RegisterNames) -> str:
    """Return the id that an answer means. Raises UsageError, with similar ones, if none or several have that name."""
    if text in register:
        return text
    found = names.find(text) or names.find_by_words(text)
    if len(found) == 1:
        return found[0]
    near = found[:_MOST] or names.find_near(text)
    listed = ", ".join(f"{each} ({_write_name(register[each])})" for each in near)
    if found:
        raise click.UsageError(f"{text!r} can mean: {listed}")
    raise click.UsageError(
        f"nothing in the register is called {text!r}" + (f"; did you mean {listed}?" if near else "")
    )


def _write_name(entry: Any) -> str:
    return next((text for _, text in entry.name), "")


def _ask(question: str, read: Callable[[str], _Answer], default: str | None = None) -> _Answer:
    answer: _Answer = click.prompt(
        question, default=default, show_default=bool(default), value_proc=lambda text: read(str(text).strip()), err=True
    )
    return answer


_MOST = 5
