"""Mends characters that a copy left behind: ligatures, soft hyphens, invisible characters, bullets of other fonts."""

from __future__ import annotations

import re
from collections import Counter

from letterbook.editing.mending.manuscript import Manuscript
from letterbook.ingest import invisible_characters
from letterbook.text.normalize import compose

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
"""Ligatures of typefaces, which are no letters of any language."""
_BULLETS = re.compile(r"^(\s*)[•●▪■◦○‣⁃\uf0b7\uf0a7\uf02d\uf076\uf0d8][\t \N{NO-BREAK SPACE}]+")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_NAMES = {
    "ligature": "ligatures were written as letters",
    "hyphen": "soft hyphens were removed",
    "unseen": "invisible characters were removed",
}


def mend_characters(manuscript: Manuscript) -> None:
    """Mend the characters of a text. A soft hyphen at the end of a line becomes a hyphen, which is mended later."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for at, line in enumerate(manuscript.lines):
        text = compose(line.text.replace("\r", ""))
        text = _BULLETS.sub(r"\1- ", text)
        if text.isascii():
            if text != line.text:
                manuscript.replace(at, text)
            continue
        for ligature, letters in LIGATURES.items():
            if found := text.count(ligature):
                counts["ligature"] += found
                first.setdefault("ligature", at)
                text = text.replace(ligature, letters)
        if _SOFT_HYPHEN in text:
            counts["hyphen"] += text.count(_SOFT_HYPHEN)
            first.setdefault("hyphen", at)
            text = re.sub(rf"{_SOFT_HYPHEN}\s*$", "-", text).replace(_SOFT_HYPHEN, "")
        places = [place for place, _ in invisible_characters.find(text) if text[place] != "&"]
        if places:
            counts["unseen"] += len(places)
            first.setdefault("unseen", at)
            for place in reversed(places):
                text = text[:place] + text[place + 1 :]
        manuscript.replace(at, text)
    for name, count in counts.items():
        manuscript.note_mended(first[name], f"{count} {_NAMES[name]}" if count > 1 else f"1: {_NAMES[name]}")
