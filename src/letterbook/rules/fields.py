"""Rules about fields: each must be known, must be there if it is required, and must hold a value of its type."""

from __future__ import annotations

import re

from letterbook.ingest.front_matter import Problem
from letterbook.rules import fixes
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Wording, explains


@explains()
def unknown_field(problem: Problem) -> Wording:
    """A field is not in the field reference.

    Why: a value under a misspelt name would be lost, and a misspelt `release` would break an embargo.

    Example: `recipents:` for `recipients:`

    How to fix: correct the spelling, or remove the field.
    """
    help_ = f"Did you mean `{problem.detail}`?" if problem.detail else "The field reference lists all fields."
    return f"unknown field `{problem.subject}`", help_


@explains(find_fix=fixes.use_sum)
def missing_field(problem: Problem) -> Wording:
    """A required field is missing or empty.

    Why: without it the letter cannot be listed, or its release date cannot be worked out.

    Example: front matter without `sent:`

    How to fix: add the field.
    """
    return f"`{problem.subject}` is missing or empty", _ask_for_value(problem, "Add it.")


@explains(find_fix=fixes.use_sum)
def empty_field(problem: Problem) -> Wording:
    """A field has no value.

    Why: somebody forgot the value, and Letterbook does not guess whether it should have been published.

    Example: `recipient:` with nothing after it

    How to fix: give the value, or remove the line.
    """
    return f"`{problem.subject}` is empty", _ask_for_value(problem, "Give its value, or remove the line.")


@explains(find_fix=fixes.fix_value)
def invalid_value(problem: Problem) -> Wording:
    """A value is not of the type that its field takes.

    Why: Letterbook does not guess at what it cannot read.

    Example: `alleged_victims: several`

    How to fix: give a value of the type that the message names.
    """
    return _expected_value(problem)


@explains(find_fix=fixes.fix_structure)
def invalid_structure(problem: Problem) -> Wording:
    """A field has a list where it takes a single value, or the other way round.

    Why: Letterbook does not guess at what it cannot read.

    Example: `signed_by: [Ana Example]`, `concerning: northwind`

    How to fix: write the field as the message shows.
    """
    expected, _, form = problem.detail.partition("\n")
    write = f"Write:\n{form}" if "\n" in form else f"Write: {form}"
    return f"`{problem.subject}`: expected {expected}, found {problem.found}", write


