"""Citations that begin with provisions, and the instrument they belong to.

    unit       = provisions | heading
    heading    = OF instrument ":" list                    Articles of the Covenant: 2, 7 and 14 (1)
    numbered   = provisions                                Guiding Principle 13
               | NUMBERED_NAME after_name                  Guiding Principles (principle 13)
    commentary = COMMENTARY_TO provisions                  commentary to Guiding Principle 19
    paragraphs = provisions                                paragraph 2 of article 9 of the ICCPR
               | PARAGRAPH list owner                      paragraph 124 of the Beijing Platform for Action
    provisions = joined (respective | (THEREOF | owner) parts? WITH_COMMENTARY? (common | further*)) | antecedent
    parts      = number | ","? "("? UNIT list ")"?         target 8.7 of SDG 8; SDG 8, target 8.7
    antecedent = IN_BRACKETS joined ")" | WHICH joined     (arts. 13 and 14); which states in article 22

Names in capitals are kinds of tokens, or patterns of the lexicon. For `owner` and `instrument` see
parsers.instruments, for `respective`, `common` and `further` parsers.other_owners, for `after_name` parsers.names, for
`joined` parsers.joined_lists, for `list` parsers.provision_lists.
"""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import COMMENTARY_TO, DOMESTIC_LAW, WITH_COMMENTARY
from letterbook.citations.lexicon.instrument_names import PARAGRAPH_UNIT
from letterbook.citations.lexicon.instrument_patterns import OF
from letterbook.citations.lexicon.list_patterns import IN_BRACKETS_BEFORE, THEREOF
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.mentions import (
    BackReference,
    NamedInstrument,
    PluralBackReference,
    Target,
    UnattributedProvision,
    UnknownInstrument,
)
from letterbook.citations.parsers.antecedents import AntecedentFinder
from letterbook.citations.parsers.instruments import UNKNOWN, InstrumentParser
from letterbook.citations.parsers.joined_lists import JoinedListParser
from letterbook.citations.parsers.names import NameParser
from letterbook.citations.parsers.other_owners import OtherOwnerParser
from letterbook.citations.parsers.provision_lists import ProvisionList, parse_list, parse_list_after
from letterbook.citations.parsers.state import ParserState

_PLURAL = re.compile(r"\(s\)")
_COLON = re.compile(r" ?:[ \n]*")
_NUMBER = re.compile(r" (?P<number>[0-9]{1,2})(?![0-9]|[.,][0-9])")
_PARTS_BEFORE = re.compile(r",? (?P<open>\(?)(?:and |in particular |en particulier |y |et |en particular )?")
_BRACKETS_REACH = 20
"""The words between a bracket and the provisions in it are at most so many characters."""
_COMMENTARY = " (commentary)"


