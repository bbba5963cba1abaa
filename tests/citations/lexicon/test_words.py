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
        assert max(committee.comments) <= committee.last


def test_the_comments_of_a_committee_are_numbered_without_a_gap() -> None:
    for id_, committee in load_committees().items():
        assert list(committee.comments) == [*range(1, len(committee.comments) + 1)], id_


def test_every_comment_has_a_title_and_the_years_with_which_it_is_cited() -> None:
    """No committee can have issued a comment before the first treaty body met, in 1970."""
    for id_, committee in load_committees().items():
        for number, comment in committee.comments.items():
            assert comment.title["en"], (id_, number)
            assert all(1970 <= year <= 2100 for year in comment.years), (id_, number)
            assert len(set(comment.years)) == len(comment.years), (id_, number)


def test_a_joint_comment_is_one_document_for_both_committees() -> None:
    committees = load_committees()
    for id_, committee in committees.items():
        for number, comment in committee.comments.items():
            if comment.joint is not None:
                other, there = comment.joint
                twin = committees[other].comments[there]
                assert twin.joint == (id_, number)
                assert (twin.title, twin.years, twin.symbol) == (comment.title, comment.years, comment.symbol)


def test_two_comments_have_the_same_symbol_only_if_they_are_joint() -> None:
    for id_, committee in load_committees().items():
        for number, comment in committee.comments.items():
            sharing = {
                (other, there)
                for other, each in load_committees().items()
                for there, symbol in each.symbols.items()
                if symbol == comment.symbol
            }
            assert sharing <= {(id_, number), comment.joint}


def test_every_erratum_says_what_was_meant_in_each_language_of_the_interface(lexicon: Lexicon) -> None:
    for symbol, erratum in load_errata().items():
        assert erratum.notes.keys() == set(languages())
        assert all(erratum.meant in note for note in erratum.notes.values())
        (found,) = cite(f"its resolution ({symbol})", lexicon)
        assert (found.text, found.document, found.note) == (symbol, erratum.meant, erratum.notes["en"])
