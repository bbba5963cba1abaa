"""Finds the correction of a problem in a field, if the value can mean only one thing.

A correction never guesses: 12/03/2021 can mean two days, and a word that is merely similar to an id may mean another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from letterbook.ingest.front_matter import Problem
from letterbook.ingest.yaml_errors import NO_BREAK_SPACE
from letterbook.model.language import get_language_names, is_language
from letterbook.model.registers import Registers, list_names
from letterbook.model.schema.kinds import KINDS, Kind, Provision, ResolutionNumber, StateCode
from letterbook.rules.diagnostics import Fix
from letterbook.text.dates import find_dates
from letterbook.text.normalize import fold, is_number

_REGISTER = {"mandate": "mandates", "recipient": "recipients", "instrument": "instruments", "group": "groups"}
_ONE_OF = "one of: "
_TRUTHS = dict.fromkeys(("true", "yes", "on"), True) | dict.fromkeys(("false", "no", "off"), False)
"""The words that YAML 1.1 reads as true or false."""
_COMPACT = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_BEFORE_PROVISION = re.compile(r"^(?:arts?\.|articles?|articulos?|principles?|principes?|principios?) ?")
_QUOTED_TEXT = re.compile(r'(?:- )?(?:[\w-]+: +)?"[\w(«“‘](?:(?! #).)*"')
_RESOLUTION = re.compile(
    r"(?:a/hrc/res/|hrc(?: res(?:olution|\.)?)? |resolution )?(?P<number>[0-9]{1,3} ?/ ?[0-9]{1,3})"
)


def use_detail(problem: Problem, _: Registers | None) -> Fix | None:
    """Return the value that the problem already gives."""
    return _set(problem, problem.detail) if problem.detail else None


def use_sum(problem: Problem, _: Registers | None) -> Fix | None:
    """Return the checksum of the file, if that is what is missing and there is such a file."""
    return use_detail(problem, None) if problem.subject.endswith(".sha256") else None


def replace_line(problem: Problem, _: Registers | None) -> Fix | None:
    """Return the line that the problem gives in place of its own: with a text in quotation marks, or with ordinary
    spaces. A value that begins like a list is none, and neither is one that may end in a comment."""
    is_certain = problem.subject == NO_BREAK_SPACE or _QUOTED_TEXT.fullmatch(problem.detail)
    return Fix(value=problem.detail) if problem.detail and is_certain else None


def fix_date(problem: Problem, _: Registers | None) -> Fix | None:
    """Return the day that a date in another form means, if it can mean only one: `12 March 2021`, `2021/03/12`."""
    text = fold(problem.found)
    compact = _COMPACT.fullmatch(text)
    text = "{year}-{month}-{day}".format(**compact.groupdict()) if compact else text
    readings = [days for match, days in find_dates(text, "en") if match[0] == text]
    days = {day for each in readings for day in each}
    return _make_fix(problem, days.pop(), KINDS[date]) if len(days) == 1 else None


def fix_language(problem: Problem, _: Registers | None) -> Fix | None:
    """Return the tag for a language's English name, or the usual case of a tag: `English`, `EN`, `zh_hans`."""
    first, *others = fold(problem.found).replace("_", "-").split("-")
    tag = "-".join((first, *(each.title() if len(each) == len("Hans") else each.upper() for each in others)))
    if is_language(tag):
        return _set(problem, tag)
    named = {tag for tag, name in get_language_names().items() if fold(name) == fold(problem.found)}
    return _set(problem, named.pop()) if len(named) == 1 else None


def fix_id(problem: Problem, registers: Registers | None) -> Fix | None:
    """Return the id of the only entry that has the value as one of its names, codes or former ids."""
    if registers is None:
        return None
    register: Mapping[str, object] = getattr(registers, _REGISTER[problem.rule.removeprefix("unknown-")])
    wanted = fold(problem.found)
    ids = [id_ for id_, entry in register.items() if wanted in map(fold, list_names(id_, entry))]
    return _set(problem, ids[0]) if len(ids) == 1 else None


def fix_provision(problem: Problem, _: Registers | None) -> Fix | None:
    """Return a provision in its known form: `art. 13` is 13, `25 – 31` is 25-31, `9 (2)` is 9(2)."""
    text = _BEFORE_PROVISION.sub("", fold(problem.found))
    text = re.sub(r" ?- ?", "-", re.sub(r" (?=\((?!commentary\)))", "", text))
    return _make_fix(problem, int(text) if is_number(text) else text, KINDS[Provision])


def fix_value(problem: Problem, _: Registers | None) -> Fix | None:
    """Return a value in the form that its field takes: `Reply` for one of several words, `yes`, `xaa`,
    `A/HRC/RES/44/15` for the number of a resolution."""
    text = fold(problem.found)
    if problem.detail.startswith(_ONE_OF):
        plain = {each.replace("-", " "): each for each in problem.detail.removeprefix(_ONE_OF).split(", ")}
        value = plain.get(text.replace("-", " ").replace("_", " "), "")
    elif problem.detail == KINDS[bool].name:
        return _set(problem, _TRUTHS[text]) if text in _TRUTHS else None
    elif problem.detail == KINDS[StateCode].name:
        return _make_fix(problem, text.upper(), KINDS[StateCode])
    elif problem.detail == KINDS[ResolutionNumber].name:
        found = _RESOLUTION.fullmatch(text)
        value = found["number"].replace(" ", "") if found else ""
    else:
        return None
    return _set(problem, value) if value else None


def fix_structure(problem: Problem, _: Registers | None) -> Fix | None:
    """Return a list with the one value that was given in place of a list."""
    expected, form = (*problem.detail.split("\n", 1), "")[:2]
    value = problem.found.strip("`")
    is_plain = expected == "a list" and problem.found != value and form.endswith(f"\n  - {value}")
    return _set(problem, (value,)) if is_plain else None


def _make_fix(problem: Problem, value: str | int | date, kind: Kind) -> Fix | None:
    """Return the fix that sets the field to a value, if that has the right form."""
    try:
        kind.parse(str(value))
    except ValueError:
        return None
    return _set(problem, value)


def _set(problem: Problem, value: str | int | date | tuple[str, ...]) -> Fix:
    return Fix(field=problem.subject, old=problem.found.strip("`"), value=value)
