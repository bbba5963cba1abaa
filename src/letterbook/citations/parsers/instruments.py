"""Which instrument a place of a text names: by a name, by the number of a convention, by what it was called before."""

from __future__ import annotations

import re

from letterbook.citations.lexicon.context import elsewhere, goes_on, united_nations
from letterbook.citations.lexicon.grammar import BEHIND_NAME, IN_PARENTHESES, NUMBER_SIGN, OF, QUALIFIED
from letterbook.citations.lexicon.instrument_names import labour_number
from letterbook.citations.lexicon.vocabulary import Kind, Token
from letterbook.citations.lexicon.words import forms
from letterbook.citations.mentions import Defined, Named, Protocol, Recalled, Several, Target
from letterbook.citations.parsers.ilo_conventions import LabourReader
from letterbook.citations.parsers.provision_lists import read_list
from letterbook.citations.parsers.state import Reading

_LABOUR_TAIL = re.compile(r",?(?: (?:of )?\d{4},?)?,? \(?(?:no\.|núm\.|n°|nº) ?(\d{1,3})\)?")
_OTHER_TITLE = re.compile(
    r" (?:(?:on|sobre|sur) (?:the |los |las |les )?[A-ZÀ-Ý]|relatifs? (?:à|aux?) |relativos? al? )"
)
_WORD_BEHIND = re.compile(r" ([a-zà-ÿ]+'?)")
_GAP = re.compile(rf"\.? {NUMBER_SIGN}")
_TO_OWNER = re.compile(r" \(?|, ")
_OF_TREATY = re.compile(r" (?:to|of|al|del|au|du|de|à) (?:the |said |la )?")
_YEAR_BEFORE = re.compile(r"\b(?:1[89]|20)\d\d $")
UNKNOWN = Recalled("")
"""In the place of an instrument that is not known."""


def recalled(head: Token) -> Target:
    """What is meant by what instruments are called: `the Covenant`, `both Covenants`."""
    return Several(head.value) if head.many else Recalled(head.value)


