"""Texts as they are compared."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """A text without markup, accents and signs that are not of ASCII, in lower case, with single spaces.

    Letters and figures of every script stay.
    """
    if "<" in text:
        text = _TAG.sub("", text)
    if "](" in text:
        text = _TARGET.sub("]", text)
    text = text.translate(_MARKS)
    if not text.isascii():
        text = _SIGNS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(text.lower().split())


_TAG = re.compile(r"<[^<>]{0,60}>")
_TARGET = re.compile(r"\]\([^()\s]{0,300}\)")
_SIGNS = re.compile(r"[^\x00-\x7f\w]+")
_MARKS = dict.fromkeys(map(ord, "*_\\[]`~")) | {
    ord(mark): other for mark, other in zip("’‘“”–—|>\N{ARABIC COMMA}", "''\"\"--  ,", strict=True)
}
