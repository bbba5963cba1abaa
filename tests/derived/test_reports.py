"""Which report carries a letter or a response, and what the reports count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from factories import corpus, letter, moment, period, policy, response
from letterbook.derived.relations import Relations
from letterbook.derived.reports import Report, ReportedLetter, Reports
from letterbook.derived.response_status import StatusKind
from letterbook.model.policy import Responses
from letterbook.model.record import Addressing, Letter, Response, SigningMandate
from letterbook.model.reference import LetterType, Reference
from letterbook.model.schema import MandateId, RecipientId
from letterbook.release import release

SPRING = period("2021-05", "2020-12-01..2021-05-31", "2021-02-01..2021-07-31")
AUTUMN = period("2021-11", "2021-06-01..2021-11-30", "2021-08-01..2022-01-31")
BOTH = (Addressing(recipient=RecipientId("northwind")), Addressing(recipient=RecipientId("xaa")))
JOINT = (SigningMandate(mandate=MandateId("business")), SigningMandate(mandate=MandateId("torture")))


def make_reports(*filed: Letter | Response, as_of: str = "2024-06-01T00:00Z", **rules: Any) -> Reports:
    """The reports on two periods that follow each other."""
    public = release(corpus(*filed, rules=policy(reporting_periods=(AUTUMN, SPRING), **rules)), moment(as_of))
    return Reports(public, Relations(public))


Section = dict[str, list[str]]


def describe(reports: Reports) -> dict[str, tuple[Section, Section]]:
    """Each report that lists anything: the letters of sections A and B with the responses that it carries."""
    return {
        each.period.id: (describe_section(each.sent), describe_section(each.earlier))
        for each in reports.all
        if each.sent or each.earlier
    }


def describe_section(reported: Iterable[ReportedLetter]) -> Section:
    """The letters of a section, each with the responses that the report carries."""
    return {str(each.letter.reference): [one.slug for one in each.responses] for each in reported}


def find(reports: Reports, id_: str) -> Report:
    """The report on a period."""
    return next(each for each in reports.all if each.period.id == id_)


@pytest.mark.parametrize(
    ("sent", "in_report"),
    [
        ("2020-11-30", None),
        ("2020-12-01", "2021-05"),
        ("2021-05-31", "2021-05"),
        ("2021-06-01", "2021-11"),
        ("2021-11-30", "2021-11"),
        ("2021-12-01", None),
    ],
)
def test_a_letter_is_in_the_report_on_the_day_of_sending(sent: str, in_report: str | None) -> None:
    reports = make_reports(letter(sent=sent))

    assert list(describe(reports)) == ([in_report] if in_report else [])


@pytest.mark.parametrize(
    ("received", "carried"),
    [
        ("2020-12-15", {"2021-05": ({"AL OTH 1/2021": ["northwind-2020-12-15"]}, {})}),
        ("2021-07-31", {"2021-05": ({"AL OTH 1/2021": ["northwind-2021-07-31"]}, {})}),
        (
            "2021-08-01",
            {
                "2021-05": ({"AL OTH 1/2021": []}, {}),
                "2021-11": ({}, {"AL OTH 1/2021": ["northwind-2021-08-01"]}),
            },
        ),
        (
            "2022-01-31",
            {
                "2021-05": ({"AL OTH 1/2021": []}, {}),
                "2021-11": ({}, {"AL OTH 1/2021": ["northwind-2022-01-31"]}),
            },
        ),
        ("2022-02-01", {"2021-05": ({"AL OTH 1/2021": []}, {})}),
    ],
)
def test_a_response_is_in_its_letters_report_until_its_last_day_and_later_in_section_b(
    received: str, carried: object
) -> None:
    """Also a response that comes before the period for replies begins."""
    reports = make_reports(letter(sent="2020-12-01"), response(dated=received))

    assert describe(reports) == carried


def test_the_later_of_its_two_dates_decides_where_a_response_is() -> None:
    reports = make_reports(letter(sent="2020-12-01"), response(dated="2021-07-30", received="2021-08-01"))

    assert describe(reports)["2021-11"] == ({}, {"AL OTH 1/2021": ["northwind-2021-07-30"]})


def test_a_response_to_a_letter_that_is_in_no_report_is_in_section_b() -> None:
    reports = make_reports(letter(sent="2019-03-01"), response(dated="2021-03-01"))

    assert describe(reports) == {"2021-05": ({}, {"AL OTH 1/2021": ["northwind-2021-03-01"]})}


def test_a_response_is_never_in_two_reports() -> None:
    """In the shared days of two periods, a letter's own report comes first."""
    sent, dated = "2021-06-05", "2021-06-20"  # in the replies of the first report, but after its days of sending
    reports = make_reports(letter(sent=sent), response(dated=dated))

    assert describe(reports) == {"2021-11": ({"AL OTH 1/2021": ["northwind-2021-06-20"]}, {})}


def test_a_response_that_answers_letters_of_two_periods_is_listed_with_each_and_counted_once_in_a_report() -> None:
    answer = response(dated="2021-09-01", also_answers=(Reference.parse("AL OTH 2/2021"),))
    reports = make_reports(letter(sent="2021-02-01"), letter("AL OTH 2/2021", "2021-07-01"), answer)

    carried = {"AL OTH 1/2021": ["northwind-2021-09-01"]}, {"AL OTH 2/2021": ["northwind-2021-09-01"]}
    assert describe(reports)["2021-11"] == (carried[1], carried[0])
    (only,) = reports.find_by_response(reports.all[1].sent[0].responses[0])
    assert only.period.id == "2021-11"


