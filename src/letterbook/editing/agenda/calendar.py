"""Writes an agenda as a calendar, so that an editor's own calendar shows it.

Source: RFC 5545. All entries last a whole day and are marked confidential. The time stamp that each must have is the
date of the letter or response, since the clock would make equal records give different calendars.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.editing.agenda.agenda import Agenda, Item
from letterbook.model.reference import Reference

_LONGEST = 75
"""The most octets on a line."""


def write_calendar(agenda: Agenda) -> str:
    """Return a calendar with all coming releases, the days by which responses are due from today on, and the reviews of
    all holds. Lines end in CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Letterbook//letterbook status//EN",
        "CALSCALE:GREGORIAN",
        *(line for item in agenda.coming for line in _write_event("release", "Release", item)),
        *(
            line
            for item in agenda.expected
            if item.day is not None and item.day >= agenda.today
            for line in _write_event("response-due", "Response due", item)
        ),
        *(line for item in agenda.holds for line in _write_event("review", "Review of hold", item)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _write_event(purpose: str, name: str, item: Item) -> Iterator[str]:
    if item.day is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{_make_id(purpose, item)}"
    yield f"DTSTAMP:{item.written:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{item.day:%Y%m%d}"
    yield f"SUMMARY:{_escape(f'{name}: {_name(item)}')}"
    yield f"DESCRIPTION:{_escape(chr(10).join((item.title, *item.notes, item.file)))}"
    yield f"CATEGORIES:{_escape(name)}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _make_id(purpose: str, item: Item) -> str:
    """Make an id that stays the same whatever else changes in the record."""
    letter = Reference.parse(item.reference).slug
    return f"{purpose}.{f'{letter}.{item.response}' if item.response else letter}@letterbook"


def _name(item: Item) -> str:
    return f"response to {item.reference}" if item.response else item.reference


def _escape(text: str) -> str:
    """Escape a text as RFC 5545, section 3.3.11, says; leave out the control characters that it does not allow."""
    for character, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, escaped)
    return "".join(each for each in text if each == "\t" or not (each < " " or each == "\x7f"))


def _fold(line: str) -> str:
    """Fold a line (section 3.1), never within a character."""
    parts, size = [""], 0
    for character in line:
        length = len(character.encode())
        if size + length > _LONGEST:
            parts.append("")
            size = 1  # the space that begins the next line
        parts[-1] += character
        size += length
    return "\r\n ".join(parts)
