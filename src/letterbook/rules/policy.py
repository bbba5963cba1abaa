"""Rules about the policy: its release times, the ids of its items, and its reporting periods."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import attrgetter

from letterbook.model.policy import CONTACT, Policy, ReportingPeriod
from letterbook.model.record import Corpus
from letterbook.model.reference import LetterType
from letterbook.rules.diagnostics import Severity
from letterbook.rules.findings import report_in_policy
from letterbook.rules.registry import Context, Finding, checks

MOST_DAYS = 3650
USUAL_DAYS = {LetterType.ALLEGATION: 60, LetterType.URGENT: 60, LetterType.OTHER: 3}
"""The days after which the procedure makes letters public: 60 days, or 48 hours from the end of the day of sending."""


@checks(Corpus)
def invalid_release_rule(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """The policy does not say exactly once when letters of each type, sent on any day, are released.

    Why: a letter whose type has no rule has no release date; one whose type has two rules has two.

    Example: `release:` in policy.yml with only AL and UA

    How to fix: give `type` and `days` once for each of AL, UA and OL. If a type had other days at other times, give it
    one more rule for each later period, with `from`.
    """
    given = Counter((each.type, each.from_) for each in corpus.policy.release)
    for type_, since in dict.fromkeys([*((each, None) for each in LetterType), *given]):
        often = given[type_, since]
        if often != 1:
            says = f"says {often} times" if often else "does not say"
            sent, once = _name_period(corpus.policy, type_, since)
            yield report_in_policy(
                corpus,
                "release",
                f"the policy {says} when letters of type {type_}{sent} are released",
                f"Give type: {type_} and its days exactly once{once}.",
            )


def _name_period(policy: Policy, type_: LetterType, since: dt.date | None) -> tuple[str, str]:
    """Return the words for the letters of a period, and for its rule; none if the type has only one."""
    later = [each.from_ for each in policy.release if each.type is type_ and each.from_]
    if since:
        return f" sent from {since}", f" with from: {since}"
    return (f" sent before {min(later)}", " without from") if later else ("", "")


@checks(Corpus)
def invalid_days(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A number of days in policy.yml is zero, or more than ten years.

    Why: with 0 days a letter would be public on the day it was sent, before its recipient has read it; and a slip such
    as 60000 would withhold it for good.

    Example: `days: 0` in `release` of policy.yml

    How to fix: give the number of days after the day of sending, as stated in the letters themselves: `days: 60`.
    """
    given = [(f"release: {each.type}", "release", each.days) for each in corpus.policy.release]
    if corpus.policy.reply_days is not None:
        given.append(("reply_days", "reply_days", corpus.policy.reply_days))
    for name, field, days in given:
        if not 1 <= days <= MOST_DAYS:
            yield report_in_policy(
                corpus,
                field,
                f"`{name}`: expected a number of days between 1 and {MOST_DAYS}, found {days}",
                "Give the number of days after the day of sending, for example 60.",
            )


