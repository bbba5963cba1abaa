"""The lexicon: names of instruments and all other words with which a citation can begin, found in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

from letterbook.citations.lexicon.instrument_names import (
    Citable,
    find_plain_protocols,
    find_protocols,
    get_head,
    get_part_unit,
    get_unit,
    is_acronym,
    is_full,
    list_spellings,
    normalize_name,
)
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.lexicon.words import (
    list_resolution_acronyms,
    load_bodies,
    load_committees,
    load_mandates,
    load_words,
)
from letterbook.citations.provisions import expand_ranges
from letterbook.text.normalize import FoldedText, fold


class Meaning(NamedTuple):
    """The meaning of a word or name: the `kind`, `value` and `is_plural` of its tokens."""

    kind: TokenKind
    value: str = ""
    is_plural: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything to look for in a text, built once for a set of instruments.

    By instrument id, `units` and `heads` give its word for a provision and its head noun, `protocols` the ids of its
    protocols, `parents` the ids of the instruments to which it is a protocol, and `limits` the number of its
    provisions, if known. `part_units` gives its word for a numbered part of a provision, and `parts` their numbers, if
    it has any. `title_endings` gives what can follow the number of a numbered name: ` on Business and Human Rights`.
    `plain_protocols` are the ids of the protocols that a text can mean by "the Optional Protocol to the Convention".
    `has_shared_names` says whether two instruments share a name.

    `full_names` are those that say what the head noun alone means after them. `prefixes` are names with which a longer
    name of the same instrument begins; the words after one of them can make it the name of another instrument. A
    numbered name without a number means its instrument only if it is one of the `aliases`, because "Guiding Principles"
    alone may be others.
    """

    units: Mapping[str, str]
    heads: Mapping[str, str]
    protocols: Mapping[str, tuple[str, ...]]
    parents: Mapping[str, tuple[str, ...]]
    plain_protocols: frozenset[str]
    limits: Mapping[str, int | None]
    part_units: Mapping[str, str]
    parts: Mapping[str, frozenset[str]]
    full_names: frozenset[str]
    prefixes: frozenset[str]
    aliases: frozenset[str]
    title_endings: Mapping[str, tuple[str, ...]]
    has_shared_names: bool
    _lower: Mapping[str, Meaning] = field(repr=False)
    _exact: Mapping[str, Meaning] = field(repr=False)
    _searches: tuple[tuple[ahocorasick_rs.AhoCorasick, tuple[Meaning, ...]], ...] = field(repr=False)

    @classmethod
    def of(cls, instruments: Mapping[str, Citable]) -> Lexicon:
        """Return the lexicon for `instruments`, given by id. Equal instruments give the same object.

        A name that two of the instruments share means neither of them.
        """
        return _build_once(tuple(instruments.items()))

    @classmethod
    def build(cls, instruments: Mapping[str, Citable]) -> Lexicon:
        """Build a lexicon for `instruments`, given by id."""
        lower, exact = _collect_words(), {each: Meaning(TokenKind.SYMBOL, each) for each in _ORGANS}
        exact |= dict.fromkeys(("http://", "https://", "www.", "]("), Meaning(TokenKind.ADDRESS))
        exact |= {each: Meaning(TokenKind.RESOLUTION, id_) for each, id_ in list_resolution_acronyms()}
        owners: dict[str, str] = {}
        has_shared_names = False
        for id_, each in instruments.items():
            for name, is_numbered in list_spellings(id_, each):
                meaning = Meaning(TokenKind.NUMBERED_NAME if is_numbered else TokenKind.NAME, id_, is_numbered)
                key = normalize_name(name)
                table = exact if is_acronym(name) else lower
                if owners.setdefault(key, id_) != id_:
                    table.pop(key, None)
                    has_shared_names = True
                else:
                    table.setdefault(key, meaning)
        protocols = find_protocols(instruments)
        return cls(
            units={id_: get_unit(each) for id_, each in instruments.items()},
            heads={id_: get_head(each) for id_, each in instruments.items()},
            protocols=protocols,
            parents={
                each: tuple(id_ for id_, own in protocols.items() if each in own)
                for each in {one for own in protocols.values() for one in own}
            },
            plain_protocols=find_plain_protocols(instruments),
            has_shared_names=has_shared_names,
            limits={id_: each.provisions for id_, each in instruments.items()},
            part_units={id_: unit for id_, each in instruments.items() if (unit := get_part_unit(each))},
            parts={id_: frozenset(expand_ranges(each.parts)) for id_, each in instruments.items()},
            full_names=frozenset(name for name, each in lower.items() if each.kind is TokenKind.NAME and is_full(name)),
            prefixes=_find_prefixes(lower),
            title_endings=_find_title_endings(lower),
            aliases=frozenset(fold(alias) for each in instruments.values() for alias in each.aliases),
            _lower=lower,
            _exact=exact,
            _searches=tuple((_build_automaton(table), tuple(table.values())) for table in (lower, exact)),
        )

    def list_names(self) -> Iterator[tuple[str, TokenKind, str]]:
        """Yield every word and name, with its kind and value."""
        for table in (self._lower, self._exact):
            yield from ((name, meaning.kind, meaning.value) for name, meaning in table.items())

    def find_tokens(self, text: FoldedText) -> list[Token]:
        """Return all words and names in a text, in order; of those at one offset the longest comes first."""
        tokens = []
        for (automaton, meanings), searched in zip(self._searches, (text.lower, text.text), strict=True):
            for which, start, end in automaton.find_matches_as_indexes(searched):
                kind, value, is_plural = meanings[which]
                if kind in _BEGINNINGS:
                    if kind is TokenKind.ADDRESS or not start or not _continues_symbol(searched[start - 1]):
                        tokens.append(Token(start, end, kind, value, is_plural))
                elif _is_word(searched, start, end) and not (searched is text.text and _is_part(searched, start, end)):
                    tokens.append(Token(start, end, kind, value, is_plural))
        tokens.sort(key=lambda each: (each.start, -each.end))
        return tokens


