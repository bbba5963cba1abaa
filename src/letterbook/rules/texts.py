"""Rules of texts: what the letter itself says has to agree with its front matter.

A wrong `sent` or a wrong type publishes a letter on the wrong day, and that cannot be taken back. The letter says
both: its date and reference stand at its head, and it tells when it will be made public. Dates are read in the language
of the text (see `dates`), all else in English, French and Spanish (see `phrases`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letterbook.model.record import Letter, Response, TextKept, Translation
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.phrases import REDACTION, REDACTIONS
from letterbook.text.statements import printed_dates, printed_references, publication_times


@checks(Letter, "sent", "language", allowable=True)
def sent_date_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """The date at the head of the text is not `sent`.

    Why: the day of release counts from `sent`. A typing error there publishes the letter on the wrong day, and that
    cannot be taken back.

    Example: `sent: 2024-03-13` above a letter that is headed "Geneva, 3 March 2024"

    How to fix: correct `sent`. If the letter is right and the text has the error, allow this rule with a reason.
    """
    found = list(printed_dates(letter.body, letter.language))
    if found and all(letter.sent not in dates for _, dates in found):
        offset, dates = found[0]
        yield Finding(
            letter.place.body_line + offset,
            f"the text is dated {_either(dates)}, but `sent` is {letter.sent}",
            f"Correct sent (line {letter.place.line('sent')}). If it is right, and the text wrong, {_ALLOW}"
            " sent-date-mismatch and a reason.",
        )


@checks(Letter, "sent", "text", "language", severity=Severity.WARNING)
def unverified_sent_date(letter: Letter, _: Context) -> Iterator[Finding]:
    """No date is found at the head of a full text, so that `sent` cannot be compared with it.

    Why: the day of release counts from `sent`, and nothing else tells a typing error there.

    Example: a letter whose date stands in the middle of a sentence, or was lost with its head

    How to fix: compare `sent` with the letter as it was sent. Put its date on a line of its own above the salutation,
    if it is there in the original; say `text: extract` if the head is left out; else allow this rule with a reason.
    """
    if letter.text is TextKept.FULL and letter.body.strip() and not any(printed_dates(letter.body, letter.language)):
        yield Finding(
            letter.place.line("sent"),
            "no date was found at the head of the text to compare `sent` with",
            "Compare it with the letter as it was sent. Put the letter's date on a line of its own above the"
            f" salutation, say text: extract if the head is left out, or {_ALLOW} unverified-sent-date and a reason.",
        )


@checks(Response, "dated", "text", "language", severity=Severity.WARNING)
def response_date_mismatch(response: Response, _: Context) -> Iterator[Finding]:
    """The date at the head or foot of a response is not `dated`.

    Why: a response becomes public on its own date if that is later than its letter's release; and its date is its
    address.

    Example: `dated: 2024-05-30` above a note that ends "Geneva, 3 May 2024"

    How to fix: correct `dated` and the file's name. If the date in the text is another one, allow this rule with a
    reason.
    """
    if response.dated is None:
        return
    found = list(printed_dates(response.body, response.language, foot=True))
    if found and all(response.dated not in dates for _, dates in found):
        offset, dates = found[0]
        yield Finding(
            response.place.body_line + offset,
            f"the text is dated {_either(dates)}, but `dated` is {response.dated}",
            f"Correct dated (line {response.place.line('dated')}) and the file's name. If they are right, {_ALLOW}"
            " response-date-mismatch and a reason.",
        )


@checks(Letter | Response, "sent", "dated", severity=Severity.WARNING)
def translation_date_mismatch(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A translation bears another date than what it translates.

    Why: it is a typing error in one of them, or the translation of another text.

    Example: `sent: 2024-03-03`, and a translation that is headed "Genève, le 4 mars 2024"

    How to fix: look at the head of both. Where the translator dated it, allow this rule in the translation's file, with
    a reason.
    """
    own = filed.sent if isinstance(filed, Letter) else filed.dated
    for each in filed.translations if own else ():
        if "language" in each.place.unread:
            continue
        found = list(printed_dates(each.body, each.language, foot=isinstance(filed, Response)))
        if found and all(own not in dates for _, dates in found):
            offset, dates = found[0]
            yield Finding(
                each.place.body_line + offset,
                f"the translation is dated {_either(dates)}, what it translates {own}",
                f"Look at the head of both. Where the translator dated it, {_ALLOW} translation-date-mismatch and a"
                " reason.",
                path=each.place.path,
            )


