"""Which instruments of the register released letters use: those that an annex declares, and those that a text cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from letterbook.citations import Lexicon, cited
from letterbook.model.public import Communication, Response, Text
from letterbook.model.registers import Instrument


def used_instruments(instruments: Mapping[str, Instrument], communications: Iterable[Communication]) -> list[str]:
    """Their ids, in order. What is withheld is not asked, so that it changes nothing."""
    names = Lexicon.of(instruments)
    used: set[str] = set()
    for communication in communications:
        used.update(each.instrument.id for each in communication.annex if each.instrument is not None)
        for text in _texts(communication):
            used.update(each.instrument for each in cited(text.body, names=names) if each.instrument is not None)
    return sorted(used)


def _texts(communication: Communication) -> Iterator[Text]:
    filed: list[Communication | Response] = [communication, *communication.responses]
    for each in filed:
        yield from (each.text, *each.translations)