@lru_cache(maxsize=8)
def _build_once(instruments: tuple[tuple[str, Citable], ...]) -> Lexicon:
    return Lexicon.build(dict(instruments))


_ORGANS = tuple(
    f"{each}/" for each in ("A", "S", "E", "ST", "CCPR", "CERD", "CEDAW", "CAT", "CRC", "CRPD", "CMW", "CED", "HRI")
)
"""The first element of a document symbol: the organ that the document was submitted to or issued by."""
_CONTINUATION = re.compile(r"-[A-Z0-9]|/[A-Z][a-z]")
_BEGINNINGS = frozenset({TokenKind.SYMBOL, TokenKind.ADDRESS})
"""Kinds of which a token is only the beginning, so that it need not end at the end of a word."""


def _continues_symbol(character: str) -> bool:
    return character.isalnum() or character in "/.@-_="


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_word(text: str, start: int, end: int) -> bool:
    return (not start or not _is_letter(text[start - 1])) and (end == len(text) or not _is_letter(text[end]))


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether an acronym is part of a longer one: `CAT` in `OP-CAT`, `ACHPR` in `ACHPR/Res.73`."""
    if _CONTINUATION.match(text, end):
        return True
    return text[start - 1 : start] == "-" and text[start - 2 : start - 1].isupper()


def _build_automaton(table: Iterable[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(table), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _find_prefixes(names: Mapping[str, Meaning]) -> frozenset[str]:
    prefixes = {name for name, meaning in names.items() if meaning.kind is TokenKind.NUMBERED_NAME}
    for name, meaning in names.items():
        if meaning.kind is TokenKind.NAME:
            beginnings = (name[: match.start()] for match in re.finditer(" ", name))
            prefixes.update(each for each in beginnings if each in names and names[each].value == meaning.value)
    return frozenset(prefixes)


def _find_title_endings(names: Mapping[str, Meaning]) -> Mapping[str, tuple[str, ...]]:
    endings: dict[str, dict[str, None]] = {}
    same: dict[str, list[str]] = {}
    for name, meaning in names.items():
        same.setdefault(meaning.value, []).append(name)
    for numbered, meaning in names.items():
        if meaning.kind is TokenKind.NUMBERED_NAME:
            longer = (name for name in same[meaning.value] if name.startswith(f"{numbered} "))
            endings.setdefault(meaning.value, {}).update((name.removeprefix(numbered), None) for name in longer)
    return {id_: tuple(each) for id_, each in endings.items()}


def _collect_words() -> dict[str, Meaning]:
    """Return the words that are not names of instruments."""
    words = load_words()
    table: dict[str, Meaning] = {}
    for unit, each in words["units"].items():
        table |= {word: Meaning(TokenKind.UNIT, unit, word in each["many"]) for word in (*each["one"], *each["many"])}
    for is_plural, heads in ((False, "heads"), (True, "plural heads")):
        for head, each in words[heads].items():
            table |= dict.fromkeys(each, Meaning(TokenKind.HEAD, head, is_plural))
    for is_plural, number in ((False, "one"), (True, "many")):
        table |= dict.fromkeys(words["resolutions"][number], Meaning(TokenKind.RESOLUTION, "", is_plural))
        decisions = words["resolutions"]["decisions"][number]
        table |= dict.fromkeys(decisions, Meaning(TokenKind.RESOLUTION, "decision", is_plural))
        table |= dict.fromkeys(words["comments"][number], Meaning(TokenKind.COMMENT, "", is_plural))
        table |= dict.fromkeys(words["recommendations"][number], Meaning(TokenKind.COMMENT, "recommends", is_plural))
        table |= dict.fromkeys(words["comments"]["abbreviated"][number], Meaning(TokenKind.COMMENT, "short", is_plural))
        table |= dict.fromkeys(
            words["recommendations"]["abbreviated"][number], Meaning(TokenKind.COMMENT, "recommends short", is_plural)
        )
    subdivisions = [each for each in words["subdivisions"] if each not in ("par", "inc")]
    table |= dict.fromkeys((*words["paragraphs"], *subdivisions), Meaning(TokenKind.PARAGRAPH))
    table |= dict.fromkeys(words["commentaries"], Meaning(TokenKind.COMMENTARY))
    table |= dict.fromkeys(words["ilo"]["before"], Meaning(TokenKind.ILO))
    table |= {fold(name): Meaning(TokenKind.BODY, id_) for id_, body in load_bodies().items() for name in body.names}
    for id_, mandate in load_mandates().items():
        table |= {fold(name): Meaning(TokenKind.MANDATE, id_) for name in mandate.names}
    for id_, committee in load_committees().items():
        names = (*committee.names, *(name for name in committee.short if " " in name))
        table |= {fold(name): Meaning(TokenKind.COMMITTEE, id_) for name in names}
    return table
