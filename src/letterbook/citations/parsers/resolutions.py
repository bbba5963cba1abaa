"""Resolutions by number, one or several, with the body that adopted them if it is named.

    resolutions = BODY_BEFORE? RESOLUTION OF_BODY? "."? " " numbers adopter? (NEXT_NUMBER numbers adopter)*
    numbers     = RESOLUTION_NUMBER (NEXT_NUMBER RESOLUTION_NUMBER)*
                                                        44/15, 37/12 and 44/4
    adopter     = OF_BODY | OF_BODY_BY_HEAD | ISSUED_BY BODY
                                                        of the General Assembly; adopted by the Security Council
    body        = BODY                                  resolutions after it may be its own

Names in capitals are kinds of tokens, or patterns of the lexicon. A body may also be named elsewhere in the sentence:
`the Council adopted its resolution 44/15`.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from letterbook.citations.lexicon.context import (
    ADOPTER_BEFORE,
    BODY_BEFORE,
    ELSEWHERE,
    OF_BODY,
    get_body_by_short_name,
    is_function_word,
)
from letterbook.citations.lexicon.document_patterns import (
    ISSUED_BY,
    NEXT_NUMBER,
    OF_BODY_BY_HEAD,
    OF_UNKNOWN_BODY,
    RESOLUTION_NUMBER,
)
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.lexicon.words import load_bodies, load_words
from letterbook.citations.mentions import NamedBody, Resolution
from letterbook.citations.parsers.state import ParserState
from letterbook.text.normalize import fold, is_number

_SUBJECT = re.compile(r", (?:the |le |la |el |l')")
_SUBJECT_AFTER_TITLE = re.compile(r"(?: on [^.;:()\n,]{3,150})?, (?:the |le |la |el |l')")
_FEWEST_DIGITS = 3
"""Resolutions of the Security Council are cited by number and year. A shorter number with a year may be any body's."""
_LONGEST_BODY = 140
_ADOPTER_REACH = 90
"""The words that say who adopted a resolution can begin at most so many characters before it."""


class _Adopter(NamedTuple):
    """A body by its id, or an empty string, and the `start` and `end` of a citation that names it.

    `may_recall` as in a `Resolution`. The body `is_named` if its name is beside the resolution.
    """

    body: str
    start: int
    end: int
    may_recall: bool = True
    is_named: bool = False


