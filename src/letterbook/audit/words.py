"""Texts as the audit compares them: words in lower case, one space between them, whatever markup and marks stood there.

So `AL XAA 3/2024`, `al-xaa-3-2024` and `<b>AL</b> XAA&nbsp;3/2024` are one text, `al xaa 3 2024`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from urllib.parse import unquote

RUN = 5
"""Of how many words a sequence is that is looked for."""
SURE = 8
"""A sentence of so many words, and whatever else is so long, is found wherever it is copied."""
_LEAST = 4
"""A sentence of fewer words says nothing of its own (`Excellency,`)."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^>]*>|<!--|-->|<[!?][^>]*>")
_EDGE = re.compile(r"</?[A-Za-z][A-Za-z0-9]*|/?>|<!--|-->")
_NO_WORD = "xtagx"
_INLINE = frozenset({"a", "b", "i", "u", "em", "strong", "span", "sup", "sub", "code", "mark", "wbr", "small"})
_SIGNS = bytes(each if chr(each).isalnum() else 0x20 for each in range(128)) + bytes(range(128, 256))
"""Every sign of ASCII that is neither letter nor digit becomes a space; other bytes of UTF-8 stay."""
_OTHER_SIGNS = re.compile(r"[^\w\s]|_")
_WITHOUT_SPACES = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
"""Letters of scripts that put no space between words: each counts as a word."""
_SENTENCE = re.compile(r"[.!?:;。！？؛؟।]+\s|\n\s*\n|\n(?=\s*(?:[-*+>#|]|\d+[.)]))")


def normal(text: str) -> str:
    """The words of a text, each between two spaces."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold()
        text = _WITHOUT_SPACES.sub(r" \1 ", _OTHER_SIGNS.sub(" ", text))
    return f" {' '.join(text.encode().translate(_SIGNS).decode().split())} "


def without_markup(html: str) -> str:
    """HTML without its tags and entities: what stood in one word stays one, what stood in two stays two."""
    return unescape(_TAG.sub(_space, html))


def within_tags(html: str) -> str:
    """HTML as it stands, with what is inside of tags; no sequence of words goes across the name of an element."""
    return unescape(_EDGE.sub(f" {_NO_WORD} ", html))


def decoded(text: str) -> str:
    """A text in which addresses stand without their percent signs."""
    return unquote(text.replace("+", " ")) if "%" in text else text


def sequences(text: str, names: Callable[[str], Iterable[tuple[int, int]]] = lambda _: ()) -> set[str]:
    """Sequences of words, of which at least one stands in every sentence of the text, and in every run of `SURE` words.

    Of all runs of `RUN` words those are taken that are the least, by a fixed order, among their neighbours (winnowing:
    Schleimer, Wilkerson and Aiken, 2003). `names` tells where public names stand in a text of normal form: pages put
    those beside each other and beside words of their own, as a letter may, so that no run goes across one. A sentence
    that holds one is looked for as a whole.
    """
    found: set[str] = set()
    for sentence in _SENTENCE.split(text):
        whole = normal(sentence)
        count = whole.count(" ") - 1
        if count >= _LEAST and (count < SURE or any(True for _ in names(whole))):
            found.add(whole)
    for piece in _between(normal(text), names):
        words = piece.split()
        runs = [f" {' '.join(words[at : at + RUN])} " for at in range(len(words) - RUN + 1)]
        window = SURE - RUN + 1
        for at in range(max(len(runs) - window + 1, 0)):
            found.add(min(runs[at : at + window], key=_order))
    return found


def _between(text: str, names: Callable[[str], Iterable[tuple[int, int]]]) -> Iterator[str]:
    """What stands between public names."""
    at = 0
    for start, end in sorted(names(text)):
        yield text[at:start]
        at = max(at, end)
    yield text[at:]


def _order(run: str) -> str:
    """An order that prefers what is rare: long words, read backwards."""
    return run[::-1]


def _space(match: re.Match[str]) -> str:
    return "" if (match[2] or "").lower() in _INLINE else " "