@checks(Corpus)
def invalid_contact(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """The contact in policy.yml is neither an e-mail address nor the https address of a page.

    Why: people use it to ask for a correction or the removal of a name, and pages link to it. So does `security.txt`,
    which accepts only these two.

    Example: `contact: the secretariat`

    How to fix: give one address: `contact: letters@body.example` or `contact: https://body.example/contact`. Leave the
    field out if there is none.
    """
    contact = corpus.policy.contact
    if contact is not None and not CONTACT.fullmatch(contact):
        yield report_in_policy(
            corpus,
            "contact",
            f"`contact`: expected an e-mail address or an https address, found `{contact}`",
            "Give one address, for example letters@body.example or https://body.example/contact.",
        )


@checks(Corpus, severity=Severity.WARNING)
def short_release_period(corpus: Corpus, context: Context) -> Iterator[Finding]:
    """The policy releases letters of a type sooner than the procedure allows.

    Why: the letters themselves say 60 days, or 48 hours. A shorter period makes every letter of that age public as soon
    as it is merged, and that cannot be undone.

    Example: `type: AL` with `days: 6` in `release` of policy.yml

    How to fix: correct `days`. To release a single letter earlier, give it a `release` with a date and a reason. If
    the shorter period is meant, allow this rule in policy.yml with a reason. Letters that state the procedure's own
    time are then not reported one by one.
    """
    given = Counter((each.type, each.from_) for each in corpus.policy.release)
    for each in corpus.policy.release:
        usual = USUAL_DAYS[each.type]
        if given[each.type, each.from_] == 1 and 1 <= each.days < usual:
            early = sum(
                corpus.policy.find_rule(letter.reference.type, letter.sent) is each
                and letter.release is None
                and letter.withdrawn is None
                and each.days <= (context.today - letter.sent).days < usual
                for letter in context.letters.values()
                if letter.has_read("sent", "release", "withdrawn")
            )
            sooner = "1 day" if usual - each.days == 1 else f"{usual - each.days} days"
            since = f" sent from {each.from_}" if each.from_ else ""
            public = "1 letter is" if early == 1 else f"{early} letters are"
            yield report_in_policy(
                corpus,
                "release",
                f"letters of type {each.type}{since} are released {sooner} sooner than the procedure's {usual} days;"
                f" {public} public today only for that reason",
                "Correct days. To release a single letter earlier, give it a release of its own. If the shorter period"
                " is meant, add allow: here with rule: short-release-period and a reason.",
            )


def allows_short_period(policy: Policy) -> bool:
    """Whether the policy says that its release periods are shorter than the procedure's on purpose."""
    return any(each.rule == short_release_period.__name__.replace("_", "-") for each in policy.allow)


@checks(Corpus)
def reversed_period(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A reporting period in policy.yml ends before it begins.

    Why: no letter and no reply would be in the report.

    Example: `sent_from: 2020-12-01` and `sent_to: 2020-05-31`

    How to fix: correct the date that is wrong.
    """
    for each in corpus.policy.reporting_periods:
        for first, last in (("sent_from", "sent_to"), ("replies_from", "replies_to")):
            start, end = getattr(each, first), getattr(each, last)
            if end < start:
                yield report_in_policy(
                    corpus,
                    "reporting_periods",
                    f"`{last}` of {each.id} is {end}, before its `{first}`, {start}",
                    "Correct the date that is wrong.",
                )


@checks(Corpus)
def overlapping_periods(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two reporting periods in policy.yml share days of sending, or days of receipt.

    Why: a letter or reply from such a day would be in two reports, and be counted twice.

    Example: two periods, one with `sent_to: 2021-05-31` and the next with `sent_from: 2021-05-31`

    How to fix: begin each period on the day after the one before ends.
    """
    for kind, covered in _COVERED.items():
        for earlier, later in _pair_periods(corpus.policy, kind):
            end, start = getattr(earlier, f"{kind}_to"), getattr(later, f"{kind}_from")
            if start <= end:
                days = _name_days(start, min(end, getattr(later, f"{kind}_to")))
                yield report_in_policy(
                    corpus,
                    "reporting_periods",
                    f"the reporting periods {earlier.id} and {later.id} both cover {covered} {days}",
                    f"Set `{kind}_from` of {later.id} to {end + dt.timedelta(days=1)}, or end {earlier.id} sooner.",
                )


@checks(Corpus, severity=Severity.WARNING)
def gap_between_periods(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Days between two reporting periods in policy.yml belong to neither.

    Why: letters sent on these days, or late replies received on them, would be in no report.

    Example: one period with `sent_to: 2021-05-30` and the next with `sent_from: 2021-06-01`

    How to fix: begin each period on the day after the one before ends. If the reports really left these days out, allow
    this rule in policy.yml with a reason.
    """
    for kind, covered in _COVERED.items():
        for earlier, later in _pair_periods(corpus.policy, kind):
            first = getattr(earlier, f"{kind}_to") + dt.timedelta(days=1)
            last = getattr(later, f"{kind}_from") - dt.timedelta(days=1)
            if first <= last:
                yield report_in_policy(
                    corpus,
                    "reporting_periods",
                    f"no reporting period covers {covered} {_name_days(first, last)}",
                    f"Set `{kind}_from` of {later.id} to {first}, or add the period between {earlier.id} and"
                    f" {later.id}.",
                )


_COVERED = {"sent": "letters sent", "replies": "replies received"}
"""What a reporting period covers, by the beginning of the names of its fields."""


def _name_days(first: dt.date, last: dt.date) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"


def _pair_periods(policy: Policy, kind: str) -> Iterable[tuple[ReportingPeriod, ReportingPeriod]]:
    """Pair each reporting period with the next in time, leaving out those that end before they begin."""
    first, last = attrgetter(f"{kind}_from"), attrgetter(f"{kind}_to")
    return pairwise(sorted((each for each in policy.reporting_periods if first(each) <= last(each)), key=first))


@checks(Corpus)
def duplicate_id(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two reasons, or two reporting periods, in policy.yml have the same id.

    Why: a letter that refers to the id could mean either.

    Example: two items of `reasons` with `id: safety`

    How to fix: give one of them another id, or remove it.
    """
    for field, ids in list_policy_ids(corpus.policy):
        for id_, often in Counter(ids).items():
            if often > 1:
                yield report_in_policy(
                    corpus,
                    field,
                    f"`{field}` has the id `{id_}` {often} times",
                    "Give each a different id, or keep one of them.",
                )


def list_policy_ids(policy: Policy) -> Iterator[tuple[str, list[str]]]:
    """Yield each field of the policy whose items have ids, and those ids."""
    yield "reasons", [each.id for each in policy.reasons]
    yield "reporting_periods", [each.id for each in policy.reporting_periods]
