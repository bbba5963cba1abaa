"""Lists every text that a letter or response publishes, for the rules about data that must not be in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from letterbook.model.record import Letter, Response, TextKept
from letterbook.model.schema import Words
from letterbook.rules.attachments import NEEDS, line_of, list_public_pdfs
from letterbook.rules.hidden_words import read_xmp
from letterbook.rules.registry import Context
from letterbook.text.pdf import BROKEN, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedText:
    """A text that a released letter or response publishes.

    `path` and `line` are where it begins; a text in a PDF is at the line that declares the file. `name` is what
    messages call it. `words` are as they are written; those of a body (`is_body`) are Markdown. `page` is the number of
    a page of a PDF, and `part` says where in a PDF a text is that its pages do not show.
    """

    path: str
    line: int
    name: str
    words: str
    is_body: bool = False
    page: int = 0
    part: Kind | None = None

    @property
    def is_in_pdf(self) -> bool:
        """Whether it is in a PDF."""
        return self.page > 0 or self.part is not None


def list_published_texts(filed: Letter | Response, context: Context) -> Iterator[PublishedText]:
    """Yield the text, its translations and earlier texts, each text in the front matter, and those of each PDF to be
    published."""
    place = filed.place
    if not filed.has_read("text") or filed.text is not TextKept.NONE:
        yield PublishedText(path=place.path, line=place.body_line, name="the text", words=filed.body, is_body=True)
    for each in filed.translations:
        path, line = each.place.path, each.place.body_line
        yield PublishedText(path=path, line=line, name="the translation", words=each.body, is_body=True)
        if each.has_read("translated_by") and each.translated_by:
            line = each.place.line("translated_by")
            yield PublishedText(path=path, line=line, name="`translated_by`", words=each.translated_by)
    for one in filed.earlier:
        path, line = one.place.path, one.place.body_line
        yield PublishedText(path=path, line=line, name="the earlier text", words=one.body, is_body=True)
    for name, list_texts in (_RESPONSE_FIELDS if isinstance(filed, Response) else _LETTER_FIELDS).items():
        for within, text in list_texts(getattr(filed, name)) if filed.has_read(name) else ():
            if text:
                line = place.line(f"{name}{within}", name)
                yield PublishedText(path=place.path, line=line, name=f"`{name}`", words=text)
    yield from _list_pdf_texts(filed, context)


def list_links(text: PublishedText) -> Iterator[tuple[int, str]]:
    """Yield the address of each link in the body of a text, with its line. The page shows only the words of some."""
    for rest in _AFTER_SCHEME.finditer(text.words) if text.is_body else ():
        at = rest.start()
        if scheme := _SCHEME.search(text.words, max(at - _LONGEST_SCHEME, 0), at):
            yield text.line + text.words.count("\n", 0, at), scheme[0] + rest[0]


def _list_pdf_texts(filed: Letter | Response, context: Context) -> Iterator[PublishedText]:
    for index, attachment, pdf in list_public_pdfs(filed, context) if filed.has_read(*NEEDS) else ():
        path, line = filed.place.path, line_of(filed, index)
        for page, text in enumerate(pdf.pages, 1):
            name = f"page {page} of `{attachment.file}`"
            yield PublishedText(path=path, line=line, name=name, words=text.replace(BROKEN, ""), page=page)
        xmp = (read_xmp(each.content.decode("utf-8", errors="replace")) for each in pdf.packed if each.kind is XMP)
        for part, text in (*pdf.hidden, *((XMP, text) for text in xmp)):
            name = f"`{attachment.file}`, in {part}"
            yield PublishedText(path=path, line=line, name=name, words=text.replace(BROKEN, ""), part=part)


_AFTER_SCHEME = re.compile(r":[^\s)>\"\]]+")
_SCHEME = re.compile(r"(?:mailto|tel|geo|sms|whatsapp|https?)$", re.IGNORECASE)
_LONGEST_SCHEME = len("whatsapp")

XMP = Kind.METADATA
"""The kind of the metadata that a PDF has as a file within it."""

_Texts = Iterable[tuple[str, str | None]]
"""The texts within a field, each with its path there: `[0].note`."""


def _list_words(words: Words | None) -> _Texts:
    return (("", text) for _, text in words) if words else ()


def _list_items(*names: str) -> Callable[[Iterable[Any]], _Texts]:
    """Make a function that lists the texts of these names in each item of a field."""
    return lambda items: ((f"[{at}]", getattr(each, name)) for at, each in enumerate(items) for name in names)


_COMMON_FIELDS: dict[str, Callable[[Any], _Texts]] = {
    "summary": _list_words,
    "corrections": lambda items: ((f"[{at}].note", each.note) for at, each in enumerate(items)),
    "attachments": lambda items: (
        (f"[{at}]", text) for at, each in enumerate(items) if each.public_copy for text in (each.title, each.file)
    ),
    "source": lambda page: [("", page.url)] if page else [],
}
_RESPONSE_FIELDS: dict[str, Callable[[Any], _Texts]] = {
    **_COMMON_FIELDS,
    **dict.fromkeys(("cites_as", "sent_by", "reference"), lambda text: [("", text)]),
}
_LETTER_FIELDS: dict[str, Callable[[Any], _Texts]] = {
    **_COMMON_FIELDS,
    "reference_as_printed": lambda text: [("", text)],
    "mandates": _list_items("authority", "signed_by"),
    "subject": _list_words,
    "follows": lambda items: ((f"[{at}]", str(each.reference or "")) for at, each in enumerate(items)),
    "annex": _list_items("note", "cited_as"),
    "press_releases": _list_items("title", "url"),
    "also_sent_to": _list_items("others"),
    "recipients": _list_items("addressee", "named_as", "via"),
}
"""The fields that are published, each with a function that lists the texts in its value."""
