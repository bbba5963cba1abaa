"""Citations of international law in letters, in English, French and Spanish.

Three verbs, a module each: `find` says where a text cites something, `resolve` what is meant, `annotate` makes links of
it in HTML. `cite` does the first two. What is looked for comes from the register of instruments and from the data files
beside this: words (forms.yml), bodies, committees, errata.
"""

from functools import lru_cache

from letterbook.citations.annotate import Link, annotate, places, visible
from letterbook.citations.find import find
from letterbook.citations.lexicon.instrument_names import Citable
from letterbook.citations.lexicon.vocabulary import Names
from letterbook.citations.resolve import Citation, resolve

__all__ = ["Citable", "Citation", "Link", "Names", "annotate", "cite", "cited", "find", "places", "resolve", "visible"]


def cite(text: str, names: Names) -> tuple[Citation, ...]:
    """The citations of a text with what they mean, in their order; none overlaps another. Raises nothing."""
    return resolve(find(text, names), names)


@lru_cache(maxsize=30_000)
def cited(text: str, *, names: Names) -> tuple[Citation, ...]:
    """What `cite` finds, remembered: the check, the gate and the proof each ask it of the texts of the record."""
    # By name alone: what was asked in another way is not remembered.
    return cite(text, names)
