"""Provisions of instruments, before or behind their instrument, and instruments alone."""

from __future__ import annotations

import re

from letterbook.citations.found import Labour, Mentioned, Named, Nameless, Recalled, Stranger, Target
from letterbook.citations.names import Kind, Token, labour_number
from letterbook.citations.numbers import Listed, read_list
from letterbook.citations.patterns import (
    AND_UNIT,
    BEHIND_NAME,
    ELSEWHERE,
    IN_PARENTHESES,
    LABOUR_NUMBER,
    LABOUR_TITLE,
    MORE,
    OF,
    QUALIFIED,
    READ_WITH,
    before_commentary,
    domestic,
    labour_after,
    labour_before,
)
from letterbook.citations.reading import Reading

_GAP = re.compile(r"\.? ?(?:nos?\.? )?")
_OF_UNIT = re.compile(r",? (?:of|del|de|du) ?(?:the |l'|el )?")
_AGAIN = re.compile(r",? (?:and|y|et)(?= (?:of|del|de|du)\b)")
_LABOUR_NAMED = re.compile(r"(?:'s)?(?: \((?:ilo|oit)\))? ")
_LABOUR_TAIL = re.compile(r",?(?: (?:of )?\d{4},?)?,? \(?(?:no\.|núm\.|n°|nº) ?(\d{1,3})\)?")
_NOT_THE_TREATY = re.compile(
    r"(?:committee|comité|court|cour|corte|tribunal)\b[^.;\n]{0,100}\($"
    r"|(?:committee|comité|court|cour|corte|tribunal) (?:de la |del |de |du )?$"
)
_OF_A_PROTOCOL = re.compile(
    r"\bprotocol[eo]?(?: (?:to|on|of|facultatif|facultativo|se|rapportant|relatif|a|à|au|al|de|del|du|la|the|el)\b)*"
    r"(?: l')? ?$"
)
_WORD_BEFORE = re.compile(r"(?:^|[\s(])([A-ZÀ-Ý][\w'-]*) $")
_PLAIN_BEFORE = frozenset(
    [
        "The",
        "This",
        "That",
        "Said",
        "Such",
        "El",
        "La",
        "Le",
        "Los",
        "Las",
        "Dicha",
        "Dicho",
        "Cette",
        "Ce",
        "UN",
        "Ladite",
    ]
)
_MOST_UNITS = 4
_UNKNOWN = Nameless()


