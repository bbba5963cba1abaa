"""Finds characters that cannot be seen, but change how a text reads or is found, and those that no page can show.

The first are characters that change the direction of the text after them, invisible spaces and fillers, tags, and the
two that stand for what a program could not copy: an image (U+FFFC) or a character (U+FFFD). Not among them are the
joiners of Persian and Indian scripts and the direction marks (LRM, RLM, ALM), which reorder nothing else. In Thai, Lao,
Burmese and Khmer an invisible space separates words, so it is allowed there.

The second are control characters other than tabs and line ends, which neither HTML nor XML allows; noncharacters and
halves of surrogate pairs; and private-use characters, which are empty or a box without the font that they came from.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Iterator

_BREAKS_WORDS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSEEN = "\u202a-\u202e\u2061-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffd\U000e0000-\U000e007f"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)
)
_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_SURROGATES = "\ud800-\udfff"
_INVISIBLE = re.compile(
    f"[{_UNSEEN}{_CONTROLS}{_NONCHARACTERS}{_PRIVATE_USE}{_SURROGATES}]"
    f"|(?<![{_BREAKS_WORDS}])\u200b(?![{_BREAKS_WORDS}])"
)
_PLAIN = bytes(code for code in range(0x80) if code in b"\t\n\r" or 0x20 <= code < 0x7F)
"""What is left without these is short, and has the bytes of every other character in UTF-8 side by side."""
_SUSPECT = re.compile(
    rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2(?:\x80[\x8b\xaa-\xae]|\x81[\xa1-\xa4\xa6-\xaf])|\xe3\x85\xa4"
    rb"|\xed[\xa0-\xbf]|\xee|\xef(?:[\x80-\xa3]|\xb7[\x90-\xaf]|\xbb\xbf|\xbe\xa0|\xbf[\xb9-\xbf])"
    rb"|[\xf0-\xf2].\xbf[\xbe\xbf]|[\xf3\xf4]",
    re.DOTALL,
)
"""The bytes of these characters in UTF-8, which are much quicker to find."""
_CATEGORIES = {"Cc": "control character", "Cn": "noncharacter", "Co": "private use", "Cs": "half of a surrogate pair"}
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")


def find(text: str) -> Iterator[tuple[int, str]]:
    """Find each invisible character: its offset in the text and its name, such as `U+202E (right-to-left override)`.
    Those written as HTML entities (`&#x202E;`) are found too."""
    if _SUSPECT.search(text.encode(errors="surrogatepass").translate(None, _PLAIN)):
        yield from ((match.start(), _describe(match[0])) for match in _INVISIBLE.finditer(text))
    if "&" in text:
        for match in _ENTITY.finditer(text):
            if found := _INVISIBLE.search(_decode_entity(match[0])):
                yield match.start(), _describe(found[0])


def replace_unreadable(text: str) -> str:
    """Replace by a space each of these characters that YAML refuses to read, so that the rest can still be read."""
    return _NOT_IN_YAML.sub(" ", text)


_NOT_IN_YAML = re.compile(f"[{_CONTROLS}\ufffe\uffff]")


def _decode_entity(entity: str) -> str:
    """Return the character that a page shows for an entity. `html.unescape` passes over those that HTML forbids."""
    if not entity.startswith("&#"):
        return html.unescape(entity)
    code = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
    return chr(code) if code <= sys.maxunicode else "\N{REPLACEMENT CHARACTER}"


def _describe(character: str) -> str:
    name = unicodedata.name(character, "").lower() or _CATEGORIES.get(unicodedata.category(character), "without a name")
    return f"U+{ord(character):04X} ({name})"
