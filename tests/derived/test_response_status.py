"""What is said of a recipient's response: the strongest thing that is known, and never more."""

from __future__ import annotations

import datetime as dt

import pytest

from factories import corpus, letter, moment, policy, response
from letterbook.derived.response_status import StatusKind, find_statuses
from letterbook.model.policy import Responses
from letterbook.model.public import Communication
from letterbook.model.record import Addressing, Letter, Response
from letterbook.model.schema import RecipientId
from letterbook.release import release

BOTH = (Addressing(recipient=RecipientId("northwind")), Addressing(recipient=RecipientId("xaa")))


def list_statuses(
    *filed: Letter | Response, responses: Responses = Responses.COMPLETE
) -> list[tuple[str, StatusKind, int | None]]:
    """The recipient, status and day of each recipient of the one letter."""
    (communication,) = release_letters(*filed, responses=responses)
    return [(each.recipient.id, each.kind, each.day) for each in find_statuses(communication, communication.responses)]


def release_letters(*filed: Letter | Response, responses: Responses) -> tuple[Communication, ...]:
    """The letters, long after their release."""
    return release(corpus(*filed, rules=policy(responses=responses)), moment("2022-06-01T00:00Z")).communications


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("reply", StatusKind.REPLIED),
        ("further-reply", StatusKind.REPLIED),
        ("acknowledgement", StatusKind.ACKNOWLEDGED),
        ("extension-request", StatusKind.ASKED_FOR_TIME),
    ],
)
def test_a_response_gives_the_status_of_its_kind_with_its_day(kind: str, status: StatusKind) -> None:
    filed = (letter(sent="2021-03-12"), response(dated="2021-05-20", kind=kind))

    assert list_statuses(*filed) == [("northwind", status, 69)]


def test_the_day_after_sending_is_day_one() -> None:
    assert list_statuses(letter(sent="2021-03-12"), response(dated="2021-03-13")) == [
        ("northwind", StatusKind.REPLIED, 1)
    ]
    assert list_statuses(letter(sent="2021-03-12"), response(dated="2021-03-12")) == [
        ("northwind", StatusKind.REPLIED, 0)
    ]


def test_the_day_is_that_of_receipt_where_both_are_known() -> None:
    filed = (letter(sent="2021-03-12"), response(dated="2021-03-20", received="2021-03-22"))

    assert list_statuses(*filed) == [("northwind", StatusKind.REPLIED, 10)]


def test_a_reply_counts_more_than_an_acknowledgement_and_that_more_than_asking_for_time() -> None:
    asked = response(dated="2021-03-13", kind="extension-request")
    acknowledged = response(dated="2021-03-14", kind="acknowledgement")
    replied = response(dated="2021-03-22", kind="reply")
    sent = letter(sent="2021-03-12")

    assert list_statuses(sent, asked, acknowledged) == [("northwind", StatusKind.ACKNOWLEDGED, 2)]
    assert list_statuses(sent, replied, asked, acknowledged) == [("northwind", StatusKind.REPLIED, 10)]


def test_the_first_of_several_replies_counts_in_whatever_order_they_are_filed() -> None:
    first, second = response(dated="2021-03-20"), response(dated="2021-03-25", kind="further-reply")
    sent = letter(sent="2021-03-12")

    for responses in ((first, second), (second, first)):
        assert list_statuses(sent, *responses) == [("northwind", StatusKind.REPLIED, 8)]


def test_each_recipient_has_a_status_of_its_own_in_the_letters_order() -> None:
    filed = (letter(sent="2021-03-12", recipients=BOTH), response(dated="2021-03-20", recipient="xaa"))

    assert list_statuses(*filed) == [("northwind", StatusKind.NONE_SO_FAR, None), ("xaa", StatusKind.REPLIED, 8)]


def test_the_answer_of_somebody_else_is_nobodys_status() -> None:
    filed = (letter(sent="2021-03-12"), response(dated="2021-03-20", recipient="southwind"))

    assert list_statuses(*filed) == [("northwind", StatusKind.NONE_SO_FAR, None)]


def test_in_a_partial_record_no_response_is_not_known() -> None:
    assert list_statuses(letter(), responses=Responses.PARTIAL) == [("northwind", StatusKind.NOT_KNOWN, None)]


def test_in_a_partial_record_a_letter_whose_responses_were_checked_has_none_so_far() -> None:
    checked = letter(responses_checked=letter().sent)

    assert list_statuses(checked, responses=Responses.PARTIAL) == [("northwind", StatusKind.NONE_SO_FAR, None)]


def test_in_a_partial_record_a_response_is_known_all_the_same() -> None:
    filed = (letter(sent="2021-03-12"), response(dated="2021-03-20"))

    assert list_statuses(*filed, responses=Responses.PARTIAL) == [("northwind", StatusKind.REPLIED, 8)]


def test_a_response_to_another_letter_counts_where_it_is_said_to_answer_this_one_too() -> None:
    (communication,) = release_letters(letter(sent="2021-03-12"), responses=Responses.COMPLETE)
    other = release_letters(
        letter("AL OTH 2/2021", sent="2021-03-01"),
        response("AL OTH 2/2021", dated="2021-03-20"),
        responses=Responses.COMPLETE,
    )

    (status,) = find_statuses(communication, other[0].responses)
    assert (status.kind, status.day) == (StatusKind.REPLIED, 8)


@pytest.mark.parametrize(("dated", "after"), [("2021-05-11", None), ("2021-05-12", 60)])
def test_after_the_time_for_a_reply_is_said_only_where_there_is_such_a_time(dated: str, after: int | None) -> None:
    """The last day of it is still in time."""
    filed = corpus(letter(sent="2021-03-12"), response(dated=dated), rules=policy(reply_days=60))
    (communication,) = release(filed, moment("2022-06-01T00:00Z")).communications
    (status,) = find_statuses(communication, communication.responses)
    assert status.after == after
    assert communication.response_due == dt.date(2021, 5, 11)

    (communication,) = release_letters(letter(sent="2021-03-12"), response(dated=dated), responses=Responses.COMPLETE)
    (status,) = find_statuses(communication, communication.responses)
    assert status.after is None
