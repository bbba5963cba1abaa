"""Citations of international law in letters, in English, French and Spanish.

Three verbs, a module each: `find` says where a text cites something, `resolve` what is meant, `annotate` makes links of
it in HTML. `cite` does the first two. What is looked for comes from the register of instruments and from the data files
beside this: words (forms.yml), bodies, committees, errata.
"""

from letterbook.citations.annotate import Link, annotate, visible
from letterbook.citations.find import find
from letterbook.citations.names import Names
from letterbook.citations.resolve import Citation, resolve
from letterbook.citations.titles import Citable

__all__ = ["Citable", "Citation", "Link", "Names", "annotate", "cite", "find", "resolve", "visible"]


def cite(text: str, names: Names) -> tuple[Citation, ...]:
    """The citations of a text with what they mean, in their order; none overlaps another. Raises nothing."""
    return resolve(find(text, names), names)
