"""Rules about responses: each must belong to a letter, and agree with it in date and sender."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from letterbook.embargo import response_dates
from letterbook.model.record import Letter, Response
from letterbook.model.reference import Reference
from letterbook.rules.diagnostics import Severity
from letterbook.rules.recipients import NO_STATE
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.letter_head import find_answered_references
from letterbook.text.visible_text import read_visible_text


@checks(Response, "dated", "received")
def undated_response(response: Response, _: Context) -> Iterator[Finding]:
    """A response has no date.

    Why: it becomes public with its letter, but not before its own date. Without one, its release cannot be dated.

    Example: a response with neither `dated` nor `received`

    How to fix: give the date on the response as `dated`, the date on which it arrived as `received`, or both.
    """
    if not response_dates(response):
        yield Finding(
            response.place.line("letter"),
            "the response has neither `dated` nor `received`",
            "Give the date on the response as dated, or the date on which it arrived as received.",
        )


@checks(Response, "letter", "also_answers")
def unknown_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response answers a letter that is not in the record, or is there under a different type.

    Why: a response is shown on the page of its letter, and released with it.

    Example: `letter: AL XAA 30/2024` for `AL XAA 3/2024`

    How to fix: correct the reference, or add the letter.
    """
    for index, other, found in _list_other_letters(response, context):
        if found is not None and found.reference != other:
            yield Finding(
                response.place.line(f"also_answers[{index}]", "also_answers"),
                f"there is no letter {other} in the record",
                f"Did you mean {found.reference}?",
            )
    letter = context.letters.get(response.letter.key)
    if response.letter.slug in context.unreadable or (letter and letter.reference == response.letter):
        return
    meant = letter or _find_letter_of_folder(response, context)
    yield Finding(
        response.place.line("letter"),
        f"there is no letter {response.letter} in the record",
        f"Did you mean {meant.reference}?" if meant else "Correct the reference, or add the letter.",
    )


@checks(Response, "letter", "also_answers", severity=Severity.WARNING)
def unknown_other_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response lists a letter under `also_answers` that is not in the record.

    Why: nothing is shown for it, so a typing error would go unnoticed.

    Example: `also_answers:` with `- AL XAA 30/2024` for `AL XAA 3/2024`

    How to fix: correct the reference, or add the letter. If the record is not meant to include it, allow this rule with
    a reason.
    """
    for index, other, found in _list_other_letters(response, context):
        if found is None and other.slug not in context.unreadable:
            yield Finding(
                response.place.line(f"also_answers[{index}]", "also_answers"),
                f"there is no letter {other} in the record",
                "Correct the reference, or add the letter. If the record is not meant to include it, add allow: with"
                " rule: unknown-other-letter and a reason.",
            )


@checks(Response, "letter", "also_answers")
def duplicate_other_letter(response: Response, _: Context) -> Iterator[Finding]:
    """A response lists its own letter under `also_answers`, or lists another letter there twice.

    Why: the page would say that it answers the same letter twice. Usually a different reference was meant.

    Example: `letter: AL XAA 3/2024` and `also_answers:` with `- AL XAA 3/2024`

    How to fix: give the reference of the other letter, or remove the line.
    """
    keys = [response.letter.key]
    for index, other in enumerate(response.also_answers):
        if other.key in keys:
            fault = "already the letter it answers" if other.key == response.letter.key else "listed twice"
            yield Finding(
                response.place.line(f"also_answers[{index}]", "also_answers"),
                f"{other} is {fault}",
                "Give the reference of the other letter, or remove the line.",
            )
        keys.append(other.key)


@checks(Response, "letter", "dated", "received", "also_answers")
def response_before_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response is dated before the letter that it answers, or before another one under `also_answers`.

    Why: it must answer a different letter, or one of the dates is a typing error.

    Example: `dated: 2023-05-03` in a response to a letter of 3 March 2024

    How to fix: look at the head of both texts, and correct the date or `letter`.
    """
    answered = [("letter", context.letters.get(response.letter.key))]
    answered += [(f"also_answers[{index}]", found) for index, _, found in _list_other_letters(response, context)]
    for name, letter in answered:
        if letter is None or not letter.has_read("sent"):
            continue
        for field, day in (("dated", response.dated), ("received", response.received)):
            if day is not None and day < letter.sent:
                which = "the letter that it answers" if name == "letter" else f"{letter.reference}"
                yield Finding(
                    response.place.line(field if name == "letter" else name, field),
                    f"`{field}`: {day} is before {which}, which was sent on {letter.sent}",
                    "Look at the head of both texts, and correct the date or letter.",
                )