@explains(find_fix=fixes.fix_date)
def invalid_date(problem: Problem) -> Wording:
    """A date is not written as year-month-day, or does not exist.

    Why: 12/03/2021 can mean two days, and the release date is counted from it. Only one form is accepted.

    Example: `sent: 12/03/2021`, `sent: 2021-03-12T10:00`, `sent: 20210312`, `sent: soon`

    How to fix: write `sent: 2021-03-12`.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", problem.found):
        return f"`{problem.subject}`: {problem.found} is not a possible date", "Give a real date from 1946 or later."
    return _expected_value(problem)


@explains()
def invalid_reference(problem: Problem) -> Wording:
    """A reference does not have the form `TYPE CODE number/year`.

    Why: readers look letters up by reference, and its type decides the release date.

    Example: `reference: SPB/SHD//NF/GF/ff`

    How to fix: write the type (AL, UA or OL), the three-letter code, the number and the year: `AL XAA 3/2024`. If the
    letter prints another form, give that as `reference_as_printed`.
    """
    return _expected_value(problem)


@explains(Severity.WARNING, find_fix=fixes.use_detail)
def irregular_reference(problem: Problem) -> Wording:
    """A reference is understood, but not written in the standard form.

    Why: with one spelling throughout, readers can search the files as well.

    Example: `OLXAA 17/2020`, `OL XAB 8.2021`, `JAL XAC 3/2024`

    How to fix: write the form that the message gives.
    """
    return f"`{problem.found}` is not in the standard form", f"Write: {problem.detail}"


@explains()
def invalid_url(problem: Problem) -> Wording:
    """A web address does not begin with http:// or https://, or is malformed.

    Why: it becomes a link on a public page. Other schemes can run a program in the reader's browser.

    Example: `url: javascript:alert(1)`, `url: www.example.org`

    How to fix: give the full address: `https://www.example.org/`.
    """
    return _expected_value(problem)


@explains(find_fix=fixes.fix_provision)
def invalid_provision(problem: Problem) -> Wording:
    """A provision is not in a known form.

    Why: provisions are indexed one by one, so each must be clearly separate from the next.

    Example: `- art. 13 and 14`

    How to fix: give one provision or range in each item: `13`, `25-31`, `9(2)`, `19 (commentary)`.
    """
    return _expected_value(problem)


@explains(find_fix=fixes.fix_language)
def unknown_language(problem: Problem) -> Wording:
    """A language is not given as a language tag.

    Why: browsers use the tag to read text aloud, break lines and set the direction of writing.

    Example: `language: English`

    How to fix: give the BCP 47 tag: `en`, `fr`, `es`, `ar`, `zh-Hans`.
    """
    meant = f"Did you mean `{problem.detail}`?" if problem.detail else "Give a tag such as en, fr, es, ar or zh-Hans."
    return f"`{problem.found}` is not a language tag", meant


@explains(find_fix=fixes.fix_id)
def unknown_mandate(problem: Problem) -> Wording:
    """A mandate is not in registers/mandates.yml.

    Why: a mandate under two names would appear twice in every listing.

    Example: `mandate: buisness`

    How to fix: use the id from the register, or add an entry there.
    """
    return _not_registered(problem, "registers/mandates.yml")


@explains(find_fix=fixes.fix_id)
def unknown_recipient(problem: Problem) -> Wording:
    """A recipient is not in registers/recipients.yml.

    Why: a recipient under two names would appear twice in every listing.

    Example: `recipient: nortwind`

    How to fix: use the id from the register, or add an entry there.
    """
    return _not_registered(problem, "registers/recipients.yml")


@explains(find_fix=fixes.fix_id)
def unknown_instrument(problem: Problem) -> Wording:
    """An instrument is not in registers/instruments.yml.

    Why: citations are indexed by instrument.

    Example: `instrument: guiding-principles`

    How to fix: use the id from the register (`ungp`), or add an entry there.
    """
    return _not_registered(problem, "registers/instruments.yml")


@explains(find_fix=fixes.fix_id)
def unknown_group(problem: Problem) -> Wording:
    """A group is not in registers/groups.yml.

    Why: the register gives the group its title.

    Example: `group: coton`

    How to fix: use the id from the register, or add an entry there.
    """
    return _not_registered(problem, "registers/groups.yml")


@explains()
def unknown_reason(problem: Problem) -> Wording:
    """A reason is not in the list in policy.yml.

    Why: reasons are published, so they come from an agreed list.

    Example: `reason: because`

    How to fix: use an id from `reasons` in policy.yml.
    """
    return _not_registered(problem, "the reasons in policy.yml")


def _ask_for_value(problem: Problem, request: str) -> str:
    field = problem.subject.rsplit(".", maxsplit=1)[-1]
    if field == "sha256":
        if not problem.detail:
            return "Put the file in its folder, then check again: this message will give its checksum."
        return f"Look at the file. If it is the one to publish, write: sha256: {problem.detail}"
    if not problem.detail:
        return f"{request} The field reference says how."
    return f"{request} For example: {field}: {problem.detail}"


def _expected_value(problem: Problem) -> Wording:
    """Say what was expected and found. That is all there is to say, so there is no help line."""
    found = f", found `{problem.found}`" if problem.found else ""
    return f"`{problem.subject}`: expected {problem.detail}{found}", ""


def _not_registered(problem: Problem, where: str) -> Wording:
    help_ = f"Did you mean `{problem.detail}`?" if problem.detail else f"Correct the id, or add an entry to {where}."
    return f"`{problem.found}` is not in {where}", help_
