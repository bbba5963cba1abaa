"""Instruments that texts name but that are not in the register, by the names that the texts give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile

from letterbook.citations.find import find_citations
from letterbook.citations.lexicon.context import is_function_word
from letterbook.citations.lexicon.pattern import CitationPattern
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.lexicon.words import load_words
from letterbook.citations.mentions import UnknownInstrument

_LONGEST_NAME = 200
_BEFORE = re.compile(r"(?:\b[A-ZÀ-Ý][\w'’-]*\s+){1,4}$")


def _list_heads() -> list[str]:
    """Return the head nouns as they are written in a name: with them, another name begins."""
    return [word.title() for each in load_words()["heads"].values() for word in each]


AFTER_HEAD = CitationPattern(
    lambda: (
        rf"""
    (?:
        \s+(?:(?:on|of|the|for|to|against|relating|concerning|and|in|with|all|by|de|del|la|las|los|el|sobre|para|contra|y|e
                |des|du|les|le|sur|pour|contre|relative|aux?|et|en)\s+|d['’]|l['’])*
        \(?(?!(?:{"|".join(_list_heads())})\b)[A-ZÀ-Ý][\w'’-]*\)?
    ){{1,14}}
    """
    ),
    matches=(" on the Rights of Lighthouse Keepers", " sobre la Diversidad Biológica"),
)
"""After a head noun, in the case of the text: the rest of the name, of which the last word has a capital letter."""


def list_unknown_names(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the name of each mention of an instrument that is not in the register, in the order of the visible text.

    A head noun alone, such as `the Convention`, does not count.
    """
    for each in find_citations(text, lexicon):
        if isinstance(each.target, UnknownInstrument):
            before = _BEFORE.search(text, max(0, each.start - _LONGEST_NAME), each.start)
            after = AFTER_HEAD.regex.match(text, each.end, each.end + _LONGEST_NAME)
            name = text[before.start() if before else each.start : after.end() if after else each.end]
            words = list(dropwhile(is_function_word, name.split()))
            if len(words) > 1:
                yield " ".join(words)
