"""Documents by symbol, with their paragraphs.

    symbol     = SYMBOL SESSION? after (NEXT_PART after)*
                                                        A/HRC/29/32, para. 56; A/HRC/14/20/Add.1 and Add.2
    after      = (PARAGRAPHS list ")"?)?
    paragraphs = PARAGRAPH list OF_DOCUMENT ((BODY | COMMITTEE) "'s"?)? (symbol | comments | resolutions)
    report     = REPORT_BEFORE? MANDATE REPORT_AFTER after
                                                        2021 report of the Special Rapporteur … to the General Assembly
    address    = ADDRESS not_space*                     nothing in a URL is a citation

Names in capitals are kinds of tokens, or patterns of the lexicon. For `comments` see parsers.comments, for
`resolutions` parsers.resolutions, for `list` parsers.provision_lists.
"""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import CASE_NUMBER_BEFORE
from letterbook.citations.lexicon.document_patterns import (
    NEXT_PART,
    OF_DOCUMENT,
    SESSION,
    SYMBOL,
)
from letterbook.citations.lexicon.report_patterns import OF_VISIT, REPORT_AFTER, REPORT_BEFORE, SYMBOL_FOLLOWS
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.lexicon.words import find_report
from letterbook.citations.mentions import Document
from letterbook.citations.parsers.comments import CommentParser, parse_paragraphs_after
from letterbook.citations.parsers.provision_lists import ProvisionList, parse_list
from letterbook.citations.parsers.resolutions import ResolutionParser
from letterbook.citations.parsers.state import ParserState
from letterbook.text.normalize import is_number

_URL = re.compile(r"[^\s<>\"]*")
_LINK_TARGET = re.compile(r"[^)\n]*")
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|html?)$", re.IGNORECASE)
_ADDED = re.compile(r"(?<=[0-9]) (?=(?:Add|Corr|Rev)\.)")
"""The space in `A/HRC/16/47 Add.1`."""
_MISREAD = re.compile(r"/(?:[A-Za-z]+[0-9]|[0-9]+[A-Za-z]+[0-9]|[0-9]+[a-z])")
"""A letter that a scanner took for a digit, or the other way round: `A/HRC/I6/47`."""
_INCOMPLETE = re.compile(r"/(?:Add|Rev|Corr)$")
_POSSESSIVE = re.compile(r"(?:'s)? ?")
_RESOLUTION_LETTER = re.compile(r"(?P<symbol>A/RES/[0-9]+)(?P<letter>[A-F])")
_REPORT_REACH = 120
"""A report begins at most so many characters before the name of the mandate that wrote it."""
_CASE_NUMBER_REACH = 30
"""The words that make a symbol a case number can begin at most so many characters before it."""


class DocumentParser:
    """Parses documents, and records them."""

    def __init__(self, state: ParserState, resolutions: ResolutionParser, comments: CommentParser) -> None:
        self._state = state
        self._comments = comments
        self._resolutions = resolutions
        self._text = state.text.text
        self._lower = state.text.lower

    def skip_address(self, token: Token) -> None:
        """address = ADDRESS not_space*"""
        pattern = _LINK_TARGET if self._text[token.start] == "]" else _URL
        self._state.position = _match(pattern, self._text, token.end).end()

    def parse_symbol(self, token: Token) -> None:
        """symbol = SYMBOL SESSION? after (NEXT_PART after)*

        Paragraphs after a corrigendum are those of the document that it corrects.
        """
        symbol = self._read_symbol(token)
        if symbol is None:
            return
        document, end = symbol
        parts = self._parse_next_parts(document, end)
        has_corrigendum = bool(parts) and "/Corr." in parts[-1][2].symbol
        listed = parse_paragraphs_after(self._state, parts[-1][1] if has_corrigendum else end)
        if has_corrigendum or listed is None:
            self._state.add_citation(token.start, end, document, listed.provisions if listed else ())
        else:
            self._state.add_citation(token.start, listed.end, document, listed.provisions)
            parts = self._parse_next_parts(document, listed.end)
        for part_start, part_end, part in parts:
            paragraphs = None if has_corrigendum else parse_paragraphs_after(self._state, part_end)
            listed = paragraphs or ProvisionList((), part_end)
            self._state.add_citation(part_start, listed.end, part, listed.provisions)

    def _parse_next_parts(self, document: Document, end: int) -> list[tuple[int, int, Document]]:
        """NEXT_PART*: the start and end of the other parts named after a document, and their documents.

        An addendum or revision replaces the one before: Add.2 is not part of Add.1.
        """
        parts: list[tuple[int, int, Document]] = []
        while match := NEXT_PART.regex.match(self._text, end):
            part = match["part"].replace(" ", "")
            kind = part.partition(".")[0]
            whole = re.sub(rf"/{kind}\.[0-9]+$", "", document.symbol)
            parts.append((match.start("part"), match.end("part"), Document(f"{whole}/{part}")))
            end = match.end()
            first, last = int(part.partition(".")[2]), int(match["last"] or 0)
            if first < last:  # Add.1-3: those between are not written
                parts.append((match.start("last"), match.end("last"), Document(f"{whole}/{kind}.{last}")))
        return parts

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
            self._comments.parse_comments(next_, token.start, listed.provisions)
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
            listed = parse_paragraphs_after(self._state, trail.end()) or ProvisionList((), trail.end())
            start = token.start - len(before) + lead.start() if lead else token.start
            self._state.add_citation(start, listed.end, Document(symbol), listed.provisions)

    def _read_symbol(self, token: Token) -> tuple[Document, int] | None:
        """SYMBOL SESSION?: the document and where its symbol ends, or None if it is not the symbol of a document."""
        match = SYMBOL.regex.match(self._text, token.start)
        if match is None or not self._is_symbol(match):
            return None
        symbol, end = _ADDED.sub("/", match[0]).replace(" ", ""), match.end()
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
            and not _MISREAD.search(match[0])
        )


def _match(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """Match a pattern that can match an empty string, and so always matches."""
    match = pattern.match(text, at)
    assert match is not None
    return match
