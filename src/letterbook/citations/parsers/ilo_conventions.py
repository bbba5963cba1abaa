"""Conventions of the International Labour Organization (ILO), by number.

    conventions = HEAD numbers                          Convention No. 29; Conventions Nos. 29 and 105 of the ILO
    numbers     = ILO_NUMBER (BRACKETS? NEXT_NUMBER ILO_NUMBER)* (ILO_TITLE? OF_ILO | BRACKETS OF_ILO)?
    BRACKETS    = its provisions                        Conventions No. 29 (articles 1 and 2) and No. 105 (article 1)

The head noun is `convention`. Names in capitals are kinds of tokens, or patterns of the lexicon.
"""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import ILO_BEFORE, OF_ILO, OF_PROPER_NAME
from letterbook.citations.lexicon.document_patterns import NEXT_NUMBER
from letterbook.citations.lexicon.instrument_patterns import ILO_NUMBER, ILO_TITLE
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.mentions import IloConvention
from letterbook.citations.parsers.state import ParserState

_BRACKETS = re.compile(r" \([^()]{1,120}\)")
_AFTER_ILO = re.compile(r"(?:'s)?(?: \((?:ilo|oit)\))? ")


class IloConventionParser:
    """Parses conventions of the ILO; records nothing."""

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._text = state.text.text
        self._lower = state.text.lower

    def find_convention(self, ilo: Token) -> Token | None:
        """Return the word convention immediately after the ILO, or None."""
        match = _AFTER_ILO.match(self._lower, ilo.end)
        next_ = self._state.token_at.get(match.end()) if match else None
        is_convention = next_ is not None and next_.kind is TokenKind.HEAD and next_.value == "convention"
        return next_ if is_convention else None

    def parse_numbers(self, head: Token) -> list[tuple[int, int, IloConvention]]:
        """numbers = ILO_NUMBER (BRACKETS? NEXT_NUMBER ILO_NUMBER)* (ILO_TITLE? OF_ILO | BRACKETS OF_ILO)?

        Returns the start and end of each number, and its convention. The list is empty if there is no number, or if the
        ILO is not named and the number need not be one of its conventions: `the convention 2 days ago`.
        """
        numbers = self._parse_number_list(head)
        if not numbers:
            return []
        start, end, number = numbers[-1]
        of_ilo = self._find_ilo_after(end)
        brackets = _BRACKETS.match(self._lower, end)
        names_ilo = bool(
            of_ilo
            or ILO_BEFORE.regex.search(self._state.get_text_before(head.start))
            or (brackets and OF_ILO.regex.match(self._lower, brackets.end()))
        )
        if not names_ilo and not self._state.is_capitalized(head):
            return []
        if not names_ilo and OF_PROPER_NAME.regex.match(self._text, end):
            return []
        if of_ilo:
            numbers[-1] = (start, of_ilo.end(), number)
        return [(start, end, IloConvention(number, names_ilo)) for start, end, number in numbers]

    def _parse_number_list(self, head: Token) -> list[tuple[int, int, int]]:
        """ILO_NUMBER (BRACKETS? NEXT_NUMBER ILO_NUMBER)*: the start, end and value of each number."""
        numbers: list[tuple[int, int, int]] = []
        at = head.end
        while head.value == "convention" and (match := ILO_NUMBER.regex.match(self._lower, at)):
            if match.start("number") == head.end:
                break
            start = match.start() + (self._lower[match.start()] == " ")
            numbers.append((start, match.end(), int(match["number"])))
            brackets = _BRACKETS.match(self._lower, match.end())
            end = brackets.end() if brackets else match.end()
            more = NEXT_NUMBER.regex.match(self._lower, end) if head.is_plural else None
            if more is None:
                break
            at = more.end()
        return numbers

    def _find_ilo_after(self, end: int) -> re.Match[str] | None:
        """ILO_TITLE? OF_ILO: the ILO after the number of a convention, or after its title."""
        title = ILO_TITLE.regex.match(self._lower, end)
        if title is None:
            return OF_ILO.regex.match(self._lower, end)
        of_ilo = OF_ILO.regex.search(self._lower, end, title.end())
        if of_ilo is None or any(self._is_head(at) for at in range(end, of_ilo.start())):  # it belongs to that head
            return None
        return of_ilo

    def _is_head(self, at: int) -> bool:
        token = self._state.token_at.get(at)
        return token is not None and token.kind is TokenKind.HEAD
