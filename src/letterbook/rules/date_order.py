"""Rules about the order of dates: what has happened is not in the future, and nothing precedes its letter.

`_DATES` is the one table of a file's dates and of the limits that apply to each. The limits that need words of their
own have their own rules: `release-before-sending`, `withdrawal-before-sending`, `response-before-letter`,
`received-before-dated`. A review of a hold is reported by `overdue-review` once it has passed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook.model.record import EarlierLetter, Letter, Response
from letterbook.rules.registry import Context, Finding, checks
from letterbook.rules.release_dates import find_start, kind_of


@dataclass(frozen=True, slots=True)
class _DatedField:
    """A field that holds a date: `name`, or the field `within` each item or the value of `name`.

    `past`: it dates something that has happened, so it cannot be in the future. `after_sending`: it dates something
    done to a letter or response, so it cannot precede it.
    """

    name: str
    within: str = ""
    past: bool = False
    after_sending: bool = False


_DATES = (
    _DatedField("dated", past=True),
    _DatedField("received", past=True),
    _DatedField("press_releases", "date", past=True),  # can precede a letter, which may mention it
    _DatedField("corrections", "date", past=True, after_sending=True),
    _DatedField("redactions", "date", past=True, after_sending=True),
    _DatedField("responses_checked", past=True, after_sending=True),
    _DatedField("withdrawn", "date", past=True),
)


@checks(Letter | Response)
def future_date(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """The date of something that has happened is in the future.

    Why: what has not happened cannot be recorded. A withdrawal takes effect as soon as it is merged.

    Example: a response with `received: 2042-05-03`

    How to fix: correct the date.
    """
    for field, path, day in _list_dates(filed):
        if field.past and day > context.today:
            yield Finding(
                filed.place.line(path),
                f"`{path}`: {day} is in the future; today is {context.today}",
                "Correct the date.",
            )


@checks(Letter | Response, "sent", "dated", "received")
def date_before_sending(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """Something was done to a letter before it was sent, or to a response before the later of its dates.

    Why: one of the two dates must be a typing error. Readers see the dates of corrections and redactions, and the date
    of sending decides when the letter is released.

    Example: `sent: 2024-03-03` and `corrections:` with `date: 2023-06-01`

    How to fix: correct the date that is wrong.
    """
    start = find_start(filed)
    for field, path, day in _list_dates(filed) if start else ():
        if field.after_sending and start and day < start:
            yield Finding(
                filed.place.line(path),
                f"`{path}`: {day} is before the {kind_of(filed)}'s own date, {start}",
                "Correct the date that is wrong.",
            )


@checks(Letter, "reference", "sent", "follows")
def follows_later_letter(letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter is listed as a follow-up to one sent after it, or to one that follows it in turn.

    Why: the page would call a later letter an earlier one. One of the dates or the reference must be wrong.

    Example: a letter sent on 3 March 2024 with `follows:` and `- AL XAA 4/2024`, which was sent on 4 March 2024

    How to fix: correct `sent` or the item of `follows`. If the other letter is the later one, list this letter under
    its `follows` instead.
    """
    for index, earlier in enumerate(letter.follows):
        problem = _find_disorder(earlier, letter, context)
        if problem:
            yield Finding(
                letter.place.line(f"follows[{index}]", "follows"),
                problem,
                "Correct the date or the reference that is wrong. If the other letter is the later one, move the item"
                " to its own follows.",
            )


def _find_disorder(earlier: EarlierLetter, letter: Letter, context: Context) -> str:
    """Say why a letter cannot follow an earlier one; "" if it can."""
    if earlier.reference is None:
        if earlier.sent is not None and earlier.sent > letter.sent:
            return f"the earlier letter is dated {earlier.sent}, but this letter was sent on {letter.sent}"
        return ""
    other = context.letters.get(earlier.reference.key)
    if other is None:  # a letter is sent in the year of its reference or in the year after
        late = earlier.reference.year > letter.sent.year
        return f"{earlier.reference} is of a later year than this letter, sent on {letter.sent}" if late else ""
    if not other.has_read("sent") or other.reference.key == letter.reference.key:
        return ""
    if other.sent > letter.sent:
        return f"{other.reference} was sent on {other.sent}, after this letter, sent on {letter.sent}"
    if other.sent == letter.sent and _leads_to(other, letter, context):
        return f"{other.reference}, sent on the same day, follows this letter in turn"
    return ""


def _leads_to(start: Letter, letter: Letter, context: Context) -> bool:
    """Whether `follows` leads from one letter to another, over letters of the same day alone."""
    seen, waiting = {start.reference.key}, [start]
    while waiting:
        each = waiting.pop()
        for earlier in each.follows if each.has_read("follows") else ():
            other = context.letters.get(earlier.reference.key) if earlier.reference else None
            if other is letter:
                return True
            if other and other.has_read("sent") and other.sent == letter.sent and other.reference.key not in seen:
                seen.add(other.reference.key)
                waiting.append(other)
    return False


def _list_dates(filed: Letter | Response) -> Iterator[tuple[_DatedField, str, dt.date]]:
    """Yield each date that a file gives, with its row of the table and its path (`corrections[0].date`)."""
    for field in _DATES:
        value = getattr(filed, field.name, None)  # a letter lacks the fields of a response, and unread ones
        items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, item in items:
            path = field.name if index is None else f"{field.name}[{index}]"
            day = getattr(item, field.within, None) if field.within else item
            if isinstance(day, dt.date):
                yield field, f"{path}.{field.within}" if field.within else path, day
