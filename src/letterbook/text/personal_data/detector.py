"""A detector: a pattern for one way of writing a personal datum, with examples and counterexamples."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from letterbook.text.normalize import fold, fold_except_case

CARE = r"(?<![0-9a-z])"
"""Before a number: neither a letter nor a digit."""
_ACCENTED = re.compile(r"[^\W\x00-\x7f]")
_FAR = 40


class Kind(StrEnum):
    """A kind of personal data; the value is the slug of the rule that reports it."""

    EMAIL = "personal-email"
    PHONE = "personal-phone"
    IDENTITY = "identity-number"
    BIRTH = "date-of-birth"
    BANK = "bank-number"
    PLACE = "coordinates"


@dataclass(frozen=True, kw_only=True)
class Detector:
    """A pattern for one way of writing a personal datum. It is matched against folded text in lower case.

    `pattern` is a verbose regular expression. With `cues`, words in any spelling, it is matched right after one of
    them. With `marks`, it is searched for near each place that has one of these literal strings. With neither, it is
    searched for in each run of digits. `accepts` looks at the match, for example at a check digit.

    Tests check that each of `examples` is found and none of `counterexamples`.
    """

    kind: Kind
    pattern: str
    cues: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    accepts: Callable[[re.Match[str]], bool] = bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(_ACCENTED.sub(lambda match: fold_except_case(match[0]), self.pattern), re.VERBOSE)

    @cached_property
    def folded_cues(self) -> tuple[str, ...]:
        """The cues as folded text has them."""
        return tuple(map(fold, self.cues))


def count_digits(text: str) -> int:
    """Count the digits of a folded text."""
    return sum(each in "0123456789" for each in text)


def keep_digits(text: str) -> str:
    """Return the digits of a folded text."""
    return "".join(each for each in text if each in "0123456789")


def read_before(match: re.Match[str]) -> str:
    """Return the text shortly before a match."""
    return match.string[max(match.start() - _FAR, 0) : match.start()]
