"""The periodic reports to the Human Rights Council: which letters and responses each of them carries.

Section A of a report lists the letters sent in its period, with the responses received until its last day for replies.
Section B lists the responses received in its period for replies to letters sent before. The period for replies ends
later than that for sending, so an early response is in the report that carries its letter, and a late one in section B
of the report on the days in which it was received; no response is in two reports.

Source: the communications reports of special procedures, for example A/HRC/29/50 and A/HRC/40/79.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from letterbook.derived.changes import find_last_change
from letterbook.derived.relations import Relations
from letterbook.derived.response_status import Status, StatusKind, find_response_status, find_statuses
from letterbook.model.public import Communication, Public, Recipient, ReportingPeriod, Response
from letterbook.model.reference import LetterType
from letterbook.model.registers import RecipientKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedLetter:
    """A letter in a report, with the `responses` to it that the report carries, oldest first.

    In section A, `later` are the responses received after the report's last day, `replied` is whether a recipient had
    replied by then, and `unanswered` are the statuses of recipients from whom no response is public, or one was
    withdrawn.
    """

    letter: Communication
    responses: tuple[Response, ...]
    later: tuple[Response, ...] = ()
    replied: bool = False
    unanswered: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseFigures:
    """How many responses of each kind a section carries, each counted once even if it answers several letters."""

    replies: int
    acknowledgements: int
    extension_requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a report.

    `by_type` has the number of letters of each type that was sent, `joint` of those of several mandates. `states` and
    `others` are how many different recipients they had. `replied` is the number of letters to which a recipient had
    replied by the last day (see `response_status`), and `not_checked` of those with a recipient who has not been
    checked for a response.
    """

    letters: int
    by_type: tuple[tuple[LetterType, int], ...]
    joint: int
    states: int
    others: int
    replied: int
    not_checked: int
    responses: ResponseFigures
    earlier_letters: int
    earlier_responses: ResponseFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report: `sent` is section A, and `earlier` section B, both in order of sending.

    `example` is whether everything in it is fictional: examples are in a report only if nothing else is. `changed` is
    the day of the last change to what it lists, or None if it is empty.
    """

    period: ReportingPeriod
    sent: tuple[ReportedLetter, ...]
    earlier: tuple[ReportedLetter, ...]
    figures: Figures
    example: bool
    changed: dt.date | None

    @property
    def letters(self) -> Iterator[Communication]:
        """Every letter in it."""
        return (each.letter for each in (*self.sent, *self.earlier))


class Reports:
    """The reports on all periods that have begun, in order of time."""

    def __init__(self, public: Public, relations: Relations) -> None:
        self.all = tuple(_make_reports(public, relations))
        self._by_letter = {each.letter.reference.key: report for report in self.all for each in report.sent}
        self._by_response: dict[tuple[str, str], list[Report]] = defaultdict(list)
        for report in self.all:
            for response in _list_once((*report.sent, *report.earlier)):
                self._by_response[response.letter.key, response.slug].append(report)

    def find_by_letter(self, letter: Communication) -> Report | None:
        """Find the report that lists a letter as sent in its period, if there is one."""
        return self._by_letter.get(letter.reference.key)

    def find_by_response(self, response: Response) -> tuple[Report, ...]:
        """Find the reports that carry a response: one, or several if it answers letters of several periods."""
        return tuple(self._by_response.get((response.letter.key, response.slug), ()))


def _make_reports(public: Public, relations: Relations) -> Iterator[Report]:
    """Yield the report on each period."""
    by_sending, by_replies = _Periods(public.periods, "sent"), _Periods(public.periods, "replies")
    sent: dict[str, list[ReportedLetter]] = defaultdict(list)
    earlier: dict[str, list[ReportedLetter]] = defaultdict(list)
    for letter in sorted(public.communications, key=lambda each: (each.sent, each.reference)):
        period = by_sending.find(letter.sent)
        received: dict[str, list[Response]] = defaultdict(list)
        responses = relations.find_responses(letter)
        in_time = tuple(each for each in responses if period and each.date <= period.replies_to)
        for each in responses[len(in_time) :]:
            later = by_replies.find(each.date)
            if later and letter.sent < later.sent_from:
                received[later.id].append(each)
        if period:
            sent[period.id].append(_report_sent(letter, period, responses, len(in_time), relations))
        for id_, found in received.items():
            earlier[id_].append(ReportedLetter(letter=letter, responses=tuple(found)))
    for period in public.periods:
        yield _make_report(period, sent[period.id], earlier[period.id])


class _Periods:
    """Finds a period by a day: that of sending (`sent`) or of receipt (`replies`). No two of them overlap."""

    def __init__(self, periods: Iterable[ReportingPeriod], name: str) -> None:
        self._first, self._last = f"{name}_from", f"{name}_to"
        self._periods = sorted(periods, key=lambda each: getattr(each, self._first))
        self._begins: list[dt.date] = [getattr(each, self._first) for each in self._periods]

    def find(self, day: dt.date) -> ReportingPeriod | None:
        place = bisect_right(self._begins, day)
        found = self._periods[place - 1] if place else None
        return found if found is not None and day <= getattr(found, self._last) else None


def _report_sent(
    letter: Communication,
    period: ReportingPeriod,
    responses: tuple[Response, ...],
    in_time: int,
    relations: Relations,
) -> ReportedLetter:
    """Report a letter sent in a period; the first `in_time` of the responses came before its end."""
    heard = {each.recipient.id for each in responses}
    statuses = find_statuses(letter, relations)
    last_day = (period.replies_to - letter.sent).days
    return ReportedLetter(
        letter=letter,
        responses=responses[:in_time],
        later=responses[in_time:],
        replied=any(each.kind is StatusKind.REPLIED and (each.day or 0) <= last_day for each in statuses),
        unanswered=tuple(
            each for each in statuses if each.recipient.id not in heard or each.kind is StatusKind.WITHDRAWN
        ),
    )


def _make_report(period: ReportingPeriod, sent: list[ReportedLetter], earlier: list[ReportedLetter]) -> Report:
    """Make a report without its examples, unless all is an example."""
    example = bool(sent or earlier) and all(each.letter.example for each in (*sent, *earlier))
    kept_sent, kept_earlier = (
        tuple(each for each in reported if each.letter.example == example) for reported in (sent, earlier)
    )
    changes = [find_last_change(each.letter, (*each.responses, *each.later)) for each in (*kept_sent, *kept_earlier)]
    return Report(
        period=period,
        sent=kept_sent,
        earlier=kept_earlier,
        figures=_count(kept_sent, kept_earlier),
        example=example,
        changed=max(changes, default=None),
    )


def _count(sent: Sequence[ReportedLetter], earlier: Sequence[ReportedLetter]) -> Figures:
    types = [each.letter.reference.type for each in sent]
    recipients = {
        addressing.recipient.id: addressing.recipient for each in sent for addressing in each.letter.recipients
    }
    states = sum(_is_state(each) for each in recipients.values())
    return Figures(
        letters=len(sent),
        by_type=tuple((each, types.count(each)) for each in LetterType if each in types),
        joint=sum(len(each.letter.mandates) > 1 for each in sent),
        states=states,
        others=len(recipients) - states,
        replied=sum(each.replied for each in sent),
        not_checked=sum(any(one.kind is StatusKind.NOT_KNOWN for one in each.unanswered) for each in sent),
        responses=_count_responses(sent),
        earlier_letters=len(earlier),
        earlier_responses=_count_responses(earlier),
    )


def _count_responses(reported: Iterable[ReportedLetter]) -> ResponseFigures:
    kinds = [find_response_status(each.kind) for each in _list_once(reported)]
    return ResponseFigures(
        replies=kinds.count(StatusKind.REPLIED),
        acknowledgements=kinds.count(StatusKind.ACKNOWLEDGED),
        extension_requests=kinds.count(StatusKind.ASKED_FOR_TIME),
    )


def _list_once(reported: Iterable[ReportedLetter]) -> Iterable[Response]:
    """Return the responses of a section, each once even if it answers several letters."""
    return {(one.letter.key, one.slug): one for each in reported for one in each.responses}.values()


def _is_state(recipient: Recipient) -> bool:
    return recipient.kind is RecipientKind.STATE
