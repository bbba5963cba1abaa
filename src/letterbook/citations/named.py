"""The instruments that a text has named so far, and what a head noun such as `the Covenant` means after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from letterbook.citations.lexicon.instrument_names import get_ilo_number
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.lexicon.words import Erratum, load_words

UNKNOWN = ""
"""In place of the id of an instrument that is not in the register."""
_NOT_IN_REGISTER = "one that is not in the register"

Treaties = Mapping[str, frozenset[str]]
"""The instruments that a letter names, by head noun. One that is not in the register is `UNKNOWN`."""

NO_TREATIES: Treaties = MappingProxyType({})


class Meaning(NamedTuple):
    """What a mention means: an instrument, a document, or neither.

    `reason` says why, in English. `from_letter` says that not the text but the letter that it answers names the
    instrument.
    """

    instrument: str | None = None
    document: str | None = None
    reason: str = ""
    erratum: Erratum | None = None
    from_letter: bool = False


@dataclass(slots=True)
class NamedInstruments:
    """The instruments that a text has named so far. `letter` are those of the letter that it answers or is part of."""

    lexicon: Lexicon
    letter: Treaties
    _by_head: dict[str, dict[str, bool]] = field(default_factory=dict)
    """By head noun and by unit, the instruments, each with whether a full name was among its names."""
    _defined: dict[str, dict[str, None]] = field(default_factory=dict)
    """By head noun, the instruments for which the text has defined it."""
    _early: set[str] = field(default_factory=set)
    """Head nouns that the text used before it named an instrument that they could mean."""

    def list_treaties(self) -> Treaties:
        """Return the instruments by head noun."""
        heads = self._by_head.keys() & load_words()["heads"].keys()
        return {head: frozenset(self._by_head[head]) for head in heads}

    def add(self, instrument: str, *, is_full: bool) -> None:
        """Record an instrument, and the treaty to which it is a protocol, as named."""
        is_full = is_full or get_ilo_number(instrument) is not None
        part_unit = self.lexicon.part_units.get(instrument, "")
        for head in (self.lexicon.heads[instrument], self.lexicon.units[instrument], part_unit):
            named = self._by_head.setdefault(head, {})
            named[instrument] = named.get(instrument, False) or is_full
        for parent in self.lexicon.parents.get(instrument, ()):
            self.add(parent, is_full=is_full)

    def add_unknown(self, head: str) -> None:
        """Record that an instrument missing from the register was named."""
        self._by_head.setdefault(head, {})[UNKNOWN] = False

    def define(self, head: str, instrument: str) -> None:
        """Record that the text calls an instrument by its head noun from here on."""
        self._defined.setdefault(head, {})[instrument] = None

    def resolve(self, head: str, *, points_back: bool = False) -> Meaning:
        """Return what a head noun or unit means by itself.

        It means what the text has defined it to mean, or else the only instrument of that kind that was named before,
        in full. If it was used before that, or if the text names others, it can mean something else. One that
        `points_back` need only have one antecedent. Where the text has named none, it means the only one that the
        letter names.
        """
        defined = self._defined.get(head, {})
        named = self._by_head.get(head, {})
        possible = defined or named
        own = self._get_own(head)
        if not possible:
            self._early.add(head)
            if own:
                return Meaning(own, reason=f"the only {head} that the letter names", from_letter=True)
            return Meaning(reason=f"no {head} was named before")
        if len(possible) > 1:
            return Meaning(reason=f"which {head}: {' or '.join(_list_names(possible))}")
        (instrument,) = possible
        if instrument == UNKNOWN:
            return Meaning(reason=f"that {head} is not in the register")
        if defined:
            return Meaning(instrument, reason=f"the text defines “the {head}”")
        if head in load_words()["units"]:
            return Meaning(instrument, reason=f"the only instrument with {head}s named before")
        if points_back:
            return Meaning(instrument, reason=f"the {head} named last")
        if head in self._early and own != instrument:
            return Meaning(reason=f"“the {head}” was used before {instrument} was named, so it may mean another")
        if not named[instrument]:
            return Meaning(reason=f"{instrument} was not named in full before, so another {head} may be meant")
        return Meaning(instrument, reason=f"the only {head} named in full before")

    def resolve_plural(self, head: str) -> Meaning:
        """Return why several head nouns are not resolved: `both Covenants`."""
        named = _list_names(self._by_head.get(head, {}))
        return Meaning(reason=f"several {head}s are meant{': ' if named else ''}{' and '.join(named)}")

    def _get_own(self, head: str) -> str:
        """Return the only instrument with this head noun that the letter names, or an empty string."""
        named = self.letter.get(head, frozenset())
        return next(iter(named)) if len(named) == 1 else ""


def _list_names(instruments: Mapping[str, object]) -> list[str]:
    known = [each for each in instruments if each != UNKNOWN]
    return known + ([_NOT_IN_REGISTER] if UNKNOWN in instruments else [])
