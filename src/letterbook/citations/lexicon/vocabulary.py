"""The names of instruments, and every other word that a citation can begin with, found in one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

import ahocorasick_rs

from letterbook.citations.lexicon.instrument_names import (
    Citable,
    head_of,
    is_acronym,
    normalize_name,
    protocols_of,
    unit_of,
    written,
)
from letterbook.citations.lexicon.words import bodies, committees, forms
from letterbook.citations.normalize import Folded


class Kind(StrEnum):
    """What a word found in a text is."""

    NAME = "name"  # of an instrument
    NUMBERED = "numbered"  # Guiding Principle, before a number
    UNIT = "unit"  # article, principle, rule
    HEAD = "head"  # Covenant, Convention
    PARAGRAPH = "paragraph"
    COMMENTARY = "commentary"
    LABOUR = "labour"  # the ILO
    SYMBOL = "symbol"  # what a symbol begins with
    RESOLUTION = "resolution"
    BODY = "body"
    COMMENT = "comment"  # general comment or recommendation
    COMMITTEE = "committee"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or name at its place in a folded text. `value` is the id of what it names, or of its unit or head;
    `many` says that it stands before several numbers."""

    start: int
    end: int
    kind: Kind
    value: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that is looked for, made once from the instruments. `units`, `heads` and `protocols` are those of each
    instrument; `limits` says how many provisions it has; `beginnings` are names with which a longer one of the same
    instrument begins, so that what stands behind them can make them names of another. A numbered name is an
    instrument's without a number only where it is one of the `aliases`: Guiding Principles alone may be others.
    `rests` are what can follow on its number: on Business and Human Rights."""

    units: Mapping[str, str]
    heads: Mapping[str, str]
    protocols: Mapping[str, tuple[str, ...]]
    limits: Mapping[str, int | None]
    beginnings: frozenset[str]
    aliases: frozenset[str]
    rests: Mapping[str, tuple[str, ...]]
    _lower: Mapping[str, tuple[Kind, str, bool]] = field(repr=False)
    _exact: Mapping[str, tuple[Kind, str, bool]] = field(repr=False)
    _search: tuple[tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[Kind, str, bool], ...]], ...] = field(repr=False)

    @classmethod
    def of(cls, instruments: Mapping[str, Citable]) -> Lexicon:
        """The names of `instruments`, which are given by id. A name that two of them share is none of either. Of equal
        instruments they are the same object."""
        return _made(tuple(instruments.items()))

    @classmethod
    def made(cls, instruments: Mapping[str, Citable]) -> Lexicon:
        """The names of `instruments`, made anew."""
        lower, exact = _words(), {each: (Kind.SYMBOL, each, False) for each in _ORGANS}
        exact |= dict.fromkeys(("http://", "https://", "www.", "]("), (Kind.ADDRESS, "", False))
        shared: dict[str, str] = {}
        for id_, each in instruments.items():
            for name, is_numbered in written(id_, each):
                meaning = (Kind.NUMBERED if is_numbered else Kind.NAME, id_, is_numbered)
                key = normalize_name(name)
                table = exact if is_acronym(name) else lower
                if shared.setdefault(key, id_) != id_:
                    table.pop(key, None)
                else:
                    table.setdefault(key, meaning)
        return cls(
            units={id_: unit_of(each) for id_, each in instruments.items()},
            heads={id_: head_of(each) for id_, each in instruments.items()},
            protocols=protocols_of(instruments),
            limits={id_: each.provisions for id_, each in instruments.items()},
            beginnings=_beginnings(lower),
            rests=_rests(lower),
            aliases=frozenset(alias.lower() for each in instruments.values() for alias in each.aliases),
            _lower=lower,
            _exact=exact,
            _search=tuple((_automaton(table), tuple(table.values())) for table in (lower, exact)),
        )

    def examples(self) -> Iterator[tuple[str, Kind, str]]:
        """Every name there is, with what it is and of what."""
        for table in (self._lower, self._exact):
            yield from ((name, kind, value) for name, (kind, value, _) in table.items())

    def tokens(self, folded: Folded) -> list[Token]:
        """All words and names in a text, by their places."""
        found = []
        for (automaton, meanings), text in zip(self._search, (folded.lower, folded.text), strict=True):
            for which, start, end in automaton.find_matches_as_indexes(text):
                kind, value, many = meanings[which]
                if kind in _BEGINNINGS:
                    if kind is Kind.ADDRESS or not start or not _joins(text[start - 1]):
                        found.append(Token(start, end, kind, value, many))
                elif _is_word(text, start, end) and not (text is folded.text and _is_part(text, start, end)):
                    found.append(Token(start, end, kind, value, many))
        found.sort(key=lambda each: (each.start, -each.end))
        return found


@lru_cache(maxsize=8)
def _made(instruments: tuple[tuple[str, Citable], ...]) -> Lexicon:
    return Lexicon.made(dict(instruments))


_ORGANS = tuple(
    f"{each}/" for each in ("A", "S", "E", "ST", "CCPR", "CERD", "CEDAW", "CAT", "CRC", "CRPD", "CMW", "CED", "HRI")
)
_GOES_ON = re.compile(r"-[A-Z0-9]|/[A-Z][a-z]")
_BEGINNINGS = frozenset({Kind.SYMBOL, Kind.ADDRESS})


def _joins(character: str) -> bool:
    return character.isalnum() or character in "/.@-_="


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_word(text: str, start: int, end: int) -> bool:
    return (not start or not _is_letter(text[start - 1])) and (end == len(text) or not _is_letter(text[end]))


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a short name is a piece of a longer one: `CAT` of `OP-CAT`, `ACHPR` of `ACHPR/Res.73`."""
    return bool(_GOES_ON.match(text, end)) or (text[start - 1 : start] == "-" and text[start - 2 : start - 1].isupper())


