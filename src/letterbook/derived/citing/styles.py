"""Citations in three styles, as far as these provide for letters. A citation of a paragraph has its number ("¶ 12").

These guides are in English and prescribe English words ("Letter from … to …"), so the work must be described in
English, whatever the language of the site: a citation partly in another language would follow none of them.

Sources: OSCOLA, 4th edition, 3.4.13 (personal communications); The Chicago Manual of Style, 17th edition, 14.222 and
14.229 (letters, notes); Publication Manual of the APA, 7th edition, 10.16 (other works).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from babel.dates import get_month_names

from letterbook.derived.citing.work import CitedWork, shorten

_MONTHS = get_month_names(locale="en")
"""The names of the months, by their numbers."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, and the function that writes a citation in it."""

    name: str
    write: Callable[[CitedWork], str]


def write_oscola(work: CitedWork) -> str:
    """`Allegation letter from A and B to C (12 March 2021) AL XAA 3/2024 <https://…>`"""
    day = f"{work.date.day} {_MONTHS[work.date.month]} {work.date.year}"
    sender = shorten(work.authors)
    letter = f"{_capitalize(work.genre)} from {sender} to {work.addressed_to} ({day}) {work.reference}"
    return f"{letter}{work.pinpoint}" + (work.address and f" <{work.address}>")


def write_chicago(work: CitedWork) -> str:
    """`A et al. to C, AL XAA 3/2024, March 12, 2021, Letterbook, https://….`"""
    day = f"{_MONTHS[work.date.month]} {work.date.day}, {work.date.year}"
    sender = _capitalize(shorten(work.authors, "et al."))
    source = ", ".join(filter(None, (f"{work.site_name}{work.pinpoint}", work.address)))
    return f"{sender} to {work.addressed_to}, {work.reference}, {day}, {source}."


def write_apa(work: CitedWork) -> str:
    """`A, & B. (2021, March 12). Title [Allegation letter to C, AL XAA 3/2024]. Letterbook. https://…`"""
    authors = ", & ".join(filter(None, (", ".join(work.authors[:-1]), work.authors[-1])))
    day = f"{work.date.year}, {_MONTHS[work.date.month]} {work.date.day}"
    described = f"{_capitalize(work.genre)} to {work.addressed_to}, {work.reference}"
    source = " ".join(filter(None, (f"{work.site_name}{work.pinpoint}.", work.address)))
    return f"{authors}. ({day}). {work.title} [{described}]. {source}"


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


STYLES = (Style("OSCOLA", write_oscola), Style("Chicago", write_chicago), Style("APA", write_apa))
