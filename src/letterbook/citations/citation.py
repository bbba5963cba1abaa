"""A citation of an instrument or a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from letterbook.citations.lexicon.words import Erratum

NO_INSTRUMENT = "no instrument is named with it"
"""The reason why a provision by itself is not resolved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation in a text, and what it means.

    `text` is the cited passage, which runs from offset `start` up to but not including `end`. Offsets count code points
    of the text that was searched.

    A resolved citation has either an `instrument` (its register id) or a `document` (its symbol). In an unresolved one
    both are None, and `note` says why. `provisions` are provisions of the instrument or paragraphs of the document,
    with ranges expanded. A resolved citation has a `note` only if the document's symbol is a known `erratum`, or if the
    provisions `beyond` exceed the `last` one that the instrument has. `reason` says why it means what it means, or why
    it is not resolved. `from_letter` says that the instrument is named not in the text but in the letter that it
    answers or is an extract of.
    """

    text: str
    start: int
    end: int
    instrument: str | None
    document: str | None
    provisions: tuple[str, ...]
    note: str | None
    reason: str = ""
    erratum: Erratum | None = None
    beyond: tuple[str, ...] = ()
    last: int | None = None
    from_letter: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is a provision of nothing that is named: `article 4`, which may be that of a bill."""
        return self.reason == NO_INSTRUMENT

    @property
    def is_resolved(self) -> bool:
        """Whether the instrument or document is known."""
        return self.instrument is not None or self.document is not None


def pack_citation(citation: Citation) -> list[Any]:
    """Return a citation as a value that JSON can hold."""
    erratum = citation.erratum
    return [
        citation.text,
        citation.start,
        citation.end,
        citation.instrument,
        citation.document,
        citation.provisions,
        citation.note,
        citation.reason,
        [erratum.meant, dict(erratum.notes)] if erratum else None,
        citation.beyond,
        citation.last,
        citation.from_letter,
    ]


def unpack_citation(packed: list[Any]) -> Citation:
    """Return the citation that `pack_citation` made into a list."""
    text, start, end, instrument, document, provisions, note, reason, erratum, beyond, last, from_letter = packed
    return Citation(
        text=text,
        start=start,
        end=end,
        instrument=instrument,
        document=document,
        provisions=tuple(provisions),
        note=note,
        reason=reason,
        erratum=Erratum(meant=erratum[0], notes=erratum[1]) if erratum else None,
        beyond=tuple(beyond),
        last=last,
        from_letter=from_letter,
    )
