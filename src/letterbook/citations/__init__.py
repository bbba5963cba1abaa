"""Citations of international law in English, French and Spanish texts.

The public functions, one module each:

- `find_citations` says where a text may cite something, as `Mention` values;
- `resolve_citations` says which instrument or document each mention means, as `Citation` values;
- `annotate_html` turns citations into links.

`cite` finds and resolves in one call. All take a visible text (see `text.visible_text`). What to look for comes from
the register of instruments, as a `Lexicon`, and from the files in `lexicon/`: words, bodies, committees and errata.
"""

from __future__ import annotations

from letterbook.citations.annotate import Link, annotate_html
from letterbook.citations.cache import CitationCache
from letterbook.citations.citation import Citation
from letterbook.citations.find import find_citations
from letterbook.citations.lexicon.instrument_names import Citable
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.named import NO_TREATIES, Treaties
from letterbook.citations.resolve import list_treaties, resolve_citations

__all__ = [
    "Citable",
    "Citation",
    "CitationCache",
    "Lexicon",
    "Link",
    "Treaties",
    "annotate_html",
    "cite",
    "find_citations",
    "list_treaties",
    "resolve_citations",
]


def cite(text: str, lexicon: Lexicon, letter: Treaties = NO_TREATIES) -> tuple[Citation, ...]:
    """Find and resolve the citations of a visible text. `letter` as in `resolve_citations`.

    Returns them in the order of the text, without overlaps. Offsets are characters of `text`. Raises nothing.
    """
    return resolve_citations(find_citations(text, lexicon), lexicon, letter)
