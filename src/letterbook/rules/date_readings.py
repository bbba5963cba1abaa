"""The rule about dates in figures that can be read in two ways: 02/11/2026."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from letterbook.model.record import Letter, Response
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.letter_head import find_printed_dates
from letterbook.text.normalize import fold
from letterbook.text.visible_text import read_visible_text

_DAY_FIRST = frozenset({"fr", "es"})
"""Languages in which a date in figures has its day first."""


@checks(Letter | Response, "sent", "dated", "language", severity=Severity.WARNING, guards=True)
def ambiguous_date(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """The date at the head of the text is in figures and can mean two days, and only one of them is in the file.

    Why: the release date is counted from `sent`, and a response has a date of its own. With day and month exchanged,
    a text can be public months too early, and that cannot be undone.

    Example: `sent: 2024-02-11` above a letter dated 02/11/2024, which may be of 2 November

    How to fix: compare it with letters of the same days. If the file is right, write the month in words in the text as
    the original does; if the original has figures, allow this rule with a reason.
    """
    given, name = (filed.sent, "sent") if isinstance(filed, Letter) else (filed.dated, "dated")
    if given is None:
        return
    foot = isinstance(filed, Response)
    visible = read_visible_text(filed.body)
    found = find_printed_dates(visible, filed.language, foot=foot)
    printed = [(at, days) for at, days in found if given in days]
    others = set.intersection(*(set(days) for _, days in printed)) - {given} if printed else set()
    likely = {each for each in others if each <= context.today and _fits(filed, each, context)}
    if not likely:
        return
    line = visible.find_line(printed[0][0])
    if filed.language.partition("-")[0] in _DAY_FIRST and _is_day_first(filed.body, line, given):
        return
    (other,) = likely
    doubt = "only the second fits the letters beside it" if not _fits(filed, given, context) else "nothing says which"
    yield Finding(
        filed.place.body_line + line,
        f"the date of the text can mean {given}, as in `{name}`, or {other}; {doubt}",
        f"Compare {name} (line {filed.place.line(name)}) with the original. If it is right, write the month in words,"
        " or add allow: with rule: ambiguous-date and a reason.",
    )


def _is_day_first(body: str, line: int, day: dt.date) -> bool:
    """Whether the first number on a line is the day of the month."""
    first = re.search(r"[0-9]+", fold(body.split("\n")[line]))
    return first is not None and int(first[0]) == day.day


def _fits(filed: Letter | Response, day: dt.date, context: Context) -> bool:
    """Whether a text can be of this day: a letter is sent after those of its series that have lower numbers, and a
    response after its letter and before it is received."""
    if isinstance(filed, Response):
        letter = context.find_letter(filed)
        after_letter = letter is None or day >= letter.sent
        return after_letter and (filed.received is None or day <= filed.received)
    own = filed.reference
    series = [
        each
        for each in context.letters.values()
        if each is not filed
        and each.has_read("reference", "sent")
        and (each.reference.code, each.reference.year) == (own.code, own.year)
    ]
    earlier = max((each for each in series if each.reference.number < own.number), key=_get_number, default=None)
    later = min((each for each in series if each.reference.number > own.number), key=_get_number, default=None)
    return (earlier is None or earlier.sent <= day) and (later is None or day <= later.sent)


def _get_number(letter: Letter) -> int:
    return letter.reference.number
