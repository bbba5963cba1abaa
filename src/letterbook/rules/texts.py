"""Rules about texts: the letter's own words must agree with its front matter.

A wrong `sent` or a wrong type publishes a letter on the wrong day, and that cannot be undone. The letter states both:
its date and reference are at its head, and it says when it will be made public. Dates are read in the language of the
text (see `text.dates`), everything else in English, French and Spanish (see `text.phrases`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letterbook.model.record import EarlierText, Letter, Response, TextKept, Translation
from letterbook.rules.diagnostics import Severity
from letterbook.rules.policy import USUAL_DAYS, allows_short_period
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.letter_head import find_printed_dates, find_printed_references
from letterbook.text.phrases import REDACTION, REDACTIONS
from letterbook.text.statements import find_publication_times
from letterbook.text.visible_text import read_visible_text


@checks(Letter, "sent", "language", allowable=True)
def sent_date_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """The date at the head of the text differs from `sent`.

    Why: the release date is counted from `sent`. A typing error there publishes the letter on the wrong day, and that
    cannot be undone.

    Example: `sent: 2024-03-13` above a letter headed "Geneva, 3 March 2024"

    How to fix: correct `sent`. If `sent` is right and the error is in the text, allow this rule with a reason.
    """
    visible = read_visible_text(letter.body)
    found = find_printed_dates(visible, letter.language)
    if found and all(letter.sent not in dates for _, dates in found):
        at, dates = found[0]
        yield Finding(
            letter.place.body_line + visible.find_line(at),
            f"the text is dated {_join_dates(dates)}, but `sent` is {letter.sent}",
            f"Correct sent (line {letter.place.line('sent')}). If it is right and the text is wrong, {_ALLOW}"
            " sent-date-mismatch and a reason.",
        )


@checks(Letter, "sent", "text", "language", severity=Severity.WARNING, guards=True)
def unverified_sent_date(letter: Letter, _: Context) -> Iterator[Finding]:
    """A full text has no recognisable date at its head, so `sent` cannot be checked.

    Why: the release date is counted from `sent`, and nothing else reveals a typing error there.

    Example: a letter whose date is in the middle of a sentence, or was lost with its head

    How to fix: compare `sent` with the letter as sent. If the original has its date above the salutation, put it there
    on a line of its own; if the head is left out, write `text: extract`; otherwise allow this rule with a reason.
    """
    if (
        letter.text is TextKept.FULL
        and letter.body.strip()
        and not any(find_printed_dates(read_visible_text(letter.body), letter.language))
    ):
        yield Finding(
            letter.place.line("sent"),
            "no date was found at the head of the text, so `sent` could not be checked",
            "Compare it with the letter as sent. Put the letter's date on a line of its own above the salutation, write"
            f" text: extract if the head is left out, or {_ALLOW} unverified-sent-date and a reason.",
        )


@checks(Response, "dated", "text", "language", severity=Severity.WARNING, guards=True)
def response_date_mismatch(response: Response, _: Context) -> Iterator[Finding]:
    """The date at the head or foot of a response differs from `dated`.

    Why: a response becomes public on its own date if that is later than its letter's release; and its date is part of
    its address.

    Example: `dated: 2024-05-30` above a note that ends "Geneva, 3 May 2024"

    How to fix: correct `dated` and the file name. If the text gives the date of something else, allow this rule with a
    reason.
    """
    if response.dated is None:
        return
    visible = read_visible_text(response.body)
    found = find_printed_dates(visible, response.language, foot=True)
    if found and all(response.dated not in dates for _, dates in found):
        at, dates = found[0]
        yield Finding(
            response.place.body_line + visible.find_line(at),
            f"the text is dated {_join_dates(dates)}, but `dated` is {response.dated}",
            f"Correct dated (line {response.place.line('dated')}) and the file name. If they are right, {_ALLOW}"
            " response-date-mismatch and a reason.",
        )


@checks(Letter | Response, "sent", "dated", severity=Severity.WARNING)
def translation_date_mismatch(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """The date at the head of a translation differs from that of its original.

    Why: one of them has a typing error, or it is a translation of a different text.

    Example: `sent: 2024-03-03`, and a translation headed "Genève, le 4 mars 2024"

    How to fix: look at the head of both. If the translator put their own date, allow this rule in the translation's
    file, with a reason.
    """
    own = filed.sent if isinstance(filed, Letter) else filed.dated
    for each in filed.translations if own else ():
        if not each.has_read("language"):
            continue
        visible = read_visible_text(each.body)
        found = find_printed_dates(visible, each.language, foot=isinstance(filed, Response))
        if found and all(own not in dates for _, dates in found):
            at, dates = found[0]
            yield Finding(
                each.place.body_line + visible.find_line(at),
                f"the translation is dated {_join_dates(dates)}, but its original {own}",
                f"Look at the head of both. If the translator put their own date, {_ALLOW}"
                " translation-date-mismatch and a reason.",
                path=each.place.path,
            )


@checks(Letter, "reference", "reference_as_printed", allowable=True)
def printed_reference_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """The reference at the head of the text, or of a translation, differs from `reference`.

    Why: readers look the letter up by its reference, and its type decides when the letter is released.

    Example: `reference: AL XAA 3/2024` above a letter headed "REFERENCE: UA XAA 3/2024"

    How to fix: correct `reference` and the file name. If the letter prints a reference other than the one it is known
    by, give the printed one as `reference_as_printed`.
    """
    texts: tuple[Letter | Translation, ...] = (letter, *letter.translations)
    for each in texts:
        found = list(find_printed_references(read_visible_text(each.body), letter.reference_as_printed))
        if not found or any(reference == letter.reference for _, reference in found):
            continue
        offset, reference = found[0]
        fix = "Look at the head of both, and correct the one that is wrong."
        if each is letter:
            fix = f"Correct reference (line {letter.place.line('reference')}) and the file name."
        yield Finding(
            each.place.body_line + offset,
            f"the text has the reference {reference}, but `reference` is {letter.reference}",
            f"{fix} If `reference` is right, write what the letter prints: reference_as_printed: {reference}",
            path=each.place.path,
        )


@checks(Letter, "reference", "sent", allowable=True)
def publication_period_mismatch(letter: Letter, context: Context) -> Iterator[Finding]:
    """The text gives a time until publication that differs from the policy's for its type.

    Why: the type decides when a letter is released. A letter filed under the wrong type is published on a day other
    than the one it states, and that cannot be undone.

    Example: `reference: OL XAA 3/2024` above a letter that "will be made public in 60 days"

    How to fix: look at the head of the letter, and correct the type. If the type is right, allow this rule with a
    reason; and if the letter promises another date, give it a `release` of its own. If policy.yml releases letters of
    the type sooner on purpose, allow `short-release-period` there, once: letters that state the procedure's own time
    are then not reported.
    """
    days = context.corpus.policy.find_days(letter.reference.type, letter.sent)
    visible = read_visible_text(letter.body)
    found = list(find_publication_times(visible))
    if days is not None and found and all(each.days != days for each in found):
        stated = found[0]
        is_short = days < stated.days == USUAL_DAYS[letter.reference.type]
        if is_short and allows_short_period(context.corpus.policy):
            return
        counted = f" ({stated.days} days, counted from the end of the day of sending)" if stated.in_hours else ""
        yield Finding(
            letter.place.body_line + visible.find_line(stated.at),
            f"the text says that the letter becomes public after {stated.words}{counted}, but letters of type"
            f" {letter.reference.type} do so after {days} days",
            f"Correct the type in reference (line {letter.place.line('reference')}). If it is right, {_ALLOW}"
            f" publication-period-mismatch and a reason.{_ALLOW_PERIOD if is_short else ''}",
        )


@checks(Letter | Response | Translation)
def unknown_redaction(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A redaction is not in the agreed form, or does not use one of the agreed words to say what was removed.

    Why: readers should know what kind of thing is missing, and words chosen freely can reveal too much.

    Example: `[redacted]`, `[Redacted: place]`, `[redacted: name of the son]`

    How to fix: write `[redacted: identity]`, or one of the other words that the message lists.
    """
    visible = read_visible_text(filed.body)
    for match in REDACTION.finditer(visible.running):
        if match[0] not in _REDACTED:
            yield Finding(
                filed.place.body_line + visible.find_line(match.start()),
                f"`{match[0]}` is not in the agreed form",
                f"Write [redacted: …], in lower case, with one of these words: {', '.join(REDACTIONS)}.",
            )


