"""The instrument at one place of a text: by name, by the number of an ILO convention, or by a head noun.

    owner      = OF instrument                                of the ICCPR
               | " (" NAME ")" | ","? " " NAME ending         article 19 (ICCPR); article 19, ICCPR
    instrument = NAME ending | NUMBERED_NAME ending
               | ILO? conventions                             see parsers.ilo_conventions
               | "protocol" TO_TREATY HEAD                    the Optional Protocol to the Convention
               | HEAD (" (" NAME ")")?                        the Covenant; the Covenant (ICCPR)
    ending     = NUMBER_AFTER_ILO_TITLE | IN_PARENTHESES      (No. 29); (ICCPR)
               | DEFINITION                                   (hereinafter "the Covenant")

Names in capitals are kinds of tokens, or patterns of the lexicon.
"""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import REGION_BEFORE, UNITED_NATIONS, UNITED_NATIONS_BEFORE, can_follow_head
from letterbook.citations.lexicon.instrument_names import get_ilo_number, is_acronym
from letterbook.citations.lexicon.instrument_patterns import (
    AFTER_NAME,
    DEFINITION,
    IN_PARENTHESES,
    NUMBER_AFTER_ILO_TITLE,
    OF,
    OTHER_TITLE,
    QUALIFIED,
    SPACE_BEFORE_NUMBER,
)
from letterbook.citations.lexicon.list_patterns import ITS_PROTOCOL
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.lexicon.words import load_words
from letterbook.citations.mentions import (
    BackReference,
    DefinedTerm,
    NamedInstrument,
    PluralBackReference,
    ProtocolReference,
    Target,
)
from letterbook.citations.parsers.ilo_conventions import IloConventionParser
from letterbook.citations.parsers.provision_lists import parse_list
from letterbook.citations.parsers.state import ParserState
from letterbook.text.normalize import fold

_WORD_AFTER = re.compile(r" (?P<word>[a-z]+'?)")
_TO_OWNER = re.compile(r" \(?|, ")
_TO_TREATY = re.compile(r" (?:to|of|al|del|au|du|de|a) (?:the |said |la )?")
_YEAR_BEFORE = re.compile(r"\b(?:1[89]|20)[0-9][0-9] $")
_YEAR_LENGTH = len("2030 ")
UNKNOWN = BackReference("")
"""In place of an instrument that is not in the register."""


