"""A text being mended: its lines, each with its place in the original, and an account of every change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Remark(NamedTuple):
    """A remark about an original: the line, counted from 1, or 0 for the whole, and the remark itself."""

    line: int
    text: str


class Removed(NamedTuple):
    """Something removed from a text: its line in the original, counted from 1, its words, and the reason."""

    line: int
    text: str
    why: str


class Line(NamedTuple):
    """A line of a text, and the line of the original from which it comes, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedText:
    """A text in Markdown, what was mended in it, what was removed, and what the editor has to check."""

    text: str
    mended: tuple[Remark, ...] = ()
    removed: tuple[Removed, ...] = ()
    doubts: tuple[Remark, ...] = ()


@dataclass(slots=True)
class Manuscript:
    """A text in Markdown that is being mended. Lines are counted from 0, in remarks and removals from 1."""

    lines: list[Line]
    mended: list[Remark] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> Manuscript:
        """Begin to mend a text."""
        return cls([Line(number, line) for number, line in enumerate(text.split("\n"), start=1)])

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "\n".join(line.text for line in self.lines)

    def finish(self) -> MendedText:
        """Return the text, without blank lines at its ends or two in a row, and the account of its changes."""
        kept: list[str] = []
        for line in self.lines:
            text = line.text if line.text.strip() else ""
            if text or (kept and kept[-1]):
                kept.append(text)
        return MendedText(
            text="\n".join(kept).strip("\n"),
            mended=tuple(sorted(dict.fromkeys(self.mended))),
            removed=tuple(sorted(dict.fromkeys(self.removed))),
            doubts=tuple(sorted(dict.fromkeys(self.doubts))),
        )

    def find_block(self, at: int) -> tuple[int, int]:
        """Return where the block of lines around line `at`, up to the nearest blank lines, begins and ends."""
        start = end = at
        while start > 0 and self.lines[start - 1].text.strip():
            start -= 1
        while end < len(self.lines) and self.lines[end].text.strip():
            end += 1
        return start, end

    def replace(self, at: int, text: str) -> None:
        """Replace the text of a line."""
        self.lines[at] = self.lines[at]._replace(text=text)

    def note_mended(self, at: int, text: str) -> None:
        """Record what was mended on a line."""
        self.mended.append(Remark(self.lines[at].number, text))

    def note_doubt(self, at: int, text: str) -> None:
        """Record what the editor has to check on a line."""
        self.doubts.append(Remark(self.lines[at].number, text))

    def note_removed(self, at: int, text: str, why: str) -> None:
        """Record what was removed from a line."""
        self.removed.append(Removed(self.lines[at].number, " ".join(text.split()), why))

    def remove_lines(self, numbers: Iterable[int], why: str) -> None:
        """Remove whole lines, and record those that contain a letter or digit."""
        for at in sorted(set(numbers), reverse=True):
            if any(each.isalnum() for each in self.lines[at].text):
                self.note_removed(at, self.lines[at].text, why)
            self.replace(at, "")
