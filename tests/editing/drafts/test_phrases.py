"""Each phrase is found in its examples, and not in what only looks like it."""

from __future__ import annotations

import pytest

from letterbook.editing.drafts import matter_phrases, phrases, response_phrases
from letterbook.editing.drafts.phrases import Phrase
from letterbook.text.capacities import fold_name
from letterbook.text.normalize import fold

NAMED = {
    f"{module.__name__.rpartition('.')[2]}.{name}{at or ''}": each
    for module in (matter_phrases, phrases, response_phrases)
    for name, value in vars(module).items()
    for at, each in enumerate(value if isinstance(value, tuple) else (value,))
    if isinstance(each, Phrase)
}


@pytest.mark.parametrize("name", NAMED)
def test_a_phrase_is_found_in_each_example_and_in_no_counterexample(name: str) -> None:
    phrase = NAMED[name]
    assert phrase.examples
    for example in phrase.examples:
        assert phrase.pattern.search(fold_name(example)), example
    for counterexample in phrase.counterexamples:
        assert not phrase.pattern.search(fold(counterexample)), counterexample


@pytest.mark.parametrize(("line", "number"), response_phrases.OWN_REFERENCE_EXAMPLES.items())
def test_the_number_of_a_response_itself_is_found(line: str, number: str) -> None:
    match = response_phrases.OWN_REFERENCE.match(fold(line))
    assert match is not None
    assert match["number"] == number


@pytest.mark.parametrize("text", response_phrases.CITED_EXAMPLES)
def test_a_letter_cited_by_its_date_is_found(text: str) -> None:
    match = response_phrases.CITED.search(fold(text))
    assert match is not None
    assert match["words"] == fold(text)


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("the arrest of Mr. Ivo Example", True),
        ("l'arrestation de Mme Example", True),
        ("el asesinato del Sr. Ejemplo", True),
        ("the arrest of a teacher in March", False),
        ("la compagnie M et ses filiales", False),
        ("Don River communities", True),
    ],
)
def test_a_person_by_title_and_name_is_recognised(text: str, is_person: bool) -> None:
    """A false alarm only leaves a title to the editor."""
    assert (matter_phrases.PERSON.search(text) is not None) == is_person
