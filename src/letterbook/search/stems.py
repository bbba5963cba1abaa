"""Finds the stem of a word, by which its forms are known: with lunr's rules for English, and Snowball's for French and
Spanish. The browser stems only words that the index does not have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

import snowballstemmer
from lunr.stemmer import PorterStemmer

from letterbook.search.tokenize import tokenize

_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_PREFIX = re.compile("^[وف]?(?:ال|لل|[بك]ال)(?=.{2})")


def find_stem(word: str, written: str, language: str) -> str:
    """Return the stem of a word as the index compares stems.

    `written` is the word with its accents, which French and Spanish stems depend on; `language` has two letters. A
    word with a digit, and one of a language without a stemmer, is its own stem.
    """
    if _ARABIC.search(word):
        return _stem_arabic(word)
    stem = _load_stemmers().get(language)
    if stem is None or not word.isalpha():
        return word
    return "".join(tokenize(stem(written)))


def _stem_arabic(word: str) -> str:
    """Return a word without its article."""
    return _ARABIC_PREFIX.sub("", word)


@cache
def _load_stemmers() -> Mapping[str, Callable[[str], str]]:
    return {
        "en": PorterStemmer().stem,
        "fr": snowballstemmer.stemmer("french").stemWord,
        "es": snowballstemmer.stemmer("spanish").stemWord,
    }
