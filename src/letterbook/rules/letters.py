"""Rules of letters: their facts have to agree with each other, with the registers and with the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from babel.core import get_global

from letterbook.model.record import Corpus, EarlierLetter, Letter, Response
from letterbook.model.registers import RecipientKind
from letterbook.rules.registry import Context, Finding, checks

NO_STATE = "OTH"


@checks(Letter, "reference")
def letter_file_name_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """A letter's file is not named after its reference.

    Why: the name is the letter's address, which never changes; and two files for one letter would go unseen.

    Example: `al-xaa-3-2024.md` with `reference: AL XAA 4/2024`

    How to fix: correct the one that is wrong. The name is the reference in lower case with dashes.
    """
    name = PurePosixPath(letter.place.path).name
    if name != f"{letter.reference.slug}.md":
        yield Finding(
            letter.place.line("reference"),
            f"the reference is {letter.reference}, but the file is named {name}",
            f"Name the file {letter.reference.slug}.md, or correct the reference.",
        )


@checks(Corpus)
def duplicate_reference(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two letters have the same code, number and year.

    Why: these are unique across the types; the official site links by them. One of the two is a typing error.

    Example: `AL XAA 3/2024` and `UA XAA 3/2024`

    How to fix: look at the head of both letters, and correct the one that is wrong.
    """
    first: dict[str, Letter] = {}
    for letter in corpus.letters:
        if "reference" in letter.place.unread:
            continue
        other = first.setdefault(letter.reference.key, letter)
        if other is not letter:
            yield Finding(
                letter.place.line("reference"),
                f"{letter.reference.key} is also the reference of {other.place.path}",
                "Code, number and year are unique across the types; correct the one that is wrong.",
                path=letter.place.path,
            )


@checks(Letter, "reference")
def unknown_code(letter: Letter, context: Context) -> Iterator[Finding]:
    """The code of a reference is no code.

    Why: it says to which State the letter went.

    Example: `AL XQX 3/2024` where no State of the register has XQX

    How to fix: use the code of ISO 3166-1 alpha-3, or OTH for who is no State. A fictional State (XAA to XZZ) needs
    an entry in registers/recipients.yml.
    """
    code = letter.reference.code
    if code != NO_STATE and code not in context.state_codes | _iso_codes():
        yield Finding(
            letter.place.line("reference"),
            f"`{code}` is neither OTH nor the code of a State",
            "Use the code of ISO 3166-1 alpha-3, or OTH for who is no State.",
        )


@checks(Letter, "reference", "recipients")
def code_mismatch(letter: Letter, context: Context) -> Iterator[Finding]:
    """The code of a reference is not that of the recipient.

    Why: a letter to a State carries the code of that State, a letter to anyone else carries OTH.

    Example: `reference: AL XAA 3/2024` with `recipient: northwind`, a company

    How to fix: correct the reference or the recipient; look at the head of the letter.
    """
    register = context.corpus.registers.recipients
    if any(each.recipient not in register for each in letter.recipients):
        return  # its entry could not be read, and that is told there
    recipients = [(each, register[each.recipient]) for each in letter.recipients]
    code = letter.reference.code
    for index, (each, recipient) in enumerate(recipients):
        if recipient.kind is RecipientKind.STATE and recipient.code != code:
            yield Finding(
                letter.place.line(f"recipients[{index}].recipient", "recipients"),
                f"`{each.recipient}` is a State with the code {recipient.code}, but the reference has {code}",
                "Correct the reference or the recipient.",
            )
    if code != NO_STATE and all(recipient.code != code for _, recipient in recipients):
        yield Finding(
            letter.place.line("reference"),
            f"the reference has the code {code}, but no recipient has it",
            f"Correct the reference or the recipient; a letter to who is no State has the code {NO_STATE}.",
        )