class ProvisionParser:
    """Parses citations that begin with provisions, and records them."""

    def __init__(self, state: ParserState, instruments: InstrumentParser, names: NameParser) -> None:
        self._state = state
        self._instruments = instruments
        self._names = names
        self._others = OtherOwnerParser(state, instruments)
        self._lists = JoinedListParser(state)
        self._antecedents = AntecedentFinder(state)
        self._lower = state.text.lower

    def parse_unit(self, token: Token) -> None:
        """unit = provisions | heading

        Principles and Rules without a number are of an unknown instrument, since the names of known ones are parsed as
        such.
        """
        if self._parse_heading(token):
            return
        if not self._parse_provisions(token, token.start) and token.is_plural and self._state.is_capitalized(token):
            self._state.add_hint(token, UnknownInstrument(token.value))

    def _parse_heading(self, token: Token) -> bool:
        """heading = OF instrument ":" list

        Records the provisions of a line at the head of a decision: `Articles of the Covenant: 2, 7 and 14 (1)`.
        """
        plural = _PLURAL.match(self._lower, token.end)
        of = OF.regex.match(self._lower, plural.end() if plural else token.end)
        target, end = self._instruments.parse_instrument(of.end()) if of else (None, token.end)
        colon = _COLON.match(self._lower, end) if target and (plural or token.is_plural) else None
        listed = parse_list(self._state.text, colon.end(), semicolons=True) if colon else None
        if target is None or listed is None:
            return False
        self._state.add_citation(token.start, listed.end, target, listed.provisions)
        self._others.parse_read_with(target, listed.end)
        return True

    def parse_numbered_name(self, token: Token) -> None:
        """numbered = provisions | NUMBERED_NAME after_name"""
        if self._instruments.is_longer_name(token):
            self._state.add_hint(token, UnknownInstrument(self._state.lexicon.units[token.value]))
            self._state.shared_names.add(token.value)
            return
        target = NamedInstrument(token.value)
        if self._parse_provisions(token, token.start) or self._names.parse_after_name(token.start, token.end, target):
            return
        if self._instruments.is_other_instrument(token):
            self._state.add_hint(token, UnknownInstrument(self._state.lexicon.units[token.value]))
            self._state.shared_names.add(token.value)
        elif self._lower[token.start : token.end] in self._state.lexicon.aliases:
            self._state.add_citation(token.start, token.end, target)

    def parse_commentary(self, token: Token) -> None:
        """commentary = COMMENTARY_TO provisions"""
        match = COMMENTARY_TO.regex.match(self._lower, token.start)
        next_ = self._state.token_at.get(match.end()) if match else None
        if next_ is not None and next_.kind in (TokenKind.NUMBERED_NAME, TokenKind.UNIT):
            self._parse_provisions(next_, token.start, is_commentary=True)

    def parse_paragraphs(self, token: Token) -> None:
        """paragraphs = provisions | PARAGRAPH list owner

        The owner is an instrument whose provisions are paragraphs.
        """
        listed = parse_list_after(self._state.text, token.end)
        target, end = self._instruments.parse_owner(listed.end) if listed else (None, token.end)
        if listed is not None and isinstance(target, NamedInstrument) and self._has_paragraphs(target):
            self._state.add_citation(token.start, end, target, listed.provisions)
        else:
            self._parse_provisions(token, token.start)

    def _has_paragraphs(self, target: NamedInstrument) -> bool:
        return self._state.lexicon.units[target.instrument] == PARAGRAPH_UNIT

    def _parse_provisions(self, token: Token, start: int, *, is_commentary: bool = False) -> bool:
        """provisions = joined (THEREOF | owner) parts? WITH_COMMENTARY? (common | further*) | antecedent

        Records the citation that begins at `start`, of the provisions after a unit, a numbered name or paragraphs.
        Returns False if no number follows.
        """
        joined = self._lists.parse_joined(token, self._precedes_instrument)
        if joined is None:
            return False
        unit, listed = joined
        target, end = self._parse_thereof(start, listed.end) or self._instruments.parse_owner(listed.end)
        if unit.kind is TokenKind.NUMBERED_NAME and (target is None or target is UNKNOWN):
            target, end = self._instruments.parse_title_ending(unit, listed.end)
        if target is None:
            if not self._parse_antecedent(token, start):
                self._add_unattributed(unit, start, listed, is_commentary=is_commentary)
        elif target is UNKNOWN:
            self._state.position = end
            if unit.kind is TokenKind.NUMBERED_NAME:
                self._state.shared_names.add(unit.value)
        elif not self._others.parse_respective(start, listed, target, end):
            provisions, end = self._parse_parts(target, listed.provisions, end)
            cited = _mark_commentary(provisions) if is_commentary else provisions
            if commentary := WITH_COMMENTARY.regex.match(self._lower, end):
                end = commentary.end()
                cited = (*(provisions if commentary["both"] else ()), *_mark_commentary(provisions))
            self._state.add_citation(start, end, target, cited)
            self._instruments.parse_its_protocol(target, end)
            if isinstance(target, PluralBackReference) or not self._others.parse_common(unit, listed, end):
                self._others.parse_further(target, provisions, end)
        return True

    def _parse_parts(self, target: Target, provisions: tuple[str, ...], end: int) -> tuple[tuple[str, ...], int]:
        """parts = number | ","? "("? UNIT list ")"?

        The provision is named on both sides of its instrument, or its parts follow it. Returns what is cited, parts in
        place of their provisions, and where it ends.
        """
        lexicon = self._state.lexicon
        if not isinstance(target, NamedInstrument) or target.instrument not in lexicon.part_units:
            return provisions, end
        again = _NUMBER.match(self._lower, end)
        if again and all(each.startswith(f"{again['number']}(") for each in provisions):
            return provisions, again.end()
        before = _PARTS_BEFORE.match(self._lower, end)
        unit = self._state.token_at.get(before.end()) if before else None
        if before is None or unit is None or unit.value != lexicon.part_units[target.instrument]:
            return provisions, end
        listed = parse_list_after(self._state.text, unit.end)
        if listed is None or not all("(" in each for each in listed.provisions):
            return provisions, end
        wholes = {each.partition("(")[0] for each in listed.provisions}
        if not wholes.issubset(provisions):
            return provisions, end
        is_closed = before["open"] and self._lower.startswith(")", listed.end)
        left = (each for each in provisions if each not in wholes)
        return (*left, *listed.provisions), listed.end + 1 if is_closed else listed.end

    def _precedes_instrument(self, end: int) -> bool:
        target, _ = self._instruments.parse_owner(end)
        return target is not None and target is not UNKNOWN

    def _parse_antecedent(self, token: Token, start: int) -> bool:
        """antecedent = IN_BRACKETS joined ")" | WHICH joined

        Records provisions of the only instrument that their sentence names before them: `the Covenant protects life
        (art. 6)`, `the Declaration, which states in article 22`.
        """
        is_enclosed = IN_BRACKETS_BEFORE.regex.search(self._state.get_text_before(start, _BRACKETS_REACH)) is not None
        joined = self._lists.parse_joined(token, lambda end: not is_enclosed or self._lower.startswith(")", end))
        if joined is None:
            return False
        unit, listed = joined
        if is_enclosed:
            target = self._antecedents.find_in_sentence(start) if self._lower.startswith(")", listed.end) else None
        else:
            target = self._antecedents.find_before_clause(start)
        if target is None or not self._antecedents.can_have(target, unit):
            return False
        self._state.add_citation(start, listed.end, target, listed.provisions)
        return True

    def _parse_thereof(self, start: int, end: int) -> tuple[Target, int] | None:
        """THEREOF: `the ICCPR, and article 10 (2) thereof`."""
        thereof = THEREOF.regex.match(self._lower, end)
        named = self._state.find_antecedent(start) if thereof else None
        return (named, thereof.end()) if thereof and named else None

    def _add_unattributed(self, unit: Token, start: int, listed: ProvisionList, *, is_commentary: bool) -> None:
        """Record provisions without an instrument, unless they are of domestic law or mean the organisation ARTICLE 19.

        A Principle or Rule may be one of an instrument named before.
        """
        if start == unit.start:
            listed = parse_list_after(self._state.text, unit.end, many=unit.is_plural) or listed
        if unit.value != "article":
            if self._state.is_capitalized(unit):
                cited = _mark_commentary(listed.provisions) if is_commentary else listed.provisions
                self._state.add_citation(start, listed.end, BackReference(unit.value), cited)
            return
        if self._state.text.text[unit.start : unit.end].isupper() or self._lower.startswith("'s", listed.end):
            return
        if not DOMESTIC_LAW.regex.search(self._state.get_sentence(start, listed.end)):
            self._state.add_citation(start, listed.end, UnattributedProvision(), listed.provisions)


def _mark_commentary(provisions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{each}{_COMMENTARY}" for each in provisions)
