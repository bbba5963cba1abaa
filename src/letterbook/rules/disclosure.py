"""The rule about released texts that reveal a withheld letter."""

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
"""How long a subject must be to identify a letter."""

NEEDS = frozenset({"reference", "sent", "release", "withdrawn", "letter", "dated", "received"})
"""The fields without which the release date of a letter or response cannot be worked out."""

_TEXTS = ("the text", "the translation")

_PublicText = tuple[str, int, str, str]
"""A file, a line, what is there (`the text`, `subject`) and its words."""


@checks(Corpus, severity=Severity.WARNING)
def withheld_letter_mention(_: Corpus, context: Context) -> Iterator[Finding]:
    """Something released names a letter that is still withheld on that date, by its reference or its subject.

    Why: before a letter's release the site does not even reveal that it exists. A released text, title, summary or note
    that names it would, and that cannot be undone.

    Example: a public letter with "see also our letter AL XAA 9/2024", where that letter has `hold: true`

    How to fix: redact or rephrase the mention, hold this text as well, or release both on the same day. If the other
    letter may be named, allow this rule with a reason.
    """
    search = _Search(context)
    filed_: tuple[Letter | Response, ...] = (*context.corpus.letters, *context.corpus.responses)
    for filed in filed_ if search else ():
        day = _find_text_date(filed, context)
        if day is None:
            continue
        for path, line, field, text in _list_public_texts(filed):
            for named, offset in search.find(text, max(day, context.today)):
                until = "withheld" if named[1] == NEVER else f"withheld until {named[1]}"
                yield Finding(
                    line + (offset if field in _TEXTS else 0),
                    f"{field}, released on {day}, names {named[0].reference}, which is {until}",
                    "Redact or rephrase the mention, hold this text as well, or release both on the same day. If that"
                    " letter may be named, add allow: with rule: withheld-letter-mention and a reason.",
                    path=path,
                )


class _Search:
    """Looks for letters withheld today: by reference in any spelling, and by a subject that no other letter has."""

    def __init__(self, context: Context) -> None:
        days = [
            (letter, letter_embargo(letter, context.corpus.policy).disclosed_from)
            for letter in context.letters.values()
            if letter.place.unread.isdisjoint(NEEDS)
        ]
        self._named: dict[bytes, tuple[Letter, dt.date]] = {}
        shared = Counter(plain for letter in context.letters.values() for plain in _subjects(letter))
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
                if len(plain) >= _LEAST_CHARACTERS and plain.count(b" ") > _LEAST_WORDS and shared[plain] == 1:
                    self._named[plain] = (letter, day)
                    hints.add(max(re.findall(rb"[a-z0-9]+", plain), key=len, default=b" "))
        self._needles = list(self._named)
        self._finder = BytesAhoCorasick(self._needles)
        self._hints = BytesAhoCorasick(sorted(hints))

    def __bool__(self) -> bool:
        return bool(self._needles)

    def find(self, text: str, day: dt.date) -> Iterator[tuple[tuple[Letter, dt.date], int]]:
        """Find the letters named in a text that are withheld on a day, each once, with its line counted from 0."""
        # Most texts contain neither the year of a withheld letter nor the longest word of its subject.
        if not self._hints.find_matches_as_indexes(text.lower().encode()):
            return
        plain = _fold(text)
        reported: set[str] = set()
        for at, start, _ in self._finder.find_matches_as_indexes(plain, overlapping=True):
            needle = self._needles[at]
            letter, until = self._named[needle]
            before = plain[:start].rpartition(b" ")[2]
            if until <= day or letter.reference.key in reported:
                continue
            if needle.startswith(b" ") or before in _TYPES:
                reported.add(letter.reference.key)
                yield (letter, until), _find_line(text, needle)


_TYPES = frozenset(f"{joint}{type_}".encode() for joint in ("", "j") for type_ in ("al", "ua", "ol")) | {b""}
_PUNCTUATION = bytes(each if chr(each).isalnum() else 0x20 for each in range(128)) + bytes(range(128, 256))
_OTHER_PUNCTUATION = re.compile("[‐-―−«»‘-‟…،；：（）º°№]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060]")


def _fold(text: str) -> bytes:
    """The words of a text in lower case, each between two spaces, whatever separates them; in addresses too."""
    if "%" in text:
        text = unquote(text)
    if "&" in text:
        text = unescaped(text)
    if not text.isascii():
        text = _INVISIBLE.sub("", _OTHER_PUNCTUATION.sub(" ", unicodedata.normalize("NFKD", text)))
    return b" " + b" ".join(text.lower().encode().translate(_PUNCTUATION).split()) + b" "


def _find_line(text: str, needle: bytes) -> int:
    """Return the line of a text, counted from 0, on which the words of a needle begin."""
    words = needle.split()
    lines = [_fold(each) for each in text.split("\n")]
    for at, line in enumerate(lines):
        joined = b" ".join([line.strip(), *(each.strip() for each in lines[at + 1 : at + 1 + len(words)])]) + b" "
        found = joined.find(needle.lstrip())
        if 0 <= found < len(line.strip()):
            return at
    return 0


def _find_text_date(filed: Letter | Response, context: Context) -> dt.date | None:
    """The day on which the text of a letter or response is released; None where it is not, or no day can be given."""
    if not filed.place.unread.isdisjoint(NEEDS):
        return None
    if isinstance(filed, Letter):
        return letter_embargo(filed, context.corpus.policy).text_from
    letter = context.answered(filed)
    return response_embargo(filed, letter, context.corpus.policy).text_from if letter else None


def _list_public_texts(filed: Letter | Response) -> Iterator[_PublicText]:
    """Everything that a released letter or response publishes, as written in its files."""
    place = filed.place
    if filed.text is not TextKept.NONE:
        yield place.path, place.body_line, _TEXTS[0], filed.body
    for each in filed.translations:
        yield each.place.path, each.place.body_line, _TEXTS[1], each.body
    for field, text in _list_public_fields(filed):
        if text and field.split("[")[0] not in place.unread:
            yield place.path, place.line(field, field.split("[")[0]), f"`{field.split('[')[0]}`", text


def _list_public_fields(filed: Letter | Response) -> Iterator[tuple[str, str | None]]:
    yield from (("summary", text) for text in _words(filed.summary))
    yield from ((f"corrections[{at}].note", each.note) for at, each in enumerate(filed.corrections))
    yield from _list_titles(filed.attachments)
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
    return {_fold(text) for text in _words(letter.subject)} if "subject" not in letter.place.unread else set()


def _list_titles(attachments: Iterable[Attachment]) -> Iterator[tuple[str, str]]:
    for at, each in enumerate(attachments):
        if each.public_copy:
            yield from ((f"attachments[{at}]", text) for text in (each.title, each.file))


def _words(words: Words | None) -> list[str]:
    return [text for _, text in words] if words else []
