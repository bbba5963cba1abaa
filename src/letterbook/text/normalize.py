"""The one normal form in which texts are compared.

Texts are kept and shown in NFC (`compose`). To be compared, they are folded first. Folding removes these differences
and no others:

- case: `ARTICLE` and `Article` become `article`;
- accents: `é`, also as `e` and a combining accent; Hebrew and Arabic vowel points; hamza and madda above letters. The
  vowel signs and viramas of Indian scripts are not accents, and stay;
- letters that have no decomposition in Unicode: `ł đ ø æ œ ß þ ı`; Persian and Arabic forms of one letter;
- compatibility forms: ligatures, full and half width, letters in circles;
- digits of every script, which become ASCII. Superscript digits are footnote marks and are dropped;
- invisible characters, which are dropped: soft hyphens, joiners, direction marks, tatweel, variation selectors;
- dashes and minus signs, which become `-`; quotation marks and apostrophes, which become `"` and `'`;
- spaces of every kind, which become one space.

Search, citations, parts of a letter, rules, leak check and sorting all use it. `fold_words` also turns punctuation into
spaces. `fold_in_place` keeps case, by which acronyms are recognised, and offsets, which locate a citation.

The data are Unicode's, as shipped with Python; letters without a decomposition follow CLDR's transform
Latin-ASCII.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

PARAGRAPH_END = "\n"
"""What sets two paragraphs of a `FoldedText` apart."""
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""The letters of scripts that put no space between words, for a set in a pattern."""
HIDDEN = "\ufffc"
"""In a visible text, this replaces each character of a footnote mark; folding drops it."""


def compose(text: str) -> str:
    """Return a text as it is kept and shown: in NFC."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return a text in the form in which texts are compared (see above), with single spaces and none at the ends."""
    return " ".join(_encode(text, _FOLD).translate(_LOWER).decode().split())


def fold_words(text: str) -> str:
    """Return the folded words of a text, with a space for each character that is not a letter, digit or vowel sign."""
    return _encode(text, _FOLD_WORDS).translate(_LOWER_WORDS).decode()


def fold_except_case(text: str) -> str:
    """Return a text folded in all respects but case; spaces stay as they are."""
    text = text.replace("`", "'")
    return text if text.isascii() else "".join(map(fold_character, text))


def is_number(folded: str) -> bool:
    """Whether a folded text is a whole number in digits."""
    return folded.isascii() and folded.isdecimal()


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text folded in all respects but case (`text`), the same in `lower` case, and the way back to the original.

    Both have the same length. A run of spaces is one space, and one with a blank line is one line break.
    """

    text: str
    lower: str
    _offsets: tuple[int, ...]
    """Where each run begins whose characters have the same distances as in the original."""
    _original_offsets: tuple[int, ...]
    """Where the same runs begin in the original."""

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return where a passage of the folded text, which must not be empty, begins and ends in the original."""
        return self._locate(start), self._locate(end - 1) + 1

    def _locate(self, at: int) -> int:
        run = bisect_right(self._offsets, at) - 1
        return self._original_offsets[run] + at - self._offsets[run]


@lru_cache(maxsize=4)
def fold_in_place(original: str) -> FoldedText:
    """Fold a visible text, whose paragraphs are set apart by blank lines, but keep its case and its offsets."""
    text, changes = original.replace("`", "'"), _SPACES
    if not text.isascii():
        text, uneven = _replace_even(text)
        if uneven:
            changes = _compile_changes(uneven)
    pieces: list[str] = []
    offsets, original_offsets = [0], [0]
    length = at = 0
    for match in changes.finditer(text):
        start, end = match.span()
        found = match[0]
        space = PARAGRAPH_END if found.count("\n") > 1 else " "
        replacement = space if found.isspace() else fold_character(found)
        pieces += (text[at:start], replacement)
        length += start - at
        for index in range(len(replacement)):  # each stands for the first character of what it replaces
            offsets.append(length + index)
            original_offsets.append(start)
        length += len(replacement)
        offsets.append(length)
        original_offsets.append(end)
        at = end
    pieces.append(text[at:])
    folded = "".join(pieces)
    return FoldedText(folded, folded.lower(), tuple(offsets), tuple(original_offsets))


@lru_cache(maxsize=1 << 16)
def fold_character(character: str) -> str:
    """Return one character folded in all respects but case: none, one or several characters."""
    if character.isascii():
        return "'" if character == "`" else character
    if unicodedata.decomposition(character).startswith("<super>") and unicodedata.digit(character, None) is not None:
        return ""
    return unicodedata.normalize("NFC", "".join(map(_fold_part, unicodedata.normalize("NFKD", character))))


def _fold_part(part: str) -> str:
    """Fold a character that has no decomposition."""
    category = unicodedata.category(part)
    if part in _EQUIVALENTS:
        return _EQUIVALENTS[part]
    if category == "Cf" or part in _INVISIBLE or (category in ("Mn", "Me") and _is_accent(part)):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(part))
    if category == "Pd":
        return "-"
    if category in ("Pi", "Pf"):
        return '"' if part in _DOUBLE else "'"
    if category[0] == "Z" or category == "Cc":
        return " " if not part.isascii() else part
    return _fold_letter(part) if category in ("Ll", "Lu", "Lt", "Lo") else part


