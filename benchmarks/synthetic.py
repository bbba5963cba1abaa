"""Write a record of synthetic letters, as long as the seed letter and with a natural (Zipf) distribution of words."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))

from pdf import pdf

LETTER_BYTES = 17_000
_SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnprstvz" for vowel in "aeiou"]
AS_OF = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
"""The moment the benchmarks build for: letters of the last two months are withheld."""
_FIRST = dt.date(2011, 1, 3)
_LAST = dt.date(2026, 5, 31)


def write_record(folder: Path, letters: int, registers: Path, *, pdfs: int = 0, translations: int = 0) -> None:
    """Write a record of `letters` letters into `folder`, with a response to every second one.

    The same numbers always give the same record. `registers` is a folder of registers with a policy.yml beside it. The
    text of one response in `pdfs` is only in a PDF, and one letter in `translations` has a translation; 0 is none.
    """
    chance = random.Random(20210312)  # noqa: S311 - not for secrets
    shutil.copytree(registers, folder / "registers")
    shutil.copy(registers.parent / "policy.yml", folder)
    words = _vocabulary(chance, 20_000)
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    days = (_LAST - _FIRST).days
    for number in range(letters):
        sent = _FIRST + dt.timedelta(days=number * days // letters)
        slug = f"al-oth-{number + 1}-{sent.year}"
        text = f"{sent:%-d %B %Y}\n\n" + _text(chance, words, weights)
        path = folder / "letters" / str(sent.year) / f"{slug}.md"
        _write(path, _letter(slug, sent, words[number % 500], text))
        if translations and number % translations == 0:
            facts = f"---\ntranslation_of: {slug}\nlanguage: fr\ntranslated_by: Example Translators\n"
            _write(path.with_suffix(".fr.md"), f"{facts}official: false\n---\n" + _text(chance, words, weights))
        dated = sent + dt.timedelta(days=69)
        if number % 2 == 0 and dated < AS_OF.date():
            answer = text.partition("\n\n")[2][:3_000]
            content = pdf(answer, title="Reply") if pdfs and number // 2 % pdfs == 0 else b""
            _write(folder / "responses" / slug / f"{dated}-xiaomi.md", _response(slug, dated, answer, content))
            if content:
                path = folder / "attachments" / slug / "reply.pdf"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)


def _letter(slug: str, sent: dt.date, word: str, text: str) -> str:
    return (
        f"---\nreference: {_reference(slug)}\nsent: {sent}\nlanguage: en\n"
        f"subject: On {word} and what is said of it\n"
        "mandates:\n  - mandate: business\n    resolution: 44/15\n  - mandate: torture\n    resolution: 43/20\n"
        "recipients:\n  - recipient: xiaomi\n    addressee: Ms. Ida Example\n"
        "annex:\n  - instrument: ungp\n    provisions:\n      - 13\n      - 25-31\n---\n" + text
    )


def _response(slug: str, dated: dt.date, text: str, pdf: bytes) -> str:
    facts = f"---\nletter: {_reference(slug)}\nrecipient: xiaomi\ndated: {dated}\nlanguage: en\nkind: reply\n"
    if not pdf:
        return f"{facts}---\n{dated:%-d %B %Y}\n\n{text}"
    return (
        f"{facts}text: none\nattachments:\n  - file: reply.pdf\n    title: The reply\n    language: en\n"
        f"    sha256: {hashlib.sha256(pdf).hexdigest()}\n    public_copy: true\n---\n"
    )


def _reference(slug: str) -> str:
    type_, code, number, year = slug.upper().split("-")
    return f"{type_} {code} {number}/{year}"


def _text(chance: random.Random, words: list[str], weights: list[float]) -> str:
    paragraphs = ["According to the information received:"]
    size = 0
    while size < LETTER_BYTES:
        paragraph = " ".join(chance.choices(words, weights, k=chance.randint(40, 140))).capitalize() + "."
        paragraphs.append(paragraph)
        size += len(paragraph) + 2
    paragraphs += [
        "We would be grateful for your observations on the following matters:",
        "\n".join(f"{number}. Please provide information on {chance.choice(words)}." for number in range(1, 9)),
        "This communication and any response received will be made public in 60 days.",
        "## Annex",
        "We draw your attention to Guiding Principle 13 and Guiding Principles 25 to 31.",
    ]
    return "\n\n".join(paragraphs) + "\n"


def _vocabulary(chance: random.Random, size: int) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < size:
        words["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))] = None
    return list(words)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
