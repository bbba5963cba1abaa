"""The policy of a record, from `data/policy.yml`: when letters are released, in which zone, and by whom."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from letterbook.model.reference import LetterType, Reference
from letterbook.model.schema import PagePattern, PublicContact, ReasonId, Symbol, TimeZone, Url, Words, about

CONTACT = re.compile(
    r"""
    [^\s@<>"':/]+ @ [^\s@<>"':/.]+ (?:\.[^\s@<>"':/.]+)+      # letters@body.example
    | https:// [^\s<>"'/.]+ (?:\.[^\s<>"'/.]+)+ (?:/[^\s<>"']*)?   # https://body.example/contact
    """,
    re.VERBOSE,
)
"""What a contact may be: an e-mail address or an https address, as pages and security.txt can link to them."""


UN_CONTACTS = tuple(map(PublicContact, ("*@ohchr.org", "ohchr-*@un.org", "hrc-*@un.org", "+41 22 917*", "+41 22 928*")))
"""The contacts of the UN human rights office in Geneva, as letters give them."""


class Responses(StrEnum):
    """Whether the record holds every response."""

    COMPLETE = "complete"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRule:
    """How many days after sending letters of one type are released, at any time or since a day."""

    type: LetterType = about("The type of letter.", example="AL")
    from_: dt.date | None = about(
        "The first day of sending to which the rule applies, until the next rule for the type. Earlier letters follow"
        " the rule without `from`.",
        default=None,
        example="2018-01-01",
    )
    days: int = about(
        "How many days after the day of sending the letter is released, at 00:00 in the policy's time zone.",
        example="60",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A public reason for an early release, a hold or a withdrawal."""

    id: str = about("The id by which letters and responses name the reason.", example="press-release")
    text: Words = about("The reason as readers see it.", example="Published early, with a press release")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingPeriod:
    """The periods that one report to the Human Rights Council covers. Both include their first and last day."""

    id: str = about("The name of the report in addresses.", example="2021-06")
    sent_from: dt.date = about("The first day of sending.", example="2020-12-01")
    sent_to: dt.date = about("The last day of sending.", example="2021-05-31")
    replies_from: dt.date = about("The first day of receipt of replies.", example="2021-02-01")
    replies_to: dt.date = about("The last day of receipt of replies.", example="2021-07-31")
    title: Words | None = about(
        "The title of the report. Without one, the title is the period of sending.",
        default=None,
        example="Communications report of the 48th session",
    )
    symbol: Symbol | None = about(
        "The symbol of the United Nations document, once the report is published as one.",
        default=None,
        example="A/HRC/48/903",
    )
    url: Url | None = about(
        "The address of that document. Without it, the symbol links to docs.un.org.",
        default=None,
        example="https://reports.example/2021-06.pdf",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A warning that the editors have reviewed and accept."""

    rule: str = about(
        "The rule to silence: for this file, or for the whole record in policy.yml.", example="truncated-value"
    )
    reason: str = about("Why the warning does not apply.", example="The number sign is part of the title.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The licence under which the record may be reused."""

    title: str = about("The title of the licence.", example="Creative Commons Attribution 4.0 International")
    url: Url = about("The address of its text.", example="https://creativecommons.org/licenses/by/4.0/")
    id: str | None = about("Its identifier in the SPDX list, for programs.", default=None, example="CC-BY-4.0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The policy: data/policy.yml."""

    publisher: str = about("Who publishes this record.", example="A body that publishes its letters")
    contact: str | None = about(
        "Where to ask for corrections and removals: an e-mail address, or the https address of a page.", default=None
    )
    time_zone: TimeZone = about("The time zone in which days begin and end.", example="Europe/Zurich")
    release: tuple[ReleaseRule, ...] = about("When letters of each type are released.")
    reply_days: int | None = about(
        "The number of days that recipients have to reply, if there is a time limit.", default=None, example="60"
    )
    responses: Responses = about("Whether the record holds every response.", example="complete")
    reasons: tuple[Reason, ...] = about("The public reasons that letters and responses may name.", default=())
    reporting_periods: tuple[ReportingPeriod, ...] = about("The reports to the Human Rights Council.", default=())
    official_page: PagePattern | None = about(
        "The address of a letter's official page, if `source` gives none; {code}, {number} and {year} are replaced.",
        default=None,
    )
    public_contacts: tuple[PublicContact, ...] = about(
        "E-mail addresses and telephone numbers that any text may contain, since they belong to offices; `*` stands for"
        " any part of an address, or for the end of a number. The default is those of the UN human rights office.",
        default=UN_CONTACTS,
        example="letters-*@body.example",
    )
    licence: Licence | None = about(
        "The licence of the texts and data. Without one, pages say that none is stated.", default=None
    )
    allow: tuple[Allowance, ...] = about(
        "Warnings that the editors accept in every file. Errors, and rules about release and disclosure, can be allowed"
        " only for one file at a time.",
        default=(),
    )

    def find_rule(self, type_: LetterType, sent: dt.date) -> ReleaseRule | None:
        """Return the rule by which a letter of a type, sent on a day, is released; None if there is none.

        The rule `invalid-release-rule` reports a type without a rule.
        """
        found = (each for each in self.release if each.type is type_ and (each.from_ or dt.date.min) <= sent)
        return max(found, key=lambda each: each.from_ or dt.date.min, default=None)

    def find_days(self, type_: LetterType, sent: dt.date) -> int | None:
        """Return how many days after it was sent a letter of a type is released; None if the policy does not say."""
        rule = self.find_rule(type_, sent)
        return rule.days if rule else None

    def find_official_page(self, reference: Reference) -> str | None:
        """Return the address of a letter's official page according to the pattern, if there is one."""
        if self.official_page is None:
            return None
        return self.official_page.format(code=reference.code, number=reference.number, year=reference.year)

    def find_reason(self, reason: ReasonId) -> Words:
        """Return a public reason as readers see it. Raises KeyError where there is no such reason."""
        return {each.id: each.text for each in self.reasons}[reason]
