"""The rule about letters on one subject: each reveals the others, so they are released together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from letterbook.embargo import NEVER, day_by_rule, letter_embargo
from letterbook.model.record import Corpus, Letter
from letterbook.rules.diagnostics import Severity
from letterbook.rules.disclosure import NEEDS
from letterbook.rules.registry import Context, Finding, checks


@checks(Corpus, severity=Severity.WARNING, guards=True)
def companion_release_mismatch(corpus: Corpus, context: Context) -> Iterator[Finding]:
    """A release date or a hold separates one letter from companion letters on the same subject.

    Why: letters in one group, or letters sent on the same day that name each other's recipients, reveal one another.
    Readers of the first would know about the others before these are released.

    Example: two letters in one group, sent on the same day, one of which has `release:` with a `date` for a press
    release

    How to fix: give all of them the same date, or hold all of them. If they may be released separately, allow this rule
    with a reason.
    """
    reported: set[str] = set()
    letters = [each for each in corpus.letters if each.has_read(*NEEDS) and each.withdrawn is None]
    for first, later in (*_pair_in_groups(letters, context), *_pair_by_recipients(letters, context)):
        early = first.release is not None and first.release.date is not None
        at, field = (first, "release.date") if early else (later, "release.hold")
        if at.place.path in reported or (not early and not letter_embargo(later, context.corpus.policy).held):
            continue
        reported.add(at.place.path)
        days = [_get_disclosure_day(each, context) for each in (first, later)]
        later_is = "held" if days[1] == NEVER else f"released on {days[1]}"
        yield Finding(
            at.place.line(field, "release"),
            f"{first.reference} is released on {days[0]}, but its companion {later.reference} is {later_is}",
            "Give all companions the same date, or hold all of them. If they may be released separately, add allow:"
            " with rule: companion-release-mismatch and a reason.",
            path=at.place.path,
        )


def _pair_in_groups(letters: Iterable[Letter], context: Context) -> Iterator[tuple[Letter, Letter]]:
    """Yield each letter of a group with one that its own `release` makes later, though the release rule would not."""
    groups: dict[str, list[tuple[dt.date, Letter]]] = defaultdict(list)
    for letter in letters:
        rule = day_by_rule(letter, context.corpus.policy)
        if letter.has_read("group") and letter.group is not None and rule is not None:
            groups[letter.group].append((rule, letter))
    for members in groups.values():
        latest: Letter | None = None
        for _, same in groupby(
            sorted(members, key=lambda each: (each[0], each[1].reference)), key=lambda each: each[0]
        ):
            day = [letter for _, letter in same]
            latest = max(([latest] if latest else []) + day, key=lambda each: _get_disclosure_day(each, context))
            yield from ((each, latest) for each in day if _are_apart(each, latest, context))


def _pair_by_recipients(letters: list[Letter], context: Context) -> Iterator[tuple[Letter, Letter]]:
    """Yield the same for letters sent on one day, each saying that a similar one went to the other's recipients."""
    sent_to: dict[tuple[dt.date, str], list[Letter]] = defaultdict(list)
    known = [each for each in letters if each.has_read("recipients", "also_sent_to")]
    for letter in known:
        for addressing in letter.recipients:
            sent_to[letter.sent, addressing.recipient].append(letter)
    for letter in known:
        own = {each.recipient for each in letter.recipients}
        for named in (each.recipient for each in letter.also_sent_to if each.recipient is not None):
            for other in sent_to[letter.sent, named]:
                if not own.isdisjoint(each.recipient for each in other.also_sent_to) and _are_apart(
                    letter, other, context
                ):
                    yield letter, other


def _are_apart(first: Letter, later: Letter, context: Context) -> bool:
    return _get_disclosure_day(first, context) < _get_disclosure_day(later, context) > context.today


def _get_disclosure_day(letter: Letter, context: Context) -> dt.date:
    return letter_embargo(letter, context.corpus.policy).disclosed_from
