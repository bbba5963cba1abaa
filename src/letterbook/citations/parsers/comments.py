"""General comments and recommendations of the treaty bodies, one or several, each with its paragraphs.

    comments   = COMMITTEE_BEFORE? COMMENT ("/" COMMENT)? numbers
    numbers    = number OF_COMMITTEE? (NEXT_NUMBER number OF_COMMITTEE?)* after
    number     = COMMENT_NUMBER ("/" COMMENT COMMENT_NUMBER)?
                                                        No. 14 (2000); conjunta núm. 3 (2017); No. 31/18
    after      = OTHER_TITLE? (PARAGRAPHS list ")"?)?   , paras. 12 and 35; : Forced evictions (1997), para. 15

Names in capitals are kinds of tokens, or patterns of the lexicon. For `list` see parsers.provision_lists. A committee
may also be named elsewhere in the sentence, or before a word such as `its` in the sentence before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterbook.citations.lexicon.context import COMMITTEE_BEFORE, OF_COMMITTEE
from letterbook.citations.lexicon.document_patterns import (
    COMMENT_NUMBER,
    COMMENT_TITLE,
    NEXT_NUMBER,
    PARAGRAPHS,
    SYMBOL,
)
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.lexicon.words import load_committees, load_words
from letterbook.citations.mentions import GeneralComment
from letterbook.citations.parsers.provision_lists import ProvisionList, parse_list
from letterbook.citations.parsers.state import ParserState
from letterbook.text.normalize import fold

_AND_COMMENT = re.compile(r" ?/ ?")
_SENTENCE = re.compile(r"[.!?]\"? |\n")
_DECIMAL = re.compile(r"^(?P<whole>[0-9]+)\((?P<part>[0-9]+)\)")
"""A paragraph as the parts of an article are read: `7(4)` for paragraph 7.4."""
_BEFORE_SENTENCE = 400
"""The sentence before can begin at most so many characters before a comment."""
_IN_TITLES = {TokenKind.COMMITTEE, TokenKind.BODY, TokenKind.HEAD}


@dataclass(frozen=True, slots=True)
class _Number:
    """The number of a comment from offset `start` up to `end`, with its `year`, the number of the `other` committee if
    the comment is a joint one, and the id of the `committee` named after it, or an empty string."""

    start: int
    end: int
    number: int
    other: int | None
    year: int | None
    committee: str


class CommentParser:
    """Parses general comments, and records them."""

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._text = state.text.text
        self._lower = state.text.lower

    def parse_comments(self, token: Token, start: int | None = None, paragraphs: tuple[str, ...] = ()) -> None:
        """comments = COMMITTEE_BEFORE? COMMENT ("/" COMMENT)? numbers

        `paragraphs` of the first comment were given before it, from the offset `start`.
        """
        before = self._state.get_text_before(token.start)
        lead = COMMITTEE_BEFORE.regex.search(before)
        numbers = self._parse_numbers(self._find_last_word(token))
        is_abbreviated = token.value.endswith("short")
        if not numbers or (is_abbreviated and not self._is_abbreviation(token, is_named=lead is not None)):
            return
        if start is None:
            start = token.start
            lead_start = start - len(before) + lead.start() if lead else start
            if lead and "," not in lead[0] and lead_start >= self._state.position:
                start = lead_start
        named = (lead.lastgroup if lead else "") or ""
        last = numbers[-1]
        listed, end, year = self._parse_after(last.end)
        for each in reversed(numbers):  # `Nos. 13 and 15 of the Committee`: the last may say whose all are
            named = named or each.committee
        for each in numbers:
            committee = each.committee or named
            target = GeneralComment(
                each.number,
                token.value.startswith("recommends"),
                committee or self._find_committee(token, each, end),
                is_certain=bool(committee),
                year=each.year or (year if each is last else None),
                other=each.other,
            )
            provisions = listed if each is last else ()
            stop = end if each is last else each.end
            if each is numbers[0]:
                self._state.add_citation(start, stop, target, provisions or paragraphs)
            else:
                self._state.add_citation(each.start, stop, target, provisions)

    def _find_last_word(self, token: Token) -> Token:
        """COMMENT ("/" COMMENT)?: the word before the numbers: `general recommendation/general comment No. 31`."""
        slash = _AND_COMMENT.match(self._lower, token.end)
        next_ = self._state.token_at.get(slash.end()) if slash else None
        return next_ if next_ is not None and next_.kind is TokenKind.COMMENT else token

    def _is_abbreviation(self, token: Token, *, is_named: bool) -> bool:
        """Whether GC is short for general comment: in capitals, and after a committee or before `No.`."""
        has_sign = not self._lower[token.end + 1 : token.end + 2].isalnum() or self._lower.startswith(
            (" no", " n", " núm", " num"), token.end
        )
        return self._text[token.start : token.start + 2].isupper() and (is_named or has_sign)

    def _parse_numbers(self, word: Token) -> list[_Number]:
        """number OF_COMMITTEE? (NEXT_NUMBER number OF_COMMITTEE?)*

        Several numbers follow a plural word, or are each marked as a number: `No. 3 of … and No. 22 of …`.
        """
        numbers: list[_Number] = []
        at = word.end
        while match := COMMENT_NUMBER.regex.match(self._lower, at):
            if match.start("number") == word.end or (numbers and not word.is_plural and not match["sign"]):
                break
            other, end = self._parse_other(match)
            trail = OF_COMMITTEE.regex.match(self._lower, end)
            committee = trail.lastgroup if trail and trail.lastgroup != "open" else ""
            numbers.append(
                _Number(
                    start=match.start() + (self._lower[match.start()] == " "),
                    end=trail.end() if trail else end,
                    number=int(match["number"]),
                    other=other,
                    year=int(match["year"]) if match["year"] else None,
                    committee=committee or "",
                )
            )
            more = NEXT_NUMBER.regex.match(self._lower, numbers[-1].end)
            if more is None:
                break
            at = more.end()
        return numbers

    def _parse_other(self, match: re.Match[str]) -> tuple[int | None, int]:
        """("/" COMMENT COMMENT_NUMBER)?: `No. 31/18`, `No. 31/general comment No. 18`.

        Returns the number that a joint comment has with its other committee, or None, and where the numbers end.
        """
        if match["other"]:
            return int(match["other"]), match.end()
        slash = _AND_COMMENT.match(self._lower, match.end())
        word = self._state.token_at.get(slash.end()) if slash else None
        is_comment = word is not None and word.kind is TokenKind.COMMENT
        other = COMMENT_NUMBER.regex.match(self._lower, word.end) if word is not None and is_comment else None
        return (int(other["number"]), other.end()) if other else (None, match.end())

    def _find_committee(self, token: Token, number: _Number, end: int) -> str:
        """Return the id of the committee of a comment that ends at an offset, or an empty string.

        It is shown by the symbol in parentheses after it, or else by the only committee named before it in its
        sentence, by the one whose comment was cited before it there, by the only one named after it in the sentence, or
        by the last one named before, if the comment is `its`.
        """
        return (
            self._find_by_symbol(number, end)
            or self._state.find_only_body_before(token, TokenKind.COMMITTEE)
            or self._find_previous(token)
            or self._find_only_after(end)
            or (self._find_owner(token) if self._is_its(token) else "")
        )

    def _find_by_symbol(self, number: _Number, end: int) -> str:
        token = self._state.token_at.get(end + 2)
        if token is not None and token.kind is TokenKind.SYMBOL and self._text[end : end + 2] == " (":
            symbol = SYMBOL.regex.match(self._text, token.start)
            for id_, each in load_committees().items():
                if symbol and each.symbols.get(number.number) == symbol[0]:
                    return id_
        return ""

    def _find_previous(self, token: Token) -> str:
        """Return the id of the committee of the comment cited last in the sentence, if it was certain."""
        read = self._state.list_read(self._state.find_sentence_start(token.start))
        last = read[-1].target if read else None
        return last.committee if isinstance(last, GeneralComment) else ""

    def _find_only_after(self, end: int) -> str:
        """Return the id of the only committee named in the sentence after an offset, before anything else is cited."""
        stop = _SENTENCE.search(self._text, end, end + _BEFORE_SENTENCE)
        named = set()
        for at in range(end, stop.start() if stop else min(len(self._text), end + _BEFORE_SENTENCE)):
            each = self._state.token_at.get(at)
            if each is not None and each.kind is TokenKind.COMMITTEE:
                named.add(each.value)
            elif each is not None and each.kind is TokenKind.COMMENT:
                return ""
        return named.pop() if len(named) == 1 else ""

    def _is_its(self, token: Token) -> bool:
        return fold(self._state.get_word_before(token.start)) in load_words()["resolutions"]["its"]

    def _find_owner(self, token: Token) -> str:
        """Return the id of the only committee named in the sentence before, or an empty string."""
        named = {
            each.value
            for at in range(max(0, token.start - _BEFORE_SENTENCE), token.start)
            if (each := self._state.token_at.get(at)) is not None and each.kind is TokenKind.COMMITTEE
        }
        return named.pop() if len(named) == 1 else ""

    def _parse_after(self, end: int) -> tuple[tuple[str, ...], int, int | None]:
        """after = OTHER_TITLE? (PARAGRAPHS list ")"?)?

        Returns the paragraphs of a comment that ends at an offset, where they end, and the year after its title. A
        title counts only if paragraphs or a year follow.
        """
        if listed := parse_paragraphs_after(self._state, end):
            return listed.provisions, listed.end, None
        title = COMMENT_TITLE.regex.match(self._text, end)
        if title is None or self._has_citations(end, title.end()):
            return (), end, None
        year = int(title["year"]) if title["year"] else None
        if listed := parse_paragraphs_after(self._state, title.end()):
            return listed.provisions, listed.end, year
        return (), title.end() if year else end, year

    def _has_citations(self, start: int, end: int) -> bool:
        return any(
            each is not None and each.kind not in _IN_TITLES and each.kind is not TokenKind.PARAGRAPH
            for at in range(start, end)
            for each in (self._state.token_at.get(at),)
        )


def parse_paragraphs_after(state: ParserState, end: int) -> ProvisionList | None:
    """PARAGRAPHS list ")"?: the paragraphs of a document that ends at an offset, or None. They are written `7.4`, as in
    views of treaty bodies."""
    match = PARAGRAPHS.regex.match(state.text.lower, end)
    listed = parse_list(state.text, match.end()) if match else None
    if match is None or listed is None:
        return None
    is_closed = bool(match["open"]) and state.text.lower[listed.end : listed.end + 1] == ")"
    paragraphs = tuple(_DECIMAL.sub(r"\g<whole>.\g<part>", each) for each in listed.provisions)
    return ProvisionList(paragraphs, listed.end + is_closed)
