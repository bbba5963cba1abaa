"""Rules of responses: each has its letter, its date, its sender and its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from letterbook.embargo import NEVER, response_dates, response_embargo
from letterbook.model.record import Letter, Response
from letterbook.model.reference import Reference
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks


@checks(Response, "dated", "received")
def undated_response(response: Response, _: Context) -> Iterator[Finding]:
    """A response has no date.

    Why: it becomes public with its letter, but not before its own date; without one, that day cannot be told.

    Example: a response with neither `dated` nor `received`

    How to fix: give the date that it bears as `dated`, or the day on which it came as `received`, or both.
    """
    if not response_dates(response):
        yield Finding(
            response.place.line("letter"),
            "the response has neither `dated` nor `received`",
            "Give the date that it bears as dated, or the day on which it came as received.",
        )


@checks(Response, "letter", "also_answers")
def unknown_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response answers a letter that is not in the record, or that is there of another type.

    Why: it stands on the page of its letter, and is released with it.

    Example: `letter: AL XAA 30/2024` for `AL XAA 3/2024`

    How to fix: correct the reference, or add the letter.
    """
    for index, other, found in _also_answered(response, context):
        if found is not None and found.reference != other:
            yield Finding(
                response.place.line(f"also_answers[{index}]", "also_answers"),
                f"there is no letter {other} in the record",
                f"Is {found.reference} meant?",
            )
    letter = context.letters.get(response.letter.key)
    if response.letter.slug in context.unreadable or (letter and letter.reference == response.letter):
        return
    meant = letter or _letter_of_folder(response, context)
    yield Finding(
        response.place.line("letter"),
        f"there is no letter {response.letter} in the record",
        f"Is {meant.reference} meant?" if meant else "Correct the reference, or add the letter.",
    )


@checks(Response, "also_answers", severity=Severity.WARNING)
def unknown_other_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response is said to answer, beside its own, a letter that is not in the record.

    Why: nothing is shown of it, so that a typing error would go unseen.

    Example: `also_answers:` with `- AL XAA 30/2024` for `AL XAA 3/2024`

    How to fix: correct the reference, or add the letter. If the record does not hold that letter, allow this rule with
    a reason.
    """
    for index, other, found in _also_answered(response, context):
        if found is None and other.slug not in context.unreadable:
            yield Finding(
                response.place.line(f"also_answers[{index}]", "also_answers"),
                f"there is no letter {other} in the record",
                "Correct the reference, or add the letter. If the record does not hold it, add allow: with rule:"
                " unknown-other-letter and a reason.",
            )


@checks(Response, "letter", "also_answers")
def duplicate_other_letter(response: Response, _: Context) -> Iterator[Finding]:
    """A response is said to answer beside its own letter that letter itself, or another one twice.

    Why: the page would say that it answers its own letter, too; mostly another reference was meant.

    Example: `letter: AL XAA 3/2024` and `also_answers:` with `- AL XAA 3/2024`

    How to fix: give the reference of the other letter, or remove the line.
    """
    keys = [response.letter.key]
    for index, other in enumerate(response.also_answers):
        if other.key in keys:
            own = "the letter that it answers" if other.key == response.letter.key else "named a second time"
            yield Finding(
                response.place.line(f"also_answers[{index}]", "also_answers"),
                f"{other} is {own}",
                "Give the reference of the other letter, or remove the line.",
            )
        keys.append(other.key)


@checks(Response, "letter", "recipient", "dated", "received")
def response_file_name_mismatch(response: Response, context: Context) -> Iterator[Finding]:
    """A response's file is not named after its letter, its date and its sender.

    Why: the name is the response's address, which never changes.

    Example: `data/responses/al-xaa-3-2024/reply.md` for `2024-05-03-northwind.md`

    How to fix: name the file and its folder as the message says. A second response of one sender on one day ends
    in `-2`.
    """
    days = response_dates(response)
    if not days:
        return
    path = PurePosixPath(response.place.path)
    folder = context.corpus.folder / "responses" / response.letter.slug
    names = "|".join(re.escape(f"{day}-{response.recipient}") for day in days)
    named = re.fullmatch(rf"(?:{names})(?P<number>-(?:{_NUMBER}))?", path.stem)
    if path.parent.as_posix() != folder.as_posix() or named is None:
        name = f"{days[0]}-{response.recipient}" + (named["number"] or "" if named else "")
        yield Finding(
            0,
            "the file is not named after its letter, its date and its sender",
            f"Name it {(folder / name).as_posix()}.md, or correct the field that is wrong.",
        )


@checks(Response, "letter", "recipient", "dated", "received", "release", "withdrawn", severity=Severity.WARNING)
def second_response_without_first(response: Response, context: Context) -> Iterator[Finding]:
    """A response whose file ends in a number becomes public, and not the one of that day that comes before it.

    Why: the number stands in its address, and tells that there is another.

    Example: `2024-05-03-northwind-2.md`, where `2024-05-03-northwind.md` is held

    How to fix: if it has not been public yet, exchange the names of the two files, so that the number stands with what
    is public later, or never; or take the number away where there is no other. If it has, its address stays: allow
    this warning.
    """
    named = re.fullmatch(rf"(\d{{4}}-\d{{2}}-\d{{2}}-{re.escape(response.recipient)})-({_NUMBER})", response.slug)
    letter = context.answered(response)
    day = _disclosed_from(response, letter, context) if letter else NEVER
    if named is None or letter is None or day == NEVER:
        return
    name, number = named.groups()
    before = name if number == "2" else f"{name}-{int(number) - 1}"
    first = context.responses.get((response.letter.key, before))
    first_day = _disclosed_from(first, letter, context) if first else NEVER
    if first_day <= day:
        return
    why, help_ = f"there is no {before}.md", f"name it {before}.md"
    if first:
        why = f"{before}.md becomes public later" if first_day != NEVER else f"{before}.md does not become public"
        help_ = f"exchange its name and that of {before}.md"
    yield Finding(
        0,
        f"its address ends in -{number} and tells of another response of that day, but {why}",
        f"If it has not been public yet, {help_}. If it has, its address stays: add allow: with rule:"
        " second-response-without-first and a reason.",
    )


@checks(Response, "letter", "dated", "received", "also_answers")
def response_before_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response is older than the letter that it answers, or than another one that it answers as well.

    Why: it answers another letter, or one of the dates is a typing error.

    Example: `dated: 2023-05-03` in a response to a letter of 3 March 2024

    How to fix: correct the date or `letter`; look at the head of both texts.
    """
    answered = [("letter", context.letters.get(response.letter.key))]
    answered += [(f"also_answers[{index}]", found) for index, _, found in _also_answered(response, context)]
    for name, letter in answered:
        if letter is None or "sent" in letter.place.unread:
            continue
        for field, day in (("dated", response.dated), ("received", response.received)):
            if day is not None and day < letter.sent:
                which = "the letter that it answers" if name == "letter" else f"{letter.reference}"
                yield Finding(
                    response.place.line(field if name == "letter" else name, field),
                    f"`{field}`: {day} is before {which}, which was sent on {letter.sent}",
                    "Correct the date or letter; look at the head of both texts.",
                )


