"""From what was found to what is meant: an instrument or a document, or neither where it cannot be told. No guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from letterbook.citations.citation import Citation
from letterbook.citations.lexicon.instrument_names import labour_number
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.lexicon.words import Erratum, bodies, committees, errata, forms
from letterbook.citations.mentions import (
    Comment,
    Defined,
    Document,
    Found,
    Labour,
    Mentioned,
    Named,
    Nameless,
    Protocol,
    Recalled,
    Resolution,
    Several,
    Stranger,
)
from letterbook.citations.parsers.provision_lists import in_figures
from letterbook.citations.provisions import is_beyond


def resolve_citations(found: Iterable[Found], lexicon: Lexicon) -> tuple[Citation, ...]:
    """What the citations of one text mean, in their order. Raises nothing."""
    resolver = _Resolver(lexicon)
    certain = _certain(tuple(found))
    return tuple(citation for each in certain if (citation := resolver.resolve(each)) is not None)


def _certain(found: Sequence[Found]) -> Iterator[Found]:
    """Without the doubtful names of instruments that the text names in no other way."""
    named = [each.target for each in found if isinstance(each.target, Named)]
    certain = {each.instrument for each in named if not each.doubtful}
    for each in found:
        name = each.target
        if not isinstance(name, Named) or not name.doubtful or name.instrument in certain:
            yield each


_Meaning = tuple[str | None, str | None, str | Erratum | None]
"""Instrument, document, note or what was printed wrongly."""


@dataclass(slots=True)
class _Resolver:
    lexicon: Lexicon
    named: dict[str, dict[str, None]] = field(default_factory=dict)
    """By head and by unit, the instruments named so far; one that is not known is `""`."""
    defined: dict[str, str] = field(default_factory=dict)
    """By head, the instrument that the text has given this name."""
    mentioned: set[str] = field(default_factory=set)

    def resolve(self, found: Found) -> Citation | None:
        target = found.target
        if isinstance(target, Mentioned):
            self.mentioned.add(target.body)
            return None
        if isinstance(target, Defined):
            self.defined[target.head] = target.instrument
            return None
        if isinstance(target, Stranger):
            self.named.setdefault(target.head, {})[""] = None
            return None
        instrument, document, note = self._meaning(found)
        provisions, beyond = found.provisions, tuple[str, ...]()
        if instrument is None and isinstance(target, Recalled) and target.head in forms()["units"]:
            return None  # a Principle of nobody knows what
        if instrument is not None:
            if labour_number(instrument) is not None:
                self.mentioned.add("ilo")  # numbers behind it are of its conventions, too
            for called in (self.lexicon.heads[instrument], self.lexicon.units[instrument]):
                self.named.setdefault(called, {})[instrument] = None
            last = self.lexicon.limits[instrument]
            if last:
                provisions = tuple(map(_in_figures, provisions))
                beyond = tuple(each for each in provisions if is_beyond(each, last))
            if beyond:
                note = f"{instrument} has {last} {self.lexicon.units[instrument]}s, and none is {' or '.join(beyond)}"
        return Citation(
            text=found.text,
            start=found.start,
            end=found.end,
            instrument=instrument,
            document=document,
            provisions=provisions,
            note=note.notes["en"] if isinstance(note, Erratum) else note,
            erratum=note if isinstance(note, Erratum) else None,
            beyond=beyond,
            last=self.lexicon.limits[instrument] if instrument and beyond else None,
        )

    def _meaning(self, found: Found) -> _Meaning:
        match found.target:
            case Named(instrument=instrument):
                return instrument, None, None
            case Recalled(head):
                return self._recalled(head)
            case Several(head):
                return self._several(head)
            case Protocol(head):
                return self._protocol(head)
            case Labour(number, said):
                return self._labour(number, said=said)
            case Document(symbol):
                return _document(symbol)
            case Resolution(number, body, recalls):
                return self._resolution(number, body or (self._body(number) if recalls else ""))
            case Comment(number, recommends, committee):
                return self._comment(number, committee, recommends=recommends)
            case Nameless() | _:
                return None, None, "no instrument is named with it"

    def _recalled(self, head: str) -> _Meaning:
        if head in self.defined:
            return self.defined[head], None, None
        named = self.named.get(head, {})
        if len(named) == 1 and "" not in named:
            return next(iter(named)), None, None
        known = [each for each in named if each]
        if not named:
            return None, None, f"no {head} was named before"
        if "" in named:
            known.append("one that is not in the register")
        return (
            None,
            None,
            f"which {head}: {' or '.join(known)}" if len(known) > 1 else f"that {head} is not in the register",
        )

    def _several(self, head: str) -> _Meaning:
        named = [each or "one that is not in the register" for each in self.named.get(head, {})]
        return None, None, f"several {head}s are meant{': ' if named else ''}{' and '.join(named)}"

    def _protocol(self, head: str) -> _Meaning:
        instrument, _, note = self._recalled(head)
        protocols = self.lexicon.protocols[instrument] if instrument else ()
        if len(protocols) == 1:
            return protocols[0], None, None
        return None, None, note or f"which protocol to {instrument}: {' or '.join(protocols) or 'none in the register'}"

    def _labour(self, number: int, *, said: bool) -> _Meaning:
        if not said and "ilo" not in self.mentioned:
            return None, None, "whose convention is not said"
        for id_ in self.lexicon.limits:
            if labour_number(id_) == number:
                return id_, None, None
        return None, None, f"Convention No. {number} of the ILO is not in the register"

    def _resolution(self, number: str, body: str) -> _Meaning:
        if not body:
            return None, None, "whose resolution is not said"
        self.mentioned.add(body)
        if not bodies()[body].can_have(number):
            return None, None, f"no resolution of the {bodies()[body].names[0]} has this number"
        return _document(bodies()[body].symbol.format(number=number))

    def _body(self, number: str) -> str:
        """The one body that was named before and whose number it can be, or nothing."""
        if not number.partition("/")[0].isdigit():  # S-17/1
            return ""
        possible = [id_ for id_, each in bodies().items() if id_ in self.mentioned and each.sessions]
        possible = [each for each in possible if bodies()[each].can_have(number)]
        return possible[0] if len(possible) == 1 else ""

    def _comment(self, number: int, committee: str, *, recommends: bool) -> _Meaning:
        if not committee:
            possible = [
                id_ for id_, each in committees().items() if each.recommends is recommends and number <= each.last
            ]
            if len(possible) != 1:
                return None, None, "which committee's is not said"
            committee = possible[0]
        symbol = committees()[committee].symbols.get(number)
        return None, symbol, None if symbol else f"no symbol is known for it ({committees()[committee].names[0]})"


def _in_figures(provision: str) -> str:
    """`9(2)` of `IX(2)`: an instrument whose provisions are numbered has each of them once."""
    if provision[0].isdigit():
        return provision
    main, opens, rest = provision.partition("(")
    return f"{in_figures(main)}{opens}{rest}" if in_figures(main) else provision


def _document(symbol: str) -> _Meaning:
    erratum = errata().get(symbol)
    return (None, erratum.meant, erratum) if erratum else (None, symbol, None)
