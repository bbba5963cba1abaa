"""Finds characters that cannot be seen, but change how a text reads or is found.

These are characters that change the direction of the text after them, invisible spaces and fillers, and tags. Not among
them are the joiners of Persian and Indian scripts and the direction marks (LRM, RLM, ALM), which reorder nothing else.
In Thai, Lao, Burmese and Khmer an invisible space separates words, so it is allowed there.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

_BREAKS_WORDS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_INVISIBLE = re.compile(
    "[\u202a-\u202e\u2061-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
    f"|(?<![{_BREAKS_WORDS}])\u200b(?![{_BREAKS_WORDS}])"
)
_SUSPECT = re.compile(
    rb"\xe2(?:\x80[\x8b\xaa-\xae]|\x81[\xa1-\xa4\xa6-\xaf])|\xe3\x85\xa4|\xef(?:\xbb\xbf|\xbe\xa0|\xbf[\xb9-\xbb])|\xf3\xa0"
)
"""The bytes of these characters in UTF-8, which are much quicker to find."""
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")


def find(text: str) -> Iterator[tuple[int, str]]:
    """Find each invisible character: its offset in the text and its name, such as `U+202E (right-to-left override)`.
    Those written as HTML entities (`&#x202E;`) are found too."""
    if not text.isascii() and _SUSPECT.search(text.encode(errors="surrogatepass")):
        yield from ((match.start(), _describe(match[0])) for match in _INVISIBLE.finditer(text))
    if "&" in text:
        for match in _ENTITY.finditer(text):
            if found := _INVISIBLE.search(html.unescape(match[0])):
                yield match.start(), _describe(found[0])


def _describe(character: str) -> str:
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'without a name').lower()})"