class ResolutionParser:
    """Parses bodies and resolutions, and records them."""

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._text = state.text.text
        self._lower = state.text.lower

    def parse_body(self, token: Token) -> None:
        """body = BODY"""
        if self._state.is_un_body(token):
            self._state.add_hint(token, NamedBody(token.value))

    def parse_resolutions(self, token: Token, start: int | None = None, paragraphs: tuple[str, ...] = ()) -> None:
        """resolutions = BODY_BEFORE? RESOLUTION OF_BODY? "."? " " numbers adopter? (NEXT_NUMBER numbers adopter)*

        `paragraphs` of the first resolution were given before it, from the offset `start`.
        """
        between = OF_BODY.regex.match(self._lower, token.end)  # resolución del Consejo de Derechos Humanos 44/5
        at = between.end() if between else token.end
        at += self._lower.startswith(".", at)
        if self._lower[at : at + 1] != " ":
            return
        lead = self._find_body_before(token)
        named = (between.lastgroup if between else lead[0] if lead else token.value) or ""
        numbers = self._parse_numbers(at + 1, has_year=named != "sc")
        if not numbers:
            return
        last = numbers[-1].end()
        adopter = _Adopter(named, token.start, last, is_named=True) if between else self._find_adopter(token, last)
        if adopter is None or (token.value == "decision" and not adopter.is_named):
            return
        if start is None:  # words before it may belong to the citation before
            start = adopter.start if adopter.start >= self._state.position else token.start
        is_decision = token.value == "decision"
        self._add_resolutions(numbers, adopter, start, is_decision=is_decision, paragraphs=paragraphs)
        end = adopter.end
        while end > last and (more := NEXT_NUMBER.regex.match(self._lower, end)):
            numbers = self._parse_numbers(more.end())
            trail = self._find_adopter_after(token, numbers[-1].end()) if numbers else None
            if trail is None:
                break
            self._add_resolutions(numbers, trail, numbers[0].start(), is_decision=is_decision)
            last, end = numbers[-1].end(), trail.end

    def _add_resolutions(
        self,
        numbers: list[re.Match[str]],
        adopter: _Adopter,
        start: int,
        *,
        is_decision: bool,
        paragraphs: tuple[str, ...] = (),
    ) -> None:
        """Record the resolutions of one adopter; the first begins at `start`."""
        for each in numbers:
            end = adopter.end if each is numbers[-1] else each.end()
            number, body = self._read_number(each)
            can_have = bool(adopter.body) and load_bodies()[adopter.body].can_have(number)
            if not adopter.body or (not can_have and adopter.may_recall):
                body = body if adopter.may_recall else ""
            else:
                body = adopter.body
            target = Resolution(number, body or adopter.body, adopter.may_recall, is_decision)
            if each is numbers[0]:
                self._state.add_citation(start, end, target, paragraphs)
            else:
                self._state.add_citation(each.start(), end, target)

    def _parse_numbers(self, at: int, *, has_year: bool = True) -> list[re.Match[str]]:
        """numbers = RESOLUTION_NUMBER (NEXT_NUMBER RESOLUTION_NUMBER)*

        Numbers without a session or year count if a resolution need not have one, or if the Security Council is named
        after them.
        """
        numbers: list[re.Match[str]] = []
        number = self._match_number(at)
        while number is not None:
            numbers.append(number)
            more = NEXT_NUMBER.regex.match(self._lower, number.end())
            number = self._match_number(more.end()) if more else None
        if has_year and any(each["alone"] for each in numbers):
            trail = OF_BODY.regex.match(self._lower, numbers[-1].end())
            if trail is None or trail.lastgroup != "sc":
                return list(takewhile(lambda each: not each["alone"], numbers))
        return numbers

    def _match_number(self, at: int) -> re.Match[str] | None:
        """Match the number of a resolution. A session in small letters is an item of a list instead: 12 (i)."""
        match = RESOLUTION_NUMBER.regex.match(self._lower, at)
        session = self._text[slice(*match.span("session"))] if match and match["session"] else ""
        return None if session != session.upper() else match

    def _read_number(self, match: re.Match[str]) -> tuple[str, str]:
        """Return a number as symbols have it, and the id of the only body that numbers its resolutions in this way, or
        an empty string: 217 A (III), 1325 (2000)."""
        session = match["session"]
        if match["alone"]:
            return match["alone"], ""
        if session is None:
            return match["number"].upper(), ""
        letter = f" {match['letter'].upper()}" if match["letter"] else ""
        body = "ga" if not is_number(session) else "sc" if len(match["digits"]) >= _FEWEST_DIGITS else ""
        return f"{match['digits']}{letter} ({session.upper()})", body

    def _find_adopter(self, token: Token, end: int) -> _Adopter | None:
        """BODY_BEFORE | adopter

        Returns who adopted the resolutions that end at an offset, or None if it is an unknown body.
        """
        if lead := self._find_body_before(token):
            return _Adopter(lead[0], lead[1], end, is_named=True)
        if token.value in load_bodies():  # UNSCR
            return _Adopter(token.value, token.start, end, is_named=True)
        if trail := OF_BODY.regex.match(self._lower, end):
            return _Adopter(trail.lastgroup or "", token.start, trail.end(), is_named=True)
        if issued := ISSUED_BY.regex.match(self._lower, end):
            by = self._state.token_at.get(issued.end())
            is_body = by is not None and by.kind is TokenKind.BODY
            return _Adopter(by.value, token.start, by.end, is_named=True) if by is not None and is_body else None
        if self._is_adopted_elsewhere(token):
            return _Adopter("", token.start, end, may_recall=False)
        if self._is_of_unknown_body(token, end):
            return None
        body, may_recall = self._find_body_in_sentence(token, end)
        return _Adopter(body, token.start, end, may_recall)

    def _find_adopter_after(self, token: Token, end: int) -> _Adopter | None:
        """OF_BODY | OF_BODY_BY_HEAD: who adopted the resolutions that end at an offset, or None if it is not said."""
        if trail := OF_BODY.regex.match(self._lower, end):
            return _Adopter(trail.lastgroup or "", token.start, trail.end(), is_named=True)
        is_recalled = OF_BODY_BY_HEAD.regex.match(self._lower, end) is not None
        return _Adopter("", token.start, end) if is_recalled else None

    def _is_adopted_elsewhere(self, token: Token) -> bool:
        """Whether the words since the last known body in the sentence speak of another: the town council."""
        begins = self._state.find_sentence_start(token.start)
        read = self._state.list_read(begins)
        known = [each.end for each in read if isinstance(each.target, NamedBody)]
        return ELSEWHERE.regex.search(self._lower, max(known, default=begins), token.start) is not None

    def _find_body_before(self, token: Token) -> tuple[str, int] | None:
        """BODY_BEFORE: the id of the body and where its name begins, unless it is another: the National Security
        Council."""
        before = self._state.get_text_before(token.start, _LONGEST_BODY)
        lead = BODY_BEFORE.regex.search(before)
        if lead is None:
            return None
        start = token.start - len(before) + lead.start()
        return None if self._state.is_other_body(start) else (lead.lastgroup or "", start)

    def _is_of_unknown_body(self, token: Token, end: int) -> bool:
        """Whether an unknown body adopted a resolution: `of the Board`, `Ministerial resolution`."""
        of = OF_UNKNOWN_BODY.regex.match(self._text, end)
        if of and (of["whose"] or of["who"] not in load_words()["resolutions"]["bodies"]):
            return True
        word = self._state.get_word_before(token.start)
        return word[:1].isupper() and not self._is_neutral(token, word)

    def _is_neutral(self, token: Token, word: str) -> bool:
        """Whether the word before a resolution leaves open who adopted it: `its`, `the Council`."""
        if word.removesuffix("'s") in load_words()["resolutions"]["bodies"]:
            return not self._state.is_other_body(token.start - len(word) - 1)
        return is_function_word(word) or fold(word) in load_words()["resolutions"]["neutral"]

    def _find_body_in_sentence(self, token: Token, end: int) -> tuple[str, bool]:
        """Return the id of the only body named in the sentence, or an empty string, and whether a body named before it
        may be meant. That is not so if the text says who adopted the resolution (`the Board adopted resolution 24/5`),
        or if the word before it is not neutral."""
        before = self._text[max(0, token.start - _ADOPTER_REACH) : token.start]
        body = self._state.find_only_body_before(token, TokenKind.BODY)
        if adopter := ADOPTER_BEFORE.regex.search(before):
            who, start = adopter["who"], token.start - len(before) + adopter.start("who")
            is_name = who[:1].isupper()
            if short := get_body_by_short_name(who):
                return short, True
            if is_name and not self._can_adopt(who, start):
                return "", False
            if adopter["verb"] and not is_name and who not in load_words()["resolutions"]["adopters"]:
                return body, bool(body)
        word = self._state.get_word_before(token.start)
        if word and not self._is_neutral(token, word):
            return "", False
        is_its = fold(word) in load_words()["resolutions"]["its"]
        return body or self._find_subject(end, after_title=is_its), True

    def _can_adopt(self, who: str, start: int) -> bool:
        """Whether a word with a capital letter can mean a known body: the last word of its name, or `It`."""
        if self._state.ends_body_name(start + len(who)) or is_function_word(who):
            return True
        if who in load_words()["resolutions"]["bodies"]:
            return not self._state.is_other_body(start)
        return fold(who) in load_words()["resolutions"]["adopters"]

    def _find_subject(self, end: int, *, after_title: bool) -> str:
        """Return the id of the body that is the subject after a resolution, or an empty string: `In resolution 12/16,
        the Human Rights Council …`. A title can come between if the resolution is `its`."""
        match = (_SUBJECT_AFTER_TITLE if after_title else _SUBJECT).match(self._lower, end)
        token = self._state.token_at.get(match.end()) if match else None
        return token.value if token is not None and token.kind is TokenKind.BODY else ""
