"""Citations of international law in English, French and Spanish texts.

The public functions, one module each:

- `find_citations` says where a text may cite something, as `Mention` values;
- `resolve_citations` says which instrument or document each mention means, as `Citation` values;
- `annotate_html` turns citations into links; `read_visible_text` and `find_tags` give it its offsets.

`cite` finds and resolves in one call. What to look for comes from the register of instruments, as a `Lexicon`, and from
the YAML files in `lexicon/`: words, bodies, committees and errata.
"""

from functools import lru_cache

from letterbook.citations.annotate import Link, annotate_html, find_tags, read_visible_text
from letterbook.citations.citation import Citation
from letterbook.citations.find import find_citations
from letterbook.citations.lexicon.instrument_names import Citable
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.resolve import resolve_citations

__all__ = [
    "Citable",
    "Citation",
    "Lexicon",
    "Link",
    "annotate_html",
    "cite",
    "cited",
    "find_citations",
    "find_tags",
    "read_visible_text",
    "resolve_citations",
]


def cite(text: str, lexicon: Lexicon) -> tuple[Citation, ...]:
    """Find and resolve the citations of a text.

    Returns them in the order of the text, without overlaps. Offsets are code points of `text`. Raises nothing.
    """
    return resolve_citations(find_citations(text, lexicon), lexicon)


@lru_cache(maxsize=30_000)
def cited(text: str, *, names: Lexicon) -> tuple[Citation, ...]:
    """Return what `cite` returns, from a cache: the check, the gate and the audit each cite the same texts."""
    # `names` is keyword-only, because lru_cache keeps calls by position and by keyword apart.
    return cite(text, names)
