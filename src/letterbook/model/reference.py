"""The reference of a communication, `AL OTH 167/2021`: type, code, number and year.

Unique across the types is its key, `OTH 167/2021`: the official site links by it. Where the type is printed
with the J of the public list (JAL, joint), the letter is the same and the J is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class LetterType(StrEnum):
    """The types of communication that the procedure knows."""

    ALLEGATION = "AL"
    URGENT = "UA"
    OTHER = "OL"


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """`type code number/year`; `code` is of ISO 3166-1 alpha-3, OTH, or one of the fictional XAA to XZZ."""

    type: LetterType
    code: str
    number: int
    year: int

    @classmethod
    def parse(cls, text: str) -> Reference:
        """The reference that `text` is, in its one regular form or an odd one met in real letters.

        Raises ValueError where it is none.
        """
        match = _ODD_FORM.fullmatch(" ".join(text.split()))
        if match is None:
            raise ValueError(text)
        number, year = int(match["number"]), int(match["year"])
        if not number or not 1900 <= year <= 2999:
            raise ValueError(text)
        return cls(LetterType(match["type"].upper()), match["code"].upper(), number, year)

    @classmethod
    def of_slug(cls, slug: str) -> Reference:
        """The reference whose `slug` this is. Raises ValueError where it is none."""
        reference = cls.parse(re.sub(r"^(\w+)-(\w+)-(\d+)-(\d+)$", r"\1 \2 \3/\4", slug))
        if reference.slug != slug:
            raise ValueError(slug)
        return reference

    @property
    def key(self) -> str:
        """`OTH 167/2021`, unique across types."""
        return f"{self.code} {self.number}/{self.year}"

    @property
    def slug(self) -> str:
        """`al-oth-167-2021`, the letter's file name and address."""
        return f"{self.type}-{self.code}-{self.number}-{self.year}".lower()

    @property
    def key_slug(self) -> str:
        """`oth-167-2021`, the other address of the letter."""
        return f"{self.code}-{self.number}-{self.year}".lower()

    def __str__(self) -> str:
        return f"{self.type} {self.key}"


# OLCHN 17/2020, OL SLV 8.2021, JAL XAA 3/2024 and al-xaa-3-2024 have been met, or are typed by readers.
_ODD_FORM = re.compile(
    r"J?(?P<type>AL|UA|OL)[\s-]*(?P<code>[A-Z]{3})[\s-]*(?P<number>\d{1,5})\s*[/.-]\s*(?P<year>\d{4})",
    re.IGNORECASE | re.ASCII,
)
