"""Reads the head of a letter: its reference, date and addressee."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.sentences import Reading
from letterbook.model.reference import Reference
from letterbook.text.letter_head import find_printed_dates, find_printed_references, find_salutation
from letterbook.text.normalize import fold
from letterbook.text.phrases import CITED_REFERENCE, REFERENCES
from letterbook.text.salutation_phrases import OFFICES, PERSON
from letterbook.text.visible_text import VisibleText

_LINES_BELOW = 4
_LONGEST_SALUTATION = 200
_LONGEST_FORM = 300
_BEFORE_PERSON = re.compile(r"^(?:Dear|Estimad[oa]s?|Distinguid[oa]s?|Ch[eè]re?s?)\s+", re.IGNORECASE)


def read_reference(
    reading: Reading, draft: Draft, given: Reference | None, page_lines: Iterable[str] = ()
) -> Reference | None:
    """Find the reference and how the letter prints it. `given` is the one that an editor gave, `page_lines` are those
    at the edges of pages, some of which repeat it."""
    found = list(find_printed_references(reading.visible, None))
    distinct = list(dict.fromkeys(each for _, each in found))
    if given is not None:
        if distinct and given not in distinct:
            draft.doubt(f"the letter prints the reference {distinct[0]}, but {given} was given", found[0][0] + 1)
        distinct = [given]
    if not distinct and (running := _find_in_lines(page_lines)):
        draft.doubt(f"the reference {running} is not at the head of the text, but at the edges of the pages")
        distinct = [running]
    if not distinct:
        draft.leave("reference", "the head has no readable reference; give it with --reference")
        return None
    if len(distinct) > 1:
        others = ", ".join(map(str, distinct[1:]))
        draft.doubt(f"the head has more than one reference: {distinct[0]} was taken, not {others}", found[0][0] + 1)
    reference = distinct[0]
    draft.put("reference", str(reference))
    line = next((line for line, each in found if each == reference), None)
    printed = _find_printed_form(reading.visible, line, reference) if line is not None else ""
    if printed and printed != str(reference):
        draft.put("reference_as_printed", printed)
    return reference


def _find_in_lines(lines: Iterable[str]) -> Reference | None:
    for line in lines:
        for match in CITED_REFERENCE.finditer(" ".join(line.split())):
            try:
                return Reference.parse("{type} {code} {number}/{year}".format(**match.groupdict()))
            except ValueError:
                continue
    return None


def _find_printed_form(visible: VisibleText, line: int, reference: Reference) -> str:
    """Return the reference as printed on a line of the source and those below, or ""."""
    lines = visible.text.split("\n")
    at = 0
    for index, text in enumerate(lines):
        if text.strip() and visible.find_line(at) == line:
            below = [each for each in lines[index : index + _LINES_BELOW * 2] if each.strip()][:_LINES_BELOW]
            return _match_form(" ".join(" ".join(below).split()), reference)
        at += len(text) + 1
    return ""


def _match_form(text: str, reference: Reference) -> str:
    for pattern in REFERENCES:
        for match in re.finditer(rf"\bJ?{reference.type}\b|\bJ?{reference.type}(?={reference.code})", text):
            form = text[match.start() : match.start() + _LONGEST_FORM]
            found = pattern.match(fold(form))
            if found is None:
                continue
            for end in range(len(form), 0, -1):
                if fold(form[:end]) == found[0]:
                    return form[:end].strip()
    return ""


def read_date(reading: Reading, draft: Draft, name: str, language: str, *, foot: bool = False) -> dt.date | None:
    """Find the date printed at the head, or for a response (`foot`) also at its foot, for the field `name`."""
    found = find_printed_dates(reading.visible, language, foot=foot)
    if not found:
        draft.leave(
            name,
            f"no line at the head{' or foot' if foot else ''} has a date by itself; give it with --{name}",
        )
        return None
    at, days = found[0]
    line = reading.visible.find_line(at) + 1
    if len(days) != 1:
        readings = " or ".join(map(str, sorted(days))) or "no day of this calendar"
        draft.leave(name, f"the date at the head can mean {readings}; give it with --{name}", line)
        return None
    (day,) = days
    others = sorted({each for _, more in found[1:] for each in more} - {day})
    if others:
        draft.doubt(f"`{name}` is {day}; the head also has {', '.join(map(str, others))}", line)
    draft.put(name, day)
    return day


def find_addressee(reading: Reading) -> str:
    """Return the person whom the salutation greets by name, with the title, as written; "" if there is none."""
    found = find_salutation(reading.visible)
    person = PERSON.fullmatch(found[1]) if found else None
    if found is None or person is None or set(fold(person["name"]).split()) & OFFICES:
        return ""
    for line in reading.visible.text.split("\n"):
        if fold(line).strip("*_ ").endswith(found[1]) and len(line) < _LONGEST_SALUTATION:
            return _BEFORE_PERSON.sub("", line.strip(" *_")).rstrip(" ,:;.")
    return ""
