"""Rules about what page breaks leave behind in a text."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter, Response, Translation
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.normalize import fold
from letterbook.text.page_breaks import find_cuts, find_page_lines
from letterbook.text.source import read_source

_WORDINGS = {
    True: (
        "is in the middle of a sentence",
        "If it was printed at the edge of a page, remove it, and join the paragraphs before and after it.",
    ),
    False: ("seems to be from the edge of a page", "If it is, remove it."),
}


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def cut_sentence(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A sentence is cut in two and continues in the next paragraph.

    Why: a text copied from a PDF is cut at each page break. Readers see two paragraphs, each with a number of its own,
    and a quotation or citation across the break is not found.

    Example: a paragraph that ends "due diligence across their", and the next one, "supply chains."

    How to fix: join the two paragraphs. If there is a footnote between them, move it below.
    """
    for cut in find_cuts(read_source(filed.body).blocks):
        yield Finding(
            filed.place.body_line + cut.line,
            f"this continues the sentence cut off at “… {cut.last_words}” on line"
            f" {filed.place.body_line + cut.from_line}",
            "Join the two paragraphs. If there is a footnote between them, move it below.",
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def stray_page_line(filed: Letter | Response | Translation, context: Context) -> Iterator[Finding]:
    """A line belongs to a page of the original and not to its text, such as a page number or a running header.

    Why: readers see it in the middle of the text, often in the middle of a sentence.

    Example: the addressee's name, printed at the foot of the first page, between two halves of a sentence

    How to fix: remove the line, and join the sentence if it is cut.
    """
    names = _list_names(filed, context) if isinstance(filed, Letter) else frozenset()
    for each in find_page_lines(read_source(filed.body).blocks, names):
        what, help_ = _WORDINGS[each.in_sentence]
        yield Finding(filed.place.body_line + each.line, f"“{each.text}” {what}", help_)


def _list_names(letter: Letter, context: Context) -> frozenset[str]:
    """Return the names of a letter's addressees, folded."""
    names: set[str | None] = set()
    for each in letter.recipients if letter.has_read("recipients") else ():
        entry = context.corpus.registers.recipients.get(each.recipient)
        names |= {each.addressee, each.named_as, *(name for _, name in (entry.name if entry else ()))}
    return frozenset(fold(name) for name in names if name)
