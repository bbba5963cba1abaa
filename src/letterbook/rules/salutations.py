"""The rule about whom a letter greets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.model.record import Letter
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.letter_head import find_salutation
from letterbook.text.normalize import fold_words
from letterbook.text.salutation_phrases import OFFICES, PERSON, TITLES
from letterbook.text.visible_text import read_visible_text


@checks(Letter, "recipients", severity=Severity.WARNING)
def addressee_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """The salutation names somebody other than `addressee`.

    Why: the page says to whom the letter is addressed. A name copied from another letter would be published as the
    addressee.

    Example: `addressee: Ms. Ida Example` in a letter that begins "Dear Mr. Sample,"

    How to fix: correct `addressee`. If they are the same person under two spellings, allow this rule with a reason.
    """
    given = [(index, each.addressee) for index, each in enumerate(letter.recipients) if each.addressee]
    found = find_salutation(read_visible_text(letter.body)) if given else None
    person = PERSON.fullmatch(found[1]) if found else None
    greeted = _split_name(person["name"]) if person else frozenset()
    names = frozenset().union(*(_split_name(addressee) for _, addressee in given))
    if found is None or not greeted or greeted & OFFICES or not _can_compare(greeted, names):
        return
    if any(_is_office(addressee) for _, addressee in given):
        return
    if greeted.isdisjoint(names):
        index, addressee = given[0]
        yield Finding(
            letter.place.line(f"recipients[{index}].addressee", "recipients"),
            f"the salutation on line {letter.place.body_line + found[0]} greets somebody other than {addressee}",
            "Correct addressee. If it is one person, spelt in two ways, add allow: with rule: addressee-mismatch and a"
            " reason.",
        )


def _is_office(addressee: str) -> bool:
    """Whether an addressee is named by the office alone: the Minister of Justice."""
    words = set(fold_words(addressee).split())
    return bool(words & OFFICES) and not words & TITLES


def _split_name(name: str) -> frozenset[str]:
    """Split a name into its folded words, without titles and initials."""
    return frozenset(each for each in fold_words(name).split() if each not in TITLES and len(each) > 1)


def _can_compare(greeted: frozenset[str], names: frozenset[str]) -> bool:
    """Whether both names are in Latin letters: a name in another script is not spelt like this."""
    words = greeted | names
    return bool(names) and all(re.fullmatch(r"[a-z]+", each) for each in words)
