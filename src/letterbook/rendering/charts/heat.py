"""The shades of a heat table: the higher the number, the darker its cell."""

from __future__ import annotations

HEAT_STEPS = 5


def find_heat(number: int, most: int) -> int:
    """Return the shade of a number among numbers up to `most`: 0 for none, 5 for the highest."""
    return -(-number * HEAT_STEPS // most) if number else 0
