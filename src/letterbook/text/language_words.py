"""The words by which the language of a text is recognised, in English, French and Spanish. Data, no logic.

They are among the commonest words of each language, folded (see `normalize`), without those that another of the three
has as well, such as "de", "la" and "que".
"""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = """
    the of and to that which with for by from have has been be were was are is this these their its would we not or at
    it they who any such
"""
_FRENCH = """
    les des du et dans une est pour qui avec sur aux au cette ces leurs ses ont ete sont nous vous ainsi par ou le ce d
    l qu etre
"""
_SPANISH = """
    el los las del y con por para una sus como su ha han ser fue esta al entre sobre o lo es
"""
COMMON_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "fr": frozenset(_FRENCH.split()),
    "es": frozenset(_SPANISH.split()),
}
