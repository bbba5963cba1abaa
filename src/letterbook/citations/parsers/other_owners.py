"""Provisions of several instruments, after those of the first.

    respective = owner (AND_NAME instrument)+ RESPECTIVELY articles 7 and 10 of the ICCPR and the UDHR, respectively
    common     = AND_NAME instrument                       of both the UDHR and the ICCPR
    further    = READ_WITH UNIT list                       read in conjunction with article 2 (3)
               | ALSO OF instrument                        and of the UDHR
               | (NEXT_NUMBER | SEMICOLON) list owner      and 7 (4) of the ACHR

Names in capitals are kinds of tokens, or patterns of the lexicon. For `owner` and `instrument` see
parsers.instruments, for `list` parsers.provision_lists.
"""

from __future__ import annotations

import re

from letterbook.citations.lexicon.document_patterns import NEXT_NUMBER
from letterbook.citations.lexicon.instrument_patterns import OF
from letterbook.citations.lexicon.list_patterns import AND_NAME, READ_WITH, RESPECTIVELY
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.mentions import Target, UnattributedProvision
from letterbook.citations.parsers.instruments import UNKNOWN, InstrumentParser
from letterbook.citations.parsers.provision_lists import ProvisionList, parse_list, parse_list_after
from letterbook.citations.parsers.state import ParserState

_SEMICOLON = re.compile(r"; ?(?:and |y |et )?")
_COMMON_BEFORE = re.compile(r"\bcommon $")
_ALSO = re.compile(r",? (?:and|y|et)(?= (?:of|del|de|du)\b)")
_COMMA_NAME = re.compile(r", (?:(?:of |de |du |del )?(?:the |la |el |le |l')?)?(?!and |y |et )")
_FEWEST_RESPECTIVE = 2
_ARTICLE = re.compile(r" (?:the|la|el|le)\b|l'")
_AND = re.compile(r" (?:and|y|et) ")


class OtherOwnerParser:
    """Parses what follows the instrument of provisions, and records it."""

    def __init__(self, state: ParserState, instruments: InstrumentParser) -> None:
        self._state = state
        self._instruments = instruments
        self._lower = state.text.lower

    def parse_respective(self, start: int, listed: ProvisionList, first: Target, end: int) -> bool:
        """owner (AND_NAME instrument)+ RESPECTIVELY, after the first owner, which ends at an offset.

        Records each provision with its own instrument; if their numbers differ, the provisions without any.
        """
        if len(listed.provisions) < _FEWEST_RESPECTIVE:
            return False
        owners = [(start, end, first)]
        while glue := _COMMA_NAME.match(self._lower, end) or AND_NAME.regex.match(self._lower, end):
            target, there = self._instruments.parse_instrument(glue.end())
            if target is None or target is UNKNOWN:
                break
            owners.append((glue.end(), there, target))
            end = there
        if len(owners) < _FEWEST_RESPECTIVE or RESPECTIVELY.regex.match(self._lower, end) is None:
            return False
        if len(owners) != len(listed.provisions):
            self._state.add_citation(start, listed.end, UnattributedProvision(), listed.provisions)
            return True
        for (begin, stop, target), provision in zip(owners, listed.provisions, strict=True):
            self._state.add_citation(begin, stop, target, (provision,))
        return True

    def parse_common(self, unit: Token, listed: ProvisionList, end: int) -> bool:
        """common = AND_NAME instrument

        Records the same provisions of a second instrument: `article 19 of both …`, `common article 1 of …`, `articles
        19 of the UDHR and ICCPR`.
        """
        of = OF.regex.match(self._lower, listed.end)
        common = _COMMON_BEFORE.search(self._state.get_text_before(unit.start)) or (of and (of["common"] or of["both"]))
        glue = AND_NAME.regex.match(self._lower, end)
        target, there = self._instruments.parse_instrument(glue.end()) if glue else (None, end)
        if glue is None or target is None:
            return False
        if not common:
            has_one_article = of is not None and _ARTICLE.search(of[0]) is not None and _AND.fullmatch(glue[0])
            is_shared = unit.is_plural and (has_one_article or len(listed.provisions) == 1)
            name = self._state.token_at.get(glue.end())
            is_name = name is not None and name.kind is TokenKind.NAME
            if not is_shared or name is None or not is_name or self._instruments.has_provisions(name):
                return False
        self._state.add_citation(glue.end(), there, target, listed.provisions)
        return True

    def parse_further(self, target: Target, provisions: tuple[str, ...], end: int) -> None:
        """further* = (ALSO OF instrument | (NEXT_NUMBER | SEMICOLON) list owner)* (READ_WITH UNIT list)?

        Records what follows a citation of `provisions` of `target` that ends at an offset.
        """
        while not self.parse_read_with(target, end):
            if also := _ALSO.match(self._lower, end):
                of = OF.regex.match(self._lower, also.end())
                next_, there = self._instruments.parse_instrument(of.end()) if of else (None, end)
                start = of.end() if of else end
            else:
                more = NEXT_NUMBER.regex.match(self._lower, end) or _SEMICOLON.match(self._lower, end)
                listed = parse_list(self._state.text, more.end()) if more else None
                if more is None or listed is None:
                    return
                next_, there = self._instruments.parse_owner(listed.end)
                start, provisions = more.end(), listed.provisions
            if next_ is None or next_ is UNKNOWN:
                return
            self._state.add_citation(start, there, next_, provisions)
            target, end = next_, there

    def parse_read_with(self, target: Target, end: int) -> bool:
        """READ_WITH UNIT list

        Records provisions that are to be read with those before, as provisions of `target`, unless another instrument
        follows them.
        """
        glue = READ_WITH.regex.match(self._lower, end)
        unit = self._state.token_at.get(glue.end()) if glue else None
        if unit is None or unit.kind is not TokenKind.UNIT:
            return False
        listed = parse_list_after(self._state.text, unit.end, many=unit.is_plural)
        if listed is None or self._instruments.parse_owner(listed.end)[0] is not None:
            return False
        self._state.add_citation(unit.start, listed.end, target, listed.provisions)
        return True
