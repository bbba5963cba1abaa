"""Rules about a letter's recipients: the code of its reference and its example mark must agree with the register."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel.core import get_global

from letterbook.model.record import Letter
from letterbook.model.registers import RecipientKind
from letterbook.rules.registry import Context, Finding, checks

NO_STATE = "OTH"
"""The code of letters to recipients that are not States."""


@checks(Letter, "reference")
def unknown_code(letter: Letter, context: Context) -> Iterator[Finding]:
    """The code in a reference is not a known code.

    Why: it says which State the letter was sent to.

    Example: `AL XQX 3/2024` where no State in the register has the code XQX

    How to fix: use the ISO 3166-1 alpha-3 code of the State, or OTH for a recipient that is not a State. A fictional
    State (XAA to XZZ) needs an entry in registers/recipients.yml.
    """
    code = letter.reference.code
    if code != NO_STATE and code not in context.state_codes | _iso_codes():
        yield Finding(
            letter.place.line("reference"),
            f"`{code}` is neither OTH nor the code of a State",
            "Use the ISO 3166-1 alpha-3 code, or OTH for a recipient that is not a State.",
        )


@checks(Letter, "reference", "recipients")
def code_mismatch(letter: Letter, context: Context) -> Iterator[Finding]:
    """The code in a reference is not that of the recipient.

    Why: a letter to a State has the code of that State, and a letter to anyone else has OTH.

    Example: `reference: AL XAA 3/2024` with `recipient: northwind`, a company

    How to fix: look at the head of the letter, and correct the reference or the recipient.
    """
    register = context.corpus.registers.recipients
    if any(each.recipient not in register for each in letter.recipients):
        return  # its entry could not be read, which is reported in the register
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
            f"Correct the reference or the recipient. A letter to a recipient that is not a State has {NO_STATE}.",
        )


@checks(Letter, "recipients", "example")
def example_mismatch(letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter to a fictional recipient is not marked as fictional, or a fictional letter has a real recipient.

    Why: readers would take the first for a real letter. The second would claim that a real recipient was sent a letter
    that nobody wrote.

    Example: a letter without `example: true` to a recipient whose entry has `example: true`

    How to fix: add `example: true` to the letter, or correct the recipient.
    """
    register = context.corpus.registers.recipients
    for index, each in enumerate(letter.recipients):
        if each.recipient in register and register[each.recipient].example != letter.example:
            yield Finding(
                letter.place.line(f"recipients[{index}].recipient", "recipients"),
                f"`{each.recipient}` is real, but the letter is fictional"
                if letter.example
                else f"`{each.recipient}` is fictional, but the letter is not marked as fictional",
                "Correct the recipient, or the letter's `example` field.",
            )


@cache
def _iso_codes() -> frozenset[str]:
    """Return the codes of ISO 3166-1 alpha-3, from CLDR's aliases of territories, without those that the standard
    leaves to its users, among which XAA to XZZ are for the fictional States of a register."""
    codes = (each for each in get_global("territory_aliases") if len(each) == len(NO_STATE) and each.isalpha())
    return frozenset(each for each in codes if each[0] != "X" and not "QMM" <= each <= "QZZ")
