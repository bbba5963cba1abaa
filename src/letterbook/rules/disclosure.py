"""The rule of what is released beside what is withheld, and may tell of it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from ahocorasick_rs import BytesAhoCorasick

from letterbook.embargo import NEVER, letter_embargo, response_embargo
from letterbook.model.record import Attachment, Corpus, Letter, Response, TextKept
from letterbook.model.schema import Words
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.markdown import unescaped

_LEAST_WORDS = 3
_LEAST_CHARACTERS = 15
"""Of how much a subject is that says which letter it is of."""

NEEDS = frozenset({"reference", "sent", "release", "withdrawn", "letter", "dated", "received"})
"""What of a letter or response has to be readable, so that its day can be told."""

_TEXTS = ("the text", "the translation")

_Said = tuple[str, int, str, str]
"""A file, a line, what stands there (`the text`, `subject`), and its words."""


@checks(Corpus, severity=Severity.WARNING)
def withheld_letter_mention(_: Corpus, context: Context) -> Iterator[Finding]:
    """What is released names a letter that is still withheld then, by its reference or its subject.

    Why: the site says nothing of a letter before its day, not even that there is one. A released text, title, summary
    or note that names it does, and cannot be taken back.

    Example: a letter that is public, with "see also our letter AL XAA 9/2024", of which the record says `hold: true`

    How to fix: redact or rephrase it, hold this text as well, or let both be released on one day. If the other letter
    may be named, allow this rule with a reason.
    """
    search = _Search(context)
    filed_: tuple[Letter | Response, ...] = (*context.corpus.letters, *context.corpus.responses)
    for filed in filed_ if search else ():
        day = _text_day(filed, context)
        if day is None:
            continue
        for path, line, field, text in _said(filed):
            for named, offset in search.found(text, max(day, context.today)):
                until = "withheld" if named[1] == NEVER else f"withheld until {named[1]}"
                yield Finding(
                    line + (offset if field in _TEXTS else 0),
                    f"{field}, released on {day}, names {named[0].reference}, which is {until}",
                    "Redact or rephrase it, hold this text as well, or let both be released on one day. If that letter"
                    " may be named, allow withheld-letter-mention with a reason.",
                    path=path,
                )


class _Search:
    """Looks for what is withheld today, in any spelling: letters by reference, and by a subject that no other bears."""

    def __init__(self, context: Context) -> None:
        days = [
            (letter, letter_embargo(letter, context.corpus.policy).disclosed_from)
            for letter in context.letters.values()
            if letter.place.unread.isdisjoint(NEEDS)
        ]
        self._named: dict[bytes, tuple[Letter, dt.date]] = {}
        borne = Counter(plain for letter in context.letters.values() for plain in _subjects(letter))
        hints: set[bytes] = set()
        for letter, day in days:
            if day <= context.today:
                continue
            reference = letter.reference
            hints.add(str(reference.year).encode())
            for gap in (" ", "", " 0", " 00", " no ", " n "):
                for end in (f" {reference.year} ", f" of {reference.year} "):
                    spelt = f"{reference.code}{gap}{reference.number}{end}"
                    self._named[spelt.lower().encode()] = (letter, day)
            for plain in _subjects(letter):
                if len(plain) >= _LEAST_CHARACTERS and plain.count(b" ") > _LEAST_WORDS and borne[plain] == 1:
                    self._named[plain] = (letter, day)
                    hints.add(max(re.findall(rb"[a-z0-9]+", plain), key=len, default=b" "))
        self._needles = list(self._named)
        self._finder = BytesAhoCorasick(self._needles)
        self._hints = BytesAhoCorasick(sorted(hints))

    def __bool__(self) -> bool:
        return bool(self._needles)

    def found(self, text: str, day: dt.date) -> Iterator[tuple[tuple[Letter, dt.date], int]]:
        """The letters that a text names and that are withheld on a day, each once with the line, counted from 0."""
        # Most texts hold neither the year of a withheld letter nor the longest word of its subject.
        if not self._hints.find_matches_as_indexes(text.lower().encode()):
            return
        plain = _plain(text)
        told: set[str] = set()
        for at, start, _ in self._finder.find_matches_as_indexes(plain, overlapping=True):
            needle = self._needles[at]
            letter, until = self._named[needle]
            before = plain[:start].rpartition(b" ")[2]
            if until <= day or letter.reference.key in told:
                continue
            if needle.startswith(b" ") or before in _TYPES:
                told.add(letter.reference.key)
                yield (letter, until), _line(text, needle)


_TYPES = frozenset(f"{joint}{type_}".encode() for joint in ("", "j") for type_ in ("al", "ua", "ol")) | {b""}
_SIGNS = bytes(each if chr(each).isalnum() else 0x20 for each in range(128)) + bytes(range(128, 256))
_OTHER_SIGNS = re.compile("[‐-―−«»‘-‟…،；：（）º°№]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060]")


def _plain(text: str) -> bytes:
    """The words of a text in lower case, each between two spaces, whatever signs stand between, in addresses too."""
    if "%" in text:
        text = unquote(text)
    if "&" in text:
        text = unescaped(text)
    if not text.isascii():
        text = _INVISIBLE.sub("", _OTHER_SIGNS.sub(" ", unicodedata.normalize("NFKD", text)))
    return b" " + b" ".join(text.lower().encode().translate(_SIGNS).split()) + b" "


def _line(text: str, needle: bytes) -> int:
    """On which line of a text, counted from 0, the words of a needle stand."""
    words = needle.split()
    lines = [_plain(each) for each in text.split("\n")]
    for at, line in enumerate(lines):
        joined = b" ".join([line.strip(), *(each.strip() for each in lines[at + 1 : at + 1 + len(words)])]) + b" "
        found = joined.find(needle.lstrip())
        if 0 <= found < len(line.strip()):
            return at
    return 0


def _text_day(filed: Letter | Response, context: Context) -> dt.date | None:
    """The day on which the text of a letter or a response is released; None where it is not, or that cannot be told."""
    if not filed.place.unread.isdisjoint(NEEDS):
        return None
    if isinstance(filed, Letter):
        return letter_embargo(filed, context.corpus.policy).text_from
    letter = context.answered(filed)
    return response_embargo(filed, letter, context.corpus.policy).text_from if letter else None


def _said(filed: Letter | Response) -> Iterator[_Said]:
    """What a released letter or response says in public, as it stands in its files."""
    place = filed.place
    if filed.text is not TextKept.NONE:
        yield place.path, place.body_line, _TEXTS[0], filed.body
    for each in filed.translations:
        yield each.place.path, each.place.body_line, _TEXTS[1], each.body
    for field, text in _fields(filed):
        if text and field.split("[")[0] not in place.unread:
            yield place.path, place.line(field, field.split("[")[0]), f"`{field.split('[')[0]}`", text


def _fields(filed: Letter | Response) -> Iterator[tuple[str, str | None]]:
    yield from (("summary", text) for text in _words(filed.summary))
    yield from ((f"corrections[{at}].note", each.note) for at, each in enumerate(filed.corrections))
    yield from _titles(filed.attachments)
    yield "source", filed.source.url if filed.source else None
    if isinstance(filed, Response):
        yield from (("cites_as", filed.cites_as), ("sent_by", filed.sent_by), ("reference", filed.reference))
        return
    yield "reference_as_printed", filed.reference_as_printed
    for at, mandate in enumerate(filed.mandates or ()):
        yield from ((f"mandates[{at}]", text) for text in (mandate.authority, mandate.signed_by))
    yield from (("subject", text) for text in _words(filed.subject))
    for at, earlier in enumerate(filed.follows):
        yield f"follows[{at}]", str(earlier.reference) if earlier.reference else None
    for at, entry in enumerate(filed.annex):
        yield from ((f"annex[{at}]", text) for text in (entry.note, entry.cited_as))
    for at, press_release in enumerate(filed.press_releases):
        yield from ((f"press_releases[{at}]", text) for text in (press_release.title, press_release.url))
    yield from ((f"also_sent_to[{at}]", each.others) for at, each in enumerate(filed.also_sent_to))
    for at, addressing in enumerate(filed.recipients or ()):
        yield from ((f"recipients[{at}]", text) for text in (addressing.addressee, addressing.named_as, addressing.via))


def _subjects(letter: Letter) -> set[bytes]:
    return {_plain(text) for text in _words(letter.subject)} if "subject" not in letter.place.unread else set()


def _titles(attachments: Iterable[Attachment]) -> Iterator[tuple[str, str]]:
    for at, each in enumerate(attachments):
        if each.public_copy:
            yield from ((f"attachments[{at}]", text) for text in (each.title, each.file))


def _words(words: Words | None) -> list[str]:
    return [text for _, text in words] if words else []
