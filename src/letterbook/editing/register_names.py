"""Finds register entries by any of their names: id, name, label, alias or code, in any language."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import ahocorasick_rs

from letterbook.model.registers import list_names
from letterbook.text.capacities import fold_name
from letterbook.text.normalize import UNSPACED, fold, fold_words, is_number

_SHORTEST_IN_TEXT = 4
_NEAR = 0.8
_MOST_NEAR_WORDS = 5
_LETTER = re.compile(r"\w")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_ARTICLES = re.compile(r"^(?:the|le|la|les|l'|el|los|las|republic of|republique d[eu']|republica de) ?")

_LEGAL_FORM = re.compile(
    r"""
    (?: ,?\ (?:
        plc | ltd | limited | inc | incorporated | corp | corporation | co | company | group | holdings? | llc | llp
        | gmbh | ag | se | oyj? | ab | asa? | spa | srl | sarl | pte | pty | kk | [op]?jsc
        | s\.?\ ?a\.?(?:\ de\ c\.?v\.?)? | s\.?a\.?s\.? | s\.?l\.? | n\.?v\.? | b\.?v\.?
    )\.? )+ $
    """,
    re.VERBOSE,
)
"""The legal form at the end of a company's name: plc · Ltd. · S.A. · GmbH."""


class Named(NamedTuple):
    """An entry of a register that a text names: the folded name, its place in the folded text, and the entry's id."""

    start: int
    end: int
    id: str


@dataclass(frozen=True)
class RegisterNames:
    """The names of the entries of one register, folded, each with the ids of the entries that have it."""

    ids: Mapping[str, tuple[str, ...]]
    shortest: int = _SHORTEST_IN_TEXT
    """How long a name has to be to be found within a text."""

    @classmethod
    def of(cls, register: Mapping[str, Any], shortest: int = _SHORTEST_IN_TEXT) -> RegisterNames:
        """Collect the names of a register's entries, by id."""
        named = ((name, id_) for id_, entry in register.items() for name in list_names(id_, entry))
        return cls.collect(named, shortest)

    @classmethod
    def collect(cls, named: Iterable[tuple[str, str]], shortest: int = _SHORTEST_IN_TEXT) -> RegisterNames:
        """Collect names, each with the id of something that has it."""
        found: dict[str, dict[str, None]] = {}
        for name, id_ in named:
            found.setdefault(fold_name(name), {})[id_] = None
        return cls({name: tuple(ids) for name, ids in found.items() if name}, shortest)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids of the entries that have a name, whatever its case, accents, article or legal form."""
        folded = fold_name(name).strip(" .,;:")
        return (
            self.ids.get(folded)
            or self.ids.get(_ARTICLES.sub("", folded))
            or self._ids_without_form.get(_LEGAL_FORM.sub("", folded), ())
        )

    def find_near(self, name: str, most: int = 3) -> tuple[str, ...]:
        """Return the ids of entries that have a similar name, the most similar first."""
        close = difflib.get_close_matches(fold_name(name), self.ids, n=most, cutoff=_NEAR)
        return tuple(dict.fromkeys(id_ for each in close for id_ in self.ids[each]))

    def find_by_words(self, text: str, *, near: bool = False) -> tuple[str, ...]:
        """Return the ids of the entries that have every word of a text in their names, in the order of the register.

        The beginning of a word will do, though not of a number. With `near`, so will a similar word.
        """
        words = split_words(text)
        if not words:
            return ()
        found = [self._find_word(each, near=near) for each in words]
        return tuple(each for each in self._order if all(each in ids for ids in found))

    def find_in(self, text: str) -> tuple[Named, ...]:
        """Find the entries that a text names, in its order; of names that overlap, the longest counts.

        A name that several entries share, or that is very short, is not found. Places are those in `fold_name(text)`.
        """
        folded = fold_name(text)
        places = sorted((start, -end) for _, start, end in self._automaton.find_matches_as_indexes(folded, True))
        found: list[Named] = []
        for start, end in ((start, -end) for start, end in places):
            if (not found or start >= found[-1].end) and _is_word(folded, start, end):
                found.append(Named(start, end, self.ids[folded[start:end]][0]))
        return tuple(found)

    def _find_word(self, word: str, *, near: bool) -> frozenset[str]:
        found = [each for each in self._words if _begins(each, word)]
        if near and not found and not is_number(word):
            found = difflib.get_close_matches(word, self._words, n=_MOST_NEAR_WORDS, cutoff=_NEAR)
        return frozenset(id_ for each in found for id_ in self._words[each])

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        """The words of the names, each with the ids of the entries that have it."""
        found: dict[str, set[str]] = {}
        for name, ids in self.ids.items():
            for word in split_words(name):
                found.setdefault(word, set()).update(ids)
        return {word: frozenset(ids) for word, ids in found.items()}

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id_ for ids in self.ids.values() for id_ in ids))

    @cached_property
    def _ids_without_form(self) -> Mapping[str, tuple[str, ...]]:
        """The same for names without the legal form of a company, unless two entries differ only by that."""
        found: dict[str, dict[str, None]] = {}
        for name, ids in self.ids.items():
            found.setdefault(_LEGAL_FORM.sub("", name), {}).update(dict.fromkeys(ids))
        return {name: tuple(ids) for name, ids in found.items() if len(ids) == 1}

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        names = [name for name, ids in self.ids.items() if len(ids) == 1 and len(name) >= self.shortest]
        return ahocorasick_rs.AhoCorasick(names)


def _is_word(text: str, start: int, end: int) -> bool:
    """Return whether a part of a text is made of whole words."""
    return not _LETTER.match(text, start - 1, start) and not _LETTER.match(text, end)


def split_words(text: str) -> list[str]:
    """Split a text into folded words."""
    return fold_words(fold_name(text)).split()


def _begins(word: str, beginning: str) -> bool:
    """Return whether a word begins so; in scripts without spaces between words, whether it has these letters."""
    if is_number(beginning):
        return word == beginning
    return word.startswith(beginning) or (_UNSPACED.search(beginning) is not None and beginning in word)


def make_id(name: str) -> str:
    """Make an id from a name: `northwind-textiles`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")
