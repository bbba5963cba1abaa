"""What is said of a recipient's response: the strongest thing that is known, and never more."""

from __future__ import annotations

from typing import Any

import pytest

from factories import corpus, day, letter, moment, policy, response
from letterbook.derived.relations import Relations
from letterbook.derived.response_status import Status, StatusKind, find_statuses
from letterbook.model.policy import Responses
from letterbook.model.public import Public
from letterbook.model.record import Addressing, Letter, Response, ResponseKind
from letterbook.model.reference import Reference
from letterbook.model.schema import RecipientId
from letterbook.release import release

BOTH = (Addressing(recipient=RecipientId("northwind")), Addressing(recipient=RecipientId("xaa")))


def list_statuses(
    *filed: Letter | Response, responses: Responses = Responses.COMPLETE
) -> list[tuple[str, StatusKind, int | None]]:
    """The recipient, status and day of each recipient of the one letter."""
    return [(each.recipient.id, each.kind, each.day) for each in find_in(release_filed(*filed, responses=responses))]


def find_in(public: Public, reference: str = "AL OTH 1/2021") -> tuple[Status, ...]:
    """The statuses of a letter."""
    relations = Relations(public)
    return find_statuses(relations.get_communication(Reference.parse(reference).key), relations)


def release_filed(*filed: Letter | Response, **rules: Any) -> Public:
    """What is public of them, long after their release."""
    return release(corpus(*filed, rules=policy(**rules)), moment("2022-06-01T00:00Z"))


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


def test_a_letter_may_claim_less_or_more_than_the_record() -> None:
    partial, complete = letter(responses=Responses.PARTIAL), letter(responses=Responses.COMPLETE)

    assert list_statuses(partial) == [("northwind", StatusKind.NOT_KNOWN, None)]
    assert list_statuses(complete, responses=Responses.PARTIAL) == [("northwind", StatusKind.NONE_SO_FAR, None)]


def test_in_a_partial_record_a_response_is_known_all_the_same() -> None:
    filed = (letter(sent="2021-03-12"), response(dated="2021-03-20"))

    assert list_statuses(*filed, responses=Responses.PARTIAL) == [("northwind", StatusKind.REPLIED, 8)]


def test_a_response_to_another_letter_counts_where_it_is_said_to_answer_this_one_too() -> None:
    filed = (
        letter(sent="2021-03-12"),
        letter("AL OTH 2/2021", sent="2021-03-01"),
        response("AL OTH 2/2021", dated="2021-03-20", also_answers=(Reference.parse("AL OTH 1/2021"),)),
    )

    (status,) = find_in(release_filed(*filed))
    assert (status.kind, status.day) == (StatusKind.REPLIED, 8)


@pytest.mark.parametrize(("dated", "after"), [("2021-05-11", None), ("2021-05-12", 60)])
def test_after_the_time_for_a_reply_is_said_only_where_there_is_such_a_time(dated: str, after: int | None) -> None:
    """The last day of it is still in time."""
    filed = (letter(sent="2021-03-12"), response(dated=dated))

    (status,) = find_in(release_filed(*filed, reply_days=60))
    assert status.after == after

    (status,) = find_in(release_filed(*filed))
    assert status.after is None


@pytest.mark.parametrize("kind", list(ResponseKind))
def test_a_withdrawn_response_does_not_leave_its_recipient_without_one(kind: str) -> None:
    (status,) = find_in(release_filed(letter(), response(kind=kind, withdrawn="2021-07-01")))

    assert (status.kind, status.day) == (StatusKind.WITHDRAWN, None)
    assert status.notice is not None
    assert (status.notice.date, status.notice.response) == (day("2021-07-01"), "northwind-2021-04-01")


def test_a_withdrawn_response_counts_for_its_own_recipient_only() -> None:
    filed = (letter(recipients=BOTH), response(withdrawn="2021-07-01"))

    assert [each.kind for each in find_in(release_filed(*filed))] == [StatusKind.WITHDRAWN, StatusKind.NONE_SO_FAR]


def test_a_reply_that_is_public_counts_more_than_a_withdrawn_one_and_that_more_than_an_acknowledgement() -> None:
    gone = response(dated="2021-04-01", withdrawn="2021-07-01")

    assert list_statuses(letter(), gone, response(dated="2021-04-02", kind="acknowledgement")) == [
        ("northwind", StatusKind.WITHDRAWN, None)
    ]
    assert list_statuses(letter(), gone, response(dated="2021-04-02")) == [("northwind", StatusKind.REPLIED, 21)]


def test_the_latest_withdrawal_is_told() -> None:
    filed = (response(withdrawn="2021-08-01"), response(dated="2021-04-02", withdrawn="2021-07-01"))

    for responses in (filed, reversed(filed)):
        (status,) = find_in(release_filed(letter(), *responses))
        assert status.notice is not None
        assert status.notice.date == day("2021-08-01")


def test_a_response_withdrawn_before_its_release_is_told_nowhere() -> None:
    filed = (letter(), response(withdrawn="2021-05-10"))

    assert list_statuses(*filed) == [("northwind", StatusKind.NONE_SO_FAR, None)]
    assert list_statuses(*filed, responses=Responses.PARTIAL) == [("northwind", StatusKind.NOT_KNOWN, None)]


def test_a_response_on_hold_that_is_withdrawn_is_told_nowhere() -> None:
    assert list_statuses(letter(), response(hold=True, withdrawn="2021-07-01")) == [
        ("northwind", StatusKind.NONE_SO_FAR, None)
    ]


def test_a_withdrawn_response_to_another_letter_counts_where_it_answered_this_one_too() -> None:
    both = (letter(), letter("AL OTH 2/2021"))
    answer = response("AL OTH 2/2021", also_answers=(Reference.parse("AL OTH 1/2021"),), withdrawn="2021-07-01")

    (status,) = find_in(release_filed(*both, answer))
    assert status.kind is StatusKind.WITHDRAWN


def test_a_notice_names_no_letter_that_is_withheld() -> None:
    filed = (letter(), letter("AL OTH 2/2021", hold=True))
    answer = response(also_answers=(Reference.parse("AL OTH 2/2021"),), withdrawn="2021-07-01")

    (notice,) = release_filed(*filed, answer).notices
    assert notice.also_answers == ()
