"""Citations that begin with the name or head noun of an instrument, with or without provisions after it.

    name       = NAME ending after_name?             ICCPR, article 19; the ICCPR
    head       = DEFINITION | HEAD after_name        the Covenant (article 9)
               | conventions after_name?             Convention No. 29, article 2
    ilo        = ILO conventions after_name?         ILO Convention No. 29
    after_name = ILO_TITLE? (AFTER_NAME UNIT | PARAGRAPHS) list ")"?
                                                     (article 9); in its article 3

Names in capitals are kinds of tokens, or patterns of the lexicon. For `ending` and `conventions` see
parsers.instruments, for `list` parsers.provision_lists.
"""

from __future__ import annotations

from letterbook.citations.lexicon.document_patterns import PARAGRAPHS
from letterbook.citations.lexicon.instrument_names import PARAGRAPH_UNIT
from letterbook.citations.lexicon.instrument_patterns import AFTER_NAME, ILO_TITLE, PROTOCOL_BEFORE
from letterbook.citations.lexicon.list_patterns import OF_ANOTHER
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.mentions import (
    BareHead,
    DefinedTerm,
    NamedBody,
    NamedInstrument,
    NamedParent,
    Target,
    UnknownInstrument,
)
from letterbook.citations.parsers.acronyms import AcronymFilter
from letterbook.citations.parsers.instruments import InstrumentParser
from letterbook.citations.parsers.provision_lists import ProvisionList, parse_list, parse_list_after
from letterbook.citations.parsers.state import ParserState

_PROTOCOL_TITLE_REACH = 120
"""The title of a protocol can begin at most so many characters before the name of its treaty."""
_DEFINITION_REACH = 60
"""The parentheses that define a term can open at most so many characters before it."""


