"""A text reads the same to all who read it, however it is typed.

Each test writes the same letter in another way and asks one of its readers for what it finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from gold import load_lexicon
from letterbook.audit import fingerprints
from letterbook.citations import Lexicon
from letterbook.citations import cite as cite_text
from letterbook.i18n import get_sort_key
from letterbook.search.tokenize import tokenize
from letterbook.text.letter_head import find_printed_dates, find_printed_references, find_salutation
from letterbook.text.normalize import fold
from letterbook.text.structure import structure_text
from letterbook.text.visible_text import read_visible_text

TEXT = """\
Geneva, 3 March 2024

REFERENCE: AL XAA 3/2024

Dear Señor García,

We refer to article 9 (1) of the International Covenant on Civil and Political Rights, the "Covenant", and to the
well-known official report of the company's mill at Łomża.

We would be grateful for your observations on the following matters:

1. Please provide any additional information.
"""

Reader = Callable[[str, Lexicon], object]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """The lexicon for the shipped instruments."""
    return load_lexicon()


def replace(*pairs: tuple[str, str]) -> Callable[[str], str]:
    """Return a function that replaces the first of each pair, which must be in the text, by the second."""

    def write(text: str) -> str:
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return text

    return write


def write_digits(zero: str) -> Callable[[str], str]:
    """Return a function that writes digits in another script, except that of the list, which Markdown reads."""
    digits = {ord("0") + value: chr(ord(zero) + value) for value in range(10)}
    return lambda text: re.sub(r"[0-9](?!\.)", lambda match: match[0].translate(digits), text)


WRITINGS: dict[str, Callable[[str], str]] = {
    "combining accents": lambda text: unicodedata.normalize("NFD", text),
    "no accents": replace(("ñ", "n"), ("í", "i"), ("ż", "z")),
    "no stroke": replace(("Ł", "L")),
    "ligature": replace(("official", "o\N{LATIN SMALL LIGATURE FFI}cial")),
    "full width letters": replace(("Covenant", "Ｃｏｖｅｎａｎｔ")),
    "full width digits": write_digits("０"),
    "Arabic digits": write_digits("٠"),
    "Devanagari digits": write_digits("०"),
    "soft hyphens": replace(("Covenant", "Cove\u00adnant"), ("March", "Mar\u00adch"), ("observ", "ob\u00adserv")),
    "joiners": replace(("article", "arti\u200dcle"), ("grateful", "grate\u200cful")),
    "direction marks": replace(("9 (1)", "\u200e9 (1)\u200e"), ("XAA", "\u200eXAA\u200f")),
    "variation selectors": replace(("Rights", "Rights\ufe0e")),
    "no-break spaces": lambda text: re.sub(r"(?<=\w) (?=\S)", "\u00a0", text),
    "thin spaces": lambda text: re.sub(r"(?<=\w) (?=\S)", "\u2009", text),
    "two spaces": lambda text: re.sub(r"(?<=\w) (?=\S)", "  ", text),
    "line ends": replace(("article 9", "article\n9"), ("on Civil", "on\nCivil"), ("be grateful", "be\ngrateful")),
    "other hyphens": replace(("well-known", "well\N{NON-BREAKING HYPHEN}known")),
    "dashes": replace(("well-known", "well\N{EN DASH}known")),
    "quotation marks": replace(('"Covenant"', "“Covenant”"), ("company's", "company’s")),
    "guillemets": replace(('"Covenant"', "«Covenant»")),
    "entities": replace(("ñ", "&ntilde;"), ("article 9", "article&nbsp;9"), ("grateful", "&#103;rateful")),
    "emphasis": replace(("article 9", "article **9**"), ("Covenant on", "*Cove*nant on"), ("We would", "**We** would")),
    "HTML": replace(("article 9", "<b>article</b> 9"), ("XAA", "<u>XAA</u>"), ("We would", "<i>We would</i>")),
    "comments": replace(("article 9", "article <!-- a -->9"), ("We would", "<!-- b -->We would")),
    "footnote marks": replace(("article 9", "article 9<sup>7</sup>"), ("García", "García<sup>*</sup>")),
    "superscript figures": replace(("Rights", "Rights²")),
    "backslashes": replace(("9 (1)", "9 \\(1\\)"), ("3/2024", "3\\/2024")),
}

READERS: dict[str, Reader] = {
    "citations": lambda text, lexicon: [
        (each.instrument, each.provisions) for each in cite_text(read_visible_text(text).running, lexicon)
    ],
    "parts": lambda text, _: structure_text(text).parts,
    "dates": lambda text, _: [dates for _, dates in find_printed_dates(read_visible_text(text), "en")],
    "references": lambda text, _: [each for _, each in find_printed_references(read_visible_text(text), None)],
    "salutation": lambda text, _: (find_salutation(read_visible_text(text)) or (0, ""))[1],
    "rules": lambda text, _: fold(read_visible_text(text).running),
    "leak check": lambda text, _: fingerprints.normalize(read_visible_text(text).running),
    "search": lambda text, _: tokenize(read_visible_text(text).running),
    "sorting": lambda text, _: get_sort_key(" ".join(read_visible_text(text).running.split())),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("writing", WRITINGS)
def test_a_text_reads_the_same(writing: str, reader: str, lexicon: Lexicon) -> None:
    other = WRITINGS[writing](TEXT)
    read = READERS[reader]

    assert other != TEXT
    assert read(TEXT, lexicon)
    assert read(other, lexicon) == read(TEXT, lexicon)
