"""Provisions before their instrument, with the words for them, joined to one list.

    joined     = segment ((READ_WITH | AND_UNIT) segment)*  article 6; article 9, paragraph 3; and article 14
    segment    = UNIT list                                  articles 6; 14, paragraph 3 (c); and 7
               | PARAGRAPH (list | letters) OF_UNIT segment paragraph 1 of article 14; letter b) of paragraph 3 of …
    letters    = LETTER (COMMA LETTER)*

All segments of one list have the same unit. Names in capitals are kinds of tokens, or patterns of the lexicon. For
`list` see parsers.provision_lists.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from letterbook.citations.lexicon.instrument_patterns import BEFORE_NUMBER
from letterbook.citations.lexicon.list_patterns import AND_UNIT, COMMA, OF_UNIT, READ_WITH
from letterbook.citations.lexicon.number_patterns import LETTER
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.parsers.provision_lists import ProvisionList, parse_list_after
from letterbook.citations.parsers.state import ParserState

_MOST_SEGMENTS = 10
_MOST_LEVELS = 3


@dataclass(frozen=True, slots=True)
class _Segment:
    unit: Token
    listed: ProvisionList


class JoinedListParser:
    """Parses lists of provisions; records nothing."""

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._lower = state.text.lower

    def parse_joined(self, token: Token, is_complete: Callable[[int], bool]) -> tuple[Token, ProvisionList] | None:
        """joined = segment ((READ_WITH | AND_UNIT) segment)*

        Returns the unit, and the list that begins with a token, or None if no number follows. Only the first segment
        is returned, up to its first semicolon, unless the text after the last `is_complete`.
        """
        whole = self._parse_segment(token, semicolons=True)
        if whole is None:
            return None
        provisions, end = whole.listed.provisions, whole.listed.end
        for _ in range(_MOST_SEGMENTS):
            if is_complete(end):
                return whole.unit, ProvisionList(provisions, end)
            glue = READ_WITH.regex.match(self._lower, end) or AND_UNIT.regex.match(self._lower, end)
            next_ = self._state.token_at.get(glue.end()) if glue else None
            more = self._parse_segment(next_, semicolons=True) if next_ else None
            if more is None or (more.unit.kind, more.unit.value) != (whole.unit.kind, whole.unit.value):
                break
            provisions, end = (*provisions, *more.listed.provisions), more.listed.end
        first = self._parse_segment(token, semicolons=False)
        return (first.unit, first.listed) if first else None

    def _parse_segment(self, token: Token, *, semicolons: bool, levels: int = _MOST_LEVELS) -> _Segment | None:
        """segment = UNIT list | PARAGRAPH (list | letters) OF_UNIT segment"""
        if token.kind in (TokenKind.UNIT, TokenKind.NUMBERED_NAME):
            listed = parse_list_after(self._state.text, token.end, semicolons=semicolons and token.is_plural)
            return _Segment(token, listed) if listed else None
        if token.kind is not TokenKind.PARAGRAPH or not levels:
            return None
        paragraphs = parse_list_after(self._state.text, token.end) or self._parse_letters(token.end)
        of = OF_UNIT.regex.match(self._lower, paragraphs.end) if paragraphs else None
        next_ = self._state.token_at.get(of.end()) if of else None
        inner = self._parse_segment(next_, semicolons=semicolons, levels=levels - 1) if next_ else None
        if inner is None or paragraphs is None:
            return None
        joined = _join_paragraphs(inner.listed.provisions, paragraphs.provisions)
        return _Segment(inner.unit, ProvisionList(joined, inner.listed.end))

    def _parse_letters(self, end: int) -> ProvisionList | None:
        """letters = LETTER (COMMA LETTER)*"""
        gap = BEFORE_NUMBER.regex.match(self._lower, end)
        match = LETTER.match(self._lower, gap.end()) if gap else None
        letters: list[str] = []
        while match is not None:
            letters.append(match["letter"])
            end = match.end()
            comma = COMMA.regex.match(self._lower, end)
            match = LETTER.match(self._lower, comma.end()) if comma else None
        return ProvisionList(tuple(letters), end) if letters else None


def _join_paragraphs(provisions: tuple[str, ...], paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs of one provision. With several provisions it is not clear whose paragraphs they are."""
    if len(provisions) != 1:
        return provisions
    return tuple(f"{provisions[0]}({each})" for each in paragraphs)
