"""Resolve mentions: say which instrument or document each one means. Anything the text leaves open stays unresolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from letterbook.citations.citation import NO_INSTRUMENT, Citation
from letterbook.citations.comments import resolve_comment
from letterbook.citations.lexicon.instrument_names import get_ilo_number
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.lexicon.words import load_bodies, load_errata, load_words
from letterbook.citations.mentions import (
    BackReference,
    BareHead,
    DefinedTerm,
    Document,
    GeneralComment,
    IloConvention,
    Mention,
    NamedBody,
    NamedInstrument,
    NamedParent,
    PluralBackReference,
    ProtocolReference,
    Resolution,
    Target,
    UnattributedProvision,
    UnknownInstrument,
)
from letterbook.citations.named import NO_TREATIES, Meaning, NamedInstruments, Treaties
from letterbook.citations.parsers.numerals import convert_roman
from letterbook.citations.provisions import is_beyond
from letterbook.text.normalize import is_number


def resolve_citations(
    mentions: Iterable[Mention], lexicon: Lexicon, letter: Treaties = NO_TREATIES
) -> tuple[Citation, ...]:
    """Return the citations among the mentions in one text, in their order, each with what it means. Raises nothing.

    `letter` are the treaties that the letter names which the text answers or is part of. They only count where the text
    names none of its own.
    """
    resolver = _Resolver(lexicon, NamedInstruments(lexicon, letter))
    certain = _drop_ambiguous(tuple(mentions))
    return tuple(citation for each in certain if (citation := resolver.resolve(each)) is not None)


def list_treaties(mentions: Iterable[Mention], lexicon: Lexicon) -> Treaties:
    """Return the treaties that a text names, by head noun."""
    resolver = _Resolver(lexicon, NamedInstruments(lexicon, NO_TREATIES))
    for each in _drop_ambiguous(tuple(mentions)):
        resolver.resolve(each)
    return resolver.named.list_treaties()


def _drop_ambiguous(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield all mentions except ambiguous names of instruments that the text names in no other way."""
    names = [each.target for each in mentions if isinstance(each.target, NamedInstrument)]
    certain = {each.instrument for each in names if not each.ambiguous}
    for each in mentions:
        name = each.target
        if not isinstance(name, NamedInstrument) or not name.ambiguous or name.instrument in certain:
            yield each


_PART = re.compile(r"^(?P<whole>[0-9]+)\((?P<part>[0-9]+|[a-z])\)")
"""A numbered part, as lists of provisions are read: `8(7)` for target 8.7."""


