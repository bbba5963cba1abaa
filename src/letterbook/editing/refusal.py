"""The reason why a command writes nothing."""

from __future__ import annotations


class Refusal(Exception):
    """Nothing is written. The message says why, and what to do."""
