"""From which day a letter, a response or a notice is public, and at which moment that day begins."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from factories import day, letter, moment, policy, response
from letterbook.embargo import (
    NEVER,
    day_begins,
    has_begun,
    letter_embargo,
    response_date,
    response_due,
    response_embargo,
)
from letterbook.model.policy import ReleaseRule
from letterbook.model.reference import LetterType


@pytest.mark.parametrize(
    ("reference", "sent", "released"),
    [
        pytest.param("AL OTH 167/2021", "2021-03-12", "2021-05-11", id="the letter to Xiaomi"),
        pytest.param("UA OTH 1/2021", "2021-03-12", "2021-05-11", id="an urgent appeal as an allegation letter"),
        pytest.param("OL OTH 1/2021", "2021-03-12", "2021-03-15", id="another letter after three days"),
        pytest.param("AL OTH 1/2024", "2024-01-01", "2024-03-01", id="over a leap day"),
        pytest.param("AL OTH 1/2023", "2023-01-01", "2023-03-02", id="over a February without leap day"),
        pytest.param("AL OTH 1/2024", "2023-12-31", "2024-02-29", id="on a leap day"),
        pytest.param("AL OTH 1/2024", "2024-02-29", "2024-04-29", id="sent on a leap day"),
        pytest.param("AL OTH 1/2021", "2021-11-02", "2022-01-01", id="on New Year's Day"),
        pytest.param("OL OTH 1/2021", "2021-12-30", "2022-01-02", id="another letter over the end of the year"),
        pytest.param("AL OTH 1/2021", "2021-01-27", "2021-03-28", id="on the day on which summer time begins"),
        pytest.param("AL OTH 1/2021", "2021-09-01", "2021-10-31", id="on the day on which summer time ends"),
    ],
)
def test_a_letter_is_released_so_many_days_after_it_was_sent(reference: str, sent: str, released: str) -> None:
    assert letter_embargo(letter(reference, sent), policy()).released == day(released)


def test_the_days_are_those_of_the_policy() -> None:
    rules = policy(release=(ReleaseRule(type=LetterType.ALLEGATION, days=48),))

    assert letter_embargo(letter("AL OTH 1/2021", "2021-03-12"), rules).released == day("2021-04-29")


def test_a_type_that_the_policy_does_not_know_is_never_released_by_guess() -> None:
    rules = policy(release=(ReleaseRule(type=LetterType.ALLEGATION, days=60),))

    assert letter_embargo(letter("UA OTH 1/2021"), rules).released is None
    assert response_embargo(response("UA OTH 1/2021"), letter("UA OTH 1/2021"), rules).released is None


def test_the_last_day_of_the_calendar_is_the_latest() -> None:
    assert letter_embargo(letter(sent="9999-12-31"), policy()).released == day("9999-12-31")


def test_an_earlier_release_date_replaces_the_rule() -> None:
    assert letter_embargo(letter(sent="2021-03-12", released_early="2021-03-29"), policy()).released == day(
        "2021-03-29"
    )


def test_a_later_release_date_replaces_the_rule_too() -> None:
    late = letter(sent="2021-03-12", released_early="2021-08-01")

    assert letter_embargo(late, policy()).released == day("2021-08-01")
    assert response_embargo(response(), late, policy()).released == day("2021-08-01")


PERIODS = (
    ReleaseRule(type=LetterType.ALLEGATION, from_=day("2018-01-01"), days=60),
    ReleaseRule(type=LetterType.ALLEGATION, days=90),
    ReleaseRule(type=LetterType.ALLEGATION, from_=day("2010-01-01"), days=48),
    ReleaseRule(type=LetterType.URGENT, from_=day("2015-01-01"), days=60),
)
"""Rules for periods, in any order; urgent appeals before 2015 have none."""


@pytest.mark.parametrize(
    ("reference", "sent", "released"),
    [
        pytest.param("AL OTH 1/2009", "2009-12-31", "2010-03-31", id="the last day before the first period"),
        pytest.param("AL OTH 1/2010", "2010-01-01", "2010-02-18", id="the first day of a period"),
        pytest.param("AL OTH 1/2017", "2017-12-31", "2018-02-17", id="the last day of a period"),
        pytest.param("AL OTH 1/2018", "2018-01-01", "2018-03-02", id="the first day of the last period"),
        pytest.param("AL OTH 1/2024", "2024-01-01", "2024-03-01", id="today"),
        pytest.param("UA OTH 1/2015", "2015-01-01", "2015-03-02", id="a period of another type"),
        pytest.param("UA OTH 1/2014", "2014-12-31", None, id="before any rule for its type"),
    ],
)
def test_a_letter_is_released_by_the_rule_of_the_period_in_which_it_was_sent(
    reference: str, sent: str, released: str | None
) -> None:
    found = letter_embargo(letter(reference, sent), policy(release=PERIODS)).released

    assert found == (day(released) if released else None)


def test_a_held_letter_has_no_day() -> None:
    assert letter_embargo(letter(hold=True), policy()).released is None


@pytest.mark.parametrize(
    ("dated", "received", "released"),
    [
        pytest.param("2021-04-01", None, "2021-05-11", id="dated before its letter's release"),
        pytest.param("2021-05-11", None, "2021-05-11", id="dated on the very day"),
        pytest.param("2021-05-12", None, "2021-05-12", id="dated after its letter's release"),
        pytest.param(None, "2021-05-10", "2021-05-11", id="received before"),
        pytest.param(None, "2021-05-20", "2021-05-20", id="received after"),
        pytest.param("2021-04-01", "2021-05-20", "2021-05-20", id="dated before, received after"),
        pytest.param("2021-05-15", "2021-05-20", "2021-05-20", id="both after: the later"),
        pytest.param("2021-04-01", "2021-04-02", "2021-05-11", id="both before"),
    ],
)
def test_a_response_is_released_with_its_letter_or_on_its_own_date_whichever_is_later(
    dated: str | None, received: str | None, released: str
) -> None:
    answer = response(dated=dated, received=received)

    assert response_embargo(answer, letter(sent="2021-03-12"), policy()).released == day(released)


def test_the_later_of_its_two_dates_is_a_responses_own() -> None:
    assert response_date(response(dated="2021-04-01", received="2021-04-09")) == day("2021-04-09")


def test_a_response_is_released_with_a_letter_that_is_released_early() -> None:
    early = letter(sent="2021-03-12", released_early="2021-03-29")

    assert response_embargo(response(dated="2021-03-20"), early, policy()).released == day("2021-03-29")


def test_no_release_date_makes_a_response_public_before_its_letter_or_its_receipt() -> None:
    received_late = response(dated="2021-05-01", received="2021-06-01", released_early="2021-05-20")
    before_its_letter = response(dated="2021-04-01", released_early="2021-04-05")

    assert response_embargo(received_late, letter(sent="2021-03-12"), policy()).released == day("2021-06-01")
    assert response_embargo(before_its_letter, letter(sent="2021-03-12"), policy()).released == day("2021-05-11")


def test_a_later_release_date_puts_off_a_response() -> None:
    put_off = response(dated="2021-04-01", released_early="2021-06-01")

    assert response_embargo(put_off, letter(sent="2021-03-12"), policy()).released == day("2021-06-01")


@pytest.mark.parametrize(
    ("own", "policys", "due"),
    [(30, 60, "2021-04-11"), (None, 60, "2021-05-11"), (30, None, "2021-04-11"), (None, None, None)],
)
def test_a_response_is_due_after_the_letters_own_time_or_else_the_policys(
    own: int | None, policys: int | None, due: str | None
) -> None:
    found = response_due(letter(sent="2021-03-12", reply_days=own), policy(reply_days=policys))

    assert found == (day(due) if due else None)


def test_a_response_without_a_date_is_never_released() -> None:
    assert response_embargo(response(dated=None, slug="x"), letter(), policy()).released is None


def test_a_response_to_a_held_letter_is_held_and_so_is_one_with_a_hold_of_its_own() -> None:
    assert response_embargo(response(), letter(hold=True), policy()).released is None
    assert response_embargo(response(hold=True), letter(), policy()).released is None


def test_a_withdrawn_text_is_never_public_and_its_notice_is_from_the_day_of_release() -> None:
    after = letter_embargo(letter(sent="2021-03-12", withdrawn="2021-06-01"), policy())

    assert (after.text_from, after.notice_from) == (None, day("2021-05-11"))
    assert after.disclosed_from == day("2021-05-11")


@pytest.mark.parametrize(
    "withdrawn",
    [pytest.param("2021-05-10", id="the day before"), pytest.param("2021-03-12", id="the day it was sent")],
)
def test_a_withdrawal_before_release_leaves_no_notice(withdrawn: str) -> None:
    before = letter_embargo(letter(sent="2021-03-12", withdrawn=withdrawn), policy())

    assert (before.text_from, before.notice_from, before.disclosed_from) == (None, None, NEVER)


def test_a_letter_withdrawn_on_the_day_of_its_release_leaves_a_notice() -> None:
    same_day = letter_embargo(letter(sent="2021-03-12", withdrawn="2021-05-11"), policy())

    assert same_day.notice_from == day("2021-05-11")


def test_a_withdrawal_during_a_hold_leaves_no_notice() -> None:
    held = letter_embargo(letter(sent="2021-03-12", hold=True, withdrawn="2021-06-01"), policy())

    assert (held.notice_from, held.disclosed_from) == (None, NEVER)


def test_a_response_is_withdrawn_with_its_letter() -> None:
    with_letter = response_embargo(
        response(dated="2021-04-01"), letter(sent="2021-03-12", withdrawn="2021-06-01"), policy()
    )

    assert (with_letter.text_from, with_letter.notice_from) == (None, day("2021-05-11"))


def test_the_first_of_two_withdrawals_decides_whether_a_response_leaves_a_notice() -> None:
    """Received after its letter was withdrawn, it was never public, whatever its own withdrawal says."""
    late = response_embargo(
        response(dated="2021-07-01", withdrawn="2021-08-01"),
        letter(sent="2021-03-12", withdrawn="2021-06-01"),
        policy(),
    )

    assert (late.notice_from, late.disclosed_from) == (None, NEVER)


def test_a_day_has_begun_at_its_first_moment_and_not_a_second_before() -> None:
    midnight = moment("2021-05-10T22:00Z")

    assert has_begun(day("2021-05-11"), "Europe/Zurich", midnight)
    assert not has_begun(day("2021-05-11"), "Europe/Zurich", midnight - dt.timedelta(seconds=1))
    assert not has_begun(None, "Europe/Zurich", midnight)


@pytest.mark.parametrize(
    ("date", "zone", "moment_"),
    [
        pytest.param("2021-05-11", "Europe/Zurich", "2021-05-10T22:00Z", id="summer in Geneva"),
        pytest.param("2021-01-11", "Europe/Zurich", "2021-01-10T23:00Z", id="winter in Geneva"),
        pytest.param("2021-03-28", "Europe/Zurich", "2021-03-27T23:00Z", id="summer time begins later that day"),
        pytest.param("2021-03-29", "Europe/Zurich", "2021-03-28T22:00Z", id="the day after it began"),
        pytest.param("2021-10-31", "Europe/Zurich", "2021-10-30T22:00Z", id="summer time ends later that day"),
        pytest.param("2021-11-01", "Europe/Zurich", "2021-10-31T23:00Z", id="the day after it ended"),
        pytest.param("2021-03-14", "America/Havana", "2021-03-14T05:00Z", id="Havana skips midnight"),
        pytest.param("2021-11-07", "America/Havana", "2021-11-07T04:00Z", id="Havana has midnight twice"),
        pytest.param("2023-04-28", "Africa/Cairo", "2023-04-27T22:00Z", id="Cairo skips midnight"),
        pytest.param("2023-10-27", "Africa/Cairo", "2023-10-26T22:00Z", id="Cairo repeats the hour before midnight"),
        pytest.param("2021-10-03", "America/Asuncion", "2021-10-03T04:00Z", id="Asuncion skips midnight"),
        pytest.param("2021-03-28", "Asia/Beirut", "2021-03-27T22:00Z", id="Beirut skips midnight"),
        pytest.param("2021-10-31", "Asia/Beirut", "2021-10-30T22:00Z", id="Beirut repeats the hour before midnight"),
        pytest.param("2021-10-31", "Atlantic/Azores", "2021-10-31T00:00Z", id="the Azores have midnight twice"),
        pytest.param("2021-05-11", "Asia/Kathmandu", "2021-05-10T18:15Z", id="Kathmandu is not whole hours away"),
        pytest.param("2021-05-11", "Pacific/Kiritimati", "2021-05-10T10:00Z", id="Kiritimati is the first of all"),
        pytest.param("2011-12-30", "Pacific/Apia", "2011-12-30T10:00Z", id="a day that Apia left out"),
    ],
)
def test_a_day_begins_at_its_first_moment_in_the_zone(date: str, zone: str, moment_: str) -> None:
    assert day_begins(day(date), zone) == moment(moment_)


@pytest.mark.parametrize(
    "zone",
    ["Europe/Zurich", "America/Havana", "Africa/Cairo", "America/Asuncion", "Asia/Beirut", "Atlantic/Azores"],
)
def test_a_second_before_a_day_begins_it_is_the_day_before_and_then_that_day_for_good(zone: str) -> None:
    """Told by the calendar of the zone itself, for every day of the years in which their clocks changed at midnight."""
    second, there = dt.timedelta(seconds=1), ZoneInfo(zone)
    for number in range(day("2020-12-31").toordinal(), day("2025-01-01").toordinal()):
        date = dt.date.fromordinal(number)
        first = day_begins(date, zone)
        assert (first - second).astimezone(there).date() < date
        assert all((first + second * hour * 1800).astimezone(there).date() >= date for hour in range(6))
