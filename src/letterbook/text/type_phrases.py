"""What a letter calls itself: an urgent appeal or an allegation letter, in English, French and Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook.model.reference import LetterType
from letterbook.text.normalize import fold_in_place
from letterbook.text.visible_text import VisibleText

_WORDS = {
    LetterType.URGENT: ("urgent appeal", "appel urgent", "llamamiento urgente"),
    LetterType.ALLEGATION: (
        *("letter of allegation", "allegation letter", "allegations letter"),
        *("lettre d'allegation", "carta de alegacion", "carta de denuncia"),
    ),
}
"""One of these is in each noun. A text without any of them, as most are, need not be searched."""
_NOUNS = {
    LetterType.URGENT: r"(?:joint )?urgent appeal|appel urgent(?: conjoint)?|llamamiento urgente(?: conjunto)?",
    LetterType.ALLEGATION: (
        r"(?:joint )?(?:letter of allegations?|allegations? letter)"
        r"|lettre d'allegations?|carta de (?:alegacion(?:es)?|denuncia)"
    ),
}
"""What a letter of a type is called, in folded words. Nothing is reliably called an "other letter"."""
_PRESENT = r"\b(?:the|this|our|le|la|el) presente? "
_THIS = r"\b(?:this|cet|cette|este|esta) "
_PATTERNS = tuple(
    (type_, re.compile(rf"{_PRESENT}(?:{noun})\b"), re.compile(rf"{_THIS}(?:{noun})\b"), re.compile(rf"\b(?:{noun})\b"))
    for type_, noun in _NOUNS.items()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStatement:
    """A passage in which a letter states its type: the `line` of its source, counted from 0, and its `words`."""

    type: LetterType
    line: int
    words: str


def find_type_statements(visible: VisibleText) -> Iterator[TypeStatement]:
    """Yield the passages in which a letter states its own type: `the present urgent appeal`.

    `this urgent appeal` is one only if the text has spoken of none before, since it may be an earlier letter.
    """
    text = fold_in_place(visible.running)
    for type_, present, this, noun in _PATTERNS:
        if not any(word in text.lower for word in _WORDS[type_]):
            continue
        found = list(present.finditer(text.lower))
        first, pointing = noun.search(text.lower), this.search(text.lower)
        if first and pointing and pointing.end() == first.end():
            found.append(pointing)
        for match in found:
            start, end = text.locate(*match.span())
            yield TypeStatement(type=type_, line=visible.find_line(start), words=visible.running[start:end])
