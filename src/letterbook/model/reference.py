"""The reference of a communication, such as `AL XAA 3/2024`: type, code, number and year.

Its key, `XAA 3/2024`, is unique across types; the official site uses it in links. The public list puts a J before the
type of a joint letter (JAL). That is the same letter, so the J is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class LetterType(StrEnum):
    """The types of communication of the procedure."""

    ALLEGATION = "AL"
    URGENT = "UA"
    OTHER = "OL"


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A reference. `code` is an ISO 3166-1 alpha-3 code, OTH, or one of the fictional XAA to XZZ."""

    type: LetterType
    code: str
    number: int
    year: int

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Parse a reference in its regular form, or in an odd form found in real letters.

        Raises ValueError where `text` is not a reference.
        """
        match = _ODD_FORM.fullmatch(" ".join(text.split()))
        if match is None:
            raise ValueError(text)
        number, year = int(match["number"]), int(match["year"])
        if not number or not 1900 <= year <= 2999:
            raise ValueError(text)
        return cls(LetterType(match["type"].upper()), match["code"].upper(), number, year)

    @classmethod
    def from_slug(cls, slug: str) -> Reference:
        """Return the reference with this `slug`. Raises ValueError where there is none."""
        reference = cls.parse(re.sub(r"^(\w+)-(\w+)-([0-9]+)-([0-9]+)$", r"\1 \2 \3/\4", slug))
        if reference.slug != slug:
            raise ValueError(slug)
        return reference

    @property
    def key(self) -> str:
        """The reference without its type, `XAA 3/2024`, which is unique across types."""
        return f"{self.code} {self.number}/{self.year}"

    @property
    def slug(self) -> str:
        """The name of the letter's file and page, `al-xaa-3-2024`."""
        return f"{self.type}-{self.code}-{self.number}-{self.year}".lower()

    @property
    def key_slug(self) -> str:
        """The key as an address, `xaa-3-2024`, which redirects to the letter."""
        return f"{self.code}-{self.number}-{self.year}".lower()

    def __str__(self) -> str:
        return f"{self.type} {self.key}"


# Such as OLXAA 17/2020, OL XAB 8.2021 and JAL XAA 3/2024 in letters, and al-xaa-3-2024 or
# al xaa 3 2024 typed by readers.
_ODD_FORM = re.compile(
    r"J?(?P<type>AL|UA|OL)[\s/_-]*(?P<code>[A-Z]{3})[\s/_-]*"
    r"(?P<number>[0-9]{1,5})(?:\s*[/._-]\s*|\s+)(?P<year>[0-9]{4})",
    re.IGNORECASE | re.ASCII,
)
