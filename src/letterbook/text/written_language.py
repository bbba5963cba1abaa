"""Recognises the language in which a text is written, if it is plain."""

from __future__ import annotations

import re
from collections import Counter

from letterbook.text.language_words import COMMON_WORDS
from letterbook.text.normalize import fold_words
from letterbook.text.visible_text import VisibleText

OTHER_SCRIPT = "?"
READ = 4_000
"""How many characters of a text are read."""
FEWEST_WORDS = 40
_PLAIN, _FOREIGN = 0.12, 0.04
"""The least share of the commonest words in a text of their language, and the greatest in a text of another. In letters
and responses that were measured these are 0.14 and more, and 0.025 at most."""
_PLAIN_ENGLISH = 0.2
"""The least share of the commonest English words at which a text is not in any other language at all."""
_FEWEST_LATIN = 0.2
"""The least share of Latin letters in a text of a language with that script; quotations may be in another."""
_LATIN = re.compile(r"[a-z]")
_LETTER = re.compile(r"[^\W0-9_]")


def find_other_language(visible: VisibleText, declared: str) -> str:
    """Return the language of a text, if it is plainly not the one declared: "en", "fr", "es", or `OTHER_SCRIPT`.

    Returns "" otherwise, and for short texts.

    `declared` is a language tag. A text declared to be in a language other than these three is only compared with
    English, whose commonest words no other language has.
    """
    words = fold_words(visible.running[:READ]).split()
    own = declared.partition("-")[0]
    if len(words) < FEWEST_WORDS:
        return ""
    shares = _measure_shares(words)
    if own not in COMMON_WORDS:
        return "en" if shares["en"] > _PLAIN_ENGLISH else ""
    text = "".join(words)
    if not text.isascii() and len(_LATIN.findall(text)) < _FEWEST_LATIN * len(_LETTER.findall(text)):
        return OTHER_SCRIPT
    plain = max(shares, key=shares.__getitem__)
    return plain if shares[plain] > _PLAIN and shares[own] < _FOREIGN else ""


def find_language(visible: VisibleText) -> str:
    """Return the language in which a text is plainly written: "en", "fr" or "es", or "" if that is not clear."""
    words = fold_words(visible.running[:READ]).split()
    if len(words) < FEWEST_WORDS:
        return ""
    first, second = sorted(_measure_shares(words).items(), key=lambda each: -each[1])[:2]
    return first[0] if first[1] > _PLAIN and second[1] < first[1] / 2 else ""


def _measure_shares(words: list[str]) -> dict[str, float]:
    """Return the share of the commonest words of each language among some words."""
    counts = Counter(words)
    return {each: sum(map(counts.__getitem__, common)) / len(words) for each, common in COMMON_WORDS.items()}
