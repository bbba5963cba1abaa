"""Computes the numbers that Word prints before paragraphs but does not store in its files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from letterbook.editing.originals.docx_package import W

_LEVEL = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Level(NamedTuple):
    """How a level of a list is numbered: the kind of number, the text around it, and where it begins."""

    kind: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: Mapping[str, Mapping[int, Level]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, part: ET.Element | None) -> Numbering:
        """Read the part that defines lists."""
        if part is None:
            return cls({})
        abstract = {each.get(f"{W}abstractNumId", ""): _read_levels(each) for each in part.findall(f"{W}abstractNum")}
        levels: dict[str, Mapping[int, Level]] = {}
        for each in part.findall(f"{W}num"):
            base = each.find(f"{W}abstractNumId")
            own = dict(abstract.get(base.get(f"{W}val", "") if base is not None else "", {}))
            for override in each.findall(f"{W}lvlOverride"):
                at = int(override.get(f"{W}ilvl", "0"))
                start = override.find(f"{W}startOverride")
                if start is not None and at in own:
                    own[at] = own[at]._replace(start=int(start.get(f"{W}val", "1")))
                own |= _read_levels(override)
            levels[each.get(f"{W}numId", "")] = own
        return cls(levels)

    def count(self, list_: str, at: int) -> str:
        """Return what Word prints before the next paragraph of a list at a level: "3.", "(a)", "-" for a bullet."""
        levels = self.levels.get(list_, {})
        level = levels.get(at)
        if level is None or level.kind == "none":
            return ""
        counts = self._counts.setdefault(list_, {})
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [each for each in counts if each > at]:
            del counts[deeper]
        if level.kind == "bullet":
            return "-"

        def write(match: re.Match[str]) -> str:
            which = int(match[1]) - 1
            other = levels.get(which, level)
            return _write_number(counts.get(which, other.start), other.kind)

        return _LEVEL.sub(write, level.text).strip()


def _read_levels(holder: ET.Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for each in holder.findall(f"{W}lvl"):
        values = {
            name: node.get(f"{W}val", "")
            for name in ("numFmt", "lvlText", "start")
            if (node := each.find(f"{W}{name}")) is not None
        }
        start = values.get("start", "1")
        found[int(each.get(f"{W}ilvl", "0"))] = Level(
            values.get("numFmt", "decimal"), values.get("lvlText", ""), int(start) if start else 1
        )
    return found


def _write_number(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        written, left = "", number
        for value, sign in _ROMAN:
            written += sign * (left // value)
            left %= value
        return written.upper() if kind == "upperRoman" else written
    return f"{number:02d}" if kind == "decimalZero" else str(number)