def _fold_letter(letter: str) -> str:
    lower = letter.lower()
    name = _LATIN.fullmatch(unicodedata.name(lower, ""))
    plain = _LETTERS.get(lower) or (name["letter"].lower() if name else "")
    if not plain:
        return letter
    return plain if lower == letter else plain.upper()


def _is_accent(mark: str) -> bool:
    """Whether a mark only changes how a letter is pronounced, by its canonical combining class.

    1 is strokes through letters, 10 to 36 the vowel points of Hebrew, Arabic and Syriac, 200 and more the accents above
    and below. Vowel signs have 0, other marks of Indian, Thai and Tibetan letters 7 to 9 and 84 to 132.
    """
    combining = unicodedata.combining(mark)
    return combining == 1 or 10 <= combining <= 36 or combining >= 200 or unicodedata.category(mark) == "Me"


_LATIN = re.compile(r"LATIN SMALL (?:LETTER|LIGATURE) (?P<letter>[A-Z]{1,2})(?: WITH .*| DIGRAPH)?")
"""The Unicode name of a letter that Unicode does not decompose, but names after another: LATIN SMALL LETTER L WITH
STROKE · LATIN SMALL LIGATURE OE."""
_LETTERS = {
    "ß": "ss",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ȷ": "j",
    "ĸ": "k",
    "ŋ": "n",
    "œ": "oe",
    "ə": "e",
    "ǝ": "e",
    "ɛ": "e",
    "ɔ": "o",
    "ɵ": "o",
    "ɩ": "i",
    "ʊ": "u",
    "ʉ": "u",
    "ɣ": "g",
    "ʒ": "z",
    "ʃ": "s",
    "ɑ": "a",
    # Arabic: alef maksura and Farsi yeh, keheh, teh marbuta and heh goal
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
    "ہ": "ه",
}
"""Letters whose Unicode name does not give the plain letter."""
_EQUIVALENTS = {
    **dict.fromkeys("′ʼʻʹ´ˈ‚‛", "'"),
    **dict.fromkeys("″‟„〝〞ʺ", '"'),
    "\N{MINUS SIGN}": "-",
    "\N{FRACTION SLASH}": "/",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "٫": ".",
    "٬": ",",
    "٪": "%",
    "。": ".",
    "、": ",",
}
_DOUBLE = frozenset("“”«»„‟")
_INVISIBLE = frozenset("\u0640\u034f\u115f\u1160\u3164\uffa0\u17b4\u17b5" + HIDDEN) | frozenset(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Invisible characters outside the category Cf: tatweel, joiners, fillers and variation selectors."""

_SPACES = re.compile(r"\s(?:\s+|(?<! ))")
"""Any run of spaces other than a single space."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@lru_cache
def _compile_changes(characters: str) -> re.Pattern[str]:
    """Return a pattern of what `_SPACES` matches, or one of `characters`. It begins with one set, which is quick."""
    return re.compile(rf"[\s{re.escape(characters)}](?:(?<=\s)\s+|(?<! ))")


def _replace_even(text: str) -> tuple[str, str]:
    """Replace the characters that fold to one character; return the text, and which characters of it are left."""
    uneven = []
    for each in set("".join(_NOT_ASCII.findall(text))):
        folded = fold_character(each)
        if len(folded) == 1:
            text = text.replace(each, folded)
        else:
            uneven.append(each)
    return text, "".join(sorted(uneven))


def _encode(text: str, handler: str) -> bytes:
    """Return a text in UTF-8, folded except for its ASCII.

    The encoder copies ASCII at once and calls the error handler only for the rest, which is fastest.
    """
    return text.encode("ascii", handler) if text.isascii() else compose(text).encode("ascii", handler)


@lru_cache(maxsize=1 << 16)
def _fold_run(run: str) -> bytes:
    return "".join(map(fold_character, run)).casefold().encode(errors="surrogatepass")


@lru_cache(maxsize=1 << 16)
def _fold_run_to_words(run: str) -> bytes:
    return "".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in _fold_run(run).decode()).encode()


def _register(name: str, fold_run: Callable[[str], bytes]) -> str:
    def handle(error: UnicodeError) -> tuple[bytes, int]:
        assert isinstance(error, UnicodeEncodeError)
        return fold_run(error.object[error.start : error.end]), error.end

    codecs.register_error(name, handle)
    return name


_FOLD = _register("letterbook.fold", _fold_run)
_FOLD_WORDS = _register("letterbook.fold_words", _fold_run_to_words)
_LOWER = bytes(ord("'") if each == ord("`") else ord(chr(each).lower()) for each in range(128)) + bytes(range(128, 256))
_LOWER_WORDS = bytes(each if chr(each).isalnum() else 0x20 for each in _LOWER[:128]) + _LOWER[128:]
