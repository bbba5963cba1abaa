"""Rules of fields: each has to be known, there, and of its kind."""

from __future__ import annotations

import re

from letterbook.ingest.front_matter import Problem
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Wording, explains


@explains()
def unknown_field(problem: Problem) -> Wording:
    """A field is in no table of fields.

    Why: a fact under a misspelt name would be lost; a misspelt `release` would be a broken embargo.

    Example: `recipents:` for `recipients:`

    How to fix: spell it as the reference of fields does, or remove it.
    """
    help_ = f"Is `{problem.detail}` meant?" if problem.detail else "The reference of fields lists those there are."
    return f"there is no field `{problem.subject}`", help_


@explains()
def missing_field(problem: Problem) -> Wording:
    """A field that has to be there is not.

    Why: without it the letter cannot be listed, or its day of release not be told.

    Example: front matter without `sent:`

    How to fix: add the field.
    """
    field = problem.subject.rsplit(".", maxsplit=1)[-1]
    example = f", for example {field}: {problem.detail}" if problem.detail else "; the reference of fields says how"
    return f"`{problem.subject}` is missing or empty", f"Add it{example}."


@explains()
def empty_field(problem: Problem) -> Wording:
    """A field is there, but nothing stands in it.

    Why: it is a value that was forgotten, and whether it was to be published is not guessed.

    Example: `recipient:` with nothing behind it

    How to fix: give the value, or remove the line.
    """
    field = problem.subject.rsplit(".", maxsplit=1)[-1]
    example = f", for example {field}: {problem.detail}" if problem.detail else ""
    return f"`{problem.subject}` is empty", f"Give its value{example}, or remove the line."


@explains()
def invalid_value(problem: Problem) -> Wording:
    """A value is not of the kind that its field holds.

    Why: what cannot be read with certainty is not guessed.

    Example: `alleged_victims: several`

    How to fix: give a value of the kind that the message names.
    """
    return _not_of_kind(problem)


@explains()
def invalid_structure(problem: Problem) -> Wording:
    """A list stands where one value belongs, or the other way round.

    Why: what cannot be read with certainty is not guessed.

    Example: `signed_by: [Ana Example]`, `concerning: northwind`

    How to fix: write the field in the form that the message shows.
    """
    belongs, _, form = problem.detail.partition("\n")
    write = f"Write:\n{form}" if "\n" in form else f"Write: {form}"
    return f"`{problem.subject}`: here stands {problem.found}, where {belongs} belongs", write


@explains()
def invalid_date(problem: Problem) -> Wording:
    """A date is not written as year-month-day.

    Why: 12/03/2021 is two days, and the day of release counts from it. Only one form is read.

    Example: `sent: 12/03/2021`, `sent: 2021-03-12T10:00`, `sent: 20210312`, `sent: soon`

    How to fix: write `sent: 2021-03-12`.
    """
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", problem.found):
        return f"`{problem.subject}`: there is no day {problem.found}", "Give a day of the calendar, from 1946 on."
    return _not_of_kind(problem)


@explains()
def invalid_reference(problem: Problem) -> Wording:
    """A reference is not of the form `TYPE CODE number/year`.

    Why: readers look letters up by it, and its type sets the day of release.

    Example: `reference: SPB/SHD//NF/GF/ff`

    How to fix: write type (AL, UA or OL), code of three letters, number and year: `AL XAA 3/2024`. Where the
    letter prints another form, give that as `reference_as_printed`.
    """
    return _not_of_kind(problem)


@explains(Severity.WARNING)
def irregular_reference(problem: Problem) -> Wording:
    """A reference is understood, but not in its regular form.

    Why: one spelling everywhere lets a reader search the files, too.

    Example: `OLCHN 17/2020`, `OL SLV 8.2021`, `JAL XAA 3/2024`

    How to fix: write the form that the message gives.
    """
    return f"`{problem.found}` is not the regular form", f"Write: {problem.detail}"


@explains()
def invalid_url(problem: Problem) -> Wording:
    """An address does not begin with http:// or https://, or is broken.

    Why: it becomes a link on a public page. Other schemes can run a program in the reader's browser.

    Example: `url: javascript:alert(1)`, `url: www.example.org`

    How to fix: give the whole address: `https://www.example.org/`.
    """
    return _not_of_kind(problem)


@explains()
def invalid_provision(problem: Problem) -> Wording:
    """A provision is not of a known form.

    Why: provisions are indexed one by one, so that each has to be told from its neighbours.

    Example: `- art. 13 and 14`

    How to fix: one provision or range an item: `13`, `25-31`, `9(2)`, `19 (commentary)`.
    """
    return _not_of_kind(problem)


@explains()
def unknown_language(problem: Problem) -> Wording:
    """A language is not given by its tag.

    Why: browsers read texts aloud, break lines and set their direction by it.

    Example: `language: English`

    How to fix: give the tag of BCP 47: `en`, `fr`, `es`, `ar`, `zh-Hans`.
    """
    meant = f"Is `{problem.detail}` meant?" if problem.detail else "Give its tag, like en, fr, es, ar or zh-Hans."
    return f"`{problem.found}` is no language tag", meant


@explains()
def unknown_mandate(problem: Problem) -> Wording:
    """A mandate is not in registers/mandates.yml.

    Why: one mandate under two names would be two in every listing.

    Example: `mandate: buisness`

    How to fix: use the id from the register, or add an entry there.
    """
    return _not_registered(problem, "registers/mandates.yml")


@explains()
def unknown_recipient(problem: Problem) -> Wording:
    """A recipient is not in registers/recipients.yml.

    Why: one recipient under two names would be two in every listing.

    Example: `recipient: nortwind`

    How to fix: use the id from the register, or add an entry there.
    """
    return _not_registered(problem, "registers/recipients.yml")


@explains()
def unknown_instrument(problem: Problem) -> Wording:
    """An instrument is not in registers/instruments.yml.

    Why: citations are indexed by instrument.

    Example: `instrument: guiding-principles`

    How to fix: use the id from the register (`ungp`), or add an entry there.
    """
    return _not_registered(problem, "registers/instruments.yml")


@explains()
def unknown_group(problem: Problem) -> Wording:
    """A group is not in registers/groups.yml.

    Why: the group's title stands there.

    Example: `group: coton`

    How to fix: use the id from the register, or add an entry there.
    """
    return _not_registered(problem, "registers/groups.yml")


@explains()
def unknown_reason(problem: Problem) -> Wording:
    """A reason is not among those of policy.yml.

    Why: reasons are told to the public, so that they come from a list that was agreed on.

    Example: `reason: because`

    How to fix: use an id from `reasons` in policy.yml.
    """
    return _not_registered(problem, "the reasons of policy.yml")


def _not_of_kind(problem: Problem) -> Wording:
    found = f"`{problem.found}` is not" if problem.found else "this is not"
    return f"`{problem.subject}`: {found} {problem.detail}", f"Give {problem.detail}."


def _not_registered(problem: Problem, where: str) -> Wording:
    help_ = f"Is `{problem.detail}` meant?" if problem.detail else f"Add an entry to {where}, or correct the id."
    return f"`{problem.found}` is not in {where}", help_
