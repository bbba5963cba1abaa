"""Reduces texts to the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """Return a text in lower case, with single spaces, and without markup, accents and non-ASCII punctuation.

    Letters and digits of every script are kept.
    """
    if "<" in text:
        text = _TAG.sub("", text)
    if "](" in text:
        text = _LINK_TARGET.sub("]", text)
    text = text.translate(_MARKS)
    if not text.isascii():
        text = _PUNCTUATION.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(text.lower().split())


_TAG = re.compile(r"<[^<>]{0,60}>")
_LINK_TARGET = re.compile(r"\]\([^()\s]{0,300}\)")
_PUNCTUATION = re.compile(r"[^\x00-\x7f\w]+")
_MARKS = dict.fromkeys(map(ord, "*_\\[]`~")) | {
    ord(mark): other for mark, other in zip("’‘“”–—|>\N{ARABIC COMMA}", "''\"\"--  ,", strict=True)
}
