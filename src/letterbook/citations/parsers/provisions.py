"""Provisions of instruments, before or behind their instrument, and instruments alone."""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import before_commentary, behind_commentary, domestic
from letterbook.citations.lexicon.grammar import (
    AND_NAME,
    AND_UNIT,
    BEHIND_NAME,
    ELSEWHERE,
    LABOUR_TITLE,
    MORE,
    NUMBER_SIGN,
    OF,
    READ_WITH,
    THEREOF,
)
from letterbook.citations.lexicon.vocabulary import Kind, Token
from letterbook.citations.mentions import Mentioned, Named, Nameless, Recalled, Several, Stranger, Target
from letterbook.citations.parsers.acronyms import ShortNames
from letterbook.citations.parsers.instruments import UNKNOWN, InstrumentReader, recalled
from letterbook.citations.parsers.provision_lists import Listed, read_list
from letterbook.citations.parsers.state import Reading

_GAP = re.compile(rf"\.? ?{NUMBER_SIGN}")
_OF_UNIT = re.compile(r",? (?:of|del|de|du) ?(?:the |l'|el )?")
_SEMICOLON = re.compile(r"; ?(?:and |y |et )?")
_COMMON = re.compile(r"\bcommon $")
_AGAIN = re.compile(r",? (?:and|y|et)(?= (?:of|del|de|du)\b)")
_OF_A_PROTOCOL = re.compile(
    r"\bprotocol[eo]?(?: (?:n[o°º]?\.? ?\d{1,2}|núm\. \d{1,2}"
    r"|to|on|of|facultatif|facultativo|se|rapportant|relatif|a|à|au|al|de|del|du|la|the|el)\b)*"
    r"(?: l')? ?$"
)
_MOST_UNITS = 4
_COMMENTARY = " (commentary)"


