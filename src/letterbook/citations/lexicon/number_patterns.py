"""Numbers of provisions, their parts, and the words that may come between them.

All are tried at one position, and none backtracks over text it has read.
"""

from __future__ import annotations

import re

from letterbook.citations.lexicon.pattern import CitationPattern
from letterbook.citations.lexicon.words import load_words

NUMBER = CitationPattern(
    r"""
    (?P<digits>[0-9]{1,3})(?:er|re|\.?[°º])?(?![0-9a-zà-ÿ%]|[/.,][0-9]{3}|/)
    |(?P<first>premier|première|primero)\b
    |(?=[ivxl]+\b)(?!l\b)(?P<roman>(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3}))(?<=[ivxl])\b(?!')
    """,
    citations=(
        "article 19 of the ICCPR",
        "article premier du PIDCP",
        "article 1er du PIDCP",
        "artículo IX of the UDHR",
    ),
    rejects=("19th", "50%"),
)
"""The number of a provision. Roman numerals count only in capitals in the text."""

PART = CitationPattern(
    r"""
    \ ?\(\ ?(?P<enclosed>[0-9]{1,2}|[ivx]{1,4}|[a-z])\ ?\)
    |\ ?(?P<closed>[a-z])\)
    |\.(?P<digits>[0-9]{1,2})(?![0-9/]|\.[0-9])
    |\.(?P<letter>[a-z])(?:\)|\b(?![.']))
    """,
    citations=("article 9 (2) of the ICCPR", "article 9.2 of the ICCPR", "article 14 (3) d) of the ICCPR"),
)
"""A paragraph or letter of a provision: exactly one group holds it."""

NESTED_PART = CitationPattern(
    r"\ ?\((?P<outer>[0-9]{1,2}|[a-z])\ ?\((?P<inner>[0-9]{1,2}|[ivx]{1,4}|[a-z])\)\)",
    citations=("article 5(2(a)) of the CRPD", "article 12 (3 (b)) of the ICCPR"),
    rejects=("article 5 (2) (a) of the CRPD",),
)
"""A letter inside the parentheses of its paragraph."""

SEVERAL_PARTS = CitationPattern(
    r"""
    \ ?\((?=[^()]{3,40}\))
    (?P<parts>(?:[0-9]{1,2}|[a-z])(?:\ ?(?:,|&|-|\band\b|\by\b|\bet\b)\ ?(?:[0-9]{1,2}|[a-z]))+)
    \)
    """,
    citations=(
        "article 4 (c & d) of the ICERD",
        "article 2 (3) (a-c) of the ICCPR",
        "artículo 14 (1, 2 y 3) del PIDCP",
    ),
)
"""Parts in one pair of parentheses."""

PART_SEPARATOR = CitationPattern(
    r"\ ?(?:,|&|\band\b|\by\b|\bet\b)\ ?",
    citations=("article 4 (c & d) of the ICERD",),
)
"""Between the parts in one pair of parentheses."""


SUBDIVISION = CitationPattern(
    r"""
    ,?\ (?:
        sub-?paragraphs?|incisos?|inc\.|apartados?|letras?|literal(?:es)?|points?|lettres?|alinéas?|numeral(?:es)?
    )\ \(?(?P<named>[ivx]{1,4}|[a-z])\)
    |,?\ lit\.?\ \(?(?P<lit>[a-z])\b\)?
    """,
    citations=(
        "article 14, paragraph 3, subparagraph (b), of the ICCPR",
        "artículo 14, párrafo 3, inciso b) del PIDCP",
    ),
)
"""A letter of a paragraph, with its word: exactly one group holds it."""

PARAGRAPH_WORD = CitationPattern(
    lambda: (
        rf"""
    \ ?,?\ ?(?P<open>\(?)
    (?:
        (?P<word>{"|".join(re.escape(each) for each in _paragraph_words())})\b\.?\ ?
        |(?P<lettered>points?|lettres?|letras?|literal(?:es)?|lit\.|let\.)\ (?=\(?[a-z]\))
        |al\.\ ?
        |(?P<many>§§)\ ?
        |§\ ?
    )
    """
    ),
    citations=(
        "article 12, paragraphs 1 and 2, of the ICCPR",
        "article 9 (paragraphs 1 to 4) of the ICCPR",
        "article 9 (par. 1, 3 et 4) du PIDCP",
        "article 6 points b) et c) de la CEDEF",
    ),
)
"""Between a provision and its paragraphs."""

PARAGRAPH = re.compile(r"(?P<digits>[0-9]{1,2})(?![0-9/%]|[.,][0-9])")
LETTER = re.compile(r"\(?(?P<letter>[a-z]|[ivx]{1,4})\)")


def _paragraph_words() -> list[str]:
    words = load_words()
    return [*words["paragraphs"], *words["subdivisions"]]
