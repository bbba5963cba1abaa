"""Finds register entries by any of their names: id, name, label, alias or code, in any language."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from letterbook.text.capacities import fold_name
from letterbook.text.normalize import fold

_SHORTEST_IN_TEXT = 4
_NEAR = 0.8
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
        found: dict[str, dict[str, None]] = {}
        for id_, entry in register.items():
            for name in _list_names(id_, entry):
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

    def find_in(self, text: str) -> tuple[Named, ...]:
        """Find the entries that a text names, in its order; of names that overlap, the longest counts.

        A name that several entries share, or that is very short, is not found. Places are those in `fold_name(text)`.
        """
        if self._pattern is None:
            return ()
        return tuple(
            Named(match.start(), match.end(), self.ids[match[0]][0])
            for match in self._pattern.finditer(fold_name(text))
        )

    @cached_property
    def _ids_without_form(self) -> Mapping[str, tuple[str, ...]]:
        """The same for names without the legal form of a company, unless two entries differ only by that."""
        found: dict[str, dict[str, None]] = {}
        for name, ids in self.ids.items():
            found.setdefault(_LEGAL_FORM.sub("", name), {}).update(dict.fromkeys(ids))
        return {name: tuple(ids) for name, ids in found.items() if len(ids) == 1}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = [name for name, ids in self.ids.items() if len(ids) == 1 and len(name) >= self.shortest]
        longest_first = sorted(names, key=lambda each: (-len(each), each))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if names else None


def _list_names(id_: str, entry: Any) -> Iterator[str]:
    yield id_
    for attribute in ("name", "label", "title", "short"):
        yield from (text for _, text in getattr(entry, attribute, None) or ())
    yield from getattr(entry, "aliases", ())
    yield from getattr(entry, "formerly", ())
    if code := getattr(entry, "code", None):
        yield str(code)


def make_id(name: str) -> str:
    """Make an id from a name: `northwind-textiles`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name).replace("'", "")).strip("-")
