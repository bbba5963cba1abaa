"""Patterns and their examples, both ways; names of instruments, each as an example of itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gold import PROJECT
from letterbook.citations import Lexicon, cite
from letterbook.citations.lexicon import grammar
from letterbook.citations.lexicon.grammar import FORMS, Form
from letterbook.citations.lexicon.vocabulary import Kind
from letterbook.citations.lexicon.words import bodies, committees, errata, forms
from letterbook.citations.normalize import fold
from letterbook.i18n import languages
from letterbook.ingest import corpus

EXAMPLES = [pytest.param(form, example, id=example) for form in FORMS for example in form.examples]


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_a_pattern_matches_its_example(form: Form, example: str) -> None:
    """Somewhere in it, in the case in which it is tried."""
    folded = fold(example)
    assert form.pattern.search(folded.text) or form.pattern.search(folded.lower)


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_an_example_is_a_citation_that_is_found(form: Form, example: str, lexicon: Lexicon) -> None:
    """To its end: a pattern that matches too little would leave a piece of it."""
    found = cite(f"We refer to {example}, as we did before.", lexicon)
    assert found, form
    assert found[-1].end == len("We refer to ") + len(example)


def test_every_pattern_has_examples() -> None:
    """But the one that says what is none."""
    every = {name for name in vars(grammar) if isinstance(getattr(grammar, name), Form)}
    assert {name for name in every if getattr(grammar, name) not in FORMS} == {"QUALIFIED"}
    assert all(form.examples for form in FORMS)


def test_every_name_of_an_instrument_is_found_and_means_it(lexicon: Lexicon) -> None:
    """Alone or before a number, and behind a provision. What other things are called, too, is none alone."""
    tried = 0
    for name, kind, id_ in lexicon.examples():
        if name in forms()["ambiguous"]:
            assert cite(f"the {name}.", lexicon) == ()
        elif kind is Kind.NAME:
            (alone,) = cite(f"the {name}.", lexicon)
            assert (alone.text, alone.instrument) == (name, id_)
        elif kind is Kind.NUMBERED:
            (alone,) = cite(f"the {name} 7.", lexicon)
            assert (alone.text, alone.instrument, alone.provisions) == (f"{name} 7", id_, ("7",))
        else:
            continue
        unit = forms()["units"][lexicon.units[id_]]["one"][0]
        (of,) = cite(f"see {unit} 3 of the {name}.", lexicon)
        assert (of.instrument, of.provisions) == (id_, ("3",)), of
        tried += 1
    assert tried > 200


def test_every_title_of_the_shipped_register_means_its_own_instrument(lexicon: Lexicon) -> None:
    """A name that two entries shared would mean neither."""
    read = corpus.load(PROJECT / "data").corpus
    assert read is not None
    for id_, instrument in read.registers.instruments.items():
        given = [name for words in (instrument.title, instrument.short) for _, name in words]
        for name in (*given, *instrument.aliases):
            if name not in instrument.numbered:
                assert [each.instrument for each in cite(f"a party to the {name},", lexicon)] == [id_], name


def test_every_word_of_the_data_is_one() -> None:
    """YAML takes some words for something else: on, no."""

    def words(value: object) -> Iterator[object]:
        if isinstance(value, dict | list):
            for each in value.values() if isinstance(value, dict) else value:
                yield from words(each)
        else:
            yield value

    assert {type(each) for each in words(dict(forms()))} == {str}


def test_every_body_and_committee_is_found_by_each_of_its_names(lexicon: Lexicon) -> None:
    for body in bodies().values():
        number = "1325 (2000)" if body.sessions is None else f"{body.sessions[1] - 1}/7"
        for name in body.names:
            for text in (f"{name} resolution {number}", f"the {name} adopted resolution {number}"):
                assert cite(text, lexicon)[-1].document == body.symbol.format(number=number), text
    for committee in committees().values():
        word = "general recommendation" if committee.recommends else "general comment"
        comment, symbol = next(iter(committee.symbols.items()))
        for name in committee.names:
            for text in (f"{name}, {word} No. {comment}", f"{word} No. {comment} of the {name}"):
                assert cite(text, lexicon)[-1].document == symbol, text
        for name in committee.short:
            assert cite(f"{name} {word} No. {comment}", lexicon)[-1].document == symbol, name


def test_no_committee_has_a_comment_beyond_its_last() -> None:
    """By the last it is told whose a comment can be."""
    for committee in committees().values():
        assert max(committee.symbols) <= committee.last


def test_every_erratum_says_what_was_meant_in_each_language_of_the_interface(lexicon: Lexicon) -> None:
    for symbol, erratum in errata().items():
        assert erratum.notes.keys() == set(languages())
        assert all(erratum.meant in note for note in erratum.notes.values())
        (found,) = cite(f"its resolution ({symbol})", lexicon)
        assert (found.text, found.document, found.note) == (symbol, erratum.meant, erratum.notes["en"])


def test_every_provision_of_the_register_has_its_word(lexicon: Lexicon) -> None:
    """What an instrument calls its provisions is known as such, or `article 3 of` it would not be found."""
    read = corpus.load(PROJECT / "data").corpus
    assert read is not None
    for id_, instrument in read.registers.instruments.items():
        unit = forms()["units"][lexicon.units[id_]]
        assert {word.lower() for _, word in instrument.provision} <= set(unit["one"]), id_
