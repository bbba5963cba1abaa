"""What the short name of a treaty can be besides the treaty: its court or committee, or a thing of that name."""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import (
    court_before,
    court_behind,
    court_named,
    things,
    treaty_before,
    treaty_behind,
)
from letterbook.citations.lexicon.vocabulary import Kind, Token
from letterbook.citations.lexicon.words import forms
from letterbook.citations.mentions import Labour, Named, Protocol, Recalled, Several
from letterbook.citations.parsers.state import Reading

_BESIDE = re.compile(r"(?: ?, ?(?:and |y |e |et )?| (?:and|y|e|et) )(?:the |la |el |le )?")
_MOST_LISTED = 10
_FAR, _NEAR = 120, 60
"""So many signs before it a court can be given its short name, and something be said of it."""


class ShortNames:
    """Asked of short names that stand without a provision. It remembers which a text has given to a court."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lower = reading.folded.lower
        self._courts: set[str] = set()

    def is_treaty(self, token: Token) -> bool:
        """Whether it is not the name of a court or a committee (`the ECHR ruled`), nor of a thing (`a CAT scan`)."""
        name = self._name(token)
        if not name.isupper():
            return True
        if court_named().search(self._reading.before(token.start, _FAR)):
            self._courts.add(name)
        if name in self._courts or court_before().search(self._reading.before(token.start, _NEAR)):
            return False
        return not (court_behind().match(self._lower, token.end) or things().match(self._lower, token.end))

    def is_doubtful(self, token: Token) -> bool:
        """Whether other things have the name, too, and nothing beside it says that a treaty is meant."""
        if self._name(token) not in forms()["ambiguous"]:
            return False
        if treaty_before().search(self._reading.before(token.start)) or treaty_behind().match(self._lower, token.end):
            return False
        return not (self._follows_another(token) or self._leads_to_another(token))

    def _follows_another(self, token: Token) -> bool:
        """`CAT` of `the ICCPR and CAT`."""
        last = self._reading.found[-1].target if self._reading.found else None
        beside = _BESIDE.fullmatch(self._lower, min(self._reading.done, token.start), token.start)
        if isinstance(last, Named) and last.doubtful:
            return False
        return beside is not None and isinstance(last, Named | Recalled | Several | Protocol | Labour)

    def _leads_to_another(self, token: Token) -> bool:
        """`CAT` of `CAT, CRC and the ICCPR`."""
        for _ in range(_MOST_LISTED):
            beside = _BESIDE.match(self._lower, token.end)
            next_ = self._reading.at.get(beside.end()) if beside else None
            if next_ is None or next_.kind is not Kind.NAME:
                return False
            if self._name(next_) not in forms()["ambiguous"]:
                return True
            token = next_
        return False

    def _name(self, token: Token) -> str:
        return self._reading.folded.text[token.start : token.end]