class InstrumentReader:
    """Reads instruments; tells nothing but the names that a text itself gives them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.folded.text
        self._lower = reading.folded.lower
        self.labour = LabourReader(reading)

    def behind(self, end: int) -> tuple[Target | None, int]:
        """The instrument whose provisions end at `end`, and where it ends; `UNKNOWN` where they are of something that
        is not known, None where none is named."""
        if of := OF.pattern.match(self._lower, end):
            target, there = self.at(of.end())
            if target is not None:
                return target, there
            if of["strong"]:
                return UNKNOWN, of.end()
        token = self._reading.at.get(end + 2)
        if token is not None and token.kind is Kind.NAME and self._is_enclosed(token):
            return Named(token.value), token.end + 1  # article 19 (ICCPR)
        for gap in (" ", ", "):  # article 19 ICCPR; article 19, ICCPR
            token = self._reading.at.get(end + len(gap))
            stands_there = token is not None and token.kind is Kind.NAME and self._lower.startswith(gap, end)
            if token is not None and stands_there and (gap == " " or not self._has_provisions(token)):
                return Named(token.value), self.tail(token.end, token.value)
        return None, end

    def _has_provisions(self, name: Token) -> bool:
        """Whether provisions behind a name are its own: `ICCPR, article 7`, not `ICCPR, article 7 ICESCR`."""
        unit = BEHIND_NAME.pattern.match(self._lower, name.end)
        next_ = self._reading.at.get(unit.end()) if unit else None
        if next_ is None or next_.kind is not Kind.UNIT:
            return False
        gap = _GAP.match(self._lower, next_.end)
        listed = read_list(self._reading.folded, gap.end()) if gap else None
        return listed is None or not self.owns(listed.end)

    def owns(self, end: int) -> bool:
        """Whether the name right behind numbers is their instrument: none with a unit of its own behind it."""
        gap = _TO_OWNER.match(self._lower, end)
        token = self._reading.at.get(gap.end()) if gap else None
        if token is None or token.kind is not Kind.NAME:
            return False
        unit = BEHIND_NAME.pattern.match(self._lower, token.end)
        next_ = self._reading.at.get(unit.end()) if unit else None
        return next_ is None or next_.kind is not Kind.UNIT

    def at(self, at: int) -> tuple[Target | None, int]:
        """The instrument that is named at a place, and where its name ends."""
        token = self._reading.at.get(at)
        if token is not None and token.kind is Kind.LABOUR:
            token = self.labour.convention(token)
        if token is None:
            return None, at
        if token.kind in (Kind.NAME, Kind.NUMBERED):
            if self.is_of_another(token):
                return None, at
            return Named(token.value), self.tail(token.end, token.value)
        if token.kind is not Kind.HEAD:
            return None, at
        if numbers := self.labour.numbers(token):
            return numbers[0][2], numbers[0][1]
        if self._lower.startswith("'s ", token.end):  # the Convention's implementing law
            return None, at
        if token.value == "protocol" and (treaty := self._treaty(token)):
            return Protocol(treaty.value), treaty.end
        if self._reading.is_capital(token) and not self.is_stranger(token):
            return self._recalled(token)
        return None, at

    def tail(self, end: int, id_: str) -> int:
        """Where a name ends, with its number or the short one in parentheses behind it. What the parentheses say it is
        called from there on (`the Covenant`) is told."""
        number = labour_number(id_)
        if number is not None and (labour := _LABOUR_TAIL.match(self._lower, end)) and int(labour[1]) == number:
            return labour.end()
        inside = self._inside(end)
        if not inside or any(each.kind is Kind.UNIT for each in inside):
            return end
        closes = self._lower.index(")", inside[-1].end) + 1
        for each in inside:
            if each.kind is Kind.HEAD and each.value == self._reading.names.heads[id_]:
                self._reading.remark(each, Defined(each.value, id_))
                return closes
        named = any(each.value == id_ and each.kind in (Kind.NAME, Kind.NUMBERED) for each in inside)
        return closes if named else end

    def numbered(self, token: Token, end: int) -> tuple[Target, int]:
        """The instrument of `Guiding Principle 13`, whose number ends at `end`, by the name or by what follows on it:
        `on Business and Human Rights`, or something else."""
        for rest in self._reading.names.rests.get(token.value, ()):
            if self._lower.startswith(rest, end):
                return Named(token.value), end + len(rest)
        if _OTHER_TITLE.match(self._text, end) or self._is_of_others(end):
            return UNKNOWN, end
        return Named(token.value, token.value in self._reading.shared), end

    def _is_of_others(self, end: int) -> bool:
        """Whether something with a name stands behind `of`: `of the Guiding Principles on Internal Displacement`."""
        of = OF.pattern.match(self._lower, end)
        if of is None or not self._text[of.end() : of.end() + 1].isupper():
            return False
        next_ = self._reading.at.get(of.end())
        known = next_ is not None and next_.kind in (Kind.NAME, Kind.NUMBERED) and not self.is_of_another(next_)
        return not known and not united_nations().match(self._lower, of.end())

    def is_of_another(self, token: Token) -> bool:
        """Whether what stands around a name, or a beginning of one, makes it the name of something else: the American
        Declaration on …, the … Convention Act."""
        name = self._lower[token.start : token.end]
        if name in self._reading.names.beginnings and QUALIFIED.pattern.match(self._lower, token.end):
            return True
        if self._reading.is_statute(token.end):
            return True
        begins_with_a_head = name.partition(" ")[0] in forms()["heads"]
        return begins_with_a_head and elsewhere().search(self._reading.before(token.start, 30)) is not None

    def is_stranger(self, token: Token) -> bool:
        """Whether what stands around a head makes it the name of an instrument that is not known."""
        behind = self._text[token.end : token.end + 2]
        if QUALIFIED.pattern.match(self._lower, token.end) or (behind[:1] == " " and behind[1:].isupper()):
            return True
        if self._has_an_adjective(token) or _YEAR_BEFORE.search(self._reading.before(token.start, 8)):
            return True
        return self._reading.is_one_of_several(token.start)

    def _has_an_adjective(self, token: Token) -> bool:
        """Whether the word behind a head belongs to it, as in French and Spanish: Convention collective."""
        english, head = forms()["english"], self._lower[token.start : token.end]
        if head in english["heads"]:
            return False
        if (
            head in ("convention", "conventions")
            and self._reading.word_before(token.start).lower() in english["before convention"]
        ):
            return False
        word = _WORD_BEHIND.match(self._text, token.end)
        return word is not None and not goes_on(word[1])

    def _treaty(self, protocol: Token) -> Token | None:
        """What a protocol belongs to, by what such instruments are called: `to the Convention`."""
        match = _OF_TREATY.match(self._lower, protocol.end)
        treaty = self._reading.at.get(match.end()) if match else None
        if treaty is None or treaty.kind is not Kind.HEAD or self._reading.is_one_of_several(protocol.start):
            return None
        return treaty if self._reading.is_capital(treaty) and not self.is_stranger(treaty) else None

    def _is_enclosed(self, token: Token) -> bool:
        return self._lower.startswith(" (", token.start - 2) and self._lower.startswith(")", token.end)

    def _recalled(self, token: Token) -> tuple[Target, int]:
        """`the Covenant`, or `the Covenant (ICCPR)`, which is named."""
        inside = self._inside(token.end)
        if len(inside) == 1 and inside[0].kind is Kind.NAME:
            return Named(inside[0].value), self._lower.index(")", inside[0].end) + 1
        return recalled(token), token.end

    def _inside(self, end: int) -> list[Token]:
        """What stands in parentheses right behind a place."""
        match = IN_PARENTHESES.pattern.match(self._lower, end)
        if match is None:
            return []
        return [self._reading.at[at] for at in range(*match.span("inner")) if at in self._reading.at]
