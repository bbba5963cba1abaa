"""The rule about released texts that reveal a withheld letter."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

from letterbook.embargo import NEVER, letter_embargo
from letterbook.model.record import Letter, Response
from letterbook.model.schema import Words
from letterbook.rules.diagnostics import Severity
from letterbook.rules.published_texts import list_published_texts
from letterbook.rules.registry import Context, Finding, checks
from letterbook.rules.release_dates import find_embargo
from letterbook.text.markdown import unescape_entities
from letterbook.text.normalize import fold, fold_words
from letterbook.text.visible_text import read_visible_text

_LEAST_WORDS = 3
_LEAST_CHARACTERS = 15
"""The least length of a subject that identifies a letter."""

NEEDS = frozenset({"reference", "sent", "release", "withdrawn", "letter", "dated", "received"})
"""The fields without which the release date of a letter or response cannot be worked out."""

_MARKUP = re.compile(r"[<&\\*_](?:(?<![*_])|(?<=\w[*_])[*_]{0,2}\w)")
"""What can make a text read differently on its page than where it is written."""


@checks(Letter | Response, severity=Severity.WARNING, guards=True)
def withheld_letter_mention(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A released text, field or published PDF names a letter that is still withheld on that date, by its reference or
    its subject.

    Why: before a letter's release the site does not even reveal that it exists. A released text, title, summary, note
    or PDF that names it would, and that cannot be undone.

    Example: a public letter with "see also our letter AL XAA 9/2024", where that letter has `hold: true`

    How to fix: redact or rephrase the mention, hold this text as well, or release both on the same day. If the other
    letter may be named, allow this rule with a reason; otherwise a PDF that names the letter stops every build.
    """
    search = context.compute_once(_Search)
    day = _find_text_date(filed, context) if search else None
    if day is None:
        return
    for each in list_published_texts(filed, context):
        shown = read_visible_text(each.words).text if each.is_body and _MARKUP.search(each.words) else ""
        for named, offset in search.find(each.words, shown, max(day, context.today)):
            until = "withheld" if named[1] == NEVER else f"withheld until {named[1]}"
            yield Finding(
                each.line + (offset if each.is_body else 0),
                f"{each.name}, released on {day}, names {named[0].reference}, which is {until}",
                "Redact or rephrase the mention, hold this text as well, or release both on the same day. If that"
                " letter may be named, add allow: with rule: withheld-letter-mention and a reason.",
                path=each.path,
            )


class _Search:
    """Looks for letters withheld today: by reference in any spelling, and by a subject that no other letter has."""

    def __init__(self, context: Context) -> None:
        days = [
            (letter, letter_embargo(letter, context.corpus.policy).disclosed_from)
            for letter in context.letters.values()
            if letter.has_read(*NEEDS)
        ]
        self._named: dict[str, tuple[Letter, dt.date]] = {}
        shared = Counter(plain for letter in context.letters.values() for plain in _subjects(letter))
        for letter, day in days:
            if day <= context.today:
                continue
            reference = letter.reference
            for gap in (" ", "", " 0", " 00", " no ", " n "):
                for end in (f" {reference.year} ", f" of {reference.year} "):
                    self._named[f"{fold(reference.code)}{gap}{reference.number}{end}"] = (letter, day)
            for plain in _subjects(letter):
                if len(plain) >= _LEAST_CHARACTERS and plain.count(" ") > _LEAST_WORDS and shared[plain] == 1:
                    self._named[plain] = (letter, day)
        self._needles = list(self._named)
        self._finder = AhoCorasick(self._needles)

    def __bool__(self) -> bool:
        return bool(self._needles)

    def find(self, text: str, shown: str, day: dt.date) -> Iterator[tuple[tuple[Letter, dt.date], int]]:
        """Find the letters withheld on a day that a text names, as it is written or `shown`.

        Yields each once, with its line, counted from 0.
        """
        plain = _normalize(text) + _normalize(shown)
        reported: set[str] = set()
        for at, start, _ in self._finder.find_matches_as_indexes(plain, overlapping=True):
            needle = self._needles[at]
            letter, until = self._named[needle]
            before = plain[:start].rpartition(" ")[2]
            if until <= day or letter.reference.key in reported:
                continue
            if needle.startswith(" ") or before in _TYPES:
                reported.add(letter.reference.key)
                yield (letter, until), _find_line(text, needle)


_TYPES = frozenset(f"{joint}{type_}" for joint in ("", "j") for type_ in ("al", "ua", "ol")) | {""}


def _normalize(text: str) -> str:
    """Return the folded words of a text, each between two spaces, whatever separates them; in addresses too."""
    if "%" in text:
        text = unquote(text)
    if "&" in text:
        text = unescape_entities(text)
    return f" {' '.join(fold_words(text).split())} "


def _find_line(text: str, needle: str) -> int:
    """Return the line of a text, counted from 0, on which the words of a needle begin."""
    words = needle.split()
    lines = [_normalize(each) for each in text.split("\n")]
    for at, line in enumerate(lines):
        joined = " ".join([line.strip(), *(each.strip() for each in lines[at + 1 : at + 1 + len(words)])]) + " "
        found = joined.find(needle.lstrip())
        if 0 <= found < len(line.strip()):
            return at
    return 0


def _find_text_date(filed: Letter | Response, context: Context) -> dt.date | None:
    """Return the day on which the text of a letter or response is released; None if it is not or the day is unknown."""
    embargo = find_embargo(filed, context) if filed.has_read(*NEEDS) else None
    return embargo.text_from if embargo else None


def _subjects(letter: Letter) -> set[str]:
    return {_normalize(text) for text in _words(letter.subject)} if letter.has_read("subject") else set()


def _words(words: Words | None) -> list[str]:
    return [text for _, text in words] if words else []