def _automaton(table: Mapping[str, object]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(table), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _beginnings(names: Mapping[str, tuple[Kind, str, bool]]) -> frozenset[str]:
    found = set()
    for name, (kind, id_, _) in names.items():
        if kind is Kind.NAME:
            spaces = (match.start() for match in re.finditer(" ", name))
            found |= {name[:space] for space in spaces if names.get(name[:space], (None, ""))[1] == id_}
    return frozenset(found | {name for name, (kind, _, _) in names.items() if kind is Kind.NUMBERED})


def _rests(names: Mapping[str, tuple[Kind, str, bool]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for numbered, (kind, id_, _) in names.items():
        if kind is Kind.NUMBERED:
            begins = f"{numbered} "
            longer = (name for name, (_, named, _) in names.items() if named == id_ and name.startswith(begins))
            found.setdefault(id_, {}).update({name.removeprefix(numbered): None for name in longer})
    return {id_: tuple(rests) for id_, rests in found.items()}


def _words() -> dict[str, tuple[Kind, str, bool]]:
    words = forms()
    table: dict[str, tuple[Kind, str, bool]] = {}
    for unit, each in words["units"].items():
        table |= {word: (Kind.UNIT, unit, word in each["many"]) for word in (*each["one"], *each["many"])}
    for many, heads in ((False, "heads"), (True, "several heads")):
        for head, each in words[heads].items():
            table |= dict.fromkeys(each, (Kind.HEAD, head, many))
    for many, number in ((False, "one"), (True, "many")):
        table |= dict.fromkeys(words["resolutions"][number], (Kind.RESOLUTION, "", many))
        table |= dict.fromkeys(words["comments"][number], (Kind.COMMENT, "", many))
        table |= dict.fromkeys(words["recommendations"][number], (Kind.COMMENT, "recommends", many))
    before = [each for each in words["subdivisions"] if each not in ("par", "inc")]
    table |= dict.fromkeys((*words["paragraphs"], *before), (Kind.PARAGRAPH, "", False))
    table |= dict.fromkeys(words["commentaries"], (Kind.COMMENTARY, "", False))
    table |= dict.fromkeys(words["labour"]["before"], (Kind.LABOUR, "", False))
    table |= {name.lower(): (Kind.BODY, id_, False) for id_, body in bodies().items() for name in body.names}
    for id_, each in committees().items():
        full = (*each.names, *(name for name in each.short if " " in name))
        table |= {name.lower(): (Kind.COMMITTEE, id_, False) for name in full}
    return table
