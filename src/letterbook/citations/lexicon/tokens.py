"""Tokens: the words and names in a text with which a citation can begin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TokenKind(StrEnum):
    """The kinds of token."""

    NAME = "name"  # of an instrument
    NUMBERED_NAME = "numbered name"  # Guiding Principle, before a number
    UNIT = "unit"  # article, principle, rule
    HEAD = "head"  # a head noun: Covenant, Convention
    PARAGRAPH = "paragraph"
    COMMENTARY = "commentary"
    ILO = "ilo"
    SYMBOL = "symbol"  # the beginning of a document symbol
    RESOLUTION = "resolution"
    BODY = "body"  # adopts resolutions
    COMMENT = "comment"  # general comment or recommendation
    COMMITTEE = "committee"
    MANDATE = "mandate"  # of the Special Procedures, which reports every year
    ADDRESS = "address"  # the beginning of a URL or of the target of a link


@dataclass(frozen=True, slots=True)
class Token:
    """A word or name in a normalised text, from offset `start` up to but not including `end`.

    `value` is the id of what it names, or its unit or head noun as words.yml has it. `is_plural` says that it precedes
    several numbers.
    """

    start: int
    end: int
    kind: TokenKind
    value: str = ""
    is_plural: bool = False
