"""Works out from the record alone what the scan of a site looks for, so that it can be done before there is a site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook.audit.allowlist import find_public_patterns
from letterbook.audit.index_terms import SuspectTerms
from letterbook.audit.public_text import find_released
from letterbook.audit.withheld import Withheld, find_withheld
from letterbook.citations import CitationCache
from letterbook.model.record import Corpus
from letterbook.text.pdf import PdfReader


@dataclass(frozen=True, slots=True)
class Sought:
    """Everything `withheld`. Those of its patterns that public texts of the record are known to have are
    `public_patterns`, and the words that they are not known to have are `words`."""

    withheld: Withheld
    public_patterns: frozenset[str]
    words: frozenset[str]


def find_sought(corpus: Corpus, as_of: dt.datetime, citations: CitationCache, pdfs: PdfReader) -> Iterator[Sought]:
    """Yield, once, what to look for in the site of a record as of a moment with its zone.

    `citations` is a cache from an earlier step, and `pdfs` a reader of PDFs.
    """
    released = find_released(corpus, as_of, citations)
    withheld = find_withheld(corpus, released, pdfs)
    terms = SuspectTerms(withheld.words)
    public_patterns = find_public_patterns(withheld.patterns, terms, corpus, released)
    yield Sought(withheld, public_patterns, terms.list_remaining())
