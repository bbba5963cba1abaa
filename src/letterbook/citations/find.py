"""From a text to the citations in it: where each stands and what it speaks of. What is meant is for `resolve` to say.

One pass finds every word that a citation can begin with; from each, patterns are tried at their place. No piece of a
text is read more than a few times, however it is written.
"""

from __future__ import annotations

from letterbook.citations.lexicon.vocabulary import Kind, Lexicon
from letterbook.citations.mentions import Found
from letterbook.citations.normalize import fold
from letterbook.citations.parsers.documents import DocumentReader
from letterbook.citations.parsers.provisions import ProvisionReader
from letterbook.citations.parsers.resolutions import ResolutionReader
from letterbook.citations.parsers.state import Reading


def find_citations(text: str, lexicon: Lexicon) -> tuple[Found, ...]:
    """The citations of a text in their order, none of which overlaps another, and between them what is no citation but
    says what a later one means: `Stranger`, `Mentioned`. Places are code points of `text`. Raises nothing."""
    reading = Reading.of(fold(text), text, lexicon)
    provisions, resolutions = ProvisionReader(reading), ResolutionReader(reading)
    documents = DocumentReader(reading, resolutions)
    read = {
        Kind.ADDRESS: documents.address,
        Kind.SYMBOL: documents.symbol,
        Kind.RESOLUTION: resolutions.resolutions,
        Kind.COMMENT: documents.comments,
        Kind.BODY: resolutions.body,
        Kind.LABOUR: provisions.labour,
        Kind.HEAD: provisions.head,
        Kind.NAME: provisions.name,
        Kind.NUMBERED: provisions.numbered,
        Kind.UNIT: provisions.unit,
        Kind.COMMENTARY: provisions.commentary,
    }
    for token in reading.tokens:
        if token.start < reading.done:
            continue
        if token.kind is Kind.PARAGRAPH:
            if not documents.paragraph(token):
                provisions.paragraph(token)
        elif token.kind in read:
            read[token.kind](token)
    return tuple(reading.found)
