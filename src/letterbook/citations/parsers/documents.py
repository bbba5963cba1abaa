"""Documents: symbols and general comments, each with its paragraphs. Addresses are passed over."""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import committee_after, committee_before, no_document
from letterbook.citations.lexicon.grammar import COMMENT, MORE, PARAGRAPHS, SESSION, SYMBOL
from letterbook.citations.lexicon.vocabulary import Kind, Token
from letterbook.citations.lexicon.words import committees
from letterbook.citations.mentions import Comment, Document
from letterbook.citations.parsers.provision_lists import read_list
from letterbook.citations.parsers.resolutions import ResolutionReader
from letterbook.citations.parsers.state import Reading

_ADDRESS = re.compile(r"[^\s<>\"“”«»]*")
_TARGET = re.compile(r"[^)\n]*")
_OF_DOCUMENT = re.compile(
    r",? (?:of|in|del|de|du|de la|de l') ?(?:the |its |el |la |l')?(?:document |report |informe |rapport )?"
)
_FILE = re.compile(r"\.(?:pdf|docx?|html?)$", re.IGNORECASE)
_UNFINISHED = re.compile(r"/(?:Add|Rev|Corr)$")
_POSSESSIVE = re.compile(r"(?:'s)? ?")
_LETTER_BEHIND = re.compile(r"(A/RES/\d+)([A-F])")


class DocumentReader:
    """Reads what a token of a document begins, and tells it to the reading."""

    def __init__(self, reading: Reading, resolutions: ResolutionReader) -> None:
        self._reading = reading
        self._resolutions = resolutions
        self._folded = reading.folded

    def address(self, token: Token) -> None:
        """Nothing in an address is a citation."""
        pattern = _TARGET if self._folded.text[token.start] == "]" else _ADDRESS
        self._reading.done = self._match(pattern, self._folded.text, token.end).end()

    def symbol(self, token: Token) -> None:
        """A symbol, and its paragraphs."""
        if read := self._symbol(token):
            symbol, end = read
            provisions, end = self._paragraphs(end)
            self._reading.add(token.start, end, Document(symbol), provisions)

    def comments(self, token: Token, begins: int | None = None, paragraphs: tuple[str, ...] = ()) -> None:
        """One general comment or a list of them; `begins` and `paragraphs` as of resolutions."""
        lower = self._folded.lower
        match = COMMENT.pattern.match(lower, token.end)
        if match is None or match.start("number") == token.end:
            return
        window = self._reading.before(token.start)
        lead = committee_before().search(window)
        numbers = [match]
        while token.many and (more := MORE.pattern.match(lower, numbers[-1].end())):
            following = COMMENT.pattern.match(lower, more.end())
            if following is None:
                break
            numbers.append(following)
        trail = None if lead else committee_after().match(lower, numbers[-1].end())
        named = lead or trail
        committee = (named.lastgroup if named and named.lastgroup != "open" else "") or ""
        recommends = token.value == "recommends"
        start = token.start - len(window) + lead.start() if lead and "," not in lead[0] else token.start
        start = self._begins(token, start) if begins is None else begins
        for each in numbers:
            number = int(each["number"])
            end = each.end()
            provisions: tuple[str, ...] = ()
            if each is numbers[-1]:
                provisions, end = self._paragraphs(trail.end() if trail else end)
            said = committee or self._by_symbol(number, end) or self._reading.named_before(token, Kind.COMMITTEE)
            target = Comment(number, recommends, said)
            if each is numbers[0]:
                self._reading.add(start, end, target, provisions or paragraphs)
            else:
                self._reading.add(each.start() + (lower[each.start()] == " "), end, target, provisions)

    def paragraph(self, token: Token) -> bool:
        """`paragraph 12 of A/HRC/29/32`; False where none of a document is spoken of."""
        lower = self._folded.lower
        at = token.end + (lower[token.end : token.end + 1] == ".")
        listed = read_list(self._folded, at + 1) if lower[at : at + 1] == " " else None
        if listed is None or not (of := _OF_DOCUMENT.match(lower, listed.end)):
            return False
        next_ = self._reading.at.get(of.end())
        if next_ is not None and next_.kind in (Kind.BODY, Kind.COMMITTEE):
            next_ = self._reading.at.get(self._match(_POSSESSIVE, lower, next_.end).end())
        kind = next_.kind if next_ is not None else None
        done = len(self._reading.found)
        if next_ is not None and kind is Kind.SYMBOL and (read := self._symbol(next_)):
            self._reading.add(token.start, read[1], Document(read[0]), listed.provisions)
        elif next_ is not None and kind is Kind.RESOLUTION:
            self._resolutions.resolutions(next_, token.start, listed.provisions)
        elif next_ is not None and kind is Kind.COMMENT:
            self.comments(next_, token.start, listed.provisions)
        return len(self._reading.found) > done

    def _begins(self, token: Token, lead: int) -> int:
        """Where a citation begins: with what leads up to its word, unless that belongs to the one before."""
        return lead if lead >= self._reading.done else token.start

    def _symbol(self, token: Token) -> tuple[str, int] | None:
        text = self._folded.text
        match = SYMBOL.pattern.match(text, token.start)
        if (
            match is None
            or match[0].count("/") < 2
            or _FILE.search(match[0])
            or text[match.end() : match.end() + 1] == "_"
            or _UNFINISHED.search(match[0])
            or no_document().search(self._reading.before(token.start, 30))
            or not any(each.isdigit() for each in match[0])
        ):
            return None
        symbol, end = match[0].replace(" ", ""), match.end()
        if "/RES/" in symbol:
            letter = _LETTER_BEHIND.fullmatch(symbol)
            session = SESSION.pattern.match(text, end)
            if session:
                named = session["letter"] or session["after"] or (letter[2] if letter else "")
                symbol = f"{letter[1] if letter else symbol}{f' {named}' if named else ''} ({session['session']})"
                end = session.end()
        return symbol, end

    def _paragraphs(self, end: int) -> tuple[tuple[str, ...], int]:
        lower = self._folded.lower
        match = PARAGRAPHS.pattern.match(lower, end)
        listed = read_list(self._folded, match.end()) if match else None
        if match is None or listed is None:
            return (), end
        closes = match["open"] and lower[listed.end : listed.end + 1] == ")"
        return listed.provisions, listed.end + 1 if closes else listed.end

    def _by_symbol(self, number: int, end: int) -> str:
        """The committee whose comment it is by the symbol behind it, in parentheses."""
        token = self._reading.at.get(end + 2)
        if token is None or token.kind is not Kind.SYMBOL or self._folded.text[end : end + 2] != " (":
            return ""
        symbol = SYMBOL.pattern.match(self._folded.text, token.start)
        return next((id_ for id_, each in committees().items() if symbol and each.symbols.get(number) == symbol[0]), "")

    def _match(self, pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
        match = pattern.match(text, at)
        assert match is not None  # it can match nothing
        return match
