"""Rules of redactions: what was taken out of a text stands in no file that is published beside it, either.

A PDF in which a name was only covered still has it: whoever copies the text of the page reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path

from letterbook.model.record import Attachment, Letter, Response, Translation
from letterbook.rules.attachments import NEEDS, is_as_declared, line_of, list_files
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text import pdf
from letterbook.text.markdown import unescaped
from letterbook.text.phrases import REDACTION, TAKEN_OUT

_BESIDE = 4
"""By so many words before and behind it a redaction is found again in a file."""
_FEWEST = 3
_MOST = 12
"""So many words may have been taken out in one place."""
_OFTEN = 1_000
"""Words that stand in so many places of a file tell no place."""
_SIGN = "\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_SIGN}]|[^\W_{_SIGN}]+")
_NO_NAME = re.compile(r"\d+|x+|[a-z]")
"""Numbers of pages and footnotes, initials, crosses: what they stand for somebody has to see."""
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|\[\^[^\[\]]*\]")
"""Comments and tags, where links lead, footnotes."""


class _Place(Enum):
    """What a file has in the place of a redaction."""

    UNKNOWN = auto()
    EMPTY = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class _Said:
    """A PDF: its `words`, after which of them each three stand, and what of it is `beside` its pages."""

    words: Sequence[str]
    after: Mapping[tuple[str, ...], Sequence[int]]
    beside: tuple[str, ...]


@checks(Letter | Response, *NEEDS, allowable=True)
def unredacted_attachment(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A PDF that is published still has the words that were taken out of the text beside it.

    Why: what is covered in a PDF can still be copied out of it. Once it was published it cannot be taken back.

    Example: `[redacted: identity]` in the text, and in the PDF a black bar with the name below it

    How to fix: take the words out of the PDF itself, with a program that removes them; give the new file's `sha256`. If
    what stands there is a page's header, or says itself that something was removed, allow it with that as the reason.
    """
    for index, attachment, path in _public(filed, context):
        for text, line, place in _places(_in_its_language(filed, attachment), _read(path)):
            if place is _Place.WORDS:
                yield Finding(
                    line_of(filed, index),
                    f"`{attachment.file}` has words where line {line}{_where(text, filed)} has a redaction",
                    "Take them out of the file itself; to cover them is not enough.",
                )


@checks(Letter | Response, *NEEDS, severity=Severity.WARNING)
def unverified_redaction(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """Whether a PDF still has the words that were taken out of the text beside it cannot be told.

    Why: a PDF may be a picture of its pages, be in another language than the text, or say what the text says in other
    words; a redaction may stand at the very begin or end of the text. Notes, fields and packed files of a PDF, and the
    versions of it that were saved before, are not compared. Somebody has to look.

    Example: `[redacted: identity]` in the text, and beside it a scanned letter with `public_copy: true`

    How to fix: open the file, select and copy all of it, put it into an empty document, and look there, too. If nothing
    of what was redacted is to be read, allow it with that as the reason.
    """
    for index, attachment, path in _public(filed, context):
        said = _read(path)
        found = list(_places(_in_its_language(filed, attachment), said))
        unknown = [f"{line}{_where(text, filed)}" for text, line, place in found if place is _Place.UNKNOWN]
        lines = [f"what it has where redactions are in line {', '.join(dict.fromkeys(unknown))}"] if unknown else []
        if not found:
            lines = ["what it has of the text that was redacted"]
        if reasons := [*lines, *said.beside]:
            yield Finding(
                line_of(filed, index),
                f"of `{attachment.file}` somebody has to look at {', and at '.join(reasons)}",
                "Copy all of the file into an empty document, and look there, too. If nothing of what was redacted is"
                " to be read, add allow: with rule: unverified-redaction and that as the reason.",
            )


def _public(filed: Letter | Response, context: Context) -> Iterator[tuple[int, Attachment, Path]]:
    """The files that are published beside a text of which something was taken out."""
    texts = (filed, *filed.translations)
    if filed.redactions or any(REDACTION.search(each.body) for each in texts):
        for index, attachment, path in list_files(filed, context):
            if attachment.public_copy and is_as_declared(attachment, path):
                yield index, attachment, path


def _in_its_language(filed: Letter | Response, attachment: Attachment) -> Sequence[Letter | Response | Translation]:
    """The text that a file can be compared with: all of them, where another has more redactions than that in its
    language."""
    texts: tuple[Letter | Response | Translation, ...] = (filed, *filed.translations)
    redactions = [(len(REDACTION.findall(each.body)), each) for each in texts]
    most = max(count for count, _ in redactions)
    return [each for count, each in redactions if count == most and each.language == attachment.language] or texts


def _read(path: Path) -> _Said:
    found = path.stat()
    return _read_once(path, (found.st_ino, found.st_size, found.st_mtime_ns))


@lru_cache(maxsize=8)
def _read_once(path: Path, _: tuple[int, ...]) -> _Said:
    """What a PDF says; nothing where it cannot be read."""
    content = path.read_bytes()
    try:
        words = _words(pdf.pages(path.name, content))
        beside = tuple(pdf.beside_its_pages(path.name, content))
    except ValueError:
        words, beside = [], ()
    after = defaultdict(list)
    for at in range(_FEWEST, len(words)):
        after[tuple(words[at - _FEWEST : at])].append(at)
    return _Said(words, after, beside)


def _places(
    texts: Sequence[Letter | Response | Translation], said: _Said
) -> Iterator[tuple[Letter | Response | Translation, int, _Place]]:
    """For each redaction its text, the line there, and what a file has in its place. Those that stand near each other
    are one."""
    for text in texts:
        redactions = []
        found = list(REDACTION.finditer(text.body))
        between = [_words(_MARKUP.sub(" ", unescaped(each))) for each in REDACTION.split(text.body)]
        first = 0
        for last, behind in enumerate(between[1:]):
            if len(behind) < _FEWEST and last + 1 < len(found):
                continue
            line = text.place.body_line + text.body.count("\n", 0, found[first].start())
            told = frozenset().union(*between[first + 1 : last + 1])
            redactions.append((line, (tuple(between[first][-_BESIDE:]), tuple(behind[:_BESIDE])), told))
            first = last + 1
        alike = Counter(beside for _, beside, _ in redactions)
        for line, beside, told in redactions:
            yield text, line, _place(*beside, said, told | TAKEN_OUT, alike[beside])


def _place(before: tuple[str, ...], behind: tuple[str, ...], said: _Said, told: frozenset[str], alike: int) -> _Place:
    """What stands between such words; `told` may stand there, and `alike` redactions stand between them in the text."""
    places = said.after.get(before[-_FEWEST:], ())
    if min(len(before), len(behind)) < _FEWEST or len(places) > _OFTEN:
        return _Place.UNKNOWN
    gaps = []
    for at in places:
        if tuple(said.words[max(at - len(before), 0) : at]) == before:
            sizes = (
                size for size in range(_MOST + 1) if tuple(said.words[at + size : at + size + len(behind)]) == behind
            )
            gaps += [set(said.words[at : at + size]) - told for size in sizes][:1]
    if any(not _NO_NAME.fullmatch(word) for gap in gaps for word in gap):
        return _Place.WORDS
    return _Place.EMPTY if len(gaps) >= alike and not any(gaps) else _Place.UNKNOWN


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _where(text: Letter | Response | Translation, filed: Letter | Response) -> str:
    return "" if text is filed else f" of {text.place.path}"
