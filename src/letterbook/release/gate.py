"""Lets through what is public at a given moment: letters, responses, and notices of withdrawn ones."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from letterbook.citations import CitationCache
from letterbook.embargo import Embargo, earlier_text_from, has_begun, letter_embargo, response_embargo
from letterbook.interruption import interruptible
from letterbook.model import public, record
from letterbook.model.policy import Policy, Responses
from letterbook.model.public import Public
from letterbook.model.record import Corpus
from letterbook.model.reference import LetterType, Reference
from letterbook.release.conversion import PublicConverter, convert_period, derive_response_slug
from letterbook.release.used_entries import find_used_entries


def release(corpus: Corpus, as_of: dt.datetime, citations: CitationCache | None = None) -> Public:
    """Return everything that is public at `as_of`, a moment with its time zone.

    The corpus must be free of errors (see `rules`). A withdrawal applies whatever `as_of` is, even before its date.
    `citations` is a cache from an earlier step that read the texts of this corpus, if there is one. Raises ValueError
    if `as_of` has no zone.
    """
    if as_of.tzinfo is None:
        raise ValueError("as_of needs a time zone")
    gate = _Gate(corpus, as_of.astimezone(dt.UTC))
    letters = tuple(gate.find_letters())
    responses = {letter.reference.key: tuple(gate.find_responses(letter)) for letter, _ in letters}
    used = find_used_entries(
        (letter for letter, _ in letters),
        (response for found in responses.values() for response, _ in found),
        citations or CitationCache.of(corpus.registers.instruments),
    )
    converter = PublicConverter(replace(corpus, registers=used.pick(corpus.registers)))
    communications = [converter.convert_letter(*each, responses[each[0].reference.key]) for each in letters]
    released = {each.reference.key for each in communications}
    communications = [_limit_named_letters(each, released) for each in communications]
    notices = [_limit_answered_letters(each, released) for each in gate.find_notices()]
    return Public(
        as_of=gate.as_of,
        publisher=_describe_publisher(corpus.policy, gate.as_of),
        communications=tuple(sorted(communications, key=_sort_key)),
        instruments=converter.convert_instruments(sorted(used.instruments)),
        notices=tuple(sorted(notices, key=lambda each: (each.reference, each.response or ""))),
        periods=tuple(_list_periods(corpus.policy, gate.as_of)),
    )


def _list_periods(policy: Policy, as_of: dt.datetime) -> Iterator[public.ReportingPeriod]:
    """Yield the reporting periods that have begun, in order of time."""
    today = as_of.astimezone(ZoneInfo(policy.time_zone)).date()
    for each in sorted(policy.reporting_periods, key=lambda each: each.sent_from):
        if each.sent_from <= today:
            yield convert_period(each, today)


_Answer = TypeVar("_Answer", public.Response, public.Notice)


class _Gate:
    def __init__(self, corpus: Corpus, as_of: dt.datetime) -> None:
        self.corpus = corpus
        self.policy = corpus.policy
        self.as_of = as_of
        self.responses: Mapping[str, list[record.Response]] = defaultdict(list)
        for response in corpus.responses:
            self.responses[response.letter.key].append(response)

    def find_letters(self) -> Iterator[tuple[record.Letter, dt.date]]:
        """Yield every public letter, with only its public earlier texts, and its release date."""
        for letter in interruptible(self.corpus.letters):
            embargo = letter_embargo(letter, self.policy)
            day = embargo.text_from
            if day is not None and self._has_begun(day):
                yield replace(letter, earlier=self._list_earlier(letter, embargo)), day

    def find_responses(self, letter: record.Letter) -> Iterator[tuple[record.Response, dt.date]]:
        """Yield every public response to a public letter, with only its public earlier texts, and its release date."""
        for each in self.responses[letter.reference.key]:
            embargo = response_embargo(each, letter, self.policy)
            day = embargo.text_from
            if day is not None and self._has_begun(day):
                yield replace(each, earlier=self._list_earlier(each, embargo)), day

    def _list_earlier(self, filed: record.Letter | record.Response, embargo: Embargo) -> tuple[record.EarlierText, ...]:
        """Return those earlier texts that may be shown."""
        return tuple(each for each in filed.earlier if self._has_begun(earlier_text_from(each, filed, embargo)))

    def find_notices(self) -> Iterator[public.Notice]:
        """Yield notices of what was public before it was withdrawn; a response is withdrawn with its letter."""
        for letter in self.corpus.letters:
            yield from self._find_notice(letter.reference, letter_embargo(letter, self.policy))
            for response in self.responses[letter.reference.key]:
                for notice in self._find_notice(letter.reference, response_embargo(response, letter, self.policy)):
                    yield replace(
                        notice,
                        response=derive_response_slug(response),
                        recipient=response.recipient,
                        also_answers=response.also_answers,
                    )

    def _has_begun(self, day: dt.date | None) -> bool:
        return has_begun(day, self.policy.time_zone, self.as_of)

    def _find_notice(self, reference: Reference, embargo: Embargo) -> Iterator[public.Notice]:
        withdrawal = embargo.first_withdrawal
        if withdrawal is not None and self._has_begun(embargo.notice_from):
            reason = self.policy.find_reason(withdrawal.reason)
            yield public.Notice(reference=reference, response=None, date=withdrawal.date, reason=reason)


def _describe_publisher(policy: Policy, as_of: dt.datetime) -> public.Publisher:
    today = as_of.astimezone(ZoneInfo(policy.time_zone)).date()
    licence = policy.licence
    days = {each: policy.find_days(each, today) for each in LetterType}
    return public.Publisher(
        name=policy.publisher,
        contact=policy.contact,
        time_zone=policy.time_zone,
        days={type_: found for type_, found in days.items() if found is not None},
        responses_complete=policy.responses is Responses.COMPLETE,
        licence=public.Licence(title=licence.title, url=licence.url, id=licence.id) if licence else None,
    )


def _sort_key(communication: public.Communication) -> tuple[int, int, Reference]:
    return (-communication.released.toordinal(), -communication.sent.toordinal(), communication.reference)


def _limit_named_letters(communication: public.Communication, released: set[str]) -> public.Communication:
    """Leave out corrections by letters that are not released, and such letters among those that responses answer."""
    return replace(
        communication,
        corrections=tuple(
            each for each in communication.corrections if each.letter is None or each.letter.key in released
        ),
        responses=tuple(_limit_answered_letters(each, released) for each in communication.responses),
    )


def _limit_answered_letters(answer: _Answer, released: set[str]) -> _Answer:
    """Name only released letters among those that a response also answers: editors may have listed others."""
    return replace(answer, also_answers=tuple(other for other in answer.also_answers if other.key in released))
