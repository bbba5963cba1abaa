"""Works out the figures of a site a second time, from its published CSV files alone.

It imports nothing from the program and does everything in the plainest way: the estimate, for example, counts anew for
every day who is still at risk.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

Line = dict[str, str]


def read_csv(path: Path) -> list[Line]:
    """The rows of a file, by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class PublishedData:
    """The tables of the data as of a day, limited to real letters or to fictional examples."""

    letters: list[Line]
    pairs: list[Line]
    mandates: list[Line]
    citations: list[Line]
    today: dt.date

    @classmethod
    def read(cls, folder: Path, today: dt.date, *, example: bool) -> PublishedData:
        """Read the tables of `data/`."""
        names = ("communications", "recipients", "mandates", "citations")
        letters, pairs, mandates, citations = (read_csv(folder / f"{each}.csv") for each in names)
        kept = {each["reference"] for each in letters if each["example"] == str(example).lower()}
        return cls(
            [each for each in letters if each["reference"] in kept],
            [each for each in pairs if each["letter"] in kept],
            [each for each in mandates if each["letter"] in kept],
            [each for each in citations if each["letter"] in kept],
            today,
        )

    def group_letters(self, list_values: Callable[[Line], Iterable[str]]) -> dict[str, Line]:
        """The figures of letters by a property."""
        found: dict[str, list[Line]] = {}
        for letter in self.letters:
            for value in sorted(set(list_values(letter))):
                found.setdefault(value, []).append(letter)
        by_letter = {value: {each["reference"] for each in letters} for value, letters in found.items()}
        return {
            value: self.figure([each for each in self.pairs if each["letter"] in keys])
            for value, keys in by_letter.items()
        }

    def group_pairs(self, column: str) -> dict[str, Line]:
        """The figures of pairs by a column of theirs."""
        values = {each[column] for each in self.pairs}
        return {value: self.figure([each for each in self.pairs if each[column] == value]) for value in values}

    def figure(self, pairs: list[Line]) -> Line:
        """The figures of pairs, as texts, in the columns of the published figures."""
        letters = {each["reference"]: each for each in self.letters}
        own = {each["letter"] for each in pairs}
        groups = {letters[each]["group"] for each in own if letters[each]["group"]}
        known = [each for each in pairs if letters[each["letter"]]["responses_known"] == "true"]
        counted = [each for each in known if each["status"] != "withdrawn"]
        unchecked = [each for each in pairs if each not in known and each["status"] != "withdrawn"]
        days = sorted(int(each["days"]) for each in counted if each["status"] == "replied")
        waiting = [self.observe(letters[each["letter"]]) for each in counted if each["status"] != "replied"]
        enough = len(counted) >= 5
        return {
            "letters": str(len(own)),
            "letters_groups_once": str(len([each for each in own if not letters[each]["group"]]) + len(groups)),
            "pairs": str(len(pairs)),
            "pairs_counted": str(len(counted)),
            "replied": str(len(days)),
            "rate": write(round(len(days) / len(counted), 4)) if enough else "",
            "acknowledged_only": str(sum(each["status"] == "acknowledged" for each in counted)),
            "asked_for_time_only": str(sum(each["status"] == "asked-for-time" for each in counted)),
            "none_so_far": str(sum(each["status"] == "none-so-far" for each in counted)),
            "not_checked": str(len(unchecked)),
            "not_checked_replied": str(sum(each["status"] == "replied" for each in unchecked)),
            "withdrawn": str(sum(each["status"] == "withdrawn" for each in pairs)),
            "median_days": write(find_middle(days)),
            "estimated_median_days": write(find_estimated_median(days, waiting) if enough else None),
        }

    def observe(self, letter: Line) -> int:
        """For how many days every response to a letter is known."""
        checked = letter["responses_checked"]
        until = min(dt.date.fromisoformat(checked), self.today) if checked else self.today
        return max(0, (until - dt.date.fromisoformat(letter["sent"])).days)


def find_middle(days: list[int]) -> Fraction | None:
    """The median of sorted days."""
    middle = len(days) // 2
    if not days:
        return None
    return Fraction(days[middle]) if len(days) % 2 else Fraction(days[middle - 1] + days[middle], 2)


def estimate_share(day: int, replied: list[int], waiting: list[int]) -> Fraction:
    """The estimated share without a reply after a day: the product of 1 - d/n over all days until then."""
    share = Fraction(1)
    for each in sorted(set(replied)):
        if each <= day:
            at_risk = sum(one >= each for one in (*replied, *waiting))
            share *= 1 - Fraction(replied.count(each), at_risk)
    return share


def find_estimated_median(replied: list[int], waiting: list[int]) -> Fraction | None:
    """The first day after which at most half are without a reply."""
    half = (Fraction(each) for each in sorted(replied) if estimate_share(each, replied, waiting) <= Fraction(1, 2))
    return next(half, None)


def write(number: Fraction | float | None) -> str:
    """A number as in the files: `46`, `46.5`, or nothing."""
    if number is None:
        return ""
    return str(int(number)) if isinstance(number, Fraction) and number.denominator == 1 else str(float(number))
