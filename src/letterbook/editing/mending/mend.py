"""Mends a text in Markdown, and checks that no word of it was lost."""

from __future__ import annotations

import re
from collections import Counter

from letterbook.editing.mending.characters import mend_characters
from letterbook.editing.mending.footnotes import mend_footnotes
from letterbook.editing.mending.lists import mend_lists
from letterbook.editing.mending.manuscript import Manuscript, MendedText, Remark
from letterbook.editing.mending.markup import mend_markup
from letterbook.editing.mending.pages import mend_page_breaks, mend_split_words
from letterbook.text.normalize import fold_words

_MARKUP = re.compile(r"<(?!https?:)/?[A-Za-z][^<>]*>|\]\([^()\s]*\)")
_MOST_WORDS = 20
_MARKER = re.compile(r"^[ \t>]*(?:[-*+•]|[0-9]{1,3}\\?[.)])[ \t\N{NO-BREAK SPACE}]+", re.MULTILINE)


def mend_text(text: str, names: frozenset[str] = frozenset()) -> MendedText:
    """Mend a text in Markdown. `names` are those of the recipients in the register, folded, which pages repeat.

    What was removed is listed. Words that were neither kept nor listed would be a fault in this program; they are
    reported as a doubt.
    """
    manuscript = Manuscript.read(text)
    mend_characters(manuscript)
    mend_markup(manuscript)
    mend_footnotes(manuscript)
    mend_split_words(manuscript)
    mend_page_breaks(manuscript, names)
    mend_lists(manuscript)
    mend_page_breaks(manuscript, names)
    if lost := find_lost_words(text, manuscript):
        manuscript.doubts.append(Remark(0, f"the text and what was removed do not add up to the original: {lost}"))
    return manuscript.finish()


def find_lost_words(text: str, manuscript: Manuscript) -> str:
    """Return words of the original that a mended text has lost or repeats; "" if all letters are accounted for."""
    mended = "\n".join([manuscript.text, *(each.text for each in manuscript.removed)])
    before, after = _read(text), _read(mended)
    if Counter(before.replace(" ", "")) == Counter(after.replace(" ", "")):
        return ""
    words, others = Counter(before.split()), Counter(after.split())
    return ", ".join(list((words - others) + (others - words))[:_MOST_WORDS])


def _read(text: str) -> str:
    """Return the words of a text, folded, without markup and the numbers of lists."""
    return fold_words(_MARKER.sub("", _MARKUP.sub(" ", text)))
