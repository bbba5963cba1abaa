"""Rules about redactions: words removed from a text must not be in a file published beside it either.

A PDF in which a name was only covered still contains it: anyone can copy the text of the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from letterbook.model.record import Attachment, Letter, Response, Translation
from letterbook.rules.attachments import NEEDS, line_of, list_public_pdfs
from letterbook.rules.hidden_words import find_kinds_with_other_words
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.normalize import fold, fold_words
from letterbook.text.pdf import Kind, PdfContent
from letterbook.text.phrases import REDACTION, REDACTION_WORDS
from letterbook.text.visible_text import read_visible_text

_BESIDE = 4
"""The number of words before and after a redaction that are used to find its place in a file."""
_FEWEST = 3
_MOST = 12
"""The most words that are assumed to have been removed in one place."""
_OFTEN = 1_000
"""Words found in more places of a file than this do not identify a place."""
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""A character of Chinese or Japanese, which counts as a word."""
_NO_NAME = re.compile(r"[0-9]+|x+|[a-z]")
"""Page and footnote numbers, initials, crosses: somebody must look up what they mean."""


_REDACTION_WORDS = frozenset(map(fold, REDACTION_WORDS))


class _Place(Enum):
    """The content of a file at the place of a redaction in the text."""

    UNKNOWN = auto()
    EMPTY = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class _PdfText:
    """The text of a PDF: its `words`, and the positions `after` each three words."""

    words: Sequence[str]
    after: Mapping[tuple[str, ...], Sequence[int]]


