"""The legal references of a letter or a response: what is declared and what is found, each back to where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from letterbook import urls
from letterbook.citations.provisions import expand_ranges
from letterbook.derived.citation_index import Citing, Occurrence, noted, numerically, written
from letterbook.i18n import Interface
from letterbook.model.public import AnnexEntry, Communication, Instrument, Response
from letterbook.rendering.views import Linked


@dataclass(slots=True)
class _Found:
    """What a text cites of an instrument, or a document: the anchors of the paragraphs, in their order, by provision,
    with "" for the whole."""

    instrument: Instrument | None
    document: str | None
    anchors: dict[str, dict[str, None]] = field(default_factory=dict)
    note: str = ""

    def add(self, occurrence: Occurrence, interface: Interface) -> None:
        assert occurrence.place is not None
        for each in occurrence.provisions or ("",):
            self.anchors.setdefault(each, {})[occurrence.place.anchor] = None
        self.note = self.note or noted(occurrence.place.citation, interface)


def references(
    letter: Communication, response: Response | None, citing: Citing, interface: Interface
) -> list[dict[str, object]]:
    """Those of a letter: what its annex declares, then what its text cites beside it; or those of a response to it,
    which declares nothing. Each provision has the paragraphs where it stands."""
    found: dict[tuple[str, str], _Found] = {}
    printed: dict[str, dict[str, None]] = {}  # the anchors of what is cited, by its words
    for each in citing.of(letter, response):
        if each.place is not None:
            of_it = found.setdefault(_cited(each), _Found(each.instrument, each.document))
            of_it.add(each, interface)
            printed.setdefault(each.place.citation.text, {})[each.place.anchor] = None
    told: list[dict[str, object]] = []
    for entry in letter.annex if response is None else ():
        own = found.pop(_cited(entry), None) or _Found(entry.instrument, entry.document)
        if entry.cited_as:
            own.anchors.setdefault("", {}).update(printed.get(entry.cited_as, {}))
        told.append(_reference(own, entry, interface))
    return told + [_reference(each, None, interface) for each in found.values()]


def _cited(named: Occurrence | AnnexEntry) -> tuple[str, str]:
    return (named.instrument.id if named.instrument else "", named.document or "")


def _reference(found: _Found, entry: AnnexEntry | None, interface: Interface) -> dict[str, object]:
    if found.instrument is not None:
        cited = Linked.named(found.instrument.title, urls.instrument(found.instrument.id), interface)
        official = found.instrument.url or ""
    else:
        symbol = found.document or ""
        cited, official = Linked(symbol, urls.cited_document(symbol)), urls.document(symbol)
    return {
        "cited": cited,
        "official": official,
        "unit": interface.words(found.instrument.provision) if found.instrument else "",
        "provisions": list(_provisions(found, entry, interface)),
        "cited_as": entry.cited_as if entry else None,
        "note": (entry and entry.note) or found.note,
        "places": _places(found.anchors.get("", {})),
    }


def _provisions(found: _Found, entry: AnnexEntry | None, interface: Interface) -> Iterator[dict[str, object]]:
    """As they are declared, then those that only the text has."""
    left = {each: anchors for each, anchors in found.anchors.items() if each}
    for each in entry.provisions if entry else ():
        anchors = dict.fromkeys(anchor for one in expand_ranges((each,)) for anchor in left.pop(one, {}))
        yield _provision(found, each, anchors, interface)
    for first, last in _ranges(left):
        yield _provision(found, first if first == last else f"{first}-{last}", left[first], interface)


def _ranges(anchors: dict[str, dict[str, None]]) -> Iterator[tuple[str, str]]:
    """In order, those that follow on each other in the same paragraphs together, from three on."""
    run: list[str] = []
    for each in (*sorted(anchors, key=numerically), ""):
        follows = run and each.isdigit() and run[-1].isdigit() and int(each) == int(run[-1]) + 1
        if run and not (follows and anchors[each] == anchors[run[0]]):
            yield from [(run[0], run[-1])] if len(run) > 2 else ((one, one) for one in run)
            run = []
        run.append(each)


def _provision(found: _Found, provision: str, anchors: Iterable[str], interface: Interface) -> dict[str, object]:
    """`written` is how it is told; of an instrument it has a page."""
    told = written(provision, interface)
    if found.instrument is None:
        link = Linked(f"¶ {told}")
    else:
        link = Linked(told, urls.provision(found.instrument.id, next(expand_ranges((provision,)))))
    return {"link": link, "places": _places(anchors)}


def _places(anchors: Iterable[str]) -> list[Linked]:
    return [Linked(f"¶ {each.rpartition('p')[2]}", f"#{each}") for each in anchors if each[-1].isdigit()]
