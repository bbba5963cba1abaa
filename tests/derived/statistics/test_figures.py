"""What is counted in a figure, and what is left out of it and counted beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from factories import corpus, day, letter, moment, policy, response
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.relations import Relations
from letterbook.derived.response_status import StatusKind
from letterbook.derived.statistics import Figures, LetterSet, make_figures, make_statistics, map_pairs
from letterbook.model.policy import Responses
from letterbook.model.public import Public, ResponseKind
from letterbook.model.record import Addressing, Letter, Response
from letterbook.model.reference import Reference
from letterbook.model.schema import GroupId, RecipientId
from letterbook.release import release

BOTH = (Addressing(recipient=RecipientId("northwind")), Addressing(recipient=RecipientId("xaa")))


def release_filed(*filed: Letter | Response, at: str = "2022-06-01T00:00Z", **rules: Any) -> Public:
    return release(corpus(*filed, rules=policy(**rules)), moment(at))


def make_sets(*filed: Letter | Response, at: str = "2022-06-01T00:00Z", **rules: Any) -> tuple[LetterSet, ...]:
    public = release_filed(*filed, at=at, **rules)
    return make_statistics(public, map_pairs(public, Relations(public)), CitationIndex(public))


def count(*filed: Letter | Response, at: str = "2022-06-01T00:00Z", **rules: Any) -> Figures:
    """The figures of all letters."""
    public = release_filed(*filed, at=at, **rules)
    pairs = map_pairs(public, Relations(public))
    return make_figures((pair for each in pairs.values() for pair in each), public.communications)


def test_a_letter_to_two_recipients_is_one_letter_and_two_pairs() -> None:
    found = count(letter(recipients=BOTH), response(dated="2021-05-20"))

    assert (found.letters, found.pairs, found.replied) == (1, 2, 1)


def test_a_recipient_named_twice_in_a_letter_is_one_pair() -> None:
    twice = (BOTH[0], replace(BOTH[0], addressee="The Chair"))

    assert count(letter(recipients=twice)).pairs == 1


def test_letters_of_a_group_count_as_one_subject() -> None:
    letters = [letter(f"AL OTH {each}/2021", group=GroupId("mills")) for each in (1, 2, 3)]

    found = count(*letters, letter("AL OTH 4/2021"), letter("AL OTH 5/2021"))

    assert (found.letters, found.subjects) == (5, 3)


def test_an_acknowledgement_is_not_a_reply() -> None:
    found = count(
        letter("AL OTH 1/2021"),
        response("AL OTH 1/2021", kind="acknowledgement"),
        letter("AL OTH 2/2021"),
        response("AL OTH 2/2021", kind="extension-request"),
        letter("AL OTH 3/2021"),
    )

    assert found.by_status == {
        StatusKind.ACKNOWLEDGED: 1,
        StatusKind.ASKED_FOR_TIME: 1,
        StatusKind.NONE_SO_FAR: 1,
    }
    assert (found.replied, found.median_days) == (0, None)


def test_days_run_to_the_first_reply_even_if_an_acknowledgement_came_before() -> None:
    found = count(
        letter(sent="2021-03-12"),
        response(dated="2021-03-20", kind="acknowledgement"),
        response(dated="2021-05-20"),
        response(dated="2021-07-01", kind="further-reply"),
    )

    assert found.reply_days == (69,)


def test_a_letter_that_was_not_checked_is_in_no_rate_even_if_its_reply_is_known() -> None:
    """Otherwise a reply that is there would count, and one that is missing would not."""
    found = count(
        letter("AL OTH 1/2021"),
        response("AL OTH 1/2021"),
        letter("AL OTH 2/2021"),
        letter("AL OTH 3/2021", responses_checked=day("2022-01-01")),
        responses=Responses.PARTIAL,
    )

    assert (len(found.counted), found.replied) == (1, 0)
    assert (len(found.unchecked), found.unchecked_replied) == (2, 1)


def test_a_pair_whose_response_was_withdrawn_is_left_out() -> None:
    found = count(letter(), response(withdrawn="2021-09-01"))

    assert (len(found.counted), len(found.withdrawn)) == (0, 1)


def test_a_rate_needs_five_pairs() -> None:
    letters = [letter(f"AL OTH {each}/2021") for each in range(1, 6)]
    replies = [response(f"AL OTH {each}/2021") for each in range(1, 4)]

    assert count(*letters, *replies).rate == 3 / 5
    assert count(*letters[:4], *replies).rate is None
    assert count(*letters[:4], *replies).estimated_median is None


def test_the_median_is_the_middle_or_halfway_between_the_two_in_the_middle() -> None:
    """The days are 10, 20 and 69; then 10 and 20."""
    letters = [letter(f"AL OTH {each}/2021", sent="2021-03-12") for each in (1, 2, 3)]
    replies = [
        response("AL OTH 1/2021", dated="2021-03-22"),
        response("AL OTH 2/2021", dated="2021-04-01"),
        response("AL OTH 3/2021", dated="2021-05-20"),
    ]

    assert count(*letters, *replies).median_days == 20
    assert count(*letters[:2], *replies[:2]).median_days == 15


def test_an_open_case_is_observed_until_the_editors_last_check_or_today() -> None:
    """12 March to 1 June 2021 is 81 days; to 12 April, 31 days."""
    checked = letter(responses_checked=day("2021-04-12"))

    at = "2021-06-01T12:00Z"
    assert [each.observed for each in count(letter(), at=at).counted] == [81]
    assert [each.observed for each in count(checked, at=at, responses=Responses.PARTIAL).counted] == [31]


def test_open_cases_make_the_estimated_median_longer_than_that_of_the_replies() -> None:
    """Three of seven replied, after 10, 20 and 69 days; the other four are still open after 446 days. The estimate
    falls to 6/7, 5/7 and 4/7, so half have not replied yet."""
    letters = [letter(f"AL OTH {each}/2021", sent="2021-03-12") for each in range(1, 8)]
    replies = [
        response("AL OTH 1/2021", dated="2021-03-22"),
        response("AL OTH 2/2021", dated="2021-04-01"),
        response("AL OTH 3/2021", dated="2021-05-20"),
    ]
    fourth = response("AL OTH 4/2021", dated="2021-12-31")  # day 294

    assert count(*letters, *replies).median_days == 20
    assert count(*letters, *replies).estimated_median is None
    assert count(*letters, *replies, fourth).estimated_median == 294


def test_a_reply_that_came_later_is_not_counted_on_an_earlier_day() -> None:
    filed = (letter(sent="2021-03-12"), response(dated="2021-08-01"))

    assert count(*filed, at="2021-07-31T12:00Z").replied == 0
    assert count(*filed, at="2021-08-01T12:00Z").replied == 1


def test_a_letter_that_is_not_released_is_not_counted() -> None:
    filed = (letter(sent="2021-03-12"), letter("AL OTH 2/2021", sent="2021-05-12"))

    assert count(*filed, at="2021-06-01T12:00Z").letters == 1


def test_examples_never_count_beside_real_letters() -> None:
    real, example = make_sets(letter(), letter("AL OTH 2/2021", example=True), letter("AL OTH 3/2021", example=True))

    assert (real.example, real.total.letters) == (False, 1)
    assert (example.example, example.total.letters) == (True, 2)


def test_a_set_without_letters_is_left_out() -> None:
    assert make_sets() == ()
    assert [each.example for each in make_sets(letter(example=True))] == [True]


def test_a_year_without_letters_is_listed_between_others() -> None:
    (found,) = make_sets(letter(sent="2019-03-12"), letter("AL OTH 2/2021", sent="2021-03-12"))

    assert [(each.key, each.figures.letters) for each in found.by_year] == [(2019, 1), (2020, 0), (2021, 1)]


def test_a_pair_counts_with_its_own_recipient_only() -> None:
    (found,) = make_sets(letter(recipients=BOTH), response(dated="2021-05-20"))

    assert {each.key.id: (each.figures.pairs, each.figures.replied) for each in found.by_recipient} == {
        "northwind": (1, 1),
        "xaa": (1, 0),
    }
    assert {str(each.key): each.figures.replied for each in found.by_kind} == {"state": 0, "company": 1}


def test_an_instrument_counts_once_for_a_letter_and_the_response_that_cites_it() -> None:
    body = "We refer to the Guiding Principles on Business and Human Rights."
    (found,) = make_sets(letter(body=body), response(body=body))

    assert [(each.key.id, each.figures.letters) for each in found.by_instrument] == [("ungp", 1)]


def test_a_response_to_two_letters_is_one_response_and_replies_in_both() -> None:
    also = (Reference.parse("AL OTH 2/2021"),)
    (found,) = make_sets(letter(), letter("AL OTH 2/2021"), response(also_answers=also))

    assert found.total.replied == 2
    assert found.responses[ResponseKind.REPLY] == 1