class InstrumentParser:
    """Parses instruments. It records only the names that a text itself defines for them."""

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._text = state.text.text
        self._lower = state.text.lower
        self.ilo_conventions = IloConventionParser(state)

    def parse_owner(self, end: int) -> tuple[Target | None, int]:
        """owner = OF instrument | " (" NAME ")" | ","? " " NAME ending

        Returns the instrument to which the provisions that end at an offset belong, and where it ends. The instrument
        is `UNKNOWN` if they belong to one that is not in the register, and None if none is named.
        """
        if of := OF.regex.match(self._lower, end):
            target, there = self.parse_instrument(of.end())
            if target is not None:
                return target, there
            if of["strong"]:
                return UNKNOWN, of.end()
        token = self._state.token_at.get(end + 2)
        if token is not None and token.kind is TokenKind.NAME and self._is_enclosed(token):
            return self.name_instrument(token), token.end + 1
        for gap in (" ", ", "):
            token = self._state.token_at.get(end + len(gap))
            if token is None or token.kind is not TokenKind.NAME or not self._lower.startswith(gap, end):
                continue
            if gap == " " or not self._has_provisions(token):
                return self.name_instrument(token), self.parse_ending(token.end, token.value)
        return None, end

    def parse_instrument(self, at: int) -> tuple[Target | None, int]:
        """instrument = NAME ending | NUMBERED_NAME ending | ILO? conventions | protocol | HEAD (" (" NAME ")")?

        Returns the instrument at an offset, or None, and where it ends.
        """
        token = self._find_dated_name(at) or self._state.token_at.get(at)
        if token is not None and token.kind is TokenKind.ILO:
            token = self.ilo_conventions.find_convention(token)
        if token is None:
            return None, at
        if token.kind in (TokenKind.NAME, TokenKind.NUMBERED_NAME):
            if self.is_other_instrument(token):
                return None, at
            return self.name_instrument(token), self.parse_ending(token.end, token.value)
        if token.kind is not TokenKind.HEAD:
            return None, at
        if numbers := self.ilo_conventions.parse_numbers(token):
            return numbers[0][2], numbers[0][1]
        if self._lower.startswith("'s ", token.end):  # the Convention's implementing law
            return None, at
        if token.value == "protocol" and (treaty := self._find_treaty(token)):
            return ProtocolReference(treaty.value), treaty.end
        if self._state.is_capitalized(token) and not self.is_unknown_instrument(token):
            return self._parse_head(token)
        return None, at

    def parse_ending(self, end: int, id_: str) -> int:
        """ending = NUMBER_AFTER_ILO_TITLE | IN_PARENTHESES | DEFINITION

        Returns where the name of the instrument `id_` ends, with what follows it. Records the term that the parentheses
        define for the instrument, if any.
        """
        number = get_ilo_number(id_)
        if number is not None:
            match = NUMBER_AFTER_ILO_TITLE.regex.match(self._lower, end)
            if match and int(match["number"]) == number:
                return match.end()
        if defined := self.parse_definition(end):
            head, closes = defined
            if head.value == self._state.lexicon.heads[id_]:
                self._state.add_hint(head, DefinedTerm(head.value, id_))
                return closes
        inside = self._find_tokens_in_parentheses(end)
        if not inside or any(each.kind is TokenKind.UNIT for each in inside):
            return end
        closes = self._lower.index(")", inside[-1].end) + 1
        is_named = any(each.value == id_ and each.kind in (TokenKind.NAME, TokenKind.NUMBERED_NAME) for each in inside)
        return closes if is_named else end

    def parse_definition(self, at: int) -> tuple[Token, int] | None:
        """DEFINITION: the head noun that the parentheses at an offset define, and where they end, or None."""
        match = DEFINITION.regex.match(self._lower, at)
        head = self._state.token_at.get(match.start("head")) if match else None
        return (head, match.end()) if match and head and head.kind is TokenKind.HEAD else None

    def name_instrument(self, token: Token, *, ambiguous: bool = False) -> NamedInstrument:
        """Return the target of a name."""
        is_full = self._lower[token.start : token.end] in self._state.lexicon.full_names
        return NamedInstrument(token.value, ambiguous, is_full)

    def refer_back(self, head: Token) -> Target:
        """Return the target of a head noun: `the Covenant`, `that Covenant`, `both Covenants`."""
        if head.is_plural:
            return PluralBackReference(head.value)
        word = fold(self._state.get_word_before(head.start))
        return BackReference(head.value, points_back=word in load_words()["pointing"])

    def parse_title_ending(self, numbered: Token, end: int) -> tuple[Target, int]:
        """Return the instrument of a numbered name whose number ends at an offset, and where it ends: `Guiding
        Principle 13`, with or without `on Business and Human Rights`. `UNKNOWN` if another title follows."""
        for ending in self._state.lexicon.title_endings.get(numbered.value, ()):
            if self._lower.startswith(ending, end):
                return NamedInstrument(numbered.value), end + len(ending)
        if OTHER_TITLE.regex.match(self._text, end) or self._precedes_other_owner(end):
            return UNKNOWN, end
        return NamedInstrument(numbered.value, numbered.value in self._state.shared_names), end

    def precedes_owner(self, end: int) -> bool:
        """Whether the name after numbers is their instrument, as it has no provisions of its own after it."""
        gap = _TO_OWNER.match(self._lower, end)
        token = self._state.token_at.get(gap.end()) if gap else None
        if token is None or token.kind is not TokenKind.NAME:
            return False
        return self._find_unit_after(token) is None

    def has_provisions(self, name: Token) -> bool:
        """Whether a name has provisions of its own after it."""
        return self._find_unit_after(name) is not None

    def parse_its_protocol(self, treaty: Target, end: int) -> None:
        """ITS_PROTOCOL

        Records the only protocol to a treaty that ends at an offset: `and its 1967 Protocol`.
        """
        match = ITS_PROTOCOL.regex.match(self._lower, end)
        protocols = self._state.lexicon.protocols[treaty.instrument] if isinstance(treaty, NamedInstrument) else ()
        if match and len(protocols) == 1:
            self._state.add_citation(match.start("protocol"), match.end("protocol"), NamedInstrument(protocols[0]))

    def is_other_instrument(self, token: Token) -> bool:
        """Whether the words around a name make it the name of another instrument: the American Declaration on …, the …
        Convention Act."""
        name = self._lower[token.start : token.end]
        if name in self._state.lexicon.prefixes and QUALIFIED.regex.match(self._lower, token.end):
            return True
        if self._state.is_statute(token.end) or self.is_longer_name(token):
            return True
        begins_with_head = name.partition(" ")[0] in load_words()["heads"]
        return begins_with_head and REGION_BEFORE.regex.search(self._state.get_text_before(token.start, 30)) is not None

    def is_longer_name(self, token: Token) -> bool:
        """Whether a name is only the end of one that begins before it: the Draft Convention on …, the Inter-American
        Convention …. Acronyms, headings in capitals and treaties called after their seat are excepted."""
        if is_acronym(self._text[token.start : token.end]) or self._text[token.start : token.end].isupper():
            return False
        if self._text[token.start - 1 : token.start] == "-":
            return True
        if UNITED_NATIONS_BEFORE.regex.search(self._state.get_text_before(token.start, 20)):
            return False
        return (
            self._state.is_qualified(token.start)
            and fold(self._state.get_word_before(token.start)) not in load_words()["seats"]
        )

    def is_unknown_instrument(self, head: Token) -> bool:
        """Whether the words around a head noun make it the name of an instrument that is not in the register."""
        after = self._text[head.end : head.end + 2]
        if QUALIFIED.regex.match(self._lower, head.end) or (after[:1] == " " and after[1:].isupper()):
            return True
        if self._has_adjective(head) or _YEAR_BEFORE.search(self._state.get_text_before(head.start, 8)):
            return True
        return self._state.is_qualified(head.start)

    def _find_dated_name(self, at: int) -> Token | None:
        """Return the name that begins with the year before an offset, or None: `2030 Agenda`."""
        token = self._state.token_at.get(at - _YEAR_LENGTH)
        return token if token is not None and token.kind is TokenKind.NAME and token.end > at else None

    def _parse_head(self, head: Token) -> tuple[Target, int]:
        """HEAD (" (" NAME ")")?: `the Covenant (ICCPR)` names its instrument."""
        inside = self._find_tokens_in_parentheses(head.end)
        if len(inside) == 1 and inside[0].kind is TokenKind.NAME:
            return NamedInstrument(inside[0].value, is_full=True), self._lower.index(")", inside[0].end) + 1
        return self.refer_back(head), head.end

    def _has_provisions(self, name: Token) -> bool:
        """Whether the provisions after a name belong to it: `ICCPR, article 7`, but not `ICCPR, article 7 ICESCR`."""
        unit = self._find_unit_after(name)
        if unit is None:
            return False
        gap = SPACE_BEFORE_NUMBER.regex.match(self._lower, unit.end)
        provisions = parse_list(self._state.text, gap.end()) if gap else None
        return provisions is None or not self.precedes_owner(provisions.end)

    def _find_unit_after(self, name: Token) -> Token | None:
        glue = AFTER_NAME.regex.match(self._lower, name.end)
        unit = self._state.token_at.get(glue.end()) if glue else None
        return unit if unit is not None and unit.kind is TokenKind.UNIT else None

    def _precedes_other_owner(self, end: int) -> bool:
        """Whether a proper name that is no known instrument follows: `of the Guiding Principles on Internal
        Displacement`."""
        of = OF.regex.match(self._lower, end)
        if of is None or not self._text[of.end() : of.end() + 1].isupper():
            return False
        next_ = self._state.token_at.get(of.end())
        is_name = next_ is not None and next_.kind in (TokenKind.NAME, TokenKind.NUMBERED_NAME)
        if next_ is not None and is_name and not self.is_other_instrument(next_):
            return False
        return not UNITED_NATIONS.regex.match(self._lower, of.end())

    def _has_adjective(self, head: Token) -> bool:
        """Whether the word after a head noun belongs to it, as in French and Spanish: Convention collective."""
        english, noun = load_words()["english"], self._lower[head.start : head.end]
        if noun in english["heads"]:
            return False
        before = fold(self._state.get_word_before(head.start))
        if noun in ("convention", "conventions") and before in english["before convention"]:
            return False
        after = _WORD_AFTER.match(self._text, head.end)
        return after is not None and not can_follow_head(after["word"])

    def _find_treaty(self, protocol: Token) -> Token | None:
        """Return the head noun of the treaty to which a protocol belongs, or None: `to the Convention`."""
        match = _TO_TREATY.match(self._lower, protocol.end)
        treaty = self._state.token_at.get(match.end()) if match else None
        if treaty is None or treaty.kind is not TokenKind.HEAD or self._state.is_qualified(protocol.start):
            return None
        return treaty if self._state.is_capitalized(treaty) and not self.is_unknown_instrument(treaty) else None

    def _is_enclosed(self, token: Token) -> bool:
        return self._lower.startswith(" (", token.start - 2) and self._lower.startswith(")", token.end)

    def _find_tokens_in_parentheses(self, end: int) -> list[Token]:
        """Return the tokens in the parentheses that begin at an offset, if there are any."""
        match = IN_PARENTHESES.regex.match(self._lower, end)
        if match is None:
            return []
        token_at = self._state.token_at
        return [token_at[at] for at in range(*match.span("inner")) if at in token_at]
