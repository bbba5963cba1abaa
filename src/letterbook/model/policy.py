"""The rules of a record: `data/policy.yml`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from letterbook.model.reference import LetterType, Reference
from letterbook.model.schema import PagePattern, ReasonId, TimeZone, Words, about


class Responses(StrEnum):
    """Whether the record holds every response there is."""

    COMPLETE = "complete"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRule:
    """After how many days letters of a type are released."""

    type: LetterType = about("The type of letter.", example="AL")
    days: int = about("Days after the day of sending; public from 00:00 of that day.", example="60")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason that is told to the public."""

    id: str = about("What a letter refers to it by.", example="press-release")
    text: Words = about("The reason in words.", example="Published early, with a press release")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingPeriod:
    """The windows of one report to the Council."""

    id: str = about("Its address.", example="2021-06")
    sent_from: dt.date = about("First day of sending.", example="2020-12-01")
    sent_to: dt.date = about("Last day of sending.", example="2021-05-31")
    replies_from: dt.date = about("First day of receiving replies.", example="2021-02-01")
    replies_to: dt.date = about("Last day of receiving replies.", example="2021-07-31")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of the record: data/policy.yml."""

    publisher: str = about("Who publishes this record.", example="A body that publishes its letters")
    contact: str | None = about("Where corrections and removals are asked for.", default=None)
    time_zone: TimeZone = about("The zone whose midnight begins a day.", example="Europe/Zurich")
    release: tuple[ReleaseRule, ...] = about("When a letter of each type is released.")
    reply_days: int | None = about("Days for a reply, where a time is set.", default=None, example="60")
    responses: Responses = about("Whether the record holds every response there is.", example="complete")
    reasons: tuple[Reason, ...] = about("The public reasons.", default=())
    reporting_periods: tuple[ReportingPeriod, ...] = about("The reports to the Council.", default=())
    official_page: PagePattern | None = about(
        "The address of a letter's official page, where `source` gives none; {code}, {number} and {year} are put in.",
        default=None,
    )

    def days(self, type_: LetterType) -> int | None:
        """Days after which letters of the type are released; None where the policy sets none (a rule says so)."""
        return next((each.days for each in self.release if each.type is type_), None)

    def official_page_of(self, reference: Reference) -> str | None:
        """The address that a letter's official page has by the pattern, if there is one."""
        if self.official_page is None:
            return None
        return self.official_page.format(code=reference.code, number=reference.number, year=reference.year)

    def reason(self, reason: ReasonId) -> Words:
        """The words of a reason."""
        return {each.id: each.text for each in self.reasons}[reason]
