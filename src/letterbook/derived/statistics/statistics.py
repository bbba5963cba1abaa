"""All public figures: two sets of letters, by several properties.

Fictional examples are never counted with real letters: each set has figures of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.statistics.figures import Figures, make_figures
from letterbook.derived.statistics.pairs import Pair
from letterbook.model.public import Communication, Instrument, Mandate, Public, Recipient, ResponseKind
from letterbook.model.reference import LetterType
from letterbook.model.registers import RecipientKind

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Row(Generic[_Key]):
    """A value, such as a year or a mandate, with the figures of its letters."""

    key: _Key
    figures: Figures


@dataclass(frozen=True, kw_only=True)
class LetterSet:
    """The figures of the real letters, or of the fictional examples.

    Years are those of sending. A letter counts with each of its mandates and each instrument that it or a response to
    it cites, so such rows add up to more than the total; a pair counts with one recipient only. Rows by year and type
    are in order; others are in the order in which their values first occur, because the order of names depends on the
    language.
    """

    example: bool
    letters: tuple[Communication, ...]
    pairs: Mapping[str, tuple[Pair, ...]]
    cited: Mapping[str, tuple[Instrument, ...]]

    @cached_property
    def total(self) -> Figures:
        """The figures of all letters of the set."""
        return make_figures(self._list_pairs(self.letters), self.letters)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year from the first letter to the last, even one in which none was sent."""
        sent = [each.sent.year for each in self.letters]
        return tuple(range(min(sent), max(sent) + 1)) if sent else ()

    @cached_property
    def by_year(self) -> tuple[Row[int], ...]:
        """By year of sending."""
        found = {row.key: row for row in self._group(lambda each: (each.sent.year,))}
        return tuple(found.get(year, Row(year, make_figures(()))) for year in self.years)

    @cached_property
    def by_type(self) -> tuple[Row[LetterType], ...]:
        """By type of letter."""
        found = {row.key: row for row in self._group(lambda each: (each.reference.type,))}
        return tuple(found[each] for each in LetterType if each in found)

    @cached_property
    def by_kind(self) -> tuple[Row[RecipientKind], ...]:
        """By kind of recipient."""
        found = {row.key: row for row in self._group_pairs(lambda pair: pair.recipient.kind)}
        return tuple(found[each] for each in RecipientKind if each in found)

    @cached_property
    def by_recipient(self) -> tuple[Row[Recipient], ...]:
        """By recipient."""
        return _name_rows(
            self._group_pairs(lambda pair: pair.recipient.id),
            (pair.recipient for pairs in self.pairs.values() for pair in pairs),
        )

    @cached_property
    def by_mandate(self) -> tuple[Row[Mandate], ...]:
        """By mandate."""
        return _name_rows(
            self._group(lambda each: [one.mandate.id for one in each.mandates]),
            (one.mandate for each in self.letters for one in each.mandates),
        )

    @cached_property
    def by_instrument(self) -> tuple[Row[Instrument], ...]:
        """By instrument that a letter or a response to it cites."""
        return _name_rows(
            self._group(lambda each: [one.id for one in self.cited.get(each.reference.key, ())]),
            (one for each in self.letters for one in self.cited.get(each.reference.key, ())),
        )

    @cached_property
    def by_language(self) -> tuple[Row[str], ...]:
        """By language of the letter."""
        return tuple(self._group(lambda each: (each.text.language,)))

    @cached_property
    def responses(self) -> Mapping[ResponseKind, int]:
        """The number of public responses by kind, each once even if it answers several letters."""
        found = Counter(one.kind for each in self.letters for one in each.responses)
        return {kind: found[kind] for kind in ResponseKind}

    def count_by_year(self, list_keys: Callable[[Communication], Iterable[_Key]]) -> Mapping[tuple[_Key, int], int]:
        """Count letters by a property and the year of sending. `list_keys` gives a letter's values of the property."""
        return Counter((key, each.sent.year) for each in self.letters for key in dict.fromkeys(list_keys(each)))

    def _list_pairs(self, letters: Iterable[Communication]) -> Iterable[Pair]:
        return (pair for each in letters for pair in self.pairs[each.reference.key])

    def _group(self, list_keys: Callable[[Communication], Iterable[_Key]]) -> list[Row[_Key]]:
        groups: dict[_Key, list[Communication]] = defaultdict(list)
        for each in self.letters:
            for key in dict.fromkeys(list_keys(each)):
                groups[key].append(each)
        return [Row(key, make_figures(self._list_pairs(found), found)) for key, found in groups.items()]

    def _group_pairs(self, find_key: Callable[[Pair], _Key]) -> list[Row[_Key]]:
        groups: dict[_Key, list[Pair]] = defaultdict(list)
        for pair in self._list_pairs(self.letters):
            groups[find_key(pair)].append(pair)
        return [Row(key, make_figures(found)) for key, found in groups.items()]


_Entry = TypeVar("_Entry", Recipient, Mandate, Instrument)


def _name_rows(rows: Iterable[Row[str]], entries: Iterable[_Entry]) -> tuple[Row[_Entry], ...]:
    """Replace the ids of rows by the register entries with them."""
    by_id = {each.id: each for each in entries}
    return tuple(Row(by_id[row.key], row.figures) for row in rows)


def make_statistics(
    public: Public, pairs: Mapping[str, tuple[Pair, ...]], citation_index: CitationIndex
) -> tuple[LetterSet, ...]:
    """Make the sets of letters that have at least one: the real letters first, then the fictional examples."""
    cited: dict[str, dict[str, Instrument]] = defaultdict(dict)
    for each in citation_index.occurrences:
        if each.instrument is not None:
            cited[each.letter.reference.key][each.instrument.id] = each.instrument
    sets = (_select(public, pairs, cited, example=example) for example in (False, True))
    return tuple(each for each in sets if each.letters)


def _select(
    public: Public,
    pairs: Mapping[str, tuple[Pair, ...]],
    cited: Mapping[str, Mapping[str, Instrument]],
    *,
    example: bool,
) -> LetterSet:
    letters = tuple(each for each in public.communications if each.example is example)
    keys = [each.reference.key for each in letters]
    return LetterSet(
        example=example,
        letters=letters,
        pairs={key: pairs[key] for key in keys},
        cited={key: tuple(cited[key].values()) for key in keys if key in cited},
    )
