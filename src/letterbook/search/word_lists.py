"""Word lists for search: synonyms, and stop words, which say nothing about a text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_SYNONYMS = Path(__file__).with_name("synonyms.yml")
_STOP_WORDS = Path(__file__).with_name("stop_words.yml")


def read_synonyms() -> list[list[str]]:
    """Return the groups of synonyms, words or phrases."""
    return _read_lists(_SYNONYMS)


@cache
def read_stop_words() -> frozenset[str]:
    """Return the words that a search for several words leaves out."""
    return frozenset(word for each in _read_lists(_STOP_WORDS) for word in each)


def _read_lists(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as file:
        found: list[list[str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return found
