"""The rule that what a letter calls itself agrees with the type in its reference."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.type_phrases import find_type_statements
from letterbook.text.visible_text import read_visible_text


@checks(Letter, "reference", "text", severity=Severity.WARNING, guards=True)
def stated_type_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """The text calls the letter something other than the type in its reference.

    Why: the page shows the type, and the release date depends on it.

    Example: `reference: OL XAA 3/2024` above a letter that speaks of "the present urgent appeal"

    How to fix: look at its head, and correct the type. If the letter was sent with both, allow this rule with a
    reason.
    """
    for found in find_type_statements(read_visible_text(letter.body)):
        if found.type is not letter.reference.type:
            yield Finding(
                letter.place.body_line + found.line,
                f"“{' '.join(found.words.split())}”: the letter calls itself {found.type}, but its reference has the"
                f" type {letter.reference.type}",
                f"Look at its head, and correct the type (line {letter.place.line('reference')}). If it was sent"
                f" like this, add allow: with rule: stated-type-mismatch and a reason.",
            )
            return
