"""Whether the acronym of a treaty means the treaty. It can also mean its court or committee, or another thing."""

from __future__ import annotations

import re

from letterbook.citations.lexicon.acronym_context import (
    COURT_ACTION,
    COURT_NAME_BEFORE,
    COURT_WORK_BEFORE,
    OTHER_SENSE,
    TREATY_ACTION,
    TREATY_ACTION_BEFORE,
)
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.lexicon.words import load_words
from letterbook.citations.mentions import (
    BackReference,
    IloConvention,
    NamedInstrument,
    PluralBackReference,
    ProtocolReference,
)
from letterbook.citations.parsers.state import ParserState

_LIST_SEPARATOR = re.compile(r"(?: ?, ?(?:and |y |e |et )?| (?:and|y|e|et) )(?:the |la |el |le )?")
_LONGEST_LIST = 10
_COURT_NAME_REACH = 120
"""The name of the court can begin at most so many characters before an acronym."""
_COURT_WORK_REACH = 60
"""A court's work can be mentioned at most so many characters before an acronym."""


class AcronymFilter:
    """Judges acronyms without a provision, and remembers which of them the text uses for a court."""

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._lower = state.text.lower
        self._courts: set[str] = set()

    def is_treaty(self, token: Token) -> bool:
        """Whether a name does not mean a court or committee (`the ECHR ruled`), or a thing (`a CAT scan`)."""
        name = self._get_name(token)
        if not name.isupper():
            return True
        if COURT_NAME_BEFORE.regex.search(self._state.get_text_before(token.start, _COURT_NAME_REACH)):
            self._courts.add(name)
        if name in self._courts:
            return False
        if COURT_WORK_BEFORE.regex.search(self._state.get_text_before(token.start, _COURT_WORK_REACH)):
            return False
        return not any(each.regex.match(self._lower, token.end) for each in (COURT_ACTION, OTHER_SENSE))

    def is_ambiguous(self, token: Token) -> bool:
        """Whether a name also means other things, and nothing near it says that a treaty is meant."""
        if self._get_name(token) not in load_words()["ambiguous"]:
            return False
        if TREATY_ACTION_BEFORE.regex.search(self._state.get_text_before(token.start)):
            return False
        if TREATY_ACTION.regex.match(self._lower, token.end):
            return False
        return not (self._follows_instrument(token) or self._precedes_instrument(token))

    def _follows_instrument(self, token: Token) -> bool:
        """Whether an unambiguous instrument precedes it in a list: `CAT` in `the ICCPR and CAT`."""
        last = self._state.mentions[-1].target if self._state.mentions else None
        if isinstance(last, NamedInstrument) and last.ambiguous:
            return False
        if not isinstance(
            last, NamedInstrument | BackReference | PluralBackReference | ProtocolReference | IloConvention
        ):
            return False
        return _LIST_SEPARATOR.fullmatch(self._lower, min(self._state.position, token.start), token.start) is not None

    def _precedes_instrument(self, token: Token) -> bool:
        """Whether an unambiguous name follows it in a list: `CAT` in `CAT, CRC and the ICCPR`."""
        for _ in range(_LONGEST_LIST):
            separator = _LIST_SEPARATOR.match(self._lower, token.end)
            next_ = self._state.token_at.get(separator.end()) if separator else None
            if next_ is None or next_.kind is not TokenKind.NAME:
                return False
            if self._get_name(next_) not in load_words()["ambiguous"]:
                return True
            token = next_
        return False

    def _get_name(self, token: Token) -> str:
        return self._state.text.text[token.start : token.end]
