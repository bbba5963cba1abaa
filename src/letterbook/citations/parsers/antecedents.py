"""The instrument that a sentence names before provisions that do not say whose they are."""

from __future__ import annotations

from letterbook.citations.lexicon.context import DOMESTIC_LAW
from letterbook.citations.lexicon.list_patterns import WHICH
from letterbook.citations.lexicon.tokens import Token
from letterbook.citations.mentions import (
    BackReference,
    BareHead,
    IloConvention,
    NamedInstrument,
    NamedParent,
    PluralBackReference,
    ProtocolReference,
    Target,
    UnknownInstrument,
)
from letterbook.citations.parsers.state import ParserState, Read

_INSTRUMENTS = (
    BackReference
    | BareHead
    | IloConvention
    | NamedInstrument
    | NamedParent
    | PluralBackReference
    | ProtocolReference
    | UnknownInstrument
)


class AntecedentFinder:
    """Finds antecedents; records nothing."""

    def __init__(self, state: ParserState) -> None:
        self._state = state

    def find_in_sentence(self, at: int) -> Target | None:
        """Return the only instrument named before an offset in its sentence, or None.

        None, too, if the words since speak of domestic law, or if a proper name comes immediately before the bracket
        at the offset: `the Arms Trade Treaty (art. 6)`.
        """
        begins = self._state.find_sentence_start(at)
        named = [each for each in self._state.list_read(begins) if isinstance(each.target, _INSTRUMENTS)]
        targets = {_identify(each.target) for each in named}
        if len(targets) != 1 or None in targets:
            return None
        opens = self._state.text.text.rfind("(", named[-1].end - 1, at)
        if opens < 0 or DOMESTIC_LAW.regex.search(self._state.text.lower, named[-1].end, at):
            return None
        if named[-1].end < opens - 1 and self._state.is_qualified(opens):
            return None
        return targets.pop()

    def find_before_clause(self, at: int) -> Target | None:
        """Return the instrument of a relative clause before an offset, or None: `the Declaration, which states in`."""
        last = self._find_last()
        return _identify(last.target) if last and WHICH.regex.fullmatch(self._state.text.lower, last.end, at) else None

    def can_have(self, target: Target, unit: Token) -> bool:
        """Whether provisions with this word can be those of an instrument."""
        if isinstance(target, NamedInstrument):
            return self._state.lexicon.units[target.instrument] == unit.value
        return unit.value == "article"

    def _find_last(self) -> Read | None:
        read = self._state.list_read(self._state.position - 1)
        return read[-1] if read and isinstance(read[-1].target, _INSTRUMENTS) else None


def _identify(target: Target) -> Target | None:
    """Return the target of a later citation of the same instrument, or None if it is not clear which it is."""
    match target:
        case NamedInstrument(instrument=instrument):
            return NamedInstrument(instrument)
        case BareHead(head):
            return BackReference(head)
        case BackReference() | IloConvention():
            return target
        case _:
            return None
