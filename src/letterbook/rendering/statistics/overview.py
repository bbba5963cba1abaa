"""The line of figures on the home page: how many letters there are, and how many were answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.response_status import StatusKind
from letterbook.derived.statistics import Pair
from letterbook.i18n import Interface
from letterbook.model.public import Communication
from letterbook.rendering.statistics.tables import Finder
from letterbook.rendering.views import Linked

_COUNTED = (StatusKind.REPLIED, StatusKind.NONE_SO_FAR, StatusKind.NOT_KNOWN)
"""The statuses that are counted, in their order; the interface has `overview-…` for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figures of the real letters, or of the fictional examples: each links to the letters counted."""

    figures: tuple[Linked, ...]


def list_overviews(
    letters: tuple[Communication, ...], pairs: Mapping[str, tuple[Pair, ...]], interface: Interface
) -> Iterator[Overview]:
    """Yield the figures of the real letters, then those of the fictional examples, if there are any.

    A letter to several recipients counts with the status of each of them, as it does in the search to which a figure
    links. A status that no letter has is left out.
    """
    sets = {kind: tuple(each for each in letters if each.example is kind) for kind in (False, True)}
    mixed = all(sets.values())
    for example, found in sets.items():
        if found:
            finder = Finder(interface=interface, example=example, mixed=mixed)
            yield Overview(figures=tuple(_list_figures(found, pairs, finder)))


def _list_figures(
    letters: tuple[Communication, ...], pairs: Mapping[str, tuple[Pair, ...]], finder: Finder
) -> Iterator[Linked]:
    interface = finder.interface
    if finder.mixed:
        noun = "overview-examples" if finder.example else "overview-real"
        yield Linked(interface.plural(noun, len(letters)), finder.find_letters())
    else:
        yield Linked(interface.plural("communications-count", len(letters)), urls.COMMUNICATIONS)
    for kind in _COUNTED:
        count = sum(any(pair.status.kind is kind for pair in pairs[each.reference.key]) for each in letters)
        if count:
            words = interface.text(f"overview-{kind}", number=interface.number(count))
            yield Linked(words, finder.find_letters(status=interface.text(f"answered-{kind}")))
