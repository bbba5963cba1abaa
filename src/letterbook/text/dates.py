"""Finds dates in texts: in figures, or with the name of a month in the language of the text.

The names of months come from CLDR through Babel, for every region where a language is written, since Arabic has more
than one set of them. Besides its own language, a text is searched for dates in English, French and Spanish, the usual
languages of letters. All text is folded first (see `normalize`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from babel import Locale
from babel.localedata import locale_identifiers

from letterbook.text.normalize import fold, is_number

LANGUAGES = ("en", "fr", "es")
"""The languages in which every text is searched for dates."""

FIRST_YEAR, LAST_YEAR = 1946, 2199
"""A number outside this range is a year of another calendar, or not a year."""

_DAY = r"(?<![0-9/])(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_WORD = r"(?:[^\W0-9_]{1,3}\.? )?"
_CHARACTER = r" ?[^\x00-\x7f]{1,3} ?"

IN_FIGURES = (
    re.compile(
        r"(?<![0-9./-])(?P<year>[0-9]{4})(?P<mark>[./-]) ?"
        r"(?P<month>[0-9]{1,2})(?P=mark) ?(?P<day>[0-9]{1,2})(?![0-9/-])"
    ),
    re.compile(rf"(?<![0-9./-])(?P<day>[0-9]{{1,2}})(?P<mark>[./-]) ?(?P<month>[0-9]{{1,2}})(?P=mark) ?{_YEAR}"),
    re.compile(
        rf"(?<![0-9])(?P<year>[0-9]{{4}}){_CHARACTER}(?P<month>[0-9]{{1,2}}){_CHARACTER}(?P<day>[0-9]{{1,2}})(?![0-9])"
    ),
)
"""A date in figures: 2021-03-12 · 12.03.2021 · 12/03/2021, which can mean two days · 2021年3月12日."""


def find_dates(line: str, language: str) -> Iterator[tuple[re.Match[str], frozenset[dt.date]]]:
    """Find the dates in a folded line of a text in `language` (a tag).

    Yields each match with the days that it can mean: two for 12/03/2021, none for a date of another calendar.
    """
    names, in_words = _compile_patterns(language.partition("-")[0])
    for pattern in (*in_words, *IN_FIGURES):
        for match in pattern.finditer(line):
            yield match, frozenset(_read_date(match, names))


def find_month_names(language: str) -> Mapping[str, frozenset[int]]:
    """Return the folded names of the months in a language, each with the numbers (1 to 12) that it can mean."""
    found: dict[str, set[int]] = defaultdict(set)
    for id_ in locale_identifiers():
        if id_.split("_")[0] == language:
            months = Locale.parse(id_).months["format"]
            for width, number in product(("wide", "abbreviated"), range(1, 13)):
                found[fold(months[width][number]).rstrip(".")].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items() if len(name) > 1 and not is_number(name)}


@cache
def _compile_patterns(language: str) -> tuple[Mapping[str, frozenset[int]], tuple[re.Pattern[str], ...]]:
    """Return the names of months, and the patterns of dates that contain one.

    Examples: 12 March 2021 · 1er mars 2024 · 26 de enero de 2024 · 12 آذار/مارس 2021 · March 12, 2021 ·
    2021. március 12. · 12 במרץ 2021, where ב is "of"
    """
    names: dict[str, frozenset[int]] = {}
    for each in {*LANGUAGES, language}:
        for name, numbers in find_month_names(each).items():
            names[name] = names.get(name, frozenset()) | numbers
    longest_first = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    month = rf"ב?(?P<month>{longest_first})\b\.?(?: ?/ ?(?:{longest_first})\b)?"
    return names, (
        re.compile(rf"{_DAY} ?(?:st|nd|rd|th|ere?|eme|e|\.?[o°]|\.)?,? {_WORD}{month},? {_WORD}{_YEAR}"),
        re.compile(rf"\b{month} {_DAY} ?(?:st|nd|rd|th)?,? {_YEAR}"),
        re.compile(rf"(?<![0-9])(?P<year>[0-9]{{4}})\.? {_WORD}{month},? {_DAY}(?![0-9])"),
    )


def _read_date(match: re.Match[str], names: Mapping[str, frozenset[int]]) -> Iterator[dt.date]:
    """Yield the days that a date can mean."""
    year, month, day = match["year"], match["month"], int(match["day"])
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return
    numbers = names[month] if month in names else {int(month)}
    readings = [(number, day) for number in numbers]
    if match.re is IN_FIGURES[1] and match["mark"] != ".":
        readings.append((day, int(month)))
    for month_, day_ in readings:
        try:
            yield dt.date(int(year), month_, day_)
        except ValueError:  # there is no such day, as on 31 February
            continue
