"""Rules of redactions: what was taken out of a text stands in no file that is published beside it, either.

A PDF in which a name was only covered still has it: whoever copies the text of the page reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from enum import Enum, auto
from pathlib import Path

from letterbook import pdfs
from letterbook.diagnostics import Severity
from letterbook.record import Letter, Response, Translation
from letterbook.rules.attachments import NEEDS, in_folder, is_as_declared, line_of
from letterbook.rules.catalogue import Context, Finding, checks
from letterbook.rules.phrases import REDACTION, REDACTIONS

_BESIDE = 4
"""By so many words before and behind it a redaction is found again in a file."""
_FEWEST = 3
_MOST = 12
"""So many words may have been taken out in one place."""
_WORD = re.compile(r"[^\W_]+")
_TOLD = frozenset({"redacted", "name", "withheld", "removed", *REDACTIONS})
"""Words that may stand in a file in the place of what was taken out."""


class _Place(Enum):
    """What a file has in the place of a redaction."""

    UNKNOWN = auto()
    EMPTY = auto()
    WORDS = auto()


@checks(Letter | Response, *NEEDS, allowable=True)
def redacted_in_the_text_alone(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A PDF that is published still has the words that were taken out of the text beside it.

    Why: what is covered in a PDF can still be copied out of it. Once it was published it cannot be taken back.

    Example: `[redacted: identity]` in the text, and in the PDF a black bar with the name below it

    How to fix: take the words out of the PDF itself, with a program that removes them; give the sum of the new file.
    """
    for index, name, found in _compared(filed, context):
        for path, line, place in found:
            if place is _Place.WORDS:
                yield Finding(
                    line_of(filed, index),
                    f"`{name}` has words where line {line}{_where(path, filed)} has a redaction",
                    "Take them out of the file itself; to cover them is not enough.",
                )


@checks(Letter | Response, *NEEDS, severity=Severity.WARNING)
def redaction_not_compared(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """Whether a PDF still has the words that were taken out of the text beside it cannot be told.

    Why: a PDF may be a picture of its pages, or in another language than the text. Somebody has to look.

    Example: `[redacted: identity]` in the text, and beside it a scanned letter with `public_copy: true`

    How to fix: look at every page of the file. If nothing of what was redacted is to be read there, allow it with that
    as the reason.
    """
    for index, name, found in _compared(filed, context):
        unknown = [(path, line) for path, line, place in found if place is _Place.UNKNOWN]
        if unknown:
            path, line = unknown[0]
            yield Finding(
                line_of(filed, index),
                f"`{name}` could not be compared with {len(unknown)} of the redactions in the text beside it, of which"
                f" the first is in line {line}{_where(path, filed)}",
                "Look at every page. If nothing of what was redacted is to be read there, add allow: with rule:"
                " redaction-not-compared and that as the reason.",
            )


def _compared(filed: Letter | Response, context: Context) -> Iterator[tuple[int, str, list[tuple[str, int, _Place]]]]:
    """Each public file beside a text with redactions: its number, its name, and for each redaction the path of the
    text, the line there, and what the file has in its place. Of the texts those in its language, if there is one."""
    texts: tuple[Letter | Response | Translation, ...] = (filed, *filed.translations)
    if not any(REDACTION.search(each.body) for each in texts):
        return
    for index, attachment, path in in_folder(filed, context):
        if attachment.public_copy and is_as_declared(attachment, path):
            said = _said(path)
            same = [each for each in texts if each.language == attachment.language] or texts
            yield index, attachment.file, [one for each in same for one in _places(each, said)]


def _said(path: Path) -> str:
    """The words of a PDF; none where it cannot be read."""
    try:
        return _words(pdfs.pages(path.name, path.read_bytes()))
    except ValueError:
        return " "


def _places(text: Letter | Response | Translation, said: str) -> Iterator[tuple[str, int, _Place]]:
    """Those that stand near each other are one."""
    found = list(REDACTION.finditer(text.body))
    between = [_words(each).split() for each in REDACTION.split(text.body)]
    first = 0
    for last, behind in enumerate(between[1:]):
        if len(behind) < _FEWEST and last + 1 < len(found):
            continue
        told = _TOLD.union(*between[first + 1 : last + 1])
        line = text.place.body_line + text.body.count("\n", 0, found[first].start())
        yield text.place.path, line, _place(between[first][-_BESIDE:], behind[:_BESIDE], said, told)
        first = last + 1


def _place(before: list[str], behind: list[str], said: str, told: AbstractSet[str]) -> _Place:
    """`told` are words that may stand there in `said`."""
    if min(len(before), len(behind)) < _FEWEST:
        return _Place.UNKNOWN
    gap = rf" {' '.join(before)} ((?:\w+ ){{0,{_MOST}}}?){' '.join(behind)} "
    gaps = [set(match[1].split()) - told for match in re.finditer(gap, said)]
    if not gaps:
        return _Place.UNKNOWN
    return _Place.WORDS if any(gaps) else _Place.EMPTY


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFKC', text).casefold()))} "


def _where(path: str, filed: Letter | Response) -> str:
    return "" if path == filed.place.path else f" of {path}"
