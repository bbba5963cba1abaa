"""Rules about the file names of responses, which are part of their addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from letterbook.embargo import NEVER, response_dates, response_embargo
from letterbook.model.record import Letter, Response
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks


@checks(Response, "letter", "recipient", "dated", "received")
def response_file_name_mismatch(response: Response, context: Context) -> Iterator[Finding]:
    """A response's file is not named after its letter, date and sender.

    Why: the name is part of the response's address, which never changes.

    Example: `data/responses/al-xaa-3-2024/reply.md` for `2024-05-03-northwind.md`

    How to fix: name the file and its folder as the message says. The name of a second response from the same sender
    on the same day ends in `-2`.
    """
    days = response_dates(response)
    if not days:
        return
    path = PurePosixPath(response.place.path)
    folder = context.corpus.folder / "responses" / response.letter.slug
    names = [f"{day}-{response.recipient}" for day in days]
    named = next((each for each in names if path.stem.startswith(each)), None)
    number = path.stem.removeprefix(named) if named else ""
    is_numbered = _SUFFIX.fullmatch(number) is not None
    if path.parent.as_posix() != folder.as_posix() or named is None or (number and not is_numbered):
        name = f"{names[0]}{number if is_numbered else ''}"
        yield Finding(
            0,
            "the file is not named after its letter, date and sender",
            f"Name it {(folder / name).as_posix()}.md, or correct the field that is wrong.",
        )


@checks(Response, "letter", "recipient", "dated", "received", "release", "withdrawn", severity=Severity.WARNING)
def second_response_without_first(response: Response, context: Context) -> Iterator[Finding]:
    """A response with a numbered file name becomes public, but the one before it does not, or only later.

    Why: the number is part of its address, and reveals that there is another response.

    Example: `2024-05-03-northwind-2.md` where `2024-05-03-northwind.md` is on hold

    How to fix: if it has not been public yet, swap the names of the two files, so that the one with the number is
    public later or never; or remove the number if there is no other file. If it has been public, its address must stay:
    allow this warning.
    """
    named = _NUMBERED.fullmatch(response.slug)
    letter = context.find_letter(response)
    day = _get_disclosure_day(response, letter, context) if letter else NEVER
    if named is None or named["recipient"] != response.recipient or letter is None or day == NEVER:
        return
    name, number = named["name"], named["number"]
    before = name if number == "2" else f"{name}-{int(number) - 1}"
    first = context.responses.get((response.letter.key, before))
    first_day = _get_disclosure_day(first, letter, context) if first else NEVER
    if first_day <= day:
        return
    why, help_ = f"there is no {before}.md", f"rename it to {before}.md"
    if first:
        why = f"{before}.md becomes public later" if first_day != NEVER else f"{before}.md does not become public"
        help_ = f"swap its name with that of {before}.md"
    yield Finding(
        0,
        f"its address ends in -{number}, which points to another response of that day, but {why}",
        f"If it has not been public yet, {help_}. If it has, its address must stay: add allow: with rule:"
        " second-response-without-first and a reason.",
    )


_NUMBER = r"[2-9]|[1-9][0-9]"
"""The numbers of the second and further responses from one sender on one day."""
_SUFFIX = re.compile(rf"-(?:{_NUMBER})")
_NUMBERED = re.compile(rf"(?P<name>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}-(?P<recipient>.+))-(?P<number>{_NUMBER})")


def _get_disclosure_day(response: Response, letter: Letter, context: Context) -> dt.date:
    """Return the day from which a response or a notice of it is public; NEVER if neither is.

    A hold or a withdrawal of its letter is ignored, since it applies equally to all responses.
    """
    return replace(response_embargo(response, letter, context.corpus.policy), letter=None).disclosed_from
