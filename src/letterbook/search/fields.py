"""The fields of a document that are searched."""

from __future__ import annotations

from collections.abc import Mapping

BOOSTS: Mapping[str, int] = {
    "reference": 20,
    "title": 8,
    "recipients": 8,
    "about": 4,
    "mandates": 4,
    "instruments": 4,
    "type": 8,
    "text": 1,
}
"""The fields of a document, each with its weight relative to the text."""
FIELD_SETS = (tuple(name for name in BOOSTS if name != "text"), ("text",))
"""The fields that are read together. A change in a register changes names in many documents, but hardly a text."""
