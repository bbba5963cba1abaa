"""Citations of international law in English, French and Spanish texts.

The public functions, one module each:

- `find_citations` says where a text may cite something, as `Mention` values;
- `resolve_citations` says which instrument or document each mention means, as `Citation` values;
- `annotate_html` turns citations into links.

`cite` finds and resolves in one call. All take a visible text (see `text.visible_text`). What to look for comes from
the register of instruments, as a `Lexicon`, and from the files in `lexicon/`: words, bodies, committees and errata.
"""

from __future__ import annotations

from collections.abc import Mapping

from letterbook.citations.annotate import Link, annotate_html
from letterbook.citations.citation import Citation
from letterbook.citations.find import find_citations
from letterbook.citations.lexicon.instrument_names import Citable
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.resolve import resolve_citations
from letterbook.text.visible_text import read_visible_text

__all__ = [
    "Citable",
    "Citation",
    "CitationCache",
    "Lexicon",
    "Link",
    "annotate_html",
    "cite",
    "find_citations",
    "resolve_citations",
]


def cite(text: str, lexicon: Lexicon) -> tuple[Citation, ...]:
    """Find and resolve the citations of a visible text.

    Returns them in the order of the text, without overlaps. Offsets are characters of `text`. Raises nothing.
    """
    return resolve_citations(find_citations(text, lexicon), lexicon)


class CitationCache:
    """Finds and resolves the citations of texts with one lexicon, each text only once.

    The check, the gate and the audit all look for citations in the same texts of a record, so one cache is made for the
    record and passed from one to the next.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._citations: dict[str, tuple[Citation, ...]] = {}

    @classmethod
    def of(cls, instruments: Mapping[str, Citable]) -> CitationCache:
        """Make a cache for the lexicon of a register of instruments, by id."""
        return cls(Lexicon.of(instruments))

    def cite(self, source: str) -> tuple[Citation, ...]:
        """Return the citations of a text in Markdown; offsets are those of its visible text."""
        if source not in self._citations:
            self._citations[source] = cite(read_visible_text(source).running, self._lexicon)
        return self._citations[source]
