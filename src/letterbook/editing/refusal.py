"""Why a command does not write what it was asked to write."""

from __future__ import annotations


class Refusal(Exception):
    """Nothing is written. The message says why, and what to do."""
