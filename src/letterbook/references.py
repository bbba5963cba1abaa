"""The legal references of a letter or a response: what is declared and what is found, each back to where it stands."""

from __future__ import annotations

from letterbook import urls
from letterbook.citations.declared import expanded
from letterbook.citing import Citing, Occurrence, noted, written
from letterbook.interface import Interface
from letterbook.public import AnnexEntry, Communication, Instrument, Response
from letterbook.views import Linked


def references(
    letter: Communication, response: Response | None, citing: Citing, interface: Interface
) -> list[dict[str, object]]:
    """Those of a letter: what its annex declares, then what its text cites beside it; or those of a response to it,
    which declares nothing. Each has the paragraphs where it stands."""
    found = [each for each in citing.of(letter, response) if each.place is not None]
    annex = letter.annex if response is None else ()
    declared = [_reference(each, found, interface) for each in annex]
    known = {_cited(each.instrument, each.document) for each in annex}
    beside: dict[tuple[str, str], list[Occurrence]] = {}
    for each in found:
        beside.setdefault(_cited(each.instrument, each.document), []).append(each)
    entries = (
        AnnexEntry(
            instrument=group[0].instrument,
            document=group[0].document,
            provisions=tuple(dict.fromkeys(provision for each in group for provision in each.provisions)),
            cited_as=None,
            note=next((note for each in group if each.place and (note := noted(each.place.citation, interface))), None),
        )
        for cited, group in beside.items()
        if cited not in known
    )
    return declared + [_reference(each, found, interface) for each in entries]


def _cited(instrument: Instrument | None, document: str | None) -> tuple[str, str]:
    return (instrument.id if instrument else "", document or "")


def _reference(entry: AnnexEntry, found: list[Occurrence], interface: Interface) -> dict[str, object]:
    if entry.instrument is not None:
        cited = Linked.named(entry.instrument.title, urls.instrument(entry.instrument.id), interface)
        official = entry.instrument.url or ""
        provisions = [
            Linked(written(each, interface), urls.provision(entry.instrument.id, next(expanded((each,)))))
            for each in entry.provisions
        ]
    else:
        symbol = entry.document or ""
        cited, official = Linked(symbol, urls.cited_document(symbol)), urls.document(symbol)
        provisions = [Linked(each) for each in entry.provisions]
    meant = _cited(entry.instrument, entry.document)
    anchors = (each.place.anchor for each in found if each.place and _cited(each.instrument, each.document) == meant)
    return {
        "cited": cited,
        "official": official,
        "provisions": provisions,
        "cited_as": entry.cited_as,
        "note": entry.note,
        "places": [
            Linked(f"¶ {each.rpartition('p')[2]}", f"#{each}") for each in dict.fromkeys(anchors) if each[-1].isdigit()
        ],
    }
