"""What a cue is: a phrase that begins a part of a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of a letter; the value is the anchor on its page."""

    ALLEGATIONS = "allegations"
    CONCERNS = "concerns"
    QUESTIONS = "questions"
    PUBLICATION = "publication"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """How the beginning of a part is recognised in one language.

    `pattern` is tried on a folded paragraph that contains one of `words`; a few letters of a word are enough there. It
    matches each of `examples` and none of `counterexamples`. A vague cue counts only in a letter that has no other for
    the same part.
    """

    part: Part
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    is_vague: bool = False

    def begins(self, text: str) -> bool:
        """Whether a folded paragraph begins the part."""
        return any(word in text for word in self.words) and self.pattern.search(text) is not None