@dataclass(slots=True)
class _Resolver:
    lexicon: Lexicon
    named: NamedInstruments
    bodies: set[str] = field(default_factory=set)
    """The bodies named so far, and `ilo`."""

    def resolve(self, mention: Mention) -> Citation | None:
        """Return what a citation means; take note of any other mention, and return None."""
        target = mention.target
        match target:
            case NamedBody(body):
                self.bodies.add(body)
                return None
            case DefinedTerm(head, instrument):
                self.named.define(head, instrument)
                return None
            case BareHead(head):
                self.named.resolve(head)
                return None
            case NamedParent(instrument):
                self.named.add(instrument, is_full=False)
                return None
            case UnknownInstrument(head):
                self.named.add_unknown(head)
                return None
        meaning = self._resolve_target(mention)
        id_, provisions, beyond = meaning.instrument, mention.provisions, tuple[str, ...]()
        is_resolved = id_ is not None or meaning.document is not None
        note = None if is_resolved else meaning.reason
        if id_ is None and isinstance(target, BackReference) and target.head in load_words()["units"]:
            return None  # a Principle or Rule whose instrument is not known
        if id_ is not None:
            self._remember(id_, target, from_letter=meaning.from_letter)
            last = self.lexicon.limits[id_]
            if last:
                parts = self.lexicon.parts[id_]
                provisions = tuple(_write_as_declared(each, has_parts=bool(parts)) for each in provisions)
                beyond = tuple(each for each in provisions if is_beyond(each, last, parts))
            if beyond:
                note = f"{id_} has {last} {self.lexicon.units[id_]}s, and none is {' or '.join(beyond)}"
        return Citation(
            text=mention.text,
            start=mention.start,
            end=mention.end,
            instrument=id_,
            document=meaning.document,
            provisions=provisions,
            note=meaning.erratum.notes["en"] if meaning.erratum else note,
            reason=meaning.reason,
            erratum=meaning.erratum,
            beyond=beyond,
            last=self.lexicon.limits[id_] if id_ and beyond else None,
            from_letter=meaning.from_letter,
        )

    def _remember(self, instrument: str, target: Target, *, from_letter: bool) -> None:
        if get_ilo_number(instrument) is not None:
            self.bodies.add("ilo")  # later convention numbers may be of the ILO, too
        if not from_letter:
            self.named.add(instrument, is_full=isinstance(target, NamedInstrument) and target.is_full)

    def _resolve_target(self, mention: Mention) -> Meaning:
        match mention.target:
            case NamedInstrument(instrument=instrument):
                return Meaning(instrument, reason="named with it")
            case BackReference(head, points_back):
                return self.named.resolve(head, points_back=points_back)
            case PluralBackReference(head):
                return self.named.resolve_plural(head)
            case ProtocolReference(head):
                return self._resolve_protocol(head)
            case IloConvention(number, names_ilo):
                return self._resolve_ilo_convention(number, names_ilo=names_ilo)
            case Document(symbol):
                return _resolve_symbol(symbol, "its symbol")
            case Resolution(number, body, may_recall, is_decision):
                body = body or (self._recall_body(number) if may_recall else "")
                return self._resolve_resolution(number, body, is_decision=is_decision)
            case GeneralComment() as comment:
                return resolve_comment(comment)
            case UnattributedProvision() | _:
                return Meaning(reason=NO_INSTRUMENT)

    def _resolve_protocol(self, head: str) -> Meaning:
        treaty = self.named.resolve(head)
        if treaty.instrument is None:
            return treaty
        protocols = self.lexicon.protocols[treaty.instrument]
        if len(protocols) == 1 and protocols[0] in self.lexicon.plain_protocols:
            return treaty._replace(instrument=protocols[0], reason=f"the only protocol to {treaty.instrument}")
        known = " or ".join(protocols) or "none in the register"
        return Meaning(reason=f"which protocol to {treaty.instrument}: {known}")

    def _resolve_ilo_convention(self, number: int, *, names_ilo: bool) -> Meaning:
        if not names_ilo and "ilo" not in self.bodies:
            return Meaning(reason="the text does not say whose convention this is")
        for id_ in self.lexicon.limits:
            if get_ilo_number(id_) == number:
                return Meaning(id_, reason="the ILO convention with this number")
        return Meaning(reason=f"Convention No. {number} of the ILO is not in the register")

    def _resolve_resolution(self, number: str, body_id: str, *, is_decision: bool) -> Meaning:
        if not body_id:
            return Meaning(reason="the text does not say whose resolution this is")
        self.bodies.add(body_id)
        body = load_bodies()[body_id]
        if is_number(number):
            year = body.numbered.get(int(number))
            if year is None:
                return Meaning(reason="the text does not give the year of this resolution")
            number = f"{number} ({year})"
        symbol = body.decision if is_decision else body.symbol
        if symbol is None or not body.can_have(number):
            kind = "decision" if is_decision else "resolution"
            return Meaning(reason=f"no {kind} of the {body.label['en']} has this number")
        return _resolve_symbol(symbol.format(number=number), f"of the {body.label['en']}")

    def _recall_body(self, number: str) -> str:
        """Return the id of the only body named before that can have a resolution of this number, or an empty string."""
        if not is_number(number.partition("/")[0]):  # S-17/1
            return ""
        possible = [
            id_ for id_, each in load_bodies().items() if id_ in self.bodies and each.sessions and each.can_have(number)
        ]
        return possible[0] if len(possible) == 1 else ""


def _resolve_symbol(symbol: str, reason: str) -> Meaning:
    erratum = load_errata().get(symbol)
    if erratum:
        return Meaning(document=erratum.meant, reason="a known misprint", erratum=erratum)
    return Meaning(document=symbol, reason=reason)


def _write_as_declared(provision: str, *, has_parts: bool) -> str:
    """Return `9(2)` for `IX(2)`: in an instrument with numbered provisions both are the same. If its provisions have
    numbered parts, return `8.7` for `8(7)`."""
    if has_parts:
        return _PART.sub(r"\g<whole>.\g<part>", provision)
    if is_number(provision[0]):
        return provision
    main, opens, rest = provision.partition("(")
    return f"{convert_roman(main)}{opens}{rest}" if convert_roman(main) else provision
