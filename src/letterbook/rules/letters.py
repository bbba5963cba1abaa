"""Rules about letters: their fields must agree with each other, with the file name and with the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from letterbook.model.record import Corpus, EarlierLetter, Letter
from letterbook.rules.policy import MOST_DAYS
from letterbook.rules.registry import Context, Finding, checks


@checks(Letter, "reference")
def letter_file_name_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """A letter's file is not named after its reference.

    Why: the name is part of the letter's address, which never changes; and two files for one letter would go unnoticed.

    Example: `al-xaa-3-2024.md` with `reference: AL XAA 4/2024`

    How to fix: correct the one that is wrong. The file name is the reference in lower case, with hyphens.
    """
    name = PurePosixPath(letter.place.path).name
    if name != f"{letter.reference.slug}.md":
        yield Finding(
            letter.place.line("reference"),
            f"the reference is {letter.reference}, but the file is named {name}",
            f"Name the file {letter.reference.slug}.md, or correct the reference.",
        )


@checks(Letter, "reply_days")
def invalid_reply_days(letter: Letter, _: Context) -> Iterator[Finding]:
    """A letter gives its recipients no day to reply, or more than ten years.

    Why: pages say by when a response was due, and whether it was received after that.

    Example: `reply_days: 0`

    How to fix: give the number of days that the letter states: `reply_days: 30`. Remove it if the policy's number
    applies.
    """
    if letter.reply_days is not None and not 1 <= letter.reply_days <= MOST_DAYS:
        yield Finding(
            letter.place.line("reply_days"),
            f"`reply_days`: expected a number of days between 1 and {MOST_DAYS}, found {letter.reply_days}",
            "Give the number of days that the letter states, or remove reply_days if the policy's number applies.",
        )


@checks(Corpus)
def duplicate_reference(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two letters have the same code, number and year.

    Why: no two letters share them, even if their types differ; the official site links by them. One of the two must be
    a typing error.

    Example: `AL XAA 3/2024` and `UA XAA 3/2024`

    How to fix: look at the head of both letters, and correct the reference that is wrong.
    """
    first: dict[str, Letter] = {}
    for letter in corpus.letters:
        if not letter.has_read("reference"):
            continue
        other = first.setdefault(letter.reference.key, letter)
        if other is not letter:
            yield Finding(
                letter.place.line("reference"),
                f"{letter.reference.key} is also the reference of {other.place.path}",
                "No two letters share code, number and year, whatever their types. Correct the one that is wrong.",
                path=letter.place.path,
            )


@checks(Letter, "sent")
def future_sent_date(letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter's `sent` date is in the future.

    Why: the release date is counted from it, so a slip in the year moves the release by a year.

    Example: `sent: 2042-03-12` for 2024

    How to fix: give the date on the letter.
    """
    if letter.sent > context.today:
        yield Finding(
            letter.place.line("sent"),
            f"`sent`: {letter.sent} is in the future; today is {context.today}",
            "Give the date on the letter.",
        )


@checks(Letter, "follows", "annex", "also_sent_to")
def ambiguous_item(letter: Letter, _: Context) -> Iterator[Finding]:
    """An item of a list has neither or both of two fields, but must have exactly one.

    Why: an earlier letter is identified by its reference or by its date; a citation is of an instrument or of a
    document; a letter was sent to a recipient in the register or to others described in words.

    Example: an item of `annex` with only `provisions`

    How to fix: give the field that is meant.
    """
    for name, options, given in _list_choices(letter):
        if sum(each is not None for each in given) != 1:
            yield Finding(
                letter.place.line(name),
                f"`{name}` must have exactly one of {' and '.join(options)}",
                f"Give {' or '.join(options)}.",
            )


@checks(Letter, "recipients", "mandates", "concerning")
def duplicate_entry(letter: Letter, _: Context) -> Iterator[Finding]:
    """A recipient or mandate is listed twice, or a recipient is in `concerning` as well.

    Why: the page would say "to Norland and Norland", or call a letter of one mandate joint. `concerning` is for those
    whom a letter is about but was not sent to.

    Example: two items of `recipients` with `recipient: xaa`

    How to fix: remove one of them. If the letter is addressed to two people at one recipient, name both in `addressee`.
    Keep the letter's recipients out of `concerning`.
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
                    f"`{id_}` is listed twice",
                    "Remove one. If the letter is addressed to two people there, name both in one addressee."
                    if field == "recipients"
                    else "Remove one.",
                )
    for index, id_ in enumerate(letter.concerning):
        if id_ in recipients:
            yield Finding(
                letter.place.line(f"concerning[{index}]", "concerning"),
                f"`{id_}` is a recipient of the letter, so it cannot also be in `concerning`",
                "Remove it from concerning, or from recipients if the letter is only about it.",
            )


@checks(Letter, "reference", "sent", "recipients", "follows")
def follows_itself(letter: Letter, _: Context) -> Iterator[Finding]:
    """A letter is listed as a follow-up to itself.

    Why: it would appear as both its own earlier letter and its own later letter.

    Example: `reference: AL XAA 3/2024` and `follows:` with `- AL XAA 3/2024`

    How to fix: give the reference of the earlier letter, or its date and recipient.
    """
    for index, earlier in enumerate(letter.follows):
        if _is_itself(earlier, letter):
            named = earlier.reference or f"the letter of {earlier.sent} to {earlier.recipient}"
            yield Finding(
                letter.place.line(f"follows[{index}]", "follows"),
                f"{named} is this letter itself",
                "Give the reference of the earlier letter, or its date and recipient.",
            )


def _is_itself(earlier: EarlierLetter, letter: Letter) -> bool:
    if earlier.reference is not None:
        return earlier.reference.key == letter.reference.key
    return earlier.sent == letter.sent and earlier.recipient in {each.recipient for each in letter.recipients}


def _list_choices(letter: Letter) -> Iterator[tuple[str, tuple[str, str], tuple[object, ...]]]:
    """Each item that must have one of two fields: its path, the fields' names and their values."""
    for index, earlier in enumerate(letter.follows):
        yield f"follows[{index}]", ("`reference`", "`sent`"), (earlier.reference, earlier.sent)
    for index, entry in enumerate(letter.annex):
        yield f"annex[{index}]", ("`instrument`", "`document`"), (entry.instrument, entry.document)
    for index, other in enumerate(letter.also_sent_to):
        yield f"also_sent_to[{index}]", ("`recipient`", "`others`"), (other.recipient, other.others)
