"""Texts as the audit compares them: words in lower case, one space between them, whatever markup and marks stood there.

So `AL XAA 3/2024`, `al-xaa-3-2024` and `<b>AL</b> XAA&nbsp;3/2024` are one text, `al xaa 3 2024`.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from urllib.parse import unquote

RUN = 5
"""Of how many words a sequence is that is looked for."""
SURE = 8
"""A sentence of so many words, and whatever else is so long, is found wherever it is copied."""
_LEAST = 4
"""A sentence of fewer words says nothing of its own (`Excellency,`)."""

_LAST = "\U0010ffff"
"""Comes after every sequence in the order of `sequences`."""
NO_WORD = " xedgex "
"""Stands where no sequence of words may go across."""
_SIGNS = bytes(ord(chr(each).lower()) if chr(each).isalnum() else 0x20 for each in range(128)) + bytes(range(128, 256))
"""Every sign of ASCII that is neither letter nor digit becomes a space, and a capital small; other bytes of UTF-8
stay."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_OTHER_SIGNS = re.compile(r"[^\w\s]")
_WITHOUT_SPACES = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
"""Letters of scripts that put no space between words: each counts as a word."""
_SENTENCE = re.compile(r"[.!?:;。！？؛؟।]+\s|\n\s*\n|\n(?=\s*(?:[-*+>#|]|\d+[.)]))")


def normal(text: str) -> str:
    """The words of a text, each between two spaces, without accents."""
    return f" {' '.join(spaced(text).split())} "


def spaced(text: str) -> str:
    """The words of a text with all the spaces and signs that stood between them, as spaces."""
    # An encoder goes over what is ASCII in one stride, and asks for the rest.
    return text.encode("ascii", _PLAINER).translate(_SIGNS).decode()


def decoded(text: str) -> str:
    """A text in which addresses stand without their percent signs, also those of an address in another."""
    for _ in range(2):
        text = unquote(text.replace("+", " ")) if "%" in text else text
    return text


def without_comments(html: str) -> tuple[str, list[str]]:
    """HTML without its comments, and these."""
    end = html.rfind("-->") + 3  # what begins behind it has no end, and would be looked for again and again
    if end < 3 or "<!--" not in html:
        return html, []
    return _COMMENT.sub("", html[:end]) + html[end:], _COMMENT.findall(html, 0, end)


def sequences(
    text: str, names: Callable[[str], Iterable[tuple[int, int]]] = lambda _: (), own: AbstractSet[str] = frozenset()
) -> set[str]:
    """Sequences of words, of which at least one stands in every sentence of the text, and in every run of `SURE` words.

    Of all runs of `RUN` words those are taken that are the least, by a fixed order, among their neighbours (winnowing:
    Schleimer, Wilkerson and Aiken, 2003). `names` tells where public names stand in a text of normal form: pages put
    those beside each other and beside words of their `own`, as a letter may, so that no run goes across one. A sentence
    that holds one is looked for as a whole. What says nothing beyond such names and words is not looked for.
    """
    found: set[str] = set()
    for sentence in _SENTENCE.split(text):
        whole = normal(sentence)
        count = whole.count(" ") - 1
        if count >= _LEAST and (count < SURE or any(True for _ in names(whole))) and tells(whole, names, own):
            found.add(whole)
    for piece in _between(normal(text), names):
        words = piece.split()
        # The least is the one whose letters, read backwards, come first: an order that knows nothing of what is common.
        empty = [word in own or word.isdigit() for word in words]
        runs = [
            _LAST if all(empty[at : at + RUN]) else f" {' '.join(words[at : at + RUN])} "[::-1]
            for at in range(len(words) - RUN + 1)
        ]
        window = SURE - RUN + 1
        least = {min(runs[at : at + window]) for at in range(max(len(runs) - window + 1, 0))}
        found.update(each[::-1] for each in least - {_LAST})
    return found


def tells(text: str, names: Callable[[str], Iterable[tuple[int, int]]], own: AbstractSet[str]) -> bool:
    """Whether a text in normal form says anything beside public names, words of `own` and figures."""
    left = (word for piece in _between(text, names) for word in piece.split())
    return any(word not in own and not word.isdigit() for word in left)


def _between(text: str, names: Callable[[str], Iterable[tuple[int, int]]]) -> Iterator[str]:
    """What stands between public names."""
    at = 0
    for start, end in sorted(names(text)):
        yield text[at:start]
        at = max(at, end)
    yield text[at:]


def _plainer(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return _without_accents(error.object[error.start : error.end]), error.end


@lru_cache(maxsize=1 << 16)
def _without_accents(piece: str) -> bytes:
    decomposed = unicodedata.normalize("NFKD", piece.casefold())
    plain = "".join(each for each in decomposed if unicodedata.category(each) not in ("Mn", "Cf"))
    return _WITHOUT_SPACES.sub(r" \1 ", _OTHER_SIGNS.sub(" ", plain)).encode()


_PLAINER = "letterbook.audit.plainer"
codecs.register_error(_PLAINER, _plainer)
