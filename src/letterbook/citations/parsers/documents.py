"""Documents by symbol and general comments by number, each with its paragraphs.

    symbol     = SYMBOL SESSION? after                  A/HRC/29/32, para. 56; S/RES/1325 (2000)
    comments   = COMMITTEE_BEFORE? COMMENT numbers OF_COMMITTEE? after
    numbers    = COMMENT_NUMBER (NEXT_NUMBER COMMENT_NUMBER)*
                                                        General Comments Nos. 34 and 35
    after      = (PARAGRAPHS list ")"?)?                , paragraph 58; (par. 20 à 22)
    paragraphs = PARAGRAPH list OF_DOCUMENT ((BODY | COMMITTEE) "'s"?)? (symbol | comments | resolutions)
    report     = REPORT_BEFORE? MANDATE REPORT_AFTER after
                                                        2021 report of the Special Rapporteur … to the General Assembly
    address    = ADDRESS not_space*                     nothing in a URL is a citation

Names in capitals are kinds of tokens, or patterns of the lexicon. For `resolutions` see parsers.resolutions, for `list`
parsers.provision_lists.
"""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import CASE_NUMBER_BEFORE, COMMITTEE_BEFORE, OF_COMMITTEE
from letterbook.citations.lexicon.document_patterns import (
    COMMENT_NUMBER,
    NEXT_NUMBER,
    OF_DOCUMENT,
    PARAGRAPHS,
    SESSION,
    SYMBOL,
)
from letterbook.citations.lexicon.report_patterns import OF_VISIT, REPORT_AFTER, REPORT_BEFORE, SYMBOL_FOLLOWS
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.lexicon.words import find_report, load_committees
from letterbook.citations.mentions import Document, GeneralComment
from letterbook.citations.parsers.provision_lists import parse_list
from letterbook.citations.parsers.resolutions import ResolutionParser
from letterbook.citations.parsers.state import ParserState
from letterbook.text.normalize import is_number

_URL = re.compile(r"[^\s<>\"]*")
_LINK_TARGET = re.compile(r"[^)\n]*")
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|html?)$", re.IGNORECASE)
_INCOMPLETE = re.compile(r"/(?:Add|Rev|Corr)$")
_POSSESSIVE = re.compile(r"(?:'s)? ?")
_RESOLUTION_LETTER = re.compile(r"(?P<symbol>A/RES/[0-9]+)(?P<letter>[A-F])")
_REPORT_REACH = 120
"""A report begins at most so many characters before the name of the mandate that wrote it."""
_CASE_NUMBER_REACH = 30
"""The words that make a symbol a case number can begin at most so many characters before it."""