@checks(Letter | Response, *NEEDS, "redactions", "language", "subject", allowable=True)
def unredacted_attachment(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A published PDF still contains words that were redacted from the text.

    Why: words that are covered in a PDF can still be copied from it. Once published, they cannot be taken back. The
    same holds for what a PDF has besides its pages: bookmarks, metadata, descriptions for screen readers, names of
    layers, annotations, form fields, earlier versions. Their words are compared with those of its pages and of the
    text.

    Example: `[redacted: identity]` in the text, and in the PDF a black bar with the name below it, or the name in a
    bookmark

    How to fix: remove the words from the PDF itself, with a program that deletes them, and give the new file's
    `sha256`. If the words found are a page header, or themselves say that something was removed, allow this rule with
    that as the reason.
    """
    for index, attachment, pdf in _list_public_files(filed, context):
        for kind in find_kinds_with_other_words(pdf, collect_public_words(filed, attachment)):
            yield Finding(
                line_of(filed, index),
                f"`{attachment.file}` has words in {kind} that are neither on its pages nor in the text",
                "Remove them from the file itself. If they are nothing that was redacted, add allow: with rule:"
                " unredacted-attachment and that as the reason.",
            )
        for text, line, place in _find_places(_choose_texts(filed, attachment), _index(pdf)):
            if place is _Place.WORDS:
                yield Finding(
                    line_of(filed, index),
                    f"`{attachment.file}` has words where line {line}{_where(text, filed)} has a redaction",
                    "Remove them from the file itself. Covering them is not enough.",
                )


@checks(Letter | Response, *NEEDS, "redactions", "language", allowable=True, guards=True)
def unverified_redaction(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A published PDF could not be fully checked for words that were redacted from the text.

    Why: the PDF may consist of images of its pages, be in a different language, or word things differently; or the
    redaction may be at the very beginning or end of the text. Files embedded in a PDF are not compared. Somebody must
    look before it is published.

    Example: `[redacted: identity]` in the text, and beside it a scanned letter with `public_copy: true`; or a PDF that
    has another word before the place of the redaction than the text

    How to fix: look through the file. Then select all of it, copy it into an empty document, and look there too. If
    nothing that was redacted can be read, allow this rule with that as the reason.
    """
    for index, attachment, pdf in _list_public_files(filed, context):
        found = list(_find_places(_choose_texts(filed, attachment), _index(pdf)))
        unknown = [f"{line}{_where(text, filed)}" for text, line, place in found if place is _Place.UNKNOWN]
        lines = [f"the place of the redactions on line {', '.join(dict.fromkeys(unknown))}"] if unknown else []
        if not found:
            lines = ["whether it contains anything that was redacted"]
        if any(each.kind is Kind.FILES for each in pdf.packed):
            lines.append(Kind.FILES.value)
        if lines:
            yield Finding(
                line_of(filed, index),
                f"somebody must check `{attachment.file}`: {'; '.join(lines)}",
                "Look through the file, then copy all of it into an empty document and look there too. If nothing that"
                " was redacted can be read, add allow: with rule: unverified-redaction and that as the reason.",
            )


def _list_public_files(filed: Letter | Response, context: Context) -> Iterator[tuple[int, Attachment, PdfContent]]:
    """Yield the files that are published beside a text with redactions."""
    if has_redactions(filed):
        yield from list_public_pdfs(filed, context)


def has_redactions(filed: Letter | Response) -> bool:
    """Whether anything was redacted from a text or its translations."""
    texts = (filed, *filed.translations)
    return bool(filed.redactions) or any(REDACTION.search(read_visible_text(each.body).running) for each in texts)


def collect_public_words(filed: Letter | Response, attachment: Attachment) -> frozenset[str]:
    """Return the words that a file may have besides its pages: those of the text and of its own name and title."""
    texts: tuple[Letter | Response | Translation, ...] = (filed, *filed.translations)
    shown = " ".join(read_visible_text(each.body).text for each in texts)
    reference = filed.reference if isinstance(filed, Letter) else filed.letter
    subjects = [text for _, text in filed.subject or ()] if isinstance(filed, Letter) else []
    return frozenset(_split_words(" ".join((shown, str(reference), attachment.title, attachment.file, *subjects))))


def _choose_texts(filed: Letter | Response, attachment: Attachment) -> Sequence[Letter | Response | Translation]:
    """Return the texts with which to compare a file: the one in its language, or all of them if another has more
    redactions."""
    texts: tuple[Letter | Response | Translation, ...] = (filed, *filed.translations)
    redactions = [(len(REDACTION.findall(read_visible_text(each.body).running)), each) for each in texts]
    most = max(count for count, _ in redactions)
    return [
        each
        for count, each in redactions
        if count == most and each.has_read("language") and each.language == attachment.language
    ] or texts


@lru_cache(maxsize=4)
def _index(pdf: PdfContent) -> _PdfText:
    """Index the words of a PDF's pages."""
    words = _split_words(pdf.text)
    after = defaultdict(list)
    for at in range(_FEWEST, len(words)):
        after[tuple(words[at - _FEWEST : at])].append(at)
    return _PdfText(words, after)


def _find_places(
    texts: Sequence[Letter | Response | Translation], file: _PdfText
) -> Iterator[tuple[Letter | Response | Translation, int, _Place]]:
    """Yield, for each redaction, its text, its line there, and what a file has in its place. Neighbouring redactions
    count as one."""
    for text in texts:
        redactions = []
        visible = read_visible_text(text.body)
        found = list(REDACTION.finditer(visible.running))
        between = [_split_words(each) for each in REDACTION.split(visible.running)]
        first = 0
        for last, rest in enumerate(between[1:]):
            if len(rest) < _FEWEST and last + 1 < len(found):
                continue
            line = text.place.body_line + visible.find_line(found[first].start())
            ignored = frozenset().union(*between[first + 1 : last + 1])
            redactions.append((line, (tuple(between[first][-_BESIDE:]), tuple(rest[:_BESIDE])), ignored))
            first = last + 1
        alike = Counter(beside for _, beside, _ in redactions)
        for line, beside, ignored in redactions:
            yield text, line, _classify_place(*beside, file, ignored | _REDACTION_WORDS, alike[beside])


def _classify_place(
    before: tuple[str, ...], rest: tuple[str, ...], file: _PdfText, ignored: frozenset[str], alike: int
) -> _Place:
    """Find what is between such words. `ignored` words may be there; the text has `alike` redactions between them."""
    places = file.after.get(before[-_FEWEST:], ())
    if min(len(before), len(rest)) < _FEWEST or len(places) > _OFTEN:
        return _Place.UNKNOWN
    gaps = []
    for at in places:
        if tuple(file.words[max(at - len(before), 0) : at]) == before:
            sizes = (size for size in range(_MOST + 1) if tuple(file.words[at + size : at + size + len(rest)]) == rest)
            gaps += [set(file.words[at : at + size]) - ignored for size in sizes][:1]
    if any(not _NO_NAME.fullmatch(word) for gap in gaps for word in gap):
        return _Place.WORDS
    return _Place.EMPTY if len(gaps) >= alike and not any(gaps) else _Place.UNKNOWN


def _split_words(text: str) -> list[str]:
    return _SIGN.sub(r" \g<0> ", fold_words(text)).split()


def _where(text: Letter | Response | Translation, filed: Letter | Response) -> str:
    return "" if text is filed else f" of {text.place.path}"
