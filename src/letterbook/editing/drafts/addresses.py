"""Reads the lines of addresses: the person, with a title, and the mission by which a letter is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from letterbook.editing.drafts.phrases import VIA
from letterbook.text.normalize import fold
from letterbook.text.phrases import OPEN_WORDS, SALUTATION
from letterbook.text.salutation_phrases import OFFICES, PERSON

LONGEST_NAME = 90
_MOST_ADDRESS_LINES = 6
_SMALL = "of the de la las el los du del le les des head high general chief principal"
TITLE_WORDS = OFFICES - {*_SMALL.split()}
"""Words, folded, that are part of an office and hardly ever of a name."""


def find_addressee_line(lines: Iterable[str]) -> str:
    """Return the person of an address, such as "Mr. Ivo Example"; "" if there is none."""
    for line in lines:
        plain = _STYLE.sub("", line.strip(" .,;:*_"))
        person = PERSON.fullmatch(fold(plain))
        if person and not set(person["name"].split()) & TITLE_WORDS and len(person["name"].split()) > 1:
            return plain
    return ""


_STYLE = re.compile(
    r"^(?:(?:H\. ?E\.|S\. ?E\.(?: ?M\.)?|His Excellency|Her Excellency|Son Excellence|Su Excelencia"
    r"|(?:The )?Hon(?:ou?rable|\.)|Excm[oa]\.?|Excelentísim[oa]) )+",
    re.IGNORECASE,
)
"""The style of a dignitary, above or before title and name."""


def choose_fuller(greeted: str, addressed: str) -> str:
    """Return the person as the salutation greets them, or as the address names them if it adds a first name."""
    own, other = fold(greeted).split(), fold(addressed).split()
    return addressed if not own or (len(other) > len(own) and other[-1:] == own[-1:]) else greeted


def join_wrapped(lines: Iterable[str]) -> list[str]:
    """Join the lines of an address of which one goes on in the next."""
    joined: list[str] = []
    for line in lines:
        last = joined[-1] if joined else ""
        if line[:1].islower() and last.endswith("-"):
            joined[-1] = last[:-1] + line
        elif last and (line[:1].islower() or fold(last.rpartition(" ")[2]) in OPEN_WORDS):
            joined[-1] = f"{last} {line}"
        else:
            joined.append(line)
    return joined


def strip_line(line: str) -> str:
    """Return a line without the marks around it; a full stop that belongs to its last word stays."""
    stripped = line.strip(" .,;:*_")
    return f"{stripped}." if _ABBREVIATED.search(stripped) and f"{stripped}." in line else stripped


_ABBREVIATED = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Bros|\w(?:\.\w)+)$")


def find_address_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, folded, that are those of an address: a mission, or a person by title and name.

    Where an address is in the middle of a sentence, as at the foot of a page, all of its lines are found.
    """
    lines = [line.strip("*_ ") for line in text.split("\n") if line.strip("*_ ")]
    run: list[str] = []
    before = ""
    for line in lines:
        if len(line) < 2 * LONGEST_NAME and _begins_address(line):
            yield fold(line)
        if len(line) < LONGEST_NAME and line[:1].isupper() and len(run) < _MOST_ADDRESS_LINES:
            run.append(line)
            continue
        if run and line[:1].islower() and before[-1:].isalpha() and any(map(_begins_address, run)):
            yield from map(fold, run)
            yield fold(" ".join(run))
        run, before = [], line


def _begins_address(line: str) -> bool:
    folded = fold(line)
    if VIA.pattern.fullmatch(folded) or folded.startswith(_EXCELLENCY):
        return True
    person = PERSON.fullmatch(folded)
    return person is not None and len(person["name"].split()) > 1 and not SALUTATION.fullmatch(folded)


_EXCELLENCY = (
    "his excellency",
    "her excellency",
    "h.e. ",
    "son excellence",
    "s.e. ",
    "su excelencia",
    "excmo.",
    "excma.",
)


def find_via(lines: Iterable[str]) -> str:
    """Return the mission by which a letter is sent; "" if no line names one."""
    for line in lines:
        if VIA.pattern.match(fold(line)):
            return line.strip(" .,;:*_")
    return ""
