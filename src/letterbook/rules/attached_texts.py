"""Rules about the texts of published PDFs: each must be the PDF of the letter or response that it is attached to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letterbook.model.record import Letter, Response
from letterbook.model.reference import Reference
from letterbook.rules.attachments import NEEDS, line_of, list_public_pdfs
from letterbook.rules.diagnostics import Severity
from letterbook.rules.redactions import has_redactions
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.letter_head import find_printed_dates, find_printed_references
from letterbook.text.pdf import PdfContent
from letterbook.text.visible_text import VisibleText, read_visible_text

_ALLOW = "add allow: with rule:"


@checks(Letter | Response, *NEEDS, "reference_as_printed", "also_answers", severity=Severity.WARNING, guards=True)
def attachment_reference_mismatch(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """The heading of a published PDF has the reference of another letter.

    Why: the PDF of a letter that is still withheld, attached to the wrong letter, is published with it, and that cannot
    be undone.

    Example: in `al-xaa-3-2024.md`, a PDF whose first page has "REFERENCE: AL XAA 4/2024" above the salutation

    How to fix: look at the file. If it belongs to the other letter, move it there. If it belongs here, allow this rule
    with a reason.
    """
    own = filed.reference if isinstance(filed, Letter) else filed.letter
    as_printed = filed.reference_as_printed if isinstance(filed, Letter) else None
    keys = {own.key, *_list_other_references(filed)}
    for index, attachment, pdf in list_public_pdfs(filed, context):
        found = [reference for _, reference in find_printed_references(_read_head(pdf), as_printed)]
        if found and all(reference.key not in keys for reference in found):
            yield Finding(
                line_of(filed, index),
                f"the first page of `{attachment.file}` has the reference {found[0]}, but this belongs to {own}",
                f"Look at the file. If it is of the other letter, move it there. If it belongs here, {_ALLOW}"
                " attachment-reference-mismatch and a reason.",
            )


@checks(Letter | Response, *NEEDS, "sent", "dated", "received", "language", severity=Severity.WARNING, guards=True)
def attachment_date_mismatch(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """The heading of a published PDF has a date other than its letter or response.

    Why: it may be the PDF of another letter, which is still withheld; or the date from which release is counted is
    wrong.

    Example: `sent: 2024-03-03`, and a PDF whose first page has "4 March 2024" above the salutation

    How to fix: look at the file. If it is of another letter, move it there. If the date in the file is right, correct
    the field. If the file has a date of its own, such as a map, allow this rule with a reason.
    """
    known = _list_dates(filed)
    for index, attachment, pdf in list_public_pdfs(filed, context):
        found = [dates for _, dates in find_printed_dates(_read_head(pdf), attachment.language) if dates]
        if known and found and all(known.isdisjoint(dates) for dates in found):
            field = "sent" if isinstance(filed, Letter) else "dated" if filed.dated else "received"
            printed = " or ".join(sorted(map(str, found[0])))
            yield Finding(
                line_of(filed, index),
                f"the first page of `{attachment.file}` is dated {printed}, but `{field}` is {getattr(filed, field)}",
                f"Look at the file. If it is of another letter, move it there; if {field} is wrong, correct it. If the"
                f" file has a date of its own, {_ALLOW} attachment-date-mismatch and a reason.",
            )


@checks(Letter | Response, *NEEDS, "redactions", severity=Severity.WARNING)
def attachment_without_text(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A published PDF beside a text consists of pictures of its pages.

    Why: nobody can search it, copy from it or have it read aloud; and nothing in it can be compared with what is
    withheld or was redacted.

    Example: a letter with its text, and beside it a scan of the same letter

    How to fix: attach the PDF that was made from the document itself. If there is only a scan, let a program recognise
    its text, and give the new file's `sha256`; or look through it and allow this rule with a reason.
    """
    if not filed.body.strip() or has_redactions(filed):  # the latter is an error, see `unverified_redaction`
        return
    for index, attachment, pdf in list_public_pdfs(filed, context):
        if not pdf.has_text:
            yield Finding(
                line_of(filed, index),
                f"`{attachment.file}` has no text: its pages are pictures",
                "Attach the PDF that was made from the document itself, or let a program recognise the text of the"
                f" scan. If there is only a scan, look through it, and {_ALLOW} attachment-without-text and a reason.",
            )


@checks(Letter | Response, *NEEDS, allowable=True, guards=True)
def unapplied_redaction(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A published PDF has places marked for redaction whose content was never removed.

    Why: such a mark only says what somebody means to remove. Everything below it can be read and copied.

    Example: a PDF in which a name was marked with a redaction tool, and that was saved before "Apply" was chosen

    How to fix: apply the redactions in the program in which they were marked, save a new file, make sure that
    the words are gone, and give the new file's `sha256`.
    """
    for index, attachment, pdf in list_public_pdfs(filed, context):
        if pdf.unapplied:
            places = "a place that is" if pdf.unapplied == 1 else f"{pdf.unapplied:,} places that are"
            yield Finding(
                line_of(filed, index),
                f"`{attachment.file}` has {places} marked for redaction, but not redacted",
                "Apply the redactions in the program in which they were marked, save a new file, and give its sha256.",
            )


def _read_head(pdf: PdfContent) -> VisibleText:
    """Return the first page that has a text, as the rules read texts."""
    page = next(filter(str.strip, pdf.pages), "")
    return read_visible_text("\n".join(page.split("\r\n")))


def _list_other_references(filed: Letter | Response) -> Iterator[str]:
    """Yield the keys of other letters that a response also answers."""
    answered: tuple[Reference, ...] = () if isinstance(filed, Letter) else filed.also_answers
    return (each.key for each in answered)


def _list_dates(filed: Letter | Response) -> set[dt.date]:
    dates = (filed.sent,) if isinstance(filed, Letter) else (filed.dated, filed.received)
    return {each for each in dates if each is not None}
