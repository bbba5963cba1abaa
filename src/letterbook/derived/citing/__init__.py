"""How to cite a letter or response: as a footnote, and in the formats of reference managers."""

from __future__ import annotations

from letterbook.derived.citing.exports import EXPORTS, Export
from letterbook.derived.citing.styles import STYLES, Style
from letterbook.derived.citing.work import CitedWork, describe_letter, describe_response

__all__ = ["EXPORTS", "STYLES", "CitedWork", "Export", "Style", "describe_letter", "describe_response"]