class DocumentParser:
    """Parses documents and general comments, and records them."""

    def __init__(self, state: ParserState, resolutions: ResolutionParser) -> None:
        self._state = state
        self._resolutions = resolutions
        self._text = state.text.text
        self._lower = state.text.lower

    def skip_address(self, token: Token) -> None:
        """address = ADDRESS not_space*"""
        pattern = _LINK_TARGET if self._text[token.start] == "]" else _URL
        self._state.position = _match(pattern, self._text, token.end).end()

    def parse_symbol(self, token: Token) -> None:
        """symbol = SYMBOL SESSION? after"""
        if symbol := self._read_symbol(token):
            document, end = symbol
            provisions, end = self._parse_after(end)
            self._state.add_citation(token.start, end, document, provisions)

    def parse_comments(self, token: Token, start: int | None = None, paragraphs: tuple[str, ...] = ()) -> None:
        """comments = COMMITTEE_BEFORE? COMMENT numbers OF_COMMITTEE? after

        `paragraphs` of the first comment were given before it, from the offset `start`.
        """
        numbers = self._parse_comment_numbers(token)
        if not numbers:
            return
        before = self._state.get_text_before(token.start)
        lead = COMMITTEE_BEFORE.regex.search(before)
        trail = None if lead else OF_COMMITTEE.regex.match(self._lower, numbers[-1].end())
        named = lead or trail
        committee = (named.lastgroup if named and named.lastgroup != "open" else "") or ""
        if start is None:
            start = token.start
            lead_start = start - len(before) + lead.start() if lead else start
            if lead and "," not in lead[0] and lead_start >= self._state.position:
                start = lead_start
        for each in numbers:
            number, end = int(each["number"]), each.end()
            provisions: tuple[str, ...] = ()
            if each is numbers[-1]:
                provisions, end = self._parse_after(trail.end() if trail else end)
            target = GeneralComment(
                number, token.value == "recommends", committee or self._find_committee(token, number, end)
            )
            if each is numbers[0]:
                self._state.add_citation(start, end, target, provisions or paragraphs)
            else:
                number_start = each.start() + (self._lower[each.start()] == " ")
                self._state.add_citation(number_start, end, target, provisions)

    def parse_paragraphs(self, token: Token) -> bool:
        """paragraphs = PARAGRAPH list OF_DOCUMENT ((BODY | COMMITTEE) "'s"?)? (symbol | comments | resolutions)

        Returns False if the paragraphs are not those of a document.
        """
        at = token.end + (self._lower[token.end : token.end + 1] == ".")
        listed = parse_list(self._state.text, at + 1) if self._lower[at : at + 1] == " " else None
        of = OF_DOCUMENT.regex.match(self._lower, listed.end) if listed else None
        if listed is None or of is None:
            return False
        next_ = self._state.token_at.get(of.end())
        if next_ is not None and next_.kind in (TokenKind.BODY, TokenKind.COMMITTEE):
            next_ = self._state.token_at.get(_match(_POSSESSIVE, self._lower, next_.end).end())
        if next_ is None:
            return False
        count = len(self._state.mentions)
        if next_.kind is TokenKind.SYMBOL and (symbol := self._read_symbol(next_)):
            document, end = symbol
            self._state.add_citation(token.start, end, document, listed.provisions)
        elif next_.kind is TokenKind.RESOLUTION:
            self._resolutions.parse_resolutions(next_, token.start, listed.provisions)
        elif next_.kind is TokenKind.COMMENT:
            self.parse_comments(next_, token.start, listed.provisions)
        return len(self._state.mentions) > count

    def parse_report(self, token: Token) -> None:
        """report = REPORT_BEFORE? MANDATE REPORT_AFTER after

        Only the year and the body tell the reports of a mandate apart, so both must be given, and given once. Reports
        on visits are others, and a symbol that follows is the citation itself.
        """
        before = self._state.get_text_before(token.start, _REPORT_REACH)
        lead = REPORT_BEFORE.regex.search(before)
        trail = _match(REPORT_AFTER.regex, self._lower, token.end)
        if not lead and not trail["own"]:
            return
        said = [(name, each) for match in (lead, trail) if match for name, each in match.groupdict().items() if each]
        years = [int(each) for name, each in said if name in ("year", "later", "last")]
        bodies = [name for name, _ in said if name in ("hrc", "ga")]
        if len(years) != 1 or len(bodies) != 1 or OF_VISIT.regex.match(self._lower, trail.end()):
            return
        if SYMBOL_FOLLOWS.match(self._text, trail.end()):
            return
        if symbol := find_report(token.value, bodies[0], years[0]):
            provisions, end = self._parse_after(trail.end())
            start = token.start - len(before) + lead.start() if lead else token.start
            self._state.add_citation(start, end, Document(symbol), provisions)

    def _read_symbol(self, token: Token) -> tuple[Document, int] | None:
        """SYMBOL SESSION?: the document and where its symbol ends, or None if it is not the symbol of a document."""
        match = SYMBOL.regex.match(self._text, token.start)
        if match is None or not self._is_symbol(match):
            return None
        symbol, end = match[0].replace(" ", ""), match.end()
        session = SESSION.regex.match(self._text, end) if "/RES/" in symbol else None
        if session:
            lettered = _RESOLUTION_LETTER.fullmatch(symbol)
            letter = session["letter"] or session["after"] or (lettered["letter"] if lettered else "")
            number = lettered["symbol"] if lettered else symbol
            symbol = f"{number}{f' {letter}' if letter else ''} ({session['session']})"
            end = session.end()
        return Document(symbol), end

    def _is_symbol(self, match: re.Match[str]) -> bool:
        """Whether a match is the symbol of a document, and not a file name, an incomplete symbol or a case number."""
        return (
            match[0].count("/") >= 2
            and not _FILE_NAME.search(match[0])
            and self._text[match.end() : match.end() + 1] != "_"
            and not _INCOMPLETE.search(match[0])
            and not CASE_NUMBER_BEFORE.regex.search(self._state.get_text_before(match.start(), _CASE_NUMBER_REACH))
            and any(is_number(each) for each in match[0])
        )

    def _parse_comment_numbers(self, token: Token) -> list[re.Match[str]]:
        """numbers = COMMENT_NUMBER (NEXT_NUMBER COMMENT_NUMBER)*"""
        match = COMMENT_NUMBER.regex.match(self._lower, token.end)
        if match is None or match.start("number") == token.end:
            return []
        numbers = [match]
        while token.is_plural and (more := NEXT_NUMBER.regex.match(self._lower, numbers[-1].end())):
            following = COMMENT_NUMBER.regex.match(self._lower, more.end())
            if following is None:
                break
            numbers.append(following)
        return numbers

    def _find_committee(self, token: Token, number: int, end: int) -> str:
        """Return the id of the committee of a comment that ends at an offset, or an empty string: by the symbol in
        parentheses after it, or else by the only committee named before it in its sentence."""
        symbol_token = self._state.token_at.get(end + 2)
        if symbol_token is not None and symbol_token.kind is TokenKind.SYMBOL and self._text[end : end + 2] == " (":
            symbol = SYMBOL.regex.match(self._text, symbol_token.start)
            for id_, each in load_committees().items():
                if symbol and each.symbols.get(number) == symbol[0]:
                    return id_
        return self._state.find_only_body_before(token, TokenKind.COMMITTEE)

    def _parse_after(self, end: int) -> tuple[tuple[str, ...], int]:
        """after = (PARAGRAPHS list ")"?)?

        Returns the paragraphs of a document that ends at an offset, and where they end.
        """
        match = PARAGRAPHS.regex.match(self._lower, end)
        listed = parse_list(self._state.text, match.end()) if match else None
        if match is None or listed is None:
            return (), end
        is_closed = match["open"] and self._lower[listed.end : listed.end + 1] == ")"
        return listed.provisions, listed.end + 1 if is_closed else listed.end


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """Match a pattern that can match an empty string, and so always matches."""
    match = pattern.match(text, at)
    assert match is not None
    return match
