"""Marks either fictional examples or real letters in lists, whichever are the exception."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letterbook.model.public import Communication


@dataclass(frozen=True, slots=True)
class ExampleTags:
    """Chooses the tag of a letter, a response or a register entry in lists.

    In a record of real letters, examples are marked. In a record that is mostly examples, a notice on every page says
    so (`notice`, a key of the interface's words, or ""), and real letters are marked.
    """

    usual: bool = False
    notice: str = ""

    @classmethod
    def of(cls, communications: Sequence[Communication]) -> ExampleTags:
        """Return the tags for a site of these letters."""
        examples = sum(each.example for each in communications)
        if examples * 2 <= len(communications):
            return cls()
        return cls(usual=True, notice="examples-all" if examples == len(communications) else "examples-most")

    def choose(self, *, example: bool) -> str:
        """Return the key of the tag in the interface's words: `example`, `real`, or "" for none."""
        if example == self.usual:
            return ""
        return "example" if example else "real"
