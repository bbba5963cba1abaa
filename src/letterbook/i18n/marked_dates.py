"""Marks the dates in the texts of a page, which then has each as a `<time>` that programs can read.

A date is put into a sentence, and the sentence into a template, which escapes it. The marks are noncharacters of
Unicode, which are for use within a program: no text of the record has one (see `ingest.invisible_characters`).
"""

from __future__ import annotations

import datetime as dt
import re

_START, _TEXT, _END = "\U0001fffe", "\U0001ffff", "\U0002fffe"
_MARKED = re.compile(f"{_START}([0-9-]+){_TEXT}([^{_END}]*){_END}")


def mark_date(day: dt.date, text: str) -> str:
    """Return the text of a date with marks around it."""
    return f"{_START}{day.isoformat()}{_TEXT}{text}{_END}"


def write_dates(html: str) -> str:
    """Write each marked date in HTML as a `<time>`; within a tag, where no element can be, it becomes its text."""
    return _MARKED.sub(_write, html) if _START in html else html


def _write(match: re.Match[str]) -> str:
    before = match.string
    is_in_tag = before.rfind("<", 0, match.start()) > before.rfind(">", 0, match.start())
    return match[2] if is_in_tag else f'<time datetime="{match[1]}">{match[2]}</time>'
