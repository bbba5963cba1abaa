"""Keeps a name that is written from right to left apart from the line around it.

Without that, brackets and figures beside an Arabic name change places. A phrase marks such a name with the two control
characters of Unicode for it, which browsers obey in titles and attributes; in the body of a page they become `<bdi>`.
No text of the record has these characters (see `ingest.invisible_characters`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

_START, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_TAG_OR_MARK = re.compile(f"<[^>]*>|[{_START}{_END}]")
_ISOLATED = re.compile(f"({_START}[^{_END}]*{_END})")
_ELEMENTS = {_START: "<bdi>", _END: "</bdi>"}

Value = TypeVar("Value")


def isolate(value: Value) -> Value | str:
    """Mark a text that has letters from right to left. Anything else, or a text with marks, is returned as it is."""
    if not isinstance(value, str) or value.isascii() or _START in value or not _RIGHT_TO_LEFT.search(value):
        return value
    return f"{_START}{value}{_END}"


def drop_isolates(text: str) -> str:
    """Return a text without the marks, for data and for what is copied."""
    return text.replace(_START, "").replace(_END, "")


def split_isolates(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text without the marks, each with whether it is marked."""
    if _START not in text:
        yield text, False
        return
    for part in _ISOLATED.split(text):
        if part:
            yield drop_isolates(part), part.startswith(_START)


def write_isolates(html: str) -> str:
    """Write the marks in HTML as `<bdi>`; those in attributes are kept."""
    if _START not in html:
        return html
    return _TAG_OR_MARK.sub(lambda match: _ELEMENTS.get(match[0], match[0]), html)
