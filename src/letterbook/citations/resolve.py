"""Resolve mentions: say which instrument or document each one means. Anything the text leaves open stays unresolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from letterbook.citations.citation import Citation
from letterbook.citations.comments import resolve_comment
from letterbook.citations.lexicon.instrument_names import get_ilo_number
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.lexicon.words import Erratum, load_bodies, load_errata, load_words
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
    UnattributedProvision,
    UnknownInstrument,
)
from letterbook.citations.parsers.numerals import convert_roman
from letterbook.citations.provisions import is_beyond
from letterbook.text.normalize import is_number


def resolve_citations(mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[Citation, ...]:
    """Return the citations among the mentions in one text, in their order, each with what it means. Raises nothing."""
    resolver = _Resolver(lexicon)
    certain = _drop_ambiguous(tuple(mentions))
    return tuple(citation for each in certain if (citation := resolver.resolve(each)) is not None)


def _drop_ambiguous(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield all mentions except ambiguous names of instruments that the text names in no other way."""
    names = [each.target for each in mentions if isinstance(each.target, NamedInstrument)]
    certain = {each.instrument for each in names if not each.ambiguous}
    for each in mentions:
        name = each.target
        if not isinstance(name, NamedInstrument) or not name.ambiguous or name.instrument in certain:
            yield each


Meaning = tuple[str | None, str | None, str | Erratum | None]
"""Instrument, document, and a note or an erratum."""

_PART = re.compile(r"^(?P<whole>[0-9]+)\((?P<part>[0-9]+|[a-z])\)")
"""A numbered part, as lists of provisions are read: `8(7)` for target 8.7."""
_UNKNOWN = ""
"""In place of the id of an instrument that is not in the register."""
_NOT_IN_REGISTER = "one that is not in the register"


