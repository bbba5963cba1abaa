"""Labels of charts, which cannot wrap."""

from __future__ import annotations

_LONGEST = 46
"""In characters: what fits across a phone. Tables have the whole name."""


def shorten_label(label: str) -> str:
    """Return a label of at most one line on a phone, cut after a word."""
    if len(label) <= _LONGEST:
        return label
    return f"{label[:_LONGEST].rpartition(' ')[0] or label[:_LONGEST]} …"
