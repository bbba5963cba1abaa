"""Resolutions by number, one or a list of them, with the body that adopted them where it is named."""

from __future__ import annotations

import re
from typing import NamedTuple

from letterbook.citations.lexicon.context import adopts, body_after, body_before, is_plain, short_bodies
from letterbook.citations.lexicon.grammar import ISSUED, MORE, RESOLUTION
from letterbook.citations.lexicon.vocabulary import Kind, Token
from letterbook.citations.lexicon.words import forms
from letterbook.citations.mentions import Mentioned, Resolution
from letterbook.citations.parsers.state import Reading

_OF_ANOTHER = re.compile(
    r" (?:of(?: the)?|del|de la|de l'|du|des) ?(?P<who>(?!\d)\w*)(?P<whose> (?:of|de|du|des|for|on)\b| [A-ZÀ-Ý])?"
)
_SUBJECT = re.compile(r", (?:the |le |la |el |l')")
_HUNDREDS = 3
"""Digits of a number."""


class _Adopter(NamedTuple):
    """A body by its id, or nothing, and from where to where a citation goes that names it; `recalls` as of a
    `Resolution`."""

    body: str
    start: int
    end: int
    recalls: bool = True


class ResolutionReader:
    """Reads what the name of a body or the word resolution begins, and tells it to the reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.folded.text
        self._lower = reading.folded.lower

    def body(self, token: Token) -> None:
        """A body is named: resolutions behind it may be its own."""
        if self._reading.is_whole(token):
            self._reading.remark(token, Mentioned(token.value))

    def resolutions(self, token: Token, begins: int | None = None, paragraphs: tuple[str, ...] = ()) -> None:
        """One resolution or a list of them; `paragraphs` of the first were named before, from the place `begins`."""
        between = body_after().match(self._lower, token.end)  # resolución del Consejo de Derechos Humanos 44/5
        at = between.end() if between else token.end
        at += self._lower.startswith(".", at)
        match = self._number_at(at + 1)
        if match is None or self._lower[at] != " ":
            return
        numbers = [match]
        while more := MORE.pattern.match(self._lower, numbers[-1].end()):
            following = self._number_at(more.end())
            if following is None:
                break
            numbers.append(following)
        last = numbers[-1].end()
        adopter = _Adopter(between.lastgroup or "", token.start, last) if between else self._adopter(token, last)
        if adopter is None:
            return
        start = adopter.start if begins is None else begins
        if start < self._reading.done and begins is None:  # what leads up to it belongs to the citation before
            start = token.start
        for each in numbers:
            end = adopter.end if each is numbers[-1] else each.end()
            number, form = self._number(each)
            target = Resolution(number, (form if adopter.recalls else "") or adopter.body, adopter.recalls)
            if each is match:
                self._reading.add(start, end, target, paragraphs)
            else:
                self._reading.add(each.start(), end, target)

    def _adopter(self, token: Token, end: int) -> _Adopter | None:
        """Whose resolutions these are, which end at `end`; None where they are those of somebody who is not known."""
        if lead := self._lead(token):
            return _Adopter(lead[0], lead[1], end)
        if trail := body_after().match(self._lower, end):
            return _Adopter(trail.lastgroup or "", token.start, trail.end())
        if issued := ISSUED.pattern.match(self._lower, end):
            by = self._reading.at.get(issued.end())
            return _Adopter(by.value, token.start, by.end) if by is not None and by.kind is Kind.BODY else None
        if self._is_of_another(token, end):
            return None
        body, recalls = self._named(token, end)
        return _Adopter(body, token.start, end, recalls)

    def _lead(self, token: Token) -> tuple[str, int] | None:
        """The body right before the word resolution, and where it begins; not the National Security Council."""
        window = self._reading.before(token.start)
        lead = body_before().search(window)
        if lead is None:
            return None
        start = token.start - len(window) + lead.start()
        return None if self._reading.is_of_somebody(start) else (lead.lastgroup or "", start)

    def _is_of_another(self, token: Token, end: int) -> bool:
        """Whether a resolution is that of somebody who is not known: `of the Board`, `Ministerial resolution`."""
        if (of := _OF_ANOTHER.match(self._text, end)) and (
            of["whose"] or of["who"] not in forms()["resolutions"]["bodies"]
        ):
            return True
        word = self._reading.word_before(token.start)
        return word[:1].isupper() and not self._is_plain(token, word)

    def _is_plain(self, token: Token, word: str) -> bool:
        """Whether the word before a resolution leaves it open whose it is: `its`, `the Council`."""
        if word.removesuffix("'s") in forms()["resolutions"]["bodies"]:
            return not self._reading.is_of_somebody(token.start - len(word) - 1)
        return is_plain(word) or word.lower() in forms()["resolutions"]["plain"]

    def _named(self, token: Token, end: int) -> tuple[str, bool]:
        """The one body of its sentence, or nothing; and whether it can be of one that was named before: not where the
        text says who adopted it (`the Board adopted resolution 24/5`), or a word before it is none of those known."""
        window = self._text[max(0, token.start - 90) : token.start]
        body = self._reading.named_before(token, Kind.BODY)
        if adopted := adopts().search(window):
            who, start = adopted["who"], token.start - len(window)
            if who in short_bodies():
                return short_bodies()[who], True
            if who[:1].isupper() and not self._can_adopt(who, start + adopted.start("who")):
                return "", False
            if adopted["verb"] and not who[:1].isupper() and who not in forms()["resolutions"]["adopters"]:
                return body, bool(body)
        word = self._reading.word_before(token.start)
        if word and not self._is_plain(token, word):
            return "", False
        return body or self._subject(end), True

    def _can_adopt(self, who: str, start: int) -> bool:
        """Whether a word with a capital letter is, or leaves open, a body that is known: the last of its name, `It`."""
        if self._reading.ends_at(start + len(who), Kind.BODY) or is_plain(who):
            return True
        if who in forms()["resolutions"]["bodies"]:
            return not self._reading.is_of_somebody(start)
        return who.lower() in forms()["resolutions"]["adopters"]

    def _subject(self, end: int) -> str:
        """The body that is spoken of right behind: `In resolution 12/16, the Human Rights Council …`."""
        match = _SUBJECT.match(self._lower, end)
        token = self._reading.at.get(match.end()) if match else None
        return token.value if token is not None and token.kind is Kind.BODY else ""

    def _number_at(self, at: int) -> re.Match[str] | None:
        """The number of a resolution at a place. A session in small letters is none, but an item: 12 (i)."""
        match = RESOLUTION.pattern.match(self._lower, at)
        session = self._text[slice(*match.span("session"))] if match and match["session"] else ""
        return None if session and session != session.upper() else match

    def _number(self, match: re.Match[str]) -> tuple[str, str]:
        """The number as it is written in symbols, and the body that alone numbers so: 217 A (III), 1325 (2000). Low
        numbers with a year are anybody's."""
        session = match["session"]
        if session is None:
            return match["number"].upper(), ""
        letter = f" {match['letter'].upper()}" if match["letter"] else ""
        form = "ga" if not session.isdigit() else "sc" if len(match["digits"]) >= _HUNDREDS else ""
        return f"{match['digits']}{letter} ({session.upper()})", form