class ProvisionReader:
    """Reads what a token of an instrument or a provision begins, and tells it to the reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._names = reading.names
        self._folded = reading.folded
        self._lower = reading.folded.lower

    def unit(self, token: Token) -> None:
        """`article 19 of the ICCPR`, or an article of nothing."""
        self._provisions(token, token.start)

    def numbered(self, token: Token) -> None:
        """`Guiding Principle 13`, `Guiding Principles (principle 13)`."""
        if self._provisions(token, token.start) or self._behind(token.start, token.end, Named(token.value)):
            return
        if self._lower[token.start : token.end] in self._names.aliases and not self._is_of_another(token):
            self._reading.add(token.start, token.end, Named(token.value))

    def commentary(self, token: Token) -> None:
        """`commentary to Guiding Principle 19`."""
        match = before_commentary().match(self._lower, token.start)
        next_ = self._reading.at.get(match.end()) if match else None
        if next_ is not None and next_.kind in (Kind.NUMBERED, Kind.UNIT):
            self._provisions(next_, token.start, " (commentary)")

    def paragraph(self, token: Token) -> None:
        """`paragraph 2 of article 9 of the ICCPR`; nothing where none of an article is spoken of."""
        at = token.end + (self._lower[token.end : token.end + 1] == ".")
        listed = read_list(self._folded, at + 1) if self._lower[at : at + 1] == " " else None
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
        if self._is_of_another(token):
            self._reading.remark(token, Stranger(self._names.heads[token.value]))
            return
        end = self._tail(token.end, token.value)
        if self._behind(token.start, end, Named(token.value)):
            return
        next_ = self._reading.at.get(token.end + 1)
        if self._lower.startswith((" committee", "'s committee"), token.end) or (next_ and next_.kind is Kind.COMMENT):
            return
        if not _NOT_THE_TREATY.search(before):
            self._reading.add(token.start, end, Named(token.value))

    def head(self, token: Token) -> None:
        """A convention by its number, `the Covenant (article 9)`, or an instrument that is not known."""
        if token.value == "convention" and self._labour_numbers(token, token.start):
            return
        if not self._reading.is_capital(token):
            return
        if self._is_stranger(token):
            self._reading.remark(token, Stranger(token.value))
        else:
            self._behind(token.start, token.end, Recalled(token.value))

    def labour(self, token: Token) -> None:
        """The ILO is named; its conventions may follow by their numbers."""
        self._reading.remark(token, Mentioned("ilo"))
        match = _LABOUR_NAMED.match(self._lower, token.end)
        next_ = self._reading.at.get(match.end()) if match else None
        if next_ is not None and next_.kind is Kind.HEAD:
            self._labour_numbers(next_, token.start)

    def _provisions(self, token: Token, start: int, suffix: str = "", paragraphs: tuple[str, ...] = ()) -> bool:
        """Read the provisions behind a unit or a numbered name, then their instrument; tell them, and what goes on."""
        gap = _GAP.match(self._lower, token.end)
        listed = read_list(self._folded, gap.end()) if gap and gap.end() > token.end else None
        if listed is None:
            return False
        listed = self._further(token, listed)
        target, end = self._instrument_behind(listed.end)
        if token.kind is Kind.NUMBERED and (target is None or target is _UNKNOWN):
            target, end = Named(token.value), listed.end
        if target is None:
            self._nameless(token, start, paragraphs)
        elif target is _UNKNOWN:
            self._reading.done = end
        else:
            provisions = _with_paragraphs(listed.provisions, paragraphs)
            self._reading.add(start, end, target, tuple(f"{each}{suffix}" for each in provisions))
            self._go_on(target, provisions, end)
        return True

    def _further(self, token: Token, listed: Listed) -> Listed:
        """`article 19, read in conjunction with article 2`, `article 6 and article 7`: one list, where an instrument
        follows on the last."""
        first = listed
        for _ in range(_MOST_UNITS):
            if self._instrument_behind(listed.end)[0] is not None:
                return listed
            glue = READ_WITH.pattern.match(self._lower, listed.end) or AND_UNIT.pattern.match(self._lower, listed.end)
            next_ = self._reading.at.get(glue.end()) if glue else None
            if next_ is None or (next_.kind, next_.value) != (token.kind, token.value):
                break
            gap = _GAP.match(self._lower, next_.end)
            more = read_list(self._folded, gap.end()) if gap and gap.end() > next_.end else None
            if more is None:
                break
            listed = Listed((*listed.provisions, *more.provisions), more.end)
        target, _ = self._instrument_behind(listed.end)
        return first if target is None or target is _UNKNOWN else listed

    def _read_with(self, end: int, target: Target) -> bool:
        """`… of the ICCPR, read in conjunction with article 2 (3)`: of the same instrument, where no other is named."""
        glue = READ_WITH.pattern.match(self._lower, end)
        unit = self._reading.at.get(glue.end()) if glue else None
        if unit is None or unit.kind is not Kind.UNIT:
            return False
        gap = _GAP.match(self._lower, unit.end)
        listed = read_list(self._folded, gap.end(), many=unit.many) if gap and gap.end() > unit.end else None
        if listed is None or self._instrument_behind(listed.end)[0] is not None:
            return False
        self._reading.add(unit.start, listed.end, target, listed.provisions)
        return True

    def _go_on(self, target: Target, provisions: tuple[str, ...], end: int) -> None:
        """`… of the ICCPR and 7 (4) of the ACHR`, `… of the ICCPR and of the UDHR`."""
        while True:
            if self._read_with(end, target):
                return
            if again := _AGAIN.match(self._lower, end):
                of = OF.pattern.match(self._lower, again.end())
                next_, there = self._instrument_at(of.end()) if of else (None, end)
                if of is None or next_ is None:
                    return
                self._reading.add(of.end(), there, next_, provisions)
            else:
                more = MORE.pattern.match(self._lower, end)
                listed = read_list(self._folded, more.end()) if more else None
                if more is None or listed is None:
                    return
                next_, there = self._instrument_behind(listed.end)
                if next_ is None or next_ is _UNKNOWN:
                    return
                provisions = listed.provisions
                self._reading.add(more.end(), there, next_, provisions)
            target, end = next_, there

    def _nameless(self, token: Token, start: int, paragraphs: tuple[str, ...]) -> None:
        gap = _GAP.match(self._lower, token.end)
        listed = read_list(self._folded, gap.end(), many=token.many) if gap else None
        if listed is None or token.value != "article" or self._folded.text[token.start : token.end].isupper():
            return
        if not domestic().search(self._reading.sentence(start, listed.end)):
            self._reading.add(start, listed.end, Nameless(), _with_paragraphs(listed.provisions, paragraphs))

    def _behind(self, start: int, end: int, target: Target) -> bool:
        """Provisions behind the instrument that ends at `end`."""
        glue = BEHIND_NAME.pattern.match(self._lower, end)
        unit = self._reading.at.get(glue.end()) if glue else None
        if glue is None or unit is None or unit.kind is not Kind.UNIT:
            return False
        gap = _GAP.match(self._lower, unit.end)
        listed = read_list(self._folded, gap.end(), many=unit.many) if gap and gap.end() > unit.end else None
        if listed is None or ELSEWHERE.pattern.match(self._lower, listed.end):
            return False
        closes = "(" in glue["open"] and self._lower[listed.end : listed.end + 1] == ")"
        self._reading.add(start, listed.end + closes, target, listed.provisions)
        return True

    def _instrument_behind(self, end: int) -> tuple[Target | None, int]:
        """The instrument whose provisions end at `end`; `_UNKNOWN` where they are of something that is not known."""
        if of := OF.pattern.match(self._lower, end):
            target, there = self._instrument_at(of.end())
            if target is not None:
                return target, there
            if of["strong"]:
                return _UNKNOWN, of.end()
        for gap in (1, 2):  # article 19 ICCPR; article 19, ICCPR
            token = self._reading.at.get(end + gap)
            if token is not None and token.kind is Kind.NAME and self._lower[end : end + gap] in (" ", ", "):
                unit = BEHIND_NAME.pattern.match(self._lower, token.end)
                next_ = self._reading.at.get(unit.end()) if unit else None
                if next_ is None or next_.kind is not Kind.UNIT:
                    return Named(token.value), self._tail(token.end, token.value)
        return None, end

    def _instrument_at(self, at: int) -> tuple[Target | None, int]:
        token = self._reading.at.get(at)
        if token is None:
            return None, at
        if token.kind in (Kind.NAME, Kind.NUMBERED):
            if self._is_of_another(token):
                return None, at
            return Named(token.value), self._tail(token.end, token.value)
        if token.kind is Kind.LABOUR:
            match = _LABOUR_NAMED.match(self._lower, token.end)
            token = self._reading.at.get(match.end()) if match else None
            if token is None:
                return None, at
        if token.kind is Kind.HEAD and token.value == "convention":
            number = LABOUR_NUMBER.pattern.match(self._lower, token.end)
            if number and number.start("number") > token.end:
                after = labour_after().match(self._lower, number.end())
                said = bool(after or labour_before().search(self._reading.before(token.start)))
                return Labour(int(number["number"]), said), after.end() if after else number.end()
        if token.kind is Kind.HEAD and self._reading.is_capital(token) and not self._is_stranger(token):
            return Recalled(token.value), token.end
        return None, at

    def _labour_numbers(self, token: Token, start: int) -> bool:
        """Conventions of the ILO by their numbers, each told."""
        number = LABOUR_NUMBER.pattern.match(self._lower, token.end)
        if number is None or number.start("number") == token.end:
            return False
        numbers = [number]
        while token.many and (more := MORE.pattern.match(self._lower, numbers[-1].end())):
            following = LABOUR_NUMBER.pattern.match(self._lower, more.end())
            if following is None:
                break
            numbers.append(following)
        after = labour_after().match(self._lower, numbers[-1].end())
        said = bool(after or labour_before().search(self._reading.before(token.start)))
        end = after.end() if after else number.end()
        if len(numbers) == 1 and self._behind(start, end, Labour(int(number["number"]), said)):
            return True
        title = LABOUR_TITLE.pattern.match(self._lower, end) if len(numbers) == 1 else None
        if title and self._behind(start, title.end(), Labour(int(number["number"]), said)):
            return True
        for each in numbers:
            end = after.end() if after and each is numbers[-1] else each.end()
            here = start if each is numbers[0] else each.start() + (self._lower[each.start()] == " ")
            self._reading.add(here, end, Labour(int(each["number"]), said))
        return True

    def _tail(self, end: int, id_: str) -> int:
        """Where a name ends, with its number or the short one in parentheses behind it."""
        number = labour_number(id_)
        if number is not None and (labour := _LABOUR_TAIL.match(self._lower, end)) and int(labour[1]) == number:
            return labour.end()
        match = IN_PARENTHESES.pattern.match(self._lower, end)
        if match is None:
            return end
        inside = [self._reading.at[at] for at in range(*match.span("inner")) if at in self._reading.at]
        if any(each.kind is Kind.UNIT for each in inside):
            return end
        named = any(each.value == id_ and each.kind in (Kind.NAME, Kind.NUMBERED) for each in inside)
        recalled = any(each.kind is Kind.HEAD and each.value == self._names.heads[id_] for each in inside)
        return match.end() if named or recalled else end

    def _is_of_another(self, token: Token) -> bool:
        """Whether what stands behind a beginning of a name makes it the name of something else."""
        name = self._lower[token.start : token.end]
        return name in self._names.beginnings and QUALIFIED.pattern.match(self._lower, token.end) is not None

    def _is_stranger(self, token: Token) -> bool:
        text = self._folded.text
        behind = text[token.end + 1 : token.end + 2]
        if QUALIFIED.pattern.match(self._lower, token.end) or (
            text[token.end : token.end + 1] == " " and behind.isupper()
        ):
            return True
        before = _WORD_BEFORE.search(text[max(0, token.start - 40) : token.start])
        return before is not None and before[1] not in _PLAIN_BEFORE


def _with_paragraphs(provisions: tuple[str, ...], paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """`paragraphs` are those of one article; of several articles nobody can tell whose they are."""
    if not paragraphs or len(provisions) != 1:
        return provisions
    return tuple(f"{provisions[0]}({each})" for each in paragraphs)
