"""The rule about what a letter calls itself: it agrees with the type in the reference."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.type_phrases import find_type_statements
from letterbook.text.visible_text import read_visible_text


@checks(Letter, "reference", "text", severity=Severity.WARNING, guards=True)
def stated_type_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """The text says that it is a letter of another type than its reference.

    Why: the type stands on the page, and decides when the letter is released.

    Example: `reference: OL XAA 3/2024` above a letter that speaks of "the present urgent appeal"

    How to fix: look at the head of the letter, and correct the type. If the letter has both, as it was sent, allow this
    rule with a reason.
    """
    for found in find_type_statements(read_visible_text(letter.body)):
        if found.type is not letter.reference.type:
            yield Finding(
                letter.place.body_line + found.line,
                f"“{' '.join(found.words.split())}”: the letter calls itself {found.type}, but its reference has the"
                f" type {letter.reference.type}",
                f"Look at its head, and correct the type (line {letter.place.line('reference')}). If it was sent like"
                f" this, add allow: with rule: stated-type-mismatch and a reason.",
            )
            return
