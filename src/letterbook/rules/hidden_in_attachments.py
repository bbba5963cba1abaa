"""Rules about what a published PDF contains besides what its pages show.

Where the text has redactions, `unredacted-attachment` compares the PDF with them. These rules apply to every other PDF:
once it is published, anything in it can be copied.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Attachment, Letter, Response, Translation
from letterbook.rules.attachments import NEEDS, line_of, list_public_pdfs
from letterbook.rules.diagnostics import Severity
from letterbook.rules.hidden_words import find_kinds_with_other_words
from letterbook.rules.redactions import collect_public_words
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.normalize import fold_words
from letterbook.text.pdf import Kind, PdfContent
from letterbook.text.phrases import REDACTION
from letterbook.text.visible_text import read_visible_text

_OF_EDITORS = (Kind.NOTES, Kind.EARLIER, Kind.DRAWINGS)
"""The parts of a PDF that contain what its editors noted or removed."""
_FEWEST = 2


@checks(Letter | Response, *NEEDS, allowable=True, guards=True)
def covered_words(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A published PDF has words that readers cannot see but can copy.

    Why: words under a black bar, without colour, outside the page or in a layer that is switched off are still in the
    file. Once published, they cannot be taken back.

    Example: a name that was covered with a black rectangle

    How to fix: remove the words from the PDF itself, with a program that deletes them, and update the checksum. If
    the words are harmless, such as the marks of a printer, allow this rule with that as the reason.
    """
    for index, attachment, pdf in list_public_pdfs(filed, context):
        for number, seen in pdf.seen:
            count = _count(pdf.pages[number]) - _count(seen)
            if count >= _FEWEST:
                yield Finding(
                    line_of(filed, index),
                    f"page {number + 1} of `{attachment.file}` has {count} letters and digits that readers cannot see",
                    "Remove them from the file itself. If they are harmless, add allow: with rule: covered-words and"
                    " that as the reason.",
                )


@checks(Letter | Response, *NEEDS, "subject", allowable=True, guards=True)
def annotated_attachment(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A published PDF has comments, earlier versions or embedded files, with words that are not on its pages.

    Why: comments and the words of an earlier version were not meant for publication.

    Example: a note in the margin that says who has to sign

    How to fix: remove them, for example by printing the document to a new PDF, and update the checksum. If they may
    be published, allow this rule with that as the reason.
    """
    for index, attachment, pdf in _list_without_redactions(filed, context):
        kinds = [each for each in _find_kinds(filed, attachment, pdf) if each in _OF_EDITORS]
        if any(each.kind is Kind.FILES for each in pdf.packed):
            kinds.append(Kind.FILES)
        if kinds:
            yield Finding(
                line_of(filed, index),
                f"`{attachment.file}` has words in {' and in '.join(kinds)} that are not on its pages",
                "Remove them, for example by printing the document to a new PDF. If they may be published, add allow:"
                " with rule: annotated-attachment and that as the reason.",
            )


@checks(Letter | Response, *NEEDS, "subject", severity=Severity.WARNING, guards=True)
def attachment_metadata(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """The metadata of a published PDF contains words that are neither on its pages nor in the text.

    Why: word processors record the author and the title of a document in its PDF. Often nothing else names the author.

    Example: the name of a clerk as the author of a PDF

    How to fix: look at the file's properties, remove the author or whatever else is there, and update the checksum; or
    allow this rule with a reason.
    """
    for index, attachment, pdf in _list_without_redactions(filed, context):
        if Kind.METADATA in _find_kinds(filed, attachment, pdf):
            yield Finding(
                line_of(filed, index),
                f"`{attachment.file}` has words in {Kind.METADATA} that are neither on its pages nor in the text",
                "Look at the file's properties: they may name its author. Remove them, or add allow: with rule:"
                " attachment-metadata and a reason.",
            )


def _list_without_redactions(
    filed: Letter | Response, context: Context
) -> Iterator[tuple[int, Attachment, PdfContent]]:
    """Yield the published PDFs of a text without redactions; `unredacted-attachment` covers the others."""
    texts: tuple[Letter | Response | Translation, ...] = (filed, *filed.translations)
    if not any(REDACTION.search(read_visible_text(each.body).running) for each in texts):
        yield from list_public_pdfs(filed, context)


def _find_kinds(filed: Letter | Response, attachment: Attachment, pdf: PdfContent) -> tuple[Kind, ...]:
    return tuple(find_kinds_with_other_words(pdf, collect_public_words(filed, attachment)))


def _count(text: str) -> int:
    """Count the letters and digits of a text."""
    return len(fold_words(text).replace(" ", ""))