@checks(Letter, "recipients", "example")
def example_mismatch(letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter to somebody invented is not marked as fictional, or one that is went to somebody real.

    Why: readers would take the one for a real letter; the other says of somebody real what nobody wrote to them.

    Example: a letter without `example: true` to a recipient whose entry says `example: true`

    How to fix: add `example: true` to the letter, or name the right recipient.
    """
    register = context.corpus.registers.recipients
    for index, each in enumerate(letter.recipients):
        if each.recipient in register and register[each.recipient].example != letter.example:
            yield Finding(
                letter.place.line(f"recipients[{index}].recipient", "recipients"),
                f"`{each.recipient}` is {'real' if letter.example else 'invented'}, but the letter is "
                + ("fictional" if letter.example else "not marked as fictional"),
                "Name the right recipient, or make `example` agree.",
            )


@checks(Letter, "sent")
def future_sent_date(letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter is said to have been sent on a day that has not come.

    Why: the day of release counts from it, so that a slip of the year moves the release by a year.

    Example: `sent: 2042-03-12` for 2024

    How to fix: give the date that the letter bears.
    """
    if letter.sent > context.today:
        yield Finding(
            letter.place.line("sent"),
            f"{letter.sent} has not come yet; today is {context.today}",
            "Give the date that the letter bears.",
        )


@checks(Letter | Response, "corrections", "redactions", "withdrawn")
def future_date(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """Something is said to have happened on a day that has not come.

    Why: what has not happened cannot be recorded. A withdrawal holds from the moment it is merged.

    Example: a response `received: 2042-05-03`

    How to fix: correct the date.
    """
    for field, day in _happened(filed):
        if day > context.today:
            yield Finding(
                filed.place.line(field),
                f"`{field}`: {day} has not come yet; today is {context.today}",
                "Correct the date.",
            )


@checks(Letter, "follows", "annex", "also_sent_to")
def ambiguous_item(letter: Letter, _: Context) -> Iterator[Finding]:
    """An item says neither, or both, of two things of which it has to say one.

    Why: an earlier letter is found by its reference or by its date; a citation is of an instrument or of a
    document; a letter went to a recipient of the register or to others in words.

    Example: an item of `annex` with `provisions` alone

    How to fix: give the one that is meant.
    """
    for name, options, given in _choices(letter):
        if sum(each is not None for each in given) != 1:
            yield Finding(
                letter.place.line(name),
                f"`{name}` needs one of {options}, and one only",
                f"Give {options}.",
            )


@checks(Letter, "recipients", "mandates", "concerning")
def duplicate_entry(letter: Letter, _: Context) -> Iterator[Finding]:
    """A recipient or a mandate is named twice, or a recipient both as one to whom the letter went and in `concerning`.

    Why: the page would say "to Norland and Norland", or call a letter of one mandate joint. `concerning` is for those
    whom a letter is about without going to them.

    Example: two items of `recipients` with `recipient: xaa`

    How to fix: remove one; where two persons of one recipient were addressed, name both in `addressee`. Keep a
    recipient of the letter out of `concerning`.
    """
    recipients = [each.recipient for each in letter.recipients]
    for field, ids in (
        ("recipients", recipients),
        ("mandates", [each.mandate for each in letter.mandates]),
        ("concerning", list(letter.concerning)),
    ):
        for index, id_ in enumerate(ids):
            if id_ in ids[:index]:
                yield Finding(
                    letter.place.line(f"{field}[{index}]", field),
                    f"`{id_}` is named a second time",
                    "Remove one; name two persons of one recipient in one addressee."
                    if field == "recipients"
                    else "Remove one.",
                )
    for index, id_ in enumerate(letter.concerning):
        if id_ in recipients:
            yield Finding(
                letter.place.line(f"concerning[{index}]", "concerning"),
                f"`{id_}` is one to whom the letter was sent, so that it cannot be in `concerning`, too",
                "Remove it from concerning, or from recipients if the letter only is about it.",
            )


@checks(Letter, "reference", "sent", "recipients", "follows")
def follows_itself(letter: Letter, _: Context) -> Iterator[Finding]:
    """A letter is said to follow itself.

    Why: it would be listed as its own earlier and its own later letter.

    Example: `reference: AL XAA 3/2024` and `follows:` with `- AL XAA 3/2024`

    How to fix: give the reference, or the date and the recipient, of the earlier letter.
    """
    for index, earlier in enumerate(letter.follows):
        if _is_itself(earlier, letter):
            named = earlier.reference or f"the letter of {earlier.sent} to {earlier.recipient}"
            yield Finding(
                letter.place.line(f"follows[{index}]", "follows"),
                f"{named} is this letter itself",
                "Give the reference, or the date and the recipient, of the earlier letter.",
            )


def _is_itself(earlier: EarlierLetter, letter: Letter) -> bool:
    if earlier.reference is not None:
        return earlier.reference.key == letter.reference.key
    return earlier.sent == letter.sent and earlier.recipient in {each.recipient for each in letter.recipients}


def _choices(letter: Letter) -> Iterator[tuple[str, str, tuple[object, ...]]]:
    for index, earlier in enumerate(letter.follows):
        yield f"follows[{index}]", "`reference` or `sent`", (earlier.reference, earlier.sent)
    for index, entry in enumerate(letter.annex):
        yield f"annex[{index}]", "`instrument` or `document`", (entry.instrument, entry.document)
    for index, other in enumerate(letter.also_sent_to):
        yield f"also_sent_to[{index}]", "a recipient or `others`", (other.recipient, other.others)


def _happened(filed: Letter | Response) -> Iterator[tuple[str, dt.date]]:
    for index, correction in enumerate(filed.corrections):
        yield f"corrections[{index}]", correction.date
    for index, redaction in enumerate(filed.redactions):
        yield f"redactions[{index}]", redaction.date
    if filed.withdrawn:
        yield "withdrawn", filed.withdrawn.date
    names = ("responses_checked",) if isinstance(filed, Letter) else ("dated", "received")
    for name in names:
        day = getattr(filed, name)
        if day is not None and name not in filed.place.unread:
            yield name, day


@cache
def _iso_codes() -> frozenset[str]:
    """The codes of ISO 3166-1 alpha-3, from CLDR's aliases of territories; without those left to users, of which
    XAA to XZZ are for the fictional States of a register."""
    codes = (each for each in get_global("territory_aliases") if len(each) == len(NO_STATE) and each.isalpha())
    return frozenset(each for each in codes if each[0] != "X" and not "QMM" <= each <= "QZZ")
