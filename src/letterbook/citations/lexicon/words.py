"""The words, bodies, committees and errata by which citations are known: data files beside this, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

_OF_A_YEAR = re.compile(r"(\d+) \((\d{4})\)")
_ROUGHLY = 40
"""By so much a number may lie beside what the years say, which are known for some only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Who adopts resolutions; `short` counts right before a resolution only. `symbol` has a place for the number;
    `sessions` are the first and the last that a number such as 44/15 can begin with, or None where its numbers are of
    another form; `years` has the last number of some years, where numbers go on from year to year."""

    names: tuple[str, ...]
    short: tuple[str, ...]
    symbol: str
    sessions: tuple[int, int] | None
    years: Mapping[int, int]

    def can_have(self, number: str) -> bool:
        """Whether a resolution can have a number: `44/15` by its session, `1325 (2000)` by its year."""
        session, of_session, _ = number.partition("/")
        if of_session:
            return not (self.sessions and session.isdigit()) or self.sessions[0] <= int(session) <= self.sessions[1]
        match = _OF_A_YEAR.fullmatch(number)
        if match is None or not self.years:
            return True
        digits, year = map(int, match.groups())
        return self._last(year - 1) - _ROUGHLY < digits <= self._last(year) + _ROUGHLY

    def _last(self, year: int) -> float:
        """About how many there were at the end of a year."""
        known = sorted(self.years.items())
        (before, last), (behind, then) = next(
            (pair for pair in pairwise(known) if year <= pair[1][0]), (known[-2], known[-1])
        )
        return last + (then - last) * (year - before) / (behind - before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A treaty body with its general comments by number; `short` counts right before a comment only, since most are
    names of treaties, too. `recommends`: it calls them general recommendations."""

    names: tuple[str, ...]
    short: tuple[str, ...]
    recommends: bool
    last: int
    symbols: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """What a symbol was meant for, and what a reader is told of it, by language."""

    meant: str
    notes: Mapping[str, str]


@cache
def forms() -> Mapping[str, Any]:
    """The words of forms.yml, as they stand there."""
    forms: Mapping[str, Any] = _load("forms")
    return forms


@cache
def bodies() -> Mapping[str, Body]:
    """Those that adopt resolutions, by id."""
    return {
        id_: Body(
            names=tuple(each["names"]),
            short=tuple(each["short"]),
            symbol=each["symbol"],
            sessions=(each["sessions"][0], each["sessions"][1]) if "sessions" in each else None,
            years=each.get("years", {}),
        )
        for id_, each in _load("bodies").items()
    }


@cache
def committees() -> Mapping[str, Committee]:
    """The treaty bodies, by id."""
    return {
        id_: Committee(
            names=tuple(each["names"]),
            short=tuple(each["short"]),
            recommends=each.get("recommends", False),
            last=each["last"],
            symbols=each["symbols"],
        )
        for id_, each in _load("committees").items()
    }


@cache
def errata() -> Mapping[str, Erratum]:
    """What is meant by symbols that are printed wrongly, by the symbol as printed."""
    return {symbol: Erratum(meant=each["meant"], notes=each["notes"]) for symbol, each in _load("errata").items()}


def _load(name: str) -> Any:
    return yaml.safe_load((files("letterbook.citations.lexicon") / f"{name}.yml").read_text(encoding="utf-8"))