@checks(Letter | Response | Translation | EarlierText, "text", "questions", "confidential")
def text_mismatch(filed: Letter | Response | Translation | EarlierText, _: Context) -> Iterator[Finding]:
    """A file's text does not agree with its field `text`, or a translation or an earlier text is empty.

    Why: a letter whose text was lost in copying would be published empty, and a text below `text: none` may not be
    meant for publication.

    Example: `text: none` above the whole letter

    How to fix: set `text` to full, extract or none, whichever is right. `questions` is only for letters without text;
    in a text, the questions are counted.
    """
    has_text = bool(filed.body.strip())
    if isinstance(filed, Translation | EarlierText):
        if not has_text:
            kind = "translation" if isinstance(filed, Translation) else "earlier text"
            yield Finding(0, f"the {kind} has no text", "Add the text, or remove the file.")
        return
    if has_text and filed.text is TextKept.NONE:
        yield Finding(
            filed.place.body_line,
            "`text` is none, but the file has text",
            "Write text: full or text: extract, or remove the text.",
        )
    is_confidential = isinstance(filed, Response) and filed.confidential
    if not has_text and not is_confidential and filed.text is not TextKept.NONE:
        yield Finding(
            filed.place.line("text"),
            "the file has no text",
            "Add the text, or write text: none if it is kept elsewhere.",
        )
    if isinstance(filed, Letter) and filed.questions is not None and filed.text is not TextKept.NONE:
        yield Finding(
            filed.place.line("questions"),
            "`questions` is only for letters without text; in a text, the questions are counted",
            "Remove questions.",
        )


def _join_dates(dates: frozenset[dt.date]) -> str:
    return " or ".join(map(str, sorted(dates)))


_ALLOW = "add allow: with rule:"
_ALLOW_PERIOD = " If all letters of the type are released sooner on purpose, allow short-release-period in policy.yml."

_REDACTED = frozenset(f"[redacted: {word}]" for word in REDACTIONS)
