"""The YAML files of words, committees and errata."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.citations import Lexicon, cite
from letterbook.citations.lexicon.words import (
    find_report,
    load_committees,
    load_errata,
    load_mandates,
    load_reports,
    load_words,
)
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


def test_the_reports_are_of_mandates_with_a_name_and_of_the_year_of_their_session() -> None:
    """The General Assembly's 80th session began in 2025; the Human Rights Council met for the first time in 2006."""
    assert {each.mandate for each in load_reports().values()} == set(load_mandates())
    for symbol, each in load_reports().items():
        assert each.title, symbol
        if each.body == "ga":
            assert each.year == 1945 + int(symbol.split("/")[1]), symbol
        else:
            session = int(symbol.split("/")[2])
            assert 2006 + session // 3 - 2 <= each.year <= 2006 + session // 3 + 1, symbol


def test_a_report_is_found_by_its_year_only_if_it_is_the_only_one() -> None:
    """Of two reports to the same body in a year, neither is meant."""
    assert find_report("food", "ga", 2021) == "A/76/237"
    assert find_report("religion-or-belief", "hrc", 2010) is None
    assert find_report("food", "ga", 1950) is None


def test_every_name_of_a_mandate_makes_its_reports_citations(lexicon: Lexicon) -> None:
    for mandate, each in load_mandates().items():
        symbol, report = next(
            (symbol, report)
            for symbol, report in load_reports().items()
            if report.mandate == mandate and find_report(mandate, report.body, report.year) == symbol
        )
        body = {"hrc": "Human Rights Council", "ga": "General Assembly"}[report.body]
        for name in each.names:
            (found,) = cite(f"the {report.year} report of the {name} to the {body}", lexicon)
            assert found.document == symbol, name
