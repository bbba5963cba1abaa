"""Finds, for an editor, the register entries, letters and responses that words may refer to, public or not.

Names are compared as an import compares them (see `RegisterNames`).
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from letterbook.editing.descriptions import Describer, list_parties, write_words
from letterbook.editing.register_names import RegisterNames, split_words
from letterbook.embargo import response_date
from letterbook.ingest.corpus import Heads, load_heads
from letterbook.ingest.fields import is_fault
from letterbook.ingest.loader import REGISTERS_FOLDER
from letterbook.model.record import Letter, Response
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers, list_names

_NEAR_REFERENCE = 0.85
_MOST_NEAR = 5
_SINGULAR = {"mandates": "mandate", "instruments": "instrument", "groups": "group"}
"""The kind of each register's entries; a recipient has a kind of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Something that was found.

    `kind` is that of a recipient (such as `state`), or `mandate`, `instrument`, `group`, `letter` or `response`; `id`
    is an id of a register, a reference, or the name of a response's file without `.md`; `name` describes it; `file` is
    its path.
    """

    kind: str
    id: str
    name: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """What was found: entries in the order of their registers, those with exactly this name first; letters and
    responses, the newest first. `near` has similar ones, and only if nothing was found. `faulty` are the paths of files
    that could not be read in full."""

    entries: tuple[Match, ...] = ()
    filed: tuple[Match, ...] = ()
    near: tuple[Match, ...] = ()
    faulty: tuple[str, ...] = ()


def look_up(record: Path, text: str) -> Lookup:
    """Look up words in the record in the folder `record`: a reference in any form, or words in any order.

    An entry is found by its id, former ids, names, aliases, codes and resolutions; a letter by its reference, its
    subject and its recipients; a response by its own reference, its letter and its sender. Only files that may match
    are read; all are read only if nothing is found.

    Raises FileNotFoundError if there is no such folder, and OSError if a file cannot be read.
    """
    reference = _read_reference(text)
    heads = load_heads(record, partial(_choose_heads, text, reference))
    find = _find_words if reference is None else partial(_find_reference, reference)
    found = find(record, heads, text) or find(record, heads := load_heads(record), text, near=True) or Lookup()
    return replace(found, faulty=tuple(sorted({path for path, problem in heads.problems if is_fault(problem)})))


def _find_reference(reference: Reference, _: Path, heads: Heads, __: str, *, near: bool = False) -> Lookup | None:
    shelf = _Shelf(heads)
    found = tuple(shelf.find_near_references(reference) if near else shelf.find_reference(reference))
    return (Lookup(near=found) if near else Lookup(filed=found)) if found else None


def _find_words(record: Path, heads: Heads, text: str, *, near: bool = False) -> Lookup | None:
    registers = [
        _Register(name, getattr(heads.registers, name), record)
        for name in ("recipients", "mandates", "instruments", "groups")
    ]
    shelf = _Shelf(heads)
    if near:
        similar = tuple(match for each in registers for match in each.find_near(text))
        similar = similar or tuple(shelf.find(text, near=True))
        return Lookup(near=similar[:_MOST_NEAR]) if similar else None
    entries = [match for each in registers for match in each.find(text)]
    filed = tuple(shelf.find(text))
    exact = {id_ for each in registers for id_ in each.names.find(text)}
    entries.sort(key=lambda each: each.id not in exact)
    return Lookup(entries=tuple(entries), filed=filed) if entries or filed else None


def _choose_heads(text: str, reference: Reference | None, registers: Registers) -> Callable[[bytes], bool]:
    """Return a function that says whether a front matter may match: whether it has, for each word, the word itself or
    the id of a recipient with the word in a name. The test is quick, and never excludes a file that would match."""
    words = (
        split_words(text) if reference is None else split_words(f"{reference.code} {reference.number} {reference.year}")
    )
    recipients = RegisterNames.of(registers.recipients)
    wanted = [(word, *(" ".join(split_words(id_)) for id_ in recipients.find_by_words(word))) for word in words]

    def may_have(head: bytes) -> bool:
        if b"\\" in head:  # a character may be written as an escape
            return True
        text = " ".join(split_words(head.decode("utf-8", errors="replace")))
        return all(any(each in text for each in alternatives) for alternatives in wanted)

    return may_have


def _read_reference(text: str) -> Reference | None:
    """Read a reference, with or without its type: `AL XAA 3/2024`, `xaa-3-2024`."""
    for each in (text, f"AL {text}"):
        try:
            return Reference.parse(each.strip())
        except ValueError:
            continue
    return None


class _Register:
    """A register, with the names of its entries."""

    def __init__(self, name: str, entries: Mapping[str, Any], record: Path) -> None:
        self.entries = entries
        self.names = RegisterNames.of(entries)
        self._searched = RegisterNames.collect(
            (text, id_) for id_, entry in entries.items() for text in (*list_names(id_, entry), *_list_more(entry))
        )
        self._kind = _SINGULAR.get(name)
        self._file = (record / REGISTERS_FOLDER / f"{name}.yml").as_posix()

    def find(self, text: str) -> Iterator[Match]:
        exact = self.names.find(text)
        yield from map(self._describe, dict.fromkeys((*exact, *self._searched.find_by_words(text))))

    def find_near(self, text: str) -> Iterator[Match]:
        named = [each.id for each in self.names.find_in(text)]
        near = (*named, *self.names.find_near(text), *self._searched.find_by_words(text, near=True))
        yield from map(self._describe, dict.fromkeys(near))

    def _describe(self, id_: str) -> Match:
        entry = self.entries[id_]
        name = write_words(getattr(entry, "name", None) or entry.title)
        code = getattr(entry, "code", None)
        return Match(
            kind=self._kind or str(entry.kind), id=id_, name=f"{name} ({code})" if code else name, file=self._file
        )


def _list_more(entry: Any) -> Iterator[str]:
    """Yield the other texts that lead to an entry: a mandate's resolutions, an instrument's symbol, and identifiers."""
    yield from getattr(entry, "resolutions", ())
    yield from getattr(entry, "numbered", ())
    yield from (each.value for each in getattr(entry, "identifiers", ()))
    if symbol := getattr(entry, "symbol", None):
        yield symbol


class _Shelf:
    """The letters and responses of a record. What could not be read of one is left out."""

    def __init__(self, heads: Heads) -> None:
        self._recipients = heads.registers.recipients
        self._letters = {each.reference.key: each for each in heads.letters if each.has_read("reference")}
        filed: tuple[Letter | Response, ...] = (*heads.letters, *heads.responses)
        self._describer = Describer(heads)
        self._filed = {each.place.path: each for each in sorted(filed, key=_sort_key)}

    def find_reference(self, reference: Reference) -> Iterator[Match]:
        """Find a letter, and after it the responses to it."""
        found = (each for each in self._filed.values() if reference.key in _list_keys(each))
        yield from map(self._describe, sorted(found, key=lambda each: isinstance(each, Response)))

    def find_near_references(self, reference: Reference) -> Iterator[Match]:
        near = difflib.get_close_matches(reference.key, self._letters, n=_MOST_NEAR, cutoff=_NEAR_REFERENCE)
        yield from (self._describe(self._letters[each]) for each in near)

    def find(self, text: str, *, near: bool = False) -> Iterator[Match]:
        names = RegisterNames.collect(
            (name, path) for path, each in self._filed.items() for name in self._list_names(each)
        )
        found = frozenset(names.find_by_words(text, near=near))
        yield from (self._describe(each) for path, each in self._filed.items() if path in found)

    def _list_names(self, filed: Letter | Response) -> Iterator[str]:
        yield from map(str, _list_references(filed))
        for id_ in list_parties(filed):
            yield from list_names(id_, self._recipients.get(id_))
        if isinstance(filed, Letter) and filed.has_read("subject", "reference_as_printed"):
            yield from (text for _, text in filed.subject or ())
            yield filed.reference_as_printed or ""
        if isinstance(filed, Response) and filed.has_read("reference"):
            yield filed.reference or ""

    def _describe(self, filed: Letter | Response) -> Match:
        about = self._describer.describe(filed)
        if isinstance(filed, Response):
            return Match(kind="response", id=filed.slug, name=about, file=filed.place.path)
        id_ = str(filed.reference) if filed.has_read("reference") else Path(filed.place.path).stem
        return Match(kind="letter", id=id_, name=about, file=filed.place.path)


def _list_references(filed: Letter | Response) -> tuple[Reference, ...]:
    """Return a letter's reference, or those of the letters that a response answers."""
    if isinstance(filed, Letter):
        return (filed.reference,) if filed.has_read("reference") else ()
    return (filed.letter, *filed.also_answers) if filed.has_read("letter", "also_answers") else ()


def _list_keys(filed: Letter | Response) -> frozenset[str]:
    return frozenset(each.key for each in _list_references(filed))


def _sort_key(filed: Letter | Response) -> tuple[int, str]:
    """The newest come first."""
    if isinstance(filed, Letter):
        day = filed.sent if filed.has_read("sent") else None
    else:
        day = response_date(filed) if filed.has_read("dated", "received") else None
    return (-(day or dt.date.min).toordinal(), filed.place.path)
