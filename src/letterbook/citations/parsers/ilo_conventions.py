"""Conventions of the International Labour Organization by their numbers."""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import labour_after, labour_before, of_others
from letterbook.citations.lexicon.grammar import LABOUR_NUMBER, LABOUR_TITLE, MORE
from letterbook.citations.lexicon.vocabulary import Kind, Token
from letterbook.citations.mentions import Labour
from letterbook.citations.parsers.state import Reading

_NAMED = re.compile(r"(?:'s)?(?: \((?:ilo|oit)\))? ")


class LabourReader:
    """Reads the numbers behind the word convention; tells nothing."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.folded.text
        self._lower = reading.folded.lower

    def convention(self, token: Token) -> Token | None:
        """The word convention right behind the ILO."""
        match = _NAMED.match(self._lower, token.end)
        next_ = self._reading.at.get(match.end()) if match else None
        return next_ if next_ is not None and next_.kind is Kind.HEAD and next_.value == "convention" else None

    def numbers(self, token: Token) -> list[tuple[int, int, Labour]]:
        """The numbers behind the word convention: from where to where, and the convention. Nothing where there is
        none, or where an ordinary word stands before a number (`the convention 2 days ago`)."""
        numbers: list[tuple[int, int, int]] = []
        at = token.end
        while token.value == "convention" and (match := LABOUR_NUMBER.pattern.match(self._lower, at)):
            if match.start("number") == token.end:
                break
            start = match.start() + (self._lower[match.start()] == " ")
            numbers.append((start, match.end(), int(match["number"])))
            more = MORE.pattern.match(self._lower, match.end()) if token.many else None
            if more is None:
                break
            at = more.end()
        if not numbers:
            return []
        after = self._after(numbers[-1][1])
        said = bool(after or labour_before().search(self._reading.before(token.start)))
        if not said and not self._reading.is_capital(token):
            return []
        if not said and of_others().match(self._text, numbers[-1][1]):
            return []
        if after:
            numbers[-1] = (numbers[-1][0], after.end(), numbers[-1][2])
        return [(start, end, Labour(number, said)) for start, end, number in numbers]

    def _after(self, end: int) -> re.Match[str] | None:
        """The ILO behind the number of a convention that ends at `end`, or behind its title."""
        title = LABOUR_TITLE.pattern.match(self._lower, end)
        if title is None:
            return labour_after().match(self._lower, end)
        after = labour_after().search(self._lower, end, title.end())
        if after is None or any(self._is_head(at) for at in range(end, after.start())):  # that of the next convention
            return None
        return after

    def _is_head(self, at: int) -> bool:
        token = self._reading.at.get(at)
        return token is not None and token.kind is Kind.HEAD