class NameParser:
    """Parses citations that begin with an instrument, and records them."""

    def __init__(self, state: ParserState, instruments: InstrumentParser) -> None:
        self._state = state
        self._instruments = instruments
        self._acronyms = AcronymFilter(state)
        self._lower = state.text.lower

    def parse_name(self, token: Token) -> None:
        """name = NAME ending after_name?"""
        if PROTOCOL_BEFORE.regex.search(self._state.get_text_before(token.start, _PROTOCOL_TITLE_REACH)):
            self._state.add_hint(token, UnknownInstrument("protocol"))
            self._state.add_hint(token, NamedParent(token.value))
            self._state.position = token.end
            return
        if self._instruments.is_other_instrument(token):
            self._state.add_hint(token, UnknownInstrument(self._state.lexicon.heads[token.value]))
            return
        end = self._instruments.parse_ending(token.end, token.value)
        if self.parse_after_name(token.start, end, self._instruments.name_instrument(token)):
            return
        if self._lower.startswith((" committee", "'s committee"), token.end):
            return
        next_ = self._state.token_at.get(token.end + 1)
        if next_ is not None and next_.kind in (TokenKind.COMMENT, TokenKind.RESOLUTION):
            return
        if self._acronyms.is_treaty(token):
            target = self._instruments.name_instrument(token, ambiguous=self._acronyms.is_ambiguous(token))
            self._state.add_citation(token.start, end, target)
            self._instruments.parse_its_protocol(target, end)

    def parse_head(self, token: Token) -> None:
        """head = DEFINITION | HEAD after_name | conventions after_name?"""
        if self._parse_conventions(token, token.start) or not self._state.is_capitalized(token):
            return
        if self._instruments.is_unknown_instrument(token):
            self._state.add_hint(token, UnknownInstrument(token.value))
        elif not self._parse_definition(token) and not (
            self.parse_after_name(token.start, token.end, self._instruments.refer_back(token)) or token.is_plural
        ):
            self._state.add_hint(token, BareHead(token.value))

    def _parse_definition(self, head: Token) -> bool:
        """DEFINITION, not immediately after a known name.

        Records what the term means from there on: the instrument named in full a few words before, or else one that is
        not in the register.
        """
        opens = self._state.text.text.rfind("(", max(0, head.start - _DEFINITION_REACH), head.start)
        defined = self._instruments.parse_definition(opens) if opens >= 0 else None
        if defined is None or defined[0] != head:
            return False
        named = self._state.find_antecedent(opens)
        is_its_name = named is not None and named.is_full and self._state.lexicon.heads[named.instrument] == head.value
        self._state.add_hint(head, DefinedTerm(head.value, named.instrument if named and is_its_name else ""))
        self._state.position = defined[1]
        return True

    def parse_ilo(self, token: Token) -> None:
        """ilo = ILO conventions after_name?"""
        self._state.add_hint(token, NamedBody("ilo"))
        convention = self._instruments.ilo_conventions.find_convention(token)
        if convention is not None:
            self._parse_conventions(convention, token.start)

    def parse_after_name(self, start: int, end: int, target: Target) -> bool:
        """after_name = (AFTER_NAME UNIT | PARAGRAPHS) list ")"?

        Records the citation of `target`, which runs from `start` to `end`, with the provisions after it. Returns False
        if none follow, or if they do not belong to it.
        """
        if self._has_paragraphs(target):
            return self._parse_paragraphs_after(start, end, target)
        glue = AFTER_NAME.regex.match(self._lower, end)
        unit = self._state.token_at.get(glue.end()) if glue else None
        if glue is None or unit is None or unit.kind is not TokenKind.UNIT:
            return False
        listed = self._parse_list(unit)
        if listed is None or OF_ANOTHER.regex.match(self._lower, listed.end):
            return False
        after = self._lower[listed.end : listed.end + 1]
        if after == " " and self._instruments.precedes_owner(listed.end):  # article 6 ICESCR
            return False
        if self._state.is_statute(listed.end):  # article 5 Law on …
            return False
        is_closed = "(" in glue["open"] and after == ")"
        self._state.add_citation(start, listed.end + is_closed, target, listed.provisions)
        return True

    def _has_paragraphs(self, target: Target) -> bool:
        """Whether a target is an instrument whose provisions are paragraphs."""
        return isinstance(target, NamedInstrument) and self._state.lexicon.units[target.instrument] == PARAGRAPH_UNIT

    def _parse_paragraphs_after(self, start: int, end: int, target: Target) -> bool:
        """PARAGRAPHS list ")"?"""
        match = PARAGRAPHS.regex.match(self._lower, end)
        listed = parse_list(self._state.text, match.end()) if match else None
        if match is None or listed is None:
            return False
        is_closed = bool(match["open"]) and self._lower[listed.end : listed.end + 1] == ")"
        self._state.add_citation(start, listed.end + is_closed, target, listed.provisions)
        return True

    def _parse_list(self, unit: Token) -> ProvisionList | None:
        """Return the list after a unit. Semicolons only separate its numbers if it ends the brackets or the clause that
        it is in: `(arts. 3; 19; 37)`."""
        whole = parse_list_after(self._state.text, unit.end, many=unit.is_plural, semicolons=True)
        if whole and self._lower[whole.end : whole.end + 1] in (")", ";", "."):
            return whole
        return parse_list_after(self._state.text, unit.end, many=unit.is_plural)

    def _parse_conventions(self, head: Token, start: int) -> bool:
        """conventions after_name?

        Records each ILO convention after a head noun; the first citation begins at `start`. If there are several, the
        provisions of each are in brackets after it.
        """
        conventions = self._instruments.ilo_conventions.parse_numbers(head)
        if len(conventions) == 1:
            _, end, target = conventions[0]
            title = ILO_TITLE.regex.match(self._lower, end)
            if self.parse_after_name(start, end, target):
                return True
            if title and self.parse_after_name(start, title.end(), target):
                return True
        for index, (number_start, end, target) in enumerate(conventions):
            first = number_start if index else start
            in_brackets = len(conventions) > 1 and self._lower.startswith(" (", end)
            if not (in_brackets and self.parse_after_name(first, end, target)):
                self._state.add_citation(first, end, target)
        return bool(conventions)