def test_section_a_shows_what_came_later_and_who_has_not_answered() -> None:
    reports = make_reports(letter(sent="2021-02-01", recipients=BOTH), response(dated="2021-09-01"))

    (reported,) = find(reports, "2021-05").sent
    assert [each.slug for each in reported.later] == ["northwind-2021-09-01"]
    assert [(each.recipient.id, each.kind) for each in reported.unanswered] == [("xaa", StatusKind.NONE_SO_FAR)]


def test_a_letter_not_checked_for_a_response_is_counted_as_such_and_not_as_unanswered() -> None:
    figures = find(make_reports(letter(sent="2021-02-01"), responses=Responses.PARTIAL), "2021-05").figures

    assert (figures.replied, figures.not_checked) == (0, 1)


def test_a_withdrawn_response_is_named_as_withdrawn_and_carried_by_no_report() -> None:
    reports = make_reports(letter(sent="2021-02-01"), response(dated="2021-04-20", withdrawn="2021-06-01"))

    (reported,) = find(reports, "2021-05").sent
    assert not reported.responses
    assert [each.kind for each in reported.unanswered] == [StatusKind.WITHDRAWN]


@pytest.mark.parametrize("withheld", [{"hold": True}, {"withdrawn": "2021-09-01"}, {"sent": "2021-05-20"}])
def test_a_letter_that_is_not_public_is_in_no_report_with_its_responses(withheld: dict[str, Any]) -> None:
    filed = letter(**{"sent": "2021-02-01", **withheld}), response(dated="2021-07-10")
    reports = make_reports(*filed, as_of="2021-07-01T00:00Z")

    assert [len(tuple(each.letters)) for each in reports.all] == [0, 0]


def test_the_figures_count_letters_recipients_and_the_kinds_of_response() -> None:
    filed = (
        letter(sent="2021-02-01", mandates=JOINT, recipients=BOTH),
        letter("UA XAA 2/2021", "2021-03-01", recipient="xaa"),
        letter("AL OTH 3/2021", "2021-03-01"),
        response(dated="2021-02-10", kind="acknowledgement"),
        response(dated="2021-04-01"),
        response(dated="2021-05-01", kind="further-reply"),
        response("UA XAA 2/2021", "2021-03-10", "extension-request", recipient="xaa"),
        response("AL OTH 3/2021", "2021-08-02"),
    )
    reports = make_reports(*filed)

    figures = find(reports, "2021-05").figures
    assert (figures.letters, figures.joint, figures.states, figures.others) == (3, 1, 1, 1)
    assert figures.by_type == ((LetterType.ALLEGATION, 2), (LetterType.URGENT, 1))
    assert figures.replied == 1
    counted = figures.responses
    assert (counted.replies, counted.acknowledgements, counted.extension_requests) == (2, 1, 1)
    later = find(reports, "2021-11").figures
    assert (later.letters, later.earlier_letters, later.earlier_responses.replies) == (0, 1, 1)


def test_a_letter_is_replied_to_only_by_a_recipient_and_by_the_last_day() -> None:
    """As the pages and the statistics count. What others write is listed all the same."""
    filed = (
        letter(sent="2021-02-01"),
        response(dated="2021-04-01", recipient="southwind"),
        letter("AL OTH 2/2021", "2021-02-01"),
        response("AL OTH 2/2021", "2021-07-31"),
        letter("AL OTH 3/2021", "2021-02-01"),
        response("AL OTH 3/2021", "2021-08-01"),
    )
    report = find(make_reports(*filed), "2021-05")

    assert [each.replied for each in report.sent] == [False, True, False]
    assert (report.figures.replied, report.figures.responses.replies) == (1, 2)


def test_an_example_is_in_no_report_beside_a_real_letter() -> None:
    real, example = letter(sent="2021-02-01"), letter("AL OTH 2/2021", "2021-02-02", example=True)

    reports = make_reports(real, example)
    assert describe(reports) == {"2021-05": ({"AL OTH 1/2021": []}, {})}
    assert not find(reports, "2021-05").example

    reports = make_reports(example)
    assert describe(reports) == {"2021-05": ({"AL OTH 2/2021": []}, {})}
    assert find(reports, "2021-05").example


@pytest.mark.parametrize(
    ("as_of", "begun"),
    [
        ("2021-05-31T23:59+02:00", ["2021-05"]),
        ("2021-06-01T00:00+02:00", ["2021-05", "2021-11"]),
    ],
)
def test_a_report_is_listed_from_the_first_day_of_its_period_in_the_records_time_zone(
    as_of: str, begun: list[str]
) -> None:
    assert [each.period.id for each in make_reports(as_of=as_of).all] == begun


@pytest.mark.parametrize(("as_of", "over"), [("2021-07-31T23:59+02:00", False), ("2021-08-01T00:00+02:00", True)])
def test_a_period_is_over_after_its_last_day_for_replies(as_of: str, over: bool) -> None:
    assert make_reports(as_of=as_of).all[0].period.over == over