@checks(Response, "letter", "recipient", "also_answers", severity=Severity.WARNING)
def unexpected_sender(response: Response, context: Context) -> Iterator[Finding]:
    """A response comes from somebody to whom the letter was not sent.

    Why: it may have been filed with the wrong letter. A State that answers for its company is fine: allow it.

    Example: `recipient: southwind` in a response to a letter to northwind

    How to fix: correct `recipient` or `letter`, or allow this rule with a reason.
    """
    answered = [context.letters.get(each.key) for each in (response.letter, *response.also_answers)]
    if any(letter is None or "recipients" in letter.place.unread for letter in answered):
        return
    recipients = [each.recipient for letter in answered if letter for each in letter.recipients]
    if response.recipient not in recipients:
        yield Finding(
            response.place.line("recipient"),
            f"the letter was sent to {' and '.join(recipients)}, not to {response.recipient}",
            "Correct recipient or letter. If another answered for the recipient, add allow: with rule:"
            " unexpected-sender and a reason.",
        )


@checks(Response, "dated", "received", allowable=True)
def received_before_dated(response: Response, _: Context) -> Iterator[Finding]:
    """A response was received before the date that it bears.

    Why: one of the two dates is a typing error, and the later one decides when the response becomes public.

    Example: `dated: 2024-05-13` and `received: 2024-05-03`

    How to fix: correct the date that is wrong. If the sender dated it ahead, allow this rule with a reason.
    """
    if response.dated and response.received and response.received < response.dated:
        yield Finding(
            response.place.line("received"),
            f"received on {response.received}, before its date, {response.dated}",
            "Correct the date that is wrong. If the sender dated it ahead, add allow: with rule:"
            " received-before-dated and a reason.",
        )


_NUMBER = r"[2-9]|[1-9]\d"
"""How a second response of one sender on one day is numbered, and every further one."""


def _also_answered(response: Response, context: Context) -> Iterator[tuple[int, Reference, Letter | None]]:
    """Each other letter that a response answers, by its place in the list; None where it is not in the record."""
    for index, other in enumerate(response.also_answers):
        if other.key != response.letter.key:
            yield index, other, context.letters.get(other.key)


def _disclosed_from(response: Response, letter: Letter, context: Context) -> dt.date:
    """The day from which a response or a notice of it is public; NEVER where neither is.

    A hold or a withdrawal of its letter is left aside: it applies to all responses alike.
    """
    return replace(response_embargo(response, letter, context.corpus.policy), letter=None).disclosed_from


def _letter_of_folder(response: Response, context: Context) -> Letter | None:
    """The letter in whose folder a response lies."""
    try:
        reference = Reference.of_slug(PurePosixPath(response.place.path).parent.name)
    except ValueError:
        return None
    return context.letters.get(reference.key)
