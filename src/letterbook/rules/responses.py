"""Rules of what stands beside a letter: its responses, the translations of both, and what is allowed in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from letterbook.diagnostics import Severity
from letterbook.due import given_dates
from letterbook.front_matter import Problem
from letterbook.record import Letter, Response, Translation
from letterbook.reference import Reference
from letterbook.rules.catalogue import Context, Finding, Wording, catalogue, checks, explains
from letterbook.schema.reading import nearest


@checks(Response, "dated", "received")
def response_undated(response: Response, _: Context) -> Iterator[Finding]:
    """A response has no date.

    Why: it becomes public with its letter, but not before its own date; without one, that day cannot be told.

    Example: a response with neither `dated` nor `received`

    How to fix: give the date that it bears as `dated`, or the day on which it came as `received`, or both.
    """
    if not given_dates(response):
        yield Finding(
            response.place.line("letter"),
            "the response has neither `dated` nor `received`",
            "Give the date that it bears as dated, or the day on which it came as received.",
        )


@checks(Response, "letter")
def response_to_no_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response answers a letter that is not in the record.

    Why: it stands on the page of its letter, and is released with it.

    Example: `letter: AL XAA 30/2024` for `AL XAA 3/2024`

    How to fix: correct the reference, or add the letter.
    """
    letter = context.letters.get(response.letter.key)
    if response.letter.slug in context.in_doubt or (letter and letter.reference == response.letter):
        return
    meant = letter or _letter_of_folder(response, context)
    yield Finding(
        response.place.line("letter"),
        f"there is no letter {response.letter} in the record",
        f"Is {meant.reference} meant?" if meant else "Correct the reference, or add the letter.",
    )


@checks(Response, "letter", "recipient", "dated", "received")
def response_file_name(response: Response, context: Context) -> Iterator[Finding]:
    """A response's file is not named after its letter, its date and its sender.

    Why: the name is the response's address, which never changes.

    Example: `data/responses/al-xaa-3-2024/reply.md` for `2024-05-03-northwind.md`

    How to fix: name the file and its folder as the message says. A second response of one sender on one day ends
    in `-2`.
    """
    days = given_dates(response)
    if not days:
        return
    path = PurePosixPath(response.place.path)
    folder = context.corpus.folder / "responses" / response.letter.slug
    names = "|".join(re.escape(f"{day}-{response.recipient}") for day in days)
    named = re.fullmatch(rf"(?:{names})(?P<number>-[2-9]|-[1-9]\d)?", path.stem)
    if path.parent.as_posix() != folder.as_posix() or named is None:
        name = f"{days[0]}-{response.recipient}" + (named["number"] or "" if named else "")
        yield Finding(
            0,
            "the file is not named after its letter, its date and its sender",
            f"Name it {(folder / name).as_posix()}.md, or correct the field that is wrong.",
        )


@checks(Response, "letter", "dated", "received")
def response_before_its_letter(response: Response, context: Context) -> Iterator[Finding]:
    """A response is older than the letter that it answers.

    Why: it answers another letter, or one of the dates is a typing error.

    Example: `dated: 2023-05-03` in a response to a letter of 3 March 2024

    How to fix: correct the date or `letter`; look at the head of both texts.
    """
    letter = context.letters.get(response.letter.key)
    if letter is None or "sent" in letter.place.unread:
        return
    for field, day in (("dated", response.dated), ("received", response.received)):
        if day is not None and day < letter.sent:
            yield Finding(
                response.place.line(field),
                f"`{field}`: {day} is before the letter that it answers, which was sent on {letter.sent}",
                "Correct the date or letter; look at the head of both texts.",
            )


@checks(Response, "letter", "recipient", "also_answers", severity=Severity.WARNING)
def response_from_elsewhere(response: Response, context: Context) -> Iterator[Finding]:
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
            " response-from-elsewhere and a reason.",
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


@explains()
def translation_of_nothing(_: Problem) -> Wording:
    """A translation stands beside no letter and no response.

    Why: it is shown with what it translates, and released with it.

    Example: `al-xaa-3-2024.fr.md` where there is no `al-xaa-3-2024.md`

    How to fix: put the translation into the folder of what it translates, and give it the same name, with the
    language before `.md`.
    """
    return (
        "this is a translation by its name, but what it translates is not beside it",
        "Put it beside the letter or response, and name it alike, with the language before .md.",
    )


@checks(Translation, "translation_of", "language")
def translation_file_name(translation: Translation, _: Context) -> Iterator[Finding]:
    """A translation's file is not named after what it translates and its language.

    Why: the name is how a translation is found; if it says another thing than the fields, one of them is wrong.

    Example: `al-xaa-3-2024.fr.md` with `language: es`

    How to fix: correct the field, or name the file `<name of the original>.<language>.md`.
    """
    original, language = PurePosixPath(translation.place.path).stem.split(".", maxsplit=1)
    if translation.translation_of != original:
        yield Finding(
            translation.place.line("translation_of"),
            f"`translation_of` is {translation.translation_of}, but the file stands beside {original}.md",
            f"Write: translation_of: {original}",
        )
    if translation.language != language:
        yield Finding(
            translation.place.line("language"),
            f"the language is {translation.language}, but the file's name says {language}",
            f"Name the file {original}.{translation.language}.md, or correct language.",
        )


@checks(Letter | Response, "language")
def translation_in_the_same_language(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A translation is in the language of its original.

    Why: one of the two languages is a typing error; readers and browsers rely on it.

    Example: `language: en` in the letter, and in its translation

    How to fix: correct the one that is wrong.
    """
    for translation in filed.translations:
        if translation.language == filed.language:
            yield Finding(
                translation.place.line("language"),
                f"the language is {translation.language}, which is that of the original, too",
                "Correct the one that is wrong.",
                path=translation.place.path,
            )


@checks(Letter | Response | Translation, "allow")
def allowance_of_nothing(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A file allows a rule that there is not, or that cannot be allowed.

    Why: the editors believe that something is silenced, and it is not. Only a rule that can be mistaken can be
    allowed: a warning, or one that judges a letter's words.

    Example: `allow:` with `rule: unknown-recipient`

    How to fix: correct the name, or remove the allowance and the fault.
    """
    rules = {rule.slug: rule for rule in catalogue()} if filed.allow else {}
    for index, allowance in enumerate(filed.allow):
        line = filed.place.line(f"allow[{index}].rule", "allow")
        rule = rules.get(allowance.rule)
        if rule is None:
            meant = nearest(allowance.rule, {slug: slug for slug in rules})
            yield Finding(
                line,
                f"there is no rule `{allowance.rule}`",
                f"Is `{meant}` meant?" if meant else "Give the rule's name as the message has it, in brackets.",
            )
        elif not rule.allowable:
            yield Finding(
                line,
                f"`{allowance.rule}` cannot be allowed",
                "Remove the allowance, and correct what the rule tells.",
            )


def _letter_of_folder(response: Response, context: Context) -> Letter | None:
    """The letter in whose folder a response lies."""
    try:
        reference = Reference.of_slug(PurePosixPath(response.place.path).parent.name)
    except ValueError:
        return None
    return context.letters.get(reference.key)
