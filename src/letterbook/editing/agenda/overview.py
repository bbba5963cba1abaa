"""Writes an agenda as lines for a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from letterbook.editing.agenda.agenda import Agenda, Item
from letterbook.rules.diagnostics import escape_control

_MOST = 10


def write_overview(agenda: Agenda, days: int, *, everything: bool = False) -> str:
    """Return the agenda of the next `days` days. Without `everything`, long lists are cut short."""
    near = agenda.limit(days)
    due = [each for each in agenda.expected if each.day is not None and each.day >= agenda.today]
    past = [each for each in reversed(agenda.expected) if each.day is not None and each.day < agenda.today]
    later = len(agenda.coming) - len(near.coming)
    sections = (
        (f"Released in the next {days} days", near.coming, f"{later:,} to be released later" if later else ""),
        ("Released last", agenda.released, ""),
        ("Responses expected", due, ""),
        ("Responses that were due", past, ""),
        ("Not yet checked for a response", agenda.unchecked, ""),
        ("Holds to review", near.holds, _count_later(agenda, near)),
        ("Incomplete", agenda.incomplete, ""),
    )
    lines = [f"{agenda.today:%A} {agenda.today.day} {agenda.today:%B %Y}\n"]
    for title, items, note in sections:
        lines.append(f"\n{title}{f' ({note})' if note else ''}\n" if items or note else f"\n{title}: none\n")
        lines += _list_items(items, agenda.today, None if everything else _MOST)
    if agenda.faulty:
        lines.append("\nWith errors, so they may be missing above (see: letterbook check)\n")
        lines += [f"  {each}\n" for each in agenda.faulty]
    return "".join(lines)


def _count_later(agenda: Agenda, near: Agenda) -> str:
    later = len(agenda.holds) - len(near.holds)
    return f"{later:,} to review later" if later else ""


def _list_items(items: Sequence[Item], today: dt.date, most: int | None) -> Iterator[str]:
    shown = items[:most]
    width = max((len(each.reference) for each in shown), default=0)
    days = max((len(_count_days(each.day, today)) for each in shown), default=0)
    for each in shown:
        day = str(each.day) if each.day else "no date   "
        count = f"{_count_days(each.day, today):>{days}}"
        yield f"  {day}  {count}  {each.reference:<{width}}  {escape_control(each.title)}\n"
        notes = "; ".join(each.notes)
        yield f"    {each.file}{f': {escape_control(notes)}' if notes else ''}\n"
    if len(items) > len(shown):
        yield f"  … and {len(items) - len(shown):,} more; to list them, use --all\n"


def _count_days(day: dt.date | None, today: dt.date) -> str:
    """`today`, `in 3 d`, `3 d ago`"""
    if day is None:
        return ""
    days = (day - today).days
    return "today" if not days else f"in {days} d" if days > 0 else f"{-days} d ago"