class ProvisionReader:
    """Reads what a token of an instrument or a provision begins, and tells it to the reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._instruments = InstrumentReader(reading)
        self._lower = reading.folded.lower
        self._short_names = ShortNames(reading)

    def unit(self, token: Token) -> None:
        """`article 19 of the ICCPR`, or an article of nothing. Principles and Rules without a number are strangers: the
        names of instruments that are known are read before."""
        if not self._provisions(token, token.start) and token.many and self._reading.is_capital(token):
            self._reading.remark(token, Stranger(token.value))

    def numbered(self, token: Token) -> None:
        """`Guiding Principle 13`, `Guiding Principles (principle 13)`."""
        if self._provisions(token, token.start) or self._behind(token.start, token.end, Named(token.value)):
            return
        if self._instruments.is_of_another(token):
            self._reading.remark(token, Stranger(self._reading.names.units[token.value]))
            self._reading.shared.add(token.value)
        elif self._lower[token.start : token.end] in self._reading.names.aliases:
            self._reading.add(token.start, token.end, Named(token.value))

    def commentary(self, token: Token) -> None:
        """`commentary to Guiding Principle 19`."""
        match = before_commentary().match(self._lower, token.start)
        next_ = self._reading.at.get(match.end()) if match else None
        if next_ is not None and next_.kind in (Kind.NUMBERED, Kind.UNIT):
            self._provisions(next_, token.start, commentary=True)

    def paragraph(self, token: Token) -> None:
        """`paragraph 2 of article 9 of the ICCPR`; nothing where none of an article is spoken of."""
        listed = self._list(token)
        of = _OF_UNIT.match(self._lower, listed.end) if listed else None
        next_ = self._reading.at.get(of.end()) if of else None
        if listed is not None and next_ is not None and next_.kind is Kind.UNIT:
            self._provisions(next_, token.start, paragraphs=listed.provisions)

    def name(self, token: Token) -> None:
        """`ICCPR, article 19`, or an instrument alone."""
        before = self._reading.before(token.start, 120)
        if _OF_A_PROTOCOL.search(before):
            self._reading.remark(token, Stranger("protocol"))
            self._reading.done = token.end
            return
        if self._instruments.is_of_another(token):
            self._reading.remark(token, Stranger(self._reading.names.heads[token.value]))
            return
        end = self._instruments.tail(token.end, token.value)
        if self._behind(token.start, end, Named(token.value)):
            return
        next_ = self._reading.at.get(token.end + 1)
        if self._lower.startswith((" committee", "'s committee"), token.end):
            return
        if (next_ is None or next_.kind not in (Kind.COMMENT, Kind.RESOLUTION)) and self._short_names.is_treaty(token):
            self._reading.add(token.start, end, Named(token.value, self._short_names.is_doubtful(token)))

    def head(self, token: Token) -> None:
        """A convention by its number, `the Covenant (article 9)`, or an instrument that is not known."""
        if self._labour_numbers(token, token.start) or not self._reading.is_capital(token):
            return
        if self._instruments.is_stranger(token):
            self._reading.remark(token, Stranger(token.value))
        else:
            self._behind(token.start, token.end, recalled(token))

    def labour(self, token: Token) -> None:
        """The ILO is named; its conventions may follow by their numbers."""
        self._reading.remark(token, Mentioned("ilo"))
        convention = self._instruments.labour.convention(token)
        if convention is not None:
            self._labour_numbers(convention, token.start)

    def _provisions(
        self, token: Token, start: int, *, commentary: bool = False, paragraphs: tuple[str, ...] = ()
    ) -> bool:
        """Read the provisions behind a unit or a numbered name, then their instrument; tell them, and what goes on."""
        listed = self._list(token)
        if listed is None:
            return False
        listed = self._further(token, listed)
        target, end = self._thereof(start, listed.end) or self._instruments.behind(listed.end)
        if token.kind is Kind.NUMBERED and (target is None or target is UNKNOWN):
            target, end = self._instruments.numbered(token, listed.end)
        if target is None:
            self._nameless(token, start, paragraphs, commentary=commentary)
        elif target is UNKNOWN:
            self._reading.done = end
            if token.kind is Kind.NUMBERED:
                self._reading.shared.add(token.value)
        else:
            provisions = _with_paragraphs(listed.provisions, paragraphs)
            commented = _commented(provisions)
            behind = behind_commentary().match(self._lower, end)
            if behind:
                end = behind.end()
            both = (*provisions, *commented) if behind and behind["both"] else commented
            self._reading.add(start, end, target, both if behind or commentary else provisions)
            if isinstance(target, Several) or not self._in_common(token, listed.end, provisions, end):
                self._go_on(target, provisions, end)
        return True

    def _thereof(self, start: int, end: int) -> tuple[Target, int] | None:
        """`the ICCPR, and article 10 (2) thereof`: of what was named right before."""
        thereof = THEREOF.pattern.match(self._lower, end)
        named = self._reading.named_right_before(start) if thereof else None
        return (named, thereof.end()) if thereof and named else None

    def _further(self, token: Token, listed: Listed) -> Listed:
        """`article 19, read in conjunction with article 2`, `article 6 and article 7`: one list, where an instrument
        follows on the last."""
        first = listed
        for _ in range(_MOST_UNITS):
            if self._instruments.behind(listed.end)[0] is not None:
                break
            glue = READ_WITH.pattern.match(self._lower, listed.end) or AND_UNIT.pattern.match(self._lower, listed.end)
            next_ = self._reading.at.get(glue.end()) if glue else None
            if next_ is None or (next_.kind, next_.value) != (token.kind, token.value):
                return first
            more = self._list(next_)
            if more is None:
                return first
            listed = Listed((*listed.provisions, *more.provisions), more.end)
        target, _ = self._instruments.behind(listed.end)
        return first if target is None or target is UNKNOWN else listed

    def _go_on(self, target: Target, provisions: tuple[str, ...], end: int) -> None:
        """`… of the ICCPR and 7 (4) of the ACHR`, `… of the ICCPR and of the UDHR`."""
        while not self._read_with(end, target):
            if again := _AGAIN.match(self._lower, end):
                of = OF.pattern.match(self._lower, again.end())
                next_, there = self._instruments.at(of.end()) if of else (None, end)
                start = of.end() if of else end
            else:
                more = MORE.pattern.match(self._lower, end) or _SEMICOLON.match(self._lower, end)
                listed = read_list(self._reading.folded, more.end()) if more else None
                if more is None or listed is None:
                    return
                next_, there = self._instruments.behind(listed.end)
                start, provisions = more.end(), listed.provisions
            if next_ is None or next_ is UNKNOWN:
                return
            self._reading.add(start, there, next_, provisions)
            target, end = next_, there

    def _in_common(self, token: Token, listed: int, provisions: tuple[str, ...], end: int) -> bool:
        """`article 19 of both the UDHR and the ICCPR`, `common article 1 of …`: the same of a second instrument."""
        of = OF.pattern.match(self._lower, listed)
        common = _COMMON.search(self._reading.before(token.start)) or (of and (of["common"] or of["both"]))
        glue = AND_NAME.pattern.match(self._lower, end) if common else None
        target, there = self._instruments.at(glue.end()) if glue else (None, end)
        if glue is None or target is None:
            return False
        self._reading.add(glue.end(), there, target, provisions)
        return True

    def _read_with(self, end: int, target: Target) -> bool:
        """`… of the ICCPR, read in conjunction with article 2 (3)`: of the same one, where no other is named."""
        glue = READ_WITH.pattern.match(self._lower, end)
        unit = self._reading.at.get(glue.end()) if glue else None
        listed = self._list(unit, many=unit.many) if unit is not None and unit.kind is Kind.UNIT else None
        if unit is None or listed is None or self._instruments.behind(listed.end)[0] is not None:
            return False
        self._reading.add(unit.start, listed.end, target, listed.provisions)
        return True

    def _nameless(self, token: Token, start: int, paragraphs: tuple[str, ...], *, commentary: bool) -> None:
        """An article of nothing: neither of the law of a State, nor the organisation ARTICLE 19. A Principle or a Rule
        can be of an instrument that was named before."""
        listed = self._list(token, many=token.many)
        if listed is None:
            return
        if token.value != "article":
            if self._reading.is_capital(token):
                of = _commented(listed.provisions) if commentary else listed.provisions
                self._reading.add(start, listed.end, Recalled(token.value), of)
            return
        if self._reading.folded.text[token.start : token.end].isupper() or self._lower.startswith("'s", listed.end):
            return
        if not domestic().search(self._reading.sentence(start, listed.end)):
            self._reading.add(start, listed.end, Nameless(), _with_paragraphs(listed.provisions, paragraphs))

    def _behind(self, start: int, end: int, target: Target) -> bool:
        """Provisions behind the instrument that ends at `end`."""
        glue = BEHIND_NAME.pattern.match(self._lower, end)
        unit = self._reading.at.get(glue.end()) if glue else None
        listed = self._list(unit, many=unit.many) if unit is not None and unit.kind is Kind.UNIT else None
        if glue is None or listed is None or ELSEWHERE.pattern.match(self._lower, listed.end):
            return False
        if self._lower[listed.end : listed.end + 1] == " " and self._instruments.owns(listed.end):  # article 6 ICESCR
            return False
        if self._reading.is_statute(listed.end):  # article 5 Law on …
            return False
        closes = "(" in glue["open"] and self._lower[listed.end : listed.end + 1] == ")"
        self._reading.add(start, listed.end + closes, target, listed.provisions)
        return True

    def _labour_numbers(self, token: Token, start: int) -> bool:
        """Conventions of the ILO by their numbers, each told; one alone with its provisions, where they follow."""
        numbers = self._instruments.labour.numbers(token)
        if len(numbers) == 1:
            _, end, target = numbers[0]
            title = LABOUR_TITLE.pattern.match(self._lower, end)
            if self._behind(start, end, target) or (title and self._behind(start, title.end(), target)):
                return True
        for begins, end, target in numbers:
            self._reading.add(start if begins == numbers[0][0] else begins, end, target)
        return bool(numbers)

    def _list(self, token: Token, *, many: bool = True) -> Listed | None:
        """The numbers right behind a word."""
        gap = _GAP.match(self._lower, token.end)
        return read_list(self._reading.folded, gap.end(), many=many) if gap and gap.end() > token.end else None


def _commented(provisions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{each}{_COMMENTARY}" for each in provisions)


def _with_paragraphs(provisions: tuple[str, ...], paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """`paragraphs` are those of one article; of several articles nobody can tell whose they are."""
    if not paragraphs or len(provisions) != 1:
        return provisions
    return tuple(f"{provisions[0]}({each})" for each in paragraphs)
