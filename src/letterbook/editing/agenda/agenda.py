"""The agenda of a record: values only. It includes withheld letters and is for editors alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from letterbook.editing.agenda.gaps import find_gaps
from letterbook.editing.descriptions import Describer, list_parties
from letterbook.embargo import (
    NEVER,
    Embargo,
    has_begun,
    knows_responses,
    letter_embargo,
    response_date,
    response_due,
    response_embargo,
)
from letterbook.ingest.corpus import Heads
from letterbook.ingest.fields import is_fault
from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Response, ResponseKind

_LAST_RELEASED = 5
_REPLIES = frozenset({ResponseKind.REPLY, ResponseKind.FURTHER_REPLY})
_SO_FAR = {
    ResponseKind.ACKNOWLEDGEMENT: "has acknowledged the letter",
    ResponseKind.EXTENSION_REQUEST: "has asked for more time",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing on the agenda.

    day: when it happens, is due or happened; None for a hold without a review date.
    kind: `letter` or `response`.
    reference: that of the letter, or of the letter that a response answers.
    response: the name of the response's file, without `.md`; "" for a letter.
    title: a description in one line.
    file: its path.
    written: the date of the letter; for a response, its own date or the day of receipt, whichever is later.
    recipients: the ids of those that have not replied.
    notes: what else to know, in words: from whom a response is expected, why there is a hold, what is missing.
    """

    day: dt.date | None
    kind: str
    reference: str
    response: str
    title: str
    file: str
    written: dt.date
    recipients: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What is due and what is missing at a moment. Withdrawn letters and responses are left out.

    as_of: the moment; today: its day in the policy's time zone.
    coming: the next releases, the earliest first; released: the latest releases, the most recent first.
    expected: letters to which somebody has not replied, by the day by which a response was or is due.
    unchecked: released letters that have not been checked for a response, the latest released first.
    holds: letters and responses on hold, by the day of review.
    incomplete: those that lack something, the next to be released first.
    faulty: the paths of files whose fields have errors, so that the agenda may be incomplete.
    """

    as_of: dt.datetime
    today: dt.date
    coming: tuple[Item, ...]
    released: tuple[Item, ...]
    expected: tuple[Item, ...]
    unchecked: tuple[Item, ...]
    holds: tuple[Item, ...]
    incomplete: tuple[Item, ...]
    faulty: tuple[str, ...]

    def limit(self, days: int) -> Agenda:
        """Return the agenda with only the releases and reviews of the next `days` days, and any overdue reviews."""
        last = dt.date.fromordinal(min(self.today.toordinal() + days, dt.date.max.toordinal()))
        return replace(
            self,
            coming=tuple(each for each in self.coming if each.day is not None and each.day <= last),
            holds=tuple(each for each in self.holds if each.day is None or each.day <= last),
        )


def draw_up_agenda(heads: Heads, policy: Policy, as_of: dt.datetime) -> Agenda:
    """Draw up the agenda at `as_of`, a moment with its zone. Letters and responses of later days do not exist yet."""
    today = as_of.astimezone(ZoneInfo(policy.time_zone)).date()
    desk = _Desk(heads, policy, today)
    dated = sorted((each for each in desk.filed if each.day != NEVER), key=lambda each: (each.day, each.path))
    coming = [each for each in dated if not has_begun(each.day, policy.time_zone, as_of)]
    released = [each for each in reversed(dated) if has_begun(each.day, policy.time_zone, as_of)]
    held = sorted((each for each in desk.filed if each.is_held), key=lambda each: (each.review or NEVER, each.path))
    return Agenda(
        as_of=as_of.astimezone(dt.UTC),
        today=today,
        coming=tuple(desk.describe(each, each.day) for each in coming),
        released=tuple(desk.describe(each, each.day) for each in released[:_LAST_RELEASED]),
        expected=tuple(sorted(desk.find_expected(), key=lambda each: (each.day or NEVER, each.file))),
        unchecked=tuple(desk.find_unchecked(released)),
        holds=tuple(desk.describe(each, each.review, notes=each.hold_reasons) for each in held),
        incomplete=tuple(
            desk.describe(each, None if each.day == NEVER else each.day, notes=gaps)
            for each in (*coming, *held, *released)
            if (gaps := find_gaps(each.filed, each.letter, policy))
        ),
        faulty=tuple(sorted(desk.faulty)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filed:
    """A letter or response that is not withdrawn, with the letter that it is or answers, and the day from which its
    text is public, or NEVER while it is on hold."""

    filed: Letter | Response
    letter: Letter
    day: dt.date
    written: dt.date

    @property
    def path(self) -> str:
        return self.filed.place.path

    @property
    def is_held(self) -> bool:
        return self.filed.release is not None and self.filed.release.hold

    @property
    def review(self) -> dt.date | None:
        return self.filed.release.review if self.filed.release else None

    @property
    def hold_reasons(self) -> tuple[str, ...]:
        return (self.filed.release.reason,) if self.filed.release else ()


class _Desk:
    """The letters and responses that a record has on a day and that can be read."""

    def __init__(self, heads: Heads, policy: Policy, today: dt.date) -> None:
        self._policy = policy
        self._describer = Describer(heads)
        self.faulty = {path for path, problem in heads.problems if is_fault(problem)}
        self.filed: list[_Filed] = []
        self._responses: dict[str, list[Response]] = defaultdict(list)
        letters: dict[str, Letter] = {}
        for letter in heads.letters:
            if letter.place.unread:
                continue
            letters[letter.reference.key] = letter
            if letter.sent <= today:
                self._add(letter, letter, letter_embargo(letter, policy), letter.sent)
        for response in heads.responses:
            answered = None if response.place.unread else letters.get(response.letter.key)
            written = response_date(response) if answered else None
            if answered is None or written is None:
                self.faulty.add(response.place.path)
            elif written <= today:
                self._add(response, answered, response_embargo(response, answered, policy), written)
                for reference in {response.letter, *response.also_answers}:
                    self._responses[reference.key].append(response)

    def _add(self, filed: Letter | Response, letter: Letter, embargo: Embargo, written: dt.date) -> None:
        if embargo.first_withdrawal is None:
            day = embargo.text_from or NEVER
            self.filed.append(_Filed(filed=filed, letter=letter, day=day, written=written))

    def find_expected(self) -> Iterator[Item]:
        """Find the letters with a time for reply to which somebody has not replied."""
        for each in self.filed:
            due = response_due(each.letter, self._policy) if each.filed is each.letter else None
            if due is not None and (silent := self._find_silent(each.letter)):
                notes = tuple(self._describe_silence(each.letter, id_) for id_ in silent)
                yield self.describe(each, due, recipients=silent, notes=notes)

    def find_unchecked(self, released: Iterable[_Filed]) -> Iterator[Item]:
        """Find, among what is released, the letters that nobody has checked for a response."""
        for each in released:
            if each.filed is each.letter and not knows_responses(each.letter, self._policy):
                silent = tuple(id_ for id_ in list_parties(each.letter) if not list(self._find_kinds(each.letter, id_)))
                if silent:
                    yield self.describe(each, each.day, recipients=silent)

    def describe(
        self, each: _Filed, day: dt.date | None, recipients: tuple[str, ...] = (), notes: tuple[str, ...] = ()
    ) -> Item:
        """Make an item about a letter or response."""
        is_response = isinstance(each.filed, Response)
        return Item(
            day=day,
            kind="response" if is_response else "letter",
            reference=str(each.letter.reference),
            response=each.filed.slug if isinstance(each.filed, Response) else "",
            title=self._describer.describe(each.filed),
            file=each.path,
            written=each.written,
            recipients=recipients,
            notes=notes,
        )

    def _find_silent(self, letter: Letter) -> tuple[str, ...]:
        """Return the recipients who have not replied in substance."""
        return tuple(id_ for id_ in list_parties(letter) if not _REPLIES & frozenset(self._find_kinds(letter, id_)))

    def _describe_silence(self, letter: Letter, recipient: str) -> str:
        """`from Norland` or `from Norland, which has asked for more time`"""
        name = self._describer.name_recipient(recipient)
        sent = sorted({*self._find_kinds(letter, recipient)})
        return f"from {name}, which {' and '.join(_SO_FAR[kind] for kind in sent)}" if sent else f"from {name}"

    def _find_kinds(self, letter: Letter, recipient: str) -> Iterator[ResponseKind]:
        return (each.kind for each in self._responses[letter.reference.key] if each.recipient == recipient)