@dataclass(slots=True)
class _Resolver:
    lexicon: Lexicon
    instruments_by_head: dict[str, dict[str, bool]] = field(default_factory=dict)
    """By head noun and by unit, the instruments named so far, each with whether a full name was among its names."""
    defined_terms: dict[str, dict[str, None]] = field(default_factory=dict)
    """By head noun, the instruments for which the text has defined it."""
    early_heads: set[str] = field(default_factory=set)
    """Head nouns that the text used before it named an instrument that they could mean."""
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
                self.defined_terms.setdefault(head, {})[instrument] = None
                return None
            case BareHead(head):
                self._resolve_back_reference(head)
                return None
            case NamedParent(instrument):
                self._remember(instrument, is_full=False)
                return None
            case UnknownInstrument(head):
                self.instruments_by_head.setdefault(head, {})[_UNKNOWN] = False
                return None
        instrument_id, document, note = self._resolve_target(mention)
        provisions, beyond = mention.provisions, tuple[str, ...]()
        if instrument_id is None and isinstance(target, BackReference) and target.head in load_words()["units"]:
            return None  # a Principle or Rule whose instrument is not known
        if instrument_id is not None:
            self._remember(instrument_id, is_full=isinstance(target, NamedInstrument) and target.is_full)
            last = self.lexicon.limits[instrument_id]
            if last:
                parts = self.lexicon.parts[instrument_id]
                provisions = tuple(_write_as_declared(each, has_parts=bool(parts)) for each in provisions)
                beyond = tuple(each for each in provisions if is_beyond(each, last, parts))
            if beyond:
                unit = self.lexicon.units[instrument_id]
                note = f"{instrument_id} has {last} {unit}s, and none is {' or '.join(beyond)}"
        return Citation(
            text=mention.text,
            start=mention.start,
            end=mention.end,
            instrument=instrument_id,
            document=document,
            provisions=provisions,
            note=note.notes["en"] if isinstance(note, Erratum) else note,
            erratum=note if isinstance(note, Erratum) else None,
            beyond=beyond,
            last=self.lexicon.limits[instrument_id] if instrument_id and beyond else None,
        )

    def _remember(self, instrument: str, *, is_full: bool) -> None:
        if get_ilo_number(instrument) is not None:
            self.bodies.add("ilo")  # later convention numbers may be of the ILO, too
            is_full = True
        part_unit = self.lexicon.part_units.get(instrument, "")
        for head in (self.lexicon.heads[instrument], self.lexicon.units[instrument], part_unit):
            named = self.instruments_by_head.setdefault(head, {})
            named[instrument] = named.get(instrument, False) or is_full
        for parent in self.lexicon.parents.get(instrument, ()):
            self._remember(parent, is_full=is_full)

    def _resolve_target(self, mention: Mention) -> Meaning:
        match mention.target:
            case NamedInstrument(instrument=instrument):
                return instrument, None, None
            case BackReference(head, points_back):
                return self._resolve_back_reference(head, points_back=points_back)
            case PluralBackReference(head):
                return self._resolve_plural(head)
            case ProtocolReference(head):
                return self._resolve_protocol(head)
            case IloConvention(number, names_ilo):
                return self._resolve_ilo_convention(number, names_ilo=names_ilo)
            case Document(symbol):
                return _resolve_symbol(symbol)
            case Resolution(number, body, may_recall, is_decision):
                body = body or (self._recall_body(number) if may_recall else "")
                return self._resolve_resolution(number, body, is_decision=is_decision)
            case GeneralComment() as comment:
                return resolve_comment(comment)
            case UnattributedProvision() | _:
                return None, None, "no instrument is named with it"

    def _resolve_back_reference(self, head: str, *, points_back: bool = False) -> Meaning:
        """Return what a head noun or unit means by itself.

        It means what the text has defined it to mean, or else the only instrument of that kind that was named before,
        in full. If it was used before that, or if the text names others, it can mean something else. One that
        `points_back` need only have one antecedent.
        """
        defined = self.defined_terms.get(head, {})
        named = self.instruments_by_head.get(head, {})
        possible = defined or named
        if not possible:
            self.early_heads.add(head)
            return None, None, f"no {head} was named before"
        if len(possible) > 1:
            known = [each for each in possible if each != _UNKNOWN]
            unknown = [_NOT_IN_REGISTER] if _UNKNOWN in possible else []
            return None, None, f"which {head}: {' or '.join((*known, *unknown))}"
        (instrument,) = possible
        if instrument == _UNKNOWN:
            return None, None, f"that {head} is not in the register"
        if not defined and not points_back and head not in load_words()["units"]:
            if head in self.early_heads:
                return None, None, f"“the {head}” was used before {instrument} was named, so it may mean another"
            if not named[instrument]:
                return None, None, f"{instrument} was not named in full before, so another {head} may be meant"
        return instrument, None, None

    def _resolve_plural(self, head: str) -> Meaning:
        named = [each or _NOT_IN_REGISTER for each in self.instruments_by_head.get(head, {})]
        return None, None, f"several {head}s are meant{': ' if named else ''}{' and '.join(named)}"

    def _resolve_protocol(self, head: str) -> Meaning:
        instrument, _, note = self._resolve_back_reference(head)
        protocols = self.lexicon.protocols[instrument] if instrument else ()
        if len(protocols) == 1 and protocols[0] in self.lexicon.plain_protocols:
            return protocols[0], None, None
        return None, None, note or f"which protocol to {instrument}: {' or '.join(protocols) or 'none in the register'}"

    def _resolve_ilo_convention(self, number: int, *, names_ilo: bool) -> Meaning:
        if not names_ilo and "ilo" not in self.bodies:
            return None, None, "whose convention is not said"
        for id_ in self.lexicon.limits:
            if get_ilo_number(id_) == number:
                return id_, None, None
        return None, None, f"Convention No. {number} of the ILO is not in the register"

    def _resolve_resolution(self, number: str, body_id: str, *, is_decision: bool) -> Meaning:
        if not body_id:
            return None, None, "whose resolution is not said"
        self.bodies.add(body_id)
        body = load_bodies()[body_id]
        if is_number(number):
            year = body.numbered.get(int(number))
            if year is None:
                return None, None, "the year of this resolution is not said"
            number = f"{number} ({year})"
        symbol = body.decision if is_decision else body.symbol
        if symbol is None or not body.can_have(number):
            return (
                None,
                None,
                f"no {'decision' if is_decision else 'resolution'} of the {body.label['en']} has this number",
            )
        return _resolve_symbol(symbol.format(number=number))

    def _recall_body(self, number: str) -> str:
        """Return the id of the only body named before that can have a resolution of this number, or an empty string."""
        if not is_number(number.partition("/")[0]):  # S-17/1
            return ""
        possible = [
            id_ for id_, each in load_bodies().items() if id_ in self.bodies and each.sessions and each.can_have(number)
        ]
        return possible[0] if len(possible) == 1 else ""


def _resolve_symbol(symbol: str) -> Meaning:
    erratum = load_errata().get(symbol)
    return (None, erratum.meant, erratum) if erratum else (None, symbol, None)


def _write_as_declared(provision: str, *, has_parts: bool) -> str:
    """Return `9(2)` for `IX(2)`: in an instrument with numbered provisions both are the same. If its provisions have
    numbered parts, return `8.7` for `8(7)`."""
    if has_parts:
        return _PART.sub(r"\g<whole>.\g<part>", provision)
    if is_number(provision[0]):
        return provision
    main, opens, rest = provision.partition("(")
    return f"{convert_roman(main)}{opens}{rest}" if convert_roman(main) else provision
