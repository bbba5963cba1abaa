"""Each pattern matches its examples, and each example is found."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from gold import list_meanings, split_label
from letterbook import citations
from letterbook.citations import Lexicon, cite
from letterbook.citations.lexicon import list_patterns
from letterbook.citations.lexicon.pattern import CitationPattern
from letterbook.text.normalize import fold_in_place

LONGEST_LINE = 80
"""A regular expression longer than this carries examples."""


def module_values() -> Iterator[tuple[str, object]]:
    """Yield every module-level value of the citations package, with its module and name."""
    for module in pkgutil.walk_packages(citations.__path__, f"{citations.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            yield f"{module.name.removeprefix(citations.__name__)[1:]}.{name}", value


PATTERNS = {value: name for name, value in module_values() if isinstance(value, CitationPattern)}
REGEXES = {value: name for name, value in module_values() if isinstance(value, re.Pattern)}


def examples(field: str) -> list[object]:
    return [
        pytest.param(pattern, example, id=f"{name}: {example}")
        for pattern, name in PATTERNS.items()
        for example in getattr(pattern, field)
    ]


def matches(pattern: CitationPattern, text: str) -> bool:
    """Whether a pattern matches somewhere in a text, in any form in which patterns are tried."""
    normalized = fold_in_place(text)
    return any(pattern.regex.search(each) for each in (text, normalized.text, normalized.lower))


@pytest.mark.parametrize(("pattern", "example"), [*examples("citations"), *examples("matches")])
def test_a_pattern_matches_its_examples(pattern: CitationPattern, example: str) -> None:
    assert matches(pattern, example)


@pytest.mark.parametrize(("pattern", "example"), examples("meanings"))
def test_a_form_of_list_means_what_its_example_says(
    pattern: CitationPattern, example: tuple[str, str], lexicon: Lexicon
) -> None:
    passage, meaning = example
    assert any(matches(pattern, passage[:end]) for end in range(len(passage) + 1))
    found = cite(f"We refer to {passage}.", lexicon)
    assert frozenset(list_meanings(found)) == frozenset(split_label(meaning))


def test_every_form_of_list_has_an_example_with_its_meaning() -> None:
    forms = [each for each in vars(list_patterns).values() if isinstance(each, CitationPattern)]
    assert len(forms) > 10
    assert [PATTERNS[each] for each in forms if not each.meanings] == []


@pytest.mark.parametrize(("pattern", "example"), examples("rejects"))
def test_a_pattern_rejects_its_counterexamples(pattern: CitationPattern, example: str) -> None:
    assert not matches(pattern, example)


@pytest.mark.parametrize(("pattern", "example"), examples("citations"))
def test_an_example_is_a_citation_that_is_found_to_its_end(
    pattern: CitationPattern, example: str, lexicon: Lexicon
) -> None:
    """A pattern that matches too little would leave a piece of it."""
    found = cite(f"We refer to {example}, as we did before.", lexicon)
    assert found, pattern
    assert found[-1].end == len("We refer to ") + len(example)


def test_every_pattern_has_examples() -> None:
    assert len(PATTERNS) > 50
    assert [name for each, name in PATTERNS.items() if not (each.citations or each.matches)] == []


def test_no_long_expression_is_without_examples() -> None:
    assert [name for regex, name in REGEXES.items() if len(regex.pattern) > LONGEST_LINE] == []


def test_groups_are_named() -> None:
    """Whoever reads `match["number"]` need not count parentheses."""
    for regex in (*REGEXES, *(each.regex for each in PATTERNS)):
        assert len(regex.groupindex) == regex.groups, regex
