"""Words, bodies, committees and errata that identify citations, read once from the YAML files in this folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from letterbook.text.normalize import fold_except_case, is_number

_NUMBER_AND_YEAR = re.compile(r"(?P<number>[0-9]+) \((?P<year>[0-9]{4})\)")
_TOLERANCE = 40
"""How far a number may be outside the range computed for its year: `years` gives only some years' last number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedComment:
    """A general comment or recommendation, with its `title` by language.

    `years` are those with which it is cited: first the year of its adoption. `symbol` is that of its document, or None
    if it has none of its own; `former_symbol` is that of the version before a revision. A joint comment has the other
    committee and the number there as `joint`.
    """

    title: Mapping[str, str]
    years: tuple[int, ...]
    symbol: str | None
    former_symbol: str | None
    joint: tuple[str, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that adopts resolutions.

    `short` names count only immediately before a resolution. `symbol` is the symbol of a resolution, with a placeholder
    for its `{number}`, and `decision` that of a decision, or None. `sessions` are the first and last session with which
    a number such as 44/15 can begin, or None if the body numbers its resolutions in another way. If numbers go on from
    year to year, `years` gives the number of the last resolution of some years, and `numbered` the year of some
    resolutions. `has_roman` says whether the body once numbered them by their session, in Roman numerals. `label` is
    its name by language.
    """

    label: Mapping[str, str]
    names: tuple[str, ...]
    short: tuple[str, ...]
    symbol: str
    decision: str | None
    sessions: tuple[int, int] | None
    years: Mapping[int, int]
    numbered: Mapping[int, int]
    has_roman: bool

    def can_have(self, number: str) -> bool:
        """Whether a resolution of this body can have a number: `44/15` by its session, `1325 (2000)` by its year."""
        session, slash, _ = number.partition("/")
        if slash:
            return not (self.sessions and is_number(session)) or self.sessions[0] <= int(session) <= self.sessions[1]
        match = _NUMBER_AND_YEAR.fullmatch(number)
        if match is None:
            return self.has_roman
        if not self.years:
            return True
        digits, year = int(match["number"]), int(match["year"])
        return self._estimate_last(year - 1) - _TOLERANCE < digits <= self._estimate_last(year) + _TOLERANCE

    def _estimate_last(self, year: int) -> float:
        """Return the approximate number of the last resolution of a year, interpolated between known years."""
        known = sorted(self.years.items())
        (year_before, before), (year_after, after) = next(
            (pair for pair in pairwise(known) if year <= pair[1][0]), (known[-2], known[-1])
        )
        return before + (after - before) * (year - year_before) / (year_after - year_before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A treaty body, and its published general `comments` by their numbers.

    `short` names count only immediately before a comment, since most are also names of treaties. `recommends` is true
    if the committee calls its comments general recommendations. No comment has a number above `last`. `label` is its
    name by language.
    """

    label: Mapping[str, str]
    names: tuple[str, ...]
    short: tuple[str, ...]
    recommends: bool
    last: int
    comments: Mapping[int, PublishedComment]

    @property
    def symbols(self) -> Mapping[int, str]:
        """The symbols of the comments that have one of their own, by number."""
        return {number: each.symbol for number, each in self.comments.items() if each.symbol}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A mandate of the Special Procedures. `label` is its name by language, `names` are those found in texts."""

    label: Mapping[str, str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedReport:
    """A thematic report of a mandate of the Special Procedures to the body with the id `body`, in the year of its
    session. `title` is English."""

    mandate: str
    body: str
    year: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """The symbol that was meant by a misprinted one, and `notes` for readers by language."""

    meant: str
    notes: Mapping[str, str]


@cache
def load_words() -> Mapping[str, Any]:
    """Return the content of words.yml, folded as the texts are in which the words are looked for."""
    words: Mapping[str, Any] = _fold_strings(_load("words"))
    return words


def list_resolution_acronyms() -> Iterable[tuple[str, str]]:
    """Return the acronyms of resolutions, in their own case, with the ids of the bodies that adopted them."""
    acronyms: Mapping[str, str] = load_words()["resolutions"]["acronyms"]
    return acronyms.items()


@cache
def load_bodies() -> Mapping[str, Body]:
    """Return the bodies that adopt resolutions, by id."""
    return {
        id_: Body(
            names=tuple(map(fold_except_case, each["names"])),
            short=tuple(map(fold_except_case, each["short"])),
            symbol=each["symbol"],
            label=each["label"],
            decision=each.get("decision"),
            numbered=each.get("numbered", {}),
            has_roman=each.get("roman", False),
            sessions=(each["sessions"][0], each["sessions"][1]) if "sessions" in each else None,
            years=each.get("years", {}),
        )
        for id_, each in _load("bodies").items()
    }


@cache
def load_committees() -> Mapping[str, Committee]:
    """Return the treaty bodies, by id."""
    return {
        id_: Committee(
            names=tuple(map(fold_except_case, each["names"])),
            short=tuple(map(fold_except_case, each["short"])),
            label=each["label"],
            recommends=each.get("recommends", False),
            last=each["last"],
            comments=load_comments()[id_],
        )
        for id_, each in _load("committees").items()
    }


@cache
def load_comments() -> Mapping[str, Mapping[int, PublishedComment]]:
    """Return the general comments and recommendations, by the id of their committee and by number."""
    return {
        committee: {
            number: PublishedComment(
                title=each["title"],
                years=(each["year"], *each.get("also", ())),
                symbol=each.get("symbol"),
                former_symbol=each.get("former_symbol"),
                joint=next(iter(each.get("joint", {}).items()), None),
            )
            for number, each in published["comments"].items()
        }
        for committee, published in _load("comments").items()
    }


@cache
def load_mandates() -> Mapping[str, Mandate]:
    """Return the mandates whose reports are known, by id."""
    return {
        id_: Mandate(label=each["label"], names=tuple(map(fold_except_case, each["names"])))
        for id_, each in _load("mandates").items()
    }


@cache
def load_reports() -> Mapping[str, PublishedReport]:
    """Return the reports of mandates, by symbol."""
    return {
        symbol: PublishedReport(mandate=mandate, body=body, year=each["year"], title=each["title"])
        for mandate, published in _load("reports").items()
        for body in ("hrc", "ga")
        for symbol, each in published[body].items()
    }


@cache
def find_report(mandate: str, body: str, year: int) -> str | None:
    """Return the symbol of the only report of a mandate to a body in a year, or None if there are several or none."""
    wanted = (mandate, body, year)
    found = [symbol for symbol, each in load_reports().items() if (each.mandate, each.body, each.year) == wanted]
    return found[0] if len(found) == 1 else None


@cache
def load_errata() -> Mapping[str, Erratum]:
    """Return the known errata, by the symbol as it is printed."""
    return {symbol: Erratum(meant=each["meant"], notes=each["notes"]) for symbol, each in _load("errata").items()}


def _fold_strings(value: Any) -> Any:
    if isinstance(value, dict):
        return {_fold_strings(key): _fold_strings(each) for key, each in value.items()}
    return fold_except_case(value) if isinstance(value, str) else [*map(_fold_strings, value)]


def _load(name: str) -> Any:
    text = (files("letterbook.citations.lexicon") / f"{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)
