"""The rule about parts of a text that its page does not show."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter, Response, Translation
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.paragraph_marks import MARK
from letterbook.text.source import find_unshown
from letterbook.text.unshown import Cause

_WORDINGS = {
    Cause.COMMENT: (
        "a comment is not shown",
        "Remove it if readers need not see it; a note for editors belongs in note_internal.",
    ),
    Cause.DEFINITION: (
        "Markdown reads this as the address of a link and does not show it",
        "To show it, put a backslash before the bracket: \\[1]: …. For a footnote, write [^1]: … and [^1] in the text.",
    ),
    Cause.TITLE: (
        "the title of a link is not shown",
        "Write it in the text, or remove it.",
    ),
    Cause.LINK: (
        "a link leads nowhere; only its words are shown",
        "Give the whole address, beginning with https://, or remove the brackets and the address.",
    ),
    Cause.IMAGE: (
        "an image is not shown, only its description",
        "Describe in the text what it shows, or attach it in a PDF.",
    ),
    Cause.CELL: (
        "this row has more cells than the table has columns; the extra cells are not shown",
        "Add columns to the head of the table. A vertical bar within a cell is written \\|.",
    ),
    Cause.FENCE: (
        "words after the marks that begin a block of code are not shown",
        "Put them on a line of their own, or remove them.",
    ),
    Cause.OTHER: (
        "words are not shown",
        "Put a backslash before the character that makes them markup, or remove them.",
    ),
}


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def unshown_text(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """Part of a text is not shown on its page.

    Why: readers should see the letter as it was sent. Markdown does not show some lines, such as one that looks like
    the address of a link, and the page leaves out comments, images, titles of links, and any table cell without a
    column heading.

    Example: `[Annex]: confidential` on a line of its own

    How to fix: follow the message. Usually a backslash before the character that Markdown takes for markup makes the
    words appear. Remove anything readers need not see.
    """
    for each in find_unshown(filed.body):
        if each.cause is Cause.COMMENT and MARK.fullmatch(each.text):
            continue
        message, help_ = _WORDINGS[each.cause]
        yield Finding(filed.place.body_line + each.line, message, help_)
