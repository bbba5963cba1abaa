"""The YAML files of words, committees and errata."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.citations import Lexicon, cite
from letterbook.citations.lexicon.words import load_committees, load_errata, load_words
from letterbook.i18n import languages


def test_every_word_is_read_as_text() -> None:
    """YAML takes some words for something else: on, no."""

    def words(value: object) -> Iterator[object]:
        if isinstance(value, dict | list):
            for each in value.values() if isinstance(value, dict) else value:
                yield from words(each)
        else:
            yield value

    assert {type(each) for each in words(dict(load_words()))} == {str}


def test_no_committee_has_a_comment_beyond_its_last() -> None:
    """The last number decides whose a comment without a committee can be."""
    for committee in load_committees().values():
        assert max(committee.symbols) <= committee.last


def test_every_erratum_says_what_was_meant_in_each_language_of_the_interface(lexicon: Lexicon) -> None:
    for symbol, erratum in load_errata().items():
        assert erratum.notes.keys() == set(languages())
        assert all(erratum.meant in note for note in erratum.notes.values())
        (found,) = cite(f"its resolution ({symbol})", lexicon)
        assert (found.text, found.document, found.note) == (symbol, erratum.meant, erratum.notes["en"])
