"""Normalises texts and takes fingerprints of them, so that copies match whatever markup and punctuation they have.

A normalised text is folded words (see `text.normalize`) with one space before and after each: `AL XAA 3/2024`,
`al-xaa-3-2024` and `<b>AL</b> XAA&nbsp;3/2024` all become ` al xaa 3 2024 `.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from urllib.parse import unquote

from letterbook.text.normalize import UNSPACED, fold_words, is_number

NGRAM_WORDS = 5
"""The number of words in an n-gram, the shortest run that is matched (the noise threshold of winnowing)."""
GUARANTEED_WORDS = 8
"""A sentence or any other run of this many words is found wherever it is copied (the guarantee threshold)."""
_SHORTEST_SENTENCE = 4
"""A sentence of fewer words is not distinctive (`Excellency,`)."""

_LAST = "\U0010ffff"
"""Sorts after every reversed n-gram in `fingerprint`."""
SEPARATOR = " xedgex "
"""A word that no match can span."""
_SPACES = re.compile("  +")
_PERCENT = re.compile("(?:%[0-9A-Fa-f]{2})+")
"""What is percent-encoded: the bytes of one or more characters."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSPACED = re.compile(f"([{UNSPACED}])")
"""Letters of scripts that put no space between words: each counts as a word."""
_SENTENCE = re.compile(r"[.!?:;。！？؛؟।]+\s|\n\s*\n|\n(?=\s*(?:[-*+>#|]|[0-9]+[.)]))")


def normalize(text: str) -> str:
    """Return the folded words of `text`, with one space before and after each."""
    return space_evenly(fold_characters(text))


def space_evenly(folded: str) -> str:
    """Return folded words with one space before and after each; two spaces if there is none, which no text has."""
    text = _SPACES.sub(" ", f" {folded} ")  # twice as fast as splitting and joining, since few words have more
    return text if len(text) > 1 else "  "


def fold_characters(text: str) -> str:
    """Return the folded words of `text`; in scripts that put no space between words, each letter is a word."""
    folded = fold_words(text)
    return folded if folded.isascii() else _UNSPACED.sub(r" \1 ", folded)


def percent_decode(text: str) -> str:
    """Undo the percent-encoding of URLs in `text`, twice, since one URL may hold another."""
    for _ in range(2):
        if "%" not in text:
            break
        text = _PERCENT.sub(lambda match: unquote(match[0]), text.replace("+", " "))
    return text


def split_comments(html: str) -> tuple[str, list[str]]:
    """Return `html` without its comments, and the comments."""
    end = html.rfind("-->") + 3  # a comment opened after this never ends, and searching for its end each time is slow
    if end < 3 or "<!--" not in html:
        return html, []
    return _COMMENT.sub("", html[:end]) + html[end:], _COMMENT.findall(html, 0, end)


def fingerprint(
    text: str,
    find_names: Callable[[str], Iterable[tuple[int, int]]] = lambda _: (),
    boilerplate: AbstractSet[str] = frozenset(),
) -> set[str]:
    """Return normalised fingerprints of `text`: every sentence, and every run of `GUARANTEED_WORDS` words, has one.

    Of the n-grams (runs of `NGRAM_WORDS` words) in each window, the least in a fixed order is taken (winnowing:
    Schleimer, Wilkerson and Aiken, 2003). `find_names` returns the spans of public names in a normalised text. Pages
    put such names next to each other and next to `boilerplate`, and so may a letter; so no n-gram spans a name, and a
    sentence that contains one is matched as a whole. What is not distinctive has no fingerprint.
    """
    found: set[str] = set()
    for sentence in _SENTENCE.split(text):
        whole = normalize(sentence)
        count = whole.count(" ") - 1
        if (
            count >= _SHORTEST_SENTENCE
            and (count < GUARANTEED_WORDS or any(True for _ in find_names(whole)))
            and is_distinctive(whole, find_names, boilerplate)
        ):
            found.add(whole)
    for piece in _split_at_names(normalize(text), find_names):
        words = piece.split()
        # N-grams are compared by their letters read backwards, an order unrelated to how common they are.
        empty = [word in boilerplate or is_number(word) for word in words]
        ngrams = [
            _LAST if all(empty[at : at + NGRAM_WORDS]) else f" {' '.join(words[at : at + NGRAM_WORDS])} "[::-1]
            for at in range(len(words) - NGRAM_WORDS + 1)
        ]
        window = GUARANTEED_WORDS - NGRAM_WORDS + 1
        least = {min(ngrams[at : at + window]) for at in range(max(len(ngrams) - window + 1, 0))}
        found.update(each[::-1] for each in least - {_LAST})
    return found


def is_distinctive(
    text: str, find_names: Callable[[str], Iterable[tuple[int, int]]], boilerplate: AbstractSet[str]
) -> bool:
    """Whether a normalised text has any word besides public names, `boilerplate` and numbers."""
    left = (word for piece in _split_at_names(text, find_names) for word in piece.split())
    return any(word not in boilerplate and not is_number(word) for word in left)


def _split_at_names(text: str, find_names: Callable[[str], Iterable[tuple[int, int]]]) -> Iterator[str]:
    at = 0
    for start, end in sorted(find_names(text)):
        yield text[at:start]
        at = max(at, end)
    yield text[at:]
