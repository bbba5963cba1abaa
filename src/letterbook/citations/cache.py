"""The citations of a record's texts, each found only once, and which instruments of a register the texts use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from letterbook.cache import Cache, hash_record, pack_value, unpack_value
from letterbook.citations.citation import Citation, pack_citation, unpack_citation
from letterbook.citations.find import parse_text
from letterbook.citations.lexicon.instrument_names import Citable, get_ilo_number
from letterbook.citations.lexicon.tokens import TokenKind
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.mentions import IloConvention, ProtocolReference
from letterbook.citations.parsers.state import ParserState
from letterbook.citations.resolve import resolve_citations
from letterbook.text.visible_text import read_visible_text


@dataclass(frozen=True, slots=True)
class _Reading:
    """The citations of a text; the ids of the instruments that it names, whether it cites them or not; and whether it
    mentions a protocol without its name."""

    citations: tuple[Citation, ...]
    named: frozenset[str]
    has_protocol: bool


class CitationCache:
    """Finds and resolves the citations of texts with the instruments of a register, each text only once.

    The check, the gate and the audit all look for citations in the same texts of a record, so one cache is made for the
    record and passed from one to the next.
    """

    def __init__(self, instruments: Mapping[str, Citable], cache: Cache | None = None) -> None:
        self._instruments = instruments
        self._lexicon = Lexicon.of(instruments)
        self._readings: dict[str, _Reading] = {}
        self._restricted: dict[frozenset[str], CitationCache] = {}
        self._cache = cache

    @classmethod
    def of(cls, instruments: Mapping[str, Citable], cache: Cache | None = None) -> CitationCache:
        """Make a cache for a register of instruments, by id. What it finds is kept in `cache`, for the next build."""
        return cls(instruments, cache)

    def cite(self, source: str) -> tuple[Citation, ...]:
        """Return the citations of a text in Markdown; offsets are those of its visible text."""
        return self._read(source).citations

    def find_used(self, sources: Iterable[str], declared: AbstractSet[str]) -> frozenset[str]:
        """Return the ids of the instruments that texts in Markdown cite, and those `declared` otherwise.

        An instrument that none of the texts names is ignored, as if it were not in the register, and so makes no name
        ambiguous. One that is named but not cited (the acronym of a treaty that here means its court) is ignored too:
        a register reduced to the result gives the same result.
        """
        sources = tuple(sources)
        used = frozenset(declared).union(*(self._read(each).named for each in sources))
        cache = self.restrict(used)
        while (cited := frozenset(declared).union(*map(cache.list_instruments, sources))) != used:
            used = cited
            cache = cache.restrict(used)
        return used

    def list_instruments(self, source: str) -> frozenset[str]:
        """Return the ids of the instruments that a text in Markdown cites."""
        return frozenset(each.instrument for each in self.cite(source) if each.instrument is not None)

    def _read(self, source: str) -> _Reading:
        if source not in self._readings:
            self._readings[source] = self._read_kept(source, self._cache) if self._cache else self._read_anew(source)
        return self._readings[source]

    def _read_kept(self, source: str, cache: Cache) -> _Reading:
        if (kept := cache.get("citations", self._identity, source)) is not None:
            return _unpack_reading(kept)
        reading = self._read_anew(source)
        cache.put(_pack_reading(reading), "citations", self._identity, source)
        return reading

    @cached_property
    def _identity(self) -> bytes:
        """A checksum of the register."""
        return hash_record(self._instruments)

    def _read_anew(self, source: str) -> _Reading:
        state = parse_text(read_visible_text(source).running, self._lexicon)
        return _Reading(
            resolve_citations(state.mentions, self._lexicon),
            frozenset(self._list_named(state)),
            any(isinstance(each.target, ProtocolReference) for each in state.mentions),
        )

    def _list_named(self, state: ParserState) -> Iterator[str]:
        """Yield the id of each instrument that a text may mean: by a name, as an ILO convention by its number, as the
        treaty to which it names a protocol, or as the protocol to a treaty that it names."""
        named = {each.value for each in state.tokens if each.kind in (TokenKind.NAME, TokenKind.NUMBERED_NAME)}
        yield from named
        left = list(named)
        while left:
            parents = self._lexicon.parents.get(left.pop(), ())
            yield from parents
            left += parents
        for mention in state.mentions:
            match mention.target:
                case IloConvention(number):
                    yield from (each for each in self._instruments if get_ilo_number(each) == number)
                case ProtocolReference():
                    yield from (p for each in named for p in self._lexicon.protocols[each] if self._is_plain(p))

    def _is_plain(self, protocol: str) -> bool:
        return protocol in self._lexicon.plain_protocols

    def restrict(self, ids: frozenset[str]) -> CitationCache:
        """Return a cache for the instruments `ids` alone, with what has been read: the same one on each call."""
        if ids not in self._restricted:
            used = {id_: each for id_, each in self._instruments.items() if id_ in ids}
            cache = CitationCache(used, self._cache)
            if not self._lexicon.has_shared_names:
                kept = ((text, each) for text, each in self._readings.items() if not each.has_protocol)
                cache._readings = {text: each for text, each in kept if each.named <= ids}
            self._restricted[ids] = cache
        return self._restricted[ids]


def _pack_reading(reading: _Reading) -> bytes:
    citations = [pack_citation(each) for each in reading.citations]
    return pack_value([citations, sorted(reading.named), reading.has_protocol])


def _unpack_reading(content: bytes) -> _Reading:
    citations, named, has_protocol = unpack_value(content)
    return _Reading(tuple(map(unpack_citation, citations)), frozenset(named), has_protocol)