@checks(Letter, "reference", allowable=True)
def printed_reference_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """The reference at the head of the text is not `reference`.

    Why: readers look the letter up by it, and its type decides when the letter is released.

    Example: `reference: AL XAA 3/2024` above a letter that is headed "REFERENCE: UA XAA 3/2024"

    How to fix: correct `reference` and the file's name. If the letter itself prints another reference than the one
    it is known by, give that as `reference_as_printed`.
    """
    found = list(printed_references(letter.body, letter.reference_as_printed))
    if found and all(reference != letter.reference for _, reference in found):
        offset, reference = found[0]
        yield Finding(
            letter.place.body_line + offset,
            f"the text is headed {reference}, but `reference` is {letter.reference}",
            f"Correct reference (line {letter.place.line('reference')}) and the file's name. If they are right, add"
            f" what the letter prints: reference_as_printed: {reference}",
        )


@checks(Letter, "reference", allowable=True)
def publication_period_mismatch(letter: Letter, context: Context) -> Iterator[Finding]:
    """The text says that the letter becomes public after another time than the policy does for its type.

    Why: the type decides when a letter is released. One that is filed as of another type is published on another day
    than it says itself, and that cannot be taken back.

    Example: `reference: OL XAA 3/2024` above a letter that "will be made public in 60 days"

    How to fix: look at the head of the letter, and correct the type. If the type is right and the letter says
    something else, allow this rule with a reason, and give a release of its own if that is what was promised.
    """
    days = context.corpus.policy.days(letter.reference.type)
    found = list(publication_times(letter.body))
    if days is not None and found and all(each.days != days for each in found):
        said = found[0]
        counted = f" ({said.days} days, from the end of the day of sending)" if said.in_hours else ""
        yield Finding(
            letter.place.body_line + said.offset,
            f"the text says that the letter becomes public after {said.words}{counted}, but one of the type"
            f" {letter.reference.type} does after {days} days",
            f"Correct the type in reference (line {letter.place.line('reference')}). If it is right, {_ALLOW}"
            " publication-period-mismatch and a reason.",
        )


@checks(Letter | Response | Translation)
def unknown_redaction(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A redaction does not say, in one of the agreed words, what was removed.

    Why: readers should know what kind of thing is missing; a word of one's own can tell too much.

    Example: `[redacted]`, `[redacted: name of the son]`

    How to fix: write `[redacted: identity]`, or another of the words that the message gives.
    """
    for match in REDACTION.finditer(filed.body):
        if match[0] not in _REDACTED:
            yield Finding(
                filed.place.body_line + filed.body.count("\n", 0, match.start()),
                f"`{match[0]}` is not a redaction of the agreed form",
                f"Write [redacted: …] with one of the words: {', '.join(REDACTIONS)}.",
            )


@checks(Letter | Response | Translation, "text", "questions")
def text_mismatch(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """The file's text and its field `text` disagree, or a translation has no text.

    Why: a text that was lost in a copy would be published empty; and a text beside `text: none` may be one that was
    not to be published.

    Example: `text: none` above the whole letter

    How to fix: set `text` to full, extract or none, as it is. `questions` is for letters without text only: where
    there is text, they are counted in it.
    """
    has_text = bool(filed.body.strip())
    if isinstance(filed, Translation):
        if not has_text:
            yield Finding(0, "the translation has no text", "Add the text, or remove the file.")
        return
    if has_text and filed.text is TextKept.NONE:
        yield Finding(
            filed.place.body_line,
            "`text` is none, but here is a text",
            "Say text: full or extract, or remove it.",
        )
    if not has_text and filed.text is not TextKept.NONE:
        yield Finding(
            filed.place.line("text"),
            "there is no text",
            "Add the text, or say text: none if it is held elsewhere.",
        )
    if isinstance(filed, Letter) and filed.questions is not None and filed.text is not TextKept.NONE:
        yield Finding(
            filed.place.line("questions"),
            "`questions` is for letters without text; where there is text, they are counted in it",
            "Remove questions.",
        )


def _either(dates: frozenset[dt.date]) -> str:
    return " or ".join(map(str, sorted(dates)))


_ALLOW = "add allow: with rule:"

_REDACTED = frozenset(f"[redacted: {word}]" for word in REDACTIONS)
