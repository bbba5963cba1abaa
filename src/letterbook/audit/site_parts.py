"""Divides a site into parts that can be scanned at the same time, and puts together what was found in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from letterbook.audit.documents import PdfMatches
from letterbook.audit.leaks import Leak
from letterbook.interruption import interruptible

PARTS = 2
"""How many parts a site has. The number of processors does not matter, so what is found does not depend on it."""

MOST_SEARCHED = 200
"""In how many files a pattern may be found for each of them to be examined again. More are not recorded."""

Entry = tuple[str, bool | None]
"""The path of something in a site, and whether it is a file (see `walk.list_entries`)."""


class Places(dict[str, dict[str, None]]):
    """In which files each pattern was found, in the order of the files."""

    def add(self, pattern: str, name: str) -> None:
        """Record that a pattern is in the file `name`."""
        own = self.setdefault(pattern, {})
        if len(own) < MOST_SEARCHED:
            own[name] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found in the entries of a part of a site: `scanned` are their paths, `places` and `in_pdfs` are where
    patterns occur, and `files` are the files at fault."""

    scanned: list[str] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    in_pdfs: PdfMatches = field(default_factory=PdfMatches)
    files: list[Leak] = field(default_factory=list)

    def add(self, other: Findings) -> None:
        """Add what was found in the entries that follow."""
        self.scanned.extend(other.scanned)
        self.files.extend(other.files)
        self.in_pdfs.add(other.in_pdfs)
        for pattern, names in other.places.items():
            for name in names:
                self.places.add(pattern, name)


def divide_site(site: Path, entries: Iterable[Entry]) -> Sequence[Sequence[Entry]]:
    """Divide the entries of a site, in their order, into PARTS runs of about the same number of bytes."""
    listed = list(entries)
    sizes = [(site / name).stat().st_size if is_file else 0 for name, is_file in interruptible(listed)]
    parts: list[list[Entry]] = [[] for _ in range(PARTS)]
    share = sum(sizes) / PARTS
    for entry, end in zip(listed, accumulate(sizes), strict=True):
        parts[min(int(max(end - 1, 0) // (share or 1)), PARTS - 1)].append(entry)
    return parts
