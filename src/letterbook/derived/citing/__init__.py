"""How to cite a letter or response: as a footnote, and as a record for reference managers."""

from __future__ import annotations

from letterbook.derived.citing.ris import write_ris
from letterbook.derived.citing.styles import STYLES, Style
from letterbook.derived.citing.work import CitedWork, describe_letter, describe_response

__all__ = ["STYLES", "CitedWork", "Style", "describe_letter", "describe_response", "write_ris"]
