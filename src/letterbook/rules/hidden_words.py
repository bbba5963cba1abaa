"""Finds words that a PDF has besides its pages, and that neither they nor the letter's text have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from letterbook.text.normalize import fold_words
from letterbook.text.pdf import Kind, PdfContent

_WORDLESS = re.compile(r"[0-9]+|[a-z]{1,2}|x+")
_OF_PROGRAMS = frozenset(
    (
        *("microsoft", "word", "powerpoint", "doc", "docx", "odt", "pdf", "untitled", "document"),
        *("letter", "lettre", "carta", "text", "final", "signed", "copy", "scan", "ocr", "ohchr"),
        *("layer", "background", "page", "header", "footer", "logo", "figure", "image", "table"),
        *("mime", "http", "https", "www", "unspecified", "anonymous", "ffi", "ffl"),
    )
)
"""Words that programs put into the titles, layers and descriptions of the files that they write."""
_XMP_OF_PROGRAMS = r"""(?:
    \w* (?:Date|ID) | when | action | changed | CreatorTool | Producer | softwareAgent | format | part | conformance
    | Trapped | version | about | parseType | lang | xmptk
)"""
_XMP_ELEMENT = re.compile(
    rf"<(?P<tag> [\w-]+:{_XMP_OF_PROGRAMS} )\b [^>]* > [^<]* </(?P=tag)>", re.IGNORECASE | re.VERBOSE
)
_XMP_ATTRIBUTE = re.compile(
    rf"(?: xmlns (?: :[\w-]+ )? | [\w-]+:{_XMP_OF_PROGRAMS} ) = (?: \"[^\"]*\" | '[^']*' )", re.IGNORECASE | re.VERBOSE
)
_XMP_VALUE = re.compile(r"=\"([^\"]*)\"|='([^']*)'|>([^<]*)<")


def find_kinds_with_other_words(pdf: PdfContent, public: frozenset[str]) -> Iterator[Kind]:
    """Yield the places in a PDF with words that neither its pages nor the folded words `public` have."""
    known = public | set(fold_words(pdf.text).split()) | _OF_PROGRAMS
    kinds = dict.fromkeys(kind for kind, text in _list_texts(pdf) if not _find_words(text) <= known)
    yield from kinds


def _find_words(text: str) -> set[str]:
    return {each for each in fold_words(text).split() if not _WORDLESS.fullmatch(each)}


def _list_texts(pdf: PdfContent) -> Iterator[tuple[Kind, str]]:
    for kind, text in pdf.hidden:
        if kind is Kind.NAMES and " " in text.strip():
            yield Kind.OTHER, text
        elif kind not in (Kind.NAMES, Kind.PROGRAMS):
            yield kind, text
    for each in pdf.packed:
        if each.kind is Kind.METADATA:
            yield each.kind, read_xmp(each.content.decode("utf-8", errors="replace"))
        elif each.kind is Kind.OTHER and (text := _read_plain_text(each.content)):
            yield each.kind, text


def read_xmp(xmp: str) -> str:
    """Return the values of XMP metadata that people write: title, author, description, key words."""
    left = _XMP_ATTRIBUTE.sub("", _XMP_ELEMENT.sub("", re.sub(r"<\?.*?\?>", "", xmp, flags=re.DOTALL)))
    return unescape(" ".join(each for found in _XMP_VALUE.findall(left) for each in found))


def _read_plain_text(content: bytes) -> str:
    """Return a stream that is text; "" for the data of programs."""
    encoding = "utf-16" if content.startswith((b"\xfe\xff", b"\xff\xfe")) else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return text if text.isprintable() or "\0" not in text else ""
