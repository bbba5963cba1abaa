"""The formulas of letters and notes verbales, which reveal nothing about a letter that contains them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from letterbook.audit.fingerprints import NGRAM_WORDS, normalize

_FILE = Path(__file__).with_name("formulas.yml")
_LEAST_SHARE = 3 / 4
"""The share of a passage's runs of NGRAM_WORDS words that must be in a formula."""
_CHOICE = re.compile(r"\{([^{}]*)\}")


def is_formula(pattern: str) -> bool:
    """Whether a normalised passage consists of formulas; a long passage may also contain a name."""
    runs = [" ".join(each) in _collect_runs() for each in _list_runs(pattern.split())]
    return sum(runs) >= _LEAST_SHARE * len(runs)


@cache
def _collect_runs() -> frozenset[str]:
    with _FILE.open(encoding="utf-8") as file:
        formulas: list[str] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    found: set[str] = set()
    for formula in itertools.chain.from_iterable(map(_expand, formulas)):
        words = normalize(formula).split()
        for length in range(1, NGRAM_WORDS + 1):
            found.update(" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return frozenset(found)


def _expand(formula: str) -> Iterator[str]:
    """Yield a formula with each of its choices."""
    pieces = _CHOICE.split(formula)
    for chosen in itertools.product(*(each.split("|") for each in pieces[1::2])):
        yield "".join(itertools.chain.from_iterable(itertools.zip_longest(pieces[::2], chosen, fillvalue="")))


def _list_runs(words: list[str]) -> Iterator[list[str]]:
    """Yield each run of NGRAM_WORDS words, or all words if there are fewer."""
    for at in range(max(len(words) - NGRAM_WORDS, 0) + 1):
        yield words[at : at + NGRAM_WORDS]