@checks(Response, "letter", "recipient", "also_answers", severity=Severity.WARNING)
def unexpected_sender(response: Response, context: Context) -> Iterator[Finding]:
    """A response comes from somebody the letter was not sent to.

    Why: it may have been filed with the wrong letter. If a State answers for its company, that is fine: allow it.

    Example: `recipient: southwind` in a response to a letter to northwind

    How to fix: correct `recipient` or `letter`, or allow this rule with a reason.
    """
    answered = [context.letters.get(each.key) for each in (response.letter, *response.also_answers)]
    if any(letter is None or not letter.has_read("recipients") for letter in answered):
        return
    recipients = [each.recipient for letter in answered if letter for each in letter.recipients]
    if response.recipient not in recipients:
        yield Finding(
            response.place.line("recipient"),
            f"the letter was sent to {' and '.join(recipients)}, not to {response.recipient}",
            "Correct recipient or letter. If somebody else answered for the recipient, add allow: with rule:"
            " unexpected-sender and a reason.",
        )


@checks(Response, "letter", "also_answers", severity=Severity.WARNING, guards=True)
def cited_letter_mismatch(response: Response, context: Context) -> Iterator[Finding]:
    """A response says that it answers a letter other than `letter`.

    Why: it may have been filed with the wrong letter. It would then be published on that letter's page, on that
    letter's release day.

    Example: `letter: AL XAA 3/2024` above "With reference to your communication AL XAA 4/2024"

    How to fix: correct `letter` and the folder, or add the other letter to `also_answers`. If the reference in the text
    is wrong, allow this rule with a reason.
    """
    answered = {each.key for each in (response.letter, *response.also_answers)}
    codes = {*context.state_codes, NO_STATE}
    found = [each for each in find_answered_references(read_visible_text(response.body)) if each[1].code in codes]
    if any(reference.key in answered for _, reference, _ in found):
        return
    for line, reference in [(line, reference) for line, reference, answers in found if answers][:1]:
        yield Finding(
            response.place.body_line + line,
            f"the text answers {reference}, but `letter` is {response.letter}",
            f"Correct letter (line {response.place.line('letter')}) and the folder, or add the other to also_answers."
            " If the text is wrong, add allow: with rule: cited-letter-mismatch and a reason.",
        )


@checks(Response, "dated", "received", allowable=True)
def received_before_dated(response: Response, _: Context) -> Iterator[Finding]:
    """A response was received before the date on it.

    Why: one of the two dates must be a typing error, and the later one decides when the response becomes public.

    Example: `dated: 2024-05-13` and `received: 2024-05-03`

    How to fix: correct the date that is wrong. If the sender post-dated it, allow this rule with a reason.
    """
    if response.dated and response.received and response.received < response.dated:
        yield Finding(
            response.place.line("received"),
            f"received on {response.received}, before its date, {response.dated}",
            "Correct the date that is wrong. If the sender post-dated it, add allow: with rule:"
            " received-before-dated and a reason.",
        )


def _list_other_letters(response: Response, context: Context) -> Iterator[tuple[int, Reference, Letter | None]]:
    """Yield each other letter that a response answers, with its index; None if it is not in the record."""
    for index, other in enumerate(response.also_answers):
        if other.key != response.letter.key:
            yield index, other, context.letters.get(other.key)


def _find_letter_of_folder(response: Response, context: Context) -> Letter | None:
    """Find the letter in whose folder a response is."""
    try:
        reference = Reference.from_slug(PurePosixPath(response.place.path).parent.name)
    except ValueError:
        return None
    return context.letters.get(reference.key)
