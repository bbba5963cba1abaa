"""Splits a text into blocks, and finds the part of the letter that each begins by the letter's own phrases.

Most letters have no headings. A part begins at its cue, such as "According to the information received"; the cues are
data (`cues`). Text cut up by page breaks keeps its words; only a list of questions that a page break cut in two is made
one list again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from letterbook.text import paragraph_marks
from letterbook.text.cues import ANNEX, CUES, Part
from letterbook.text.markdown import strip_tags

ELEMENT = re.compile(r"<(/?)(p|li|ol|ul|blockquote|h[1-6]|hr|table|pre|div)\b([^>]*)>")
"""The start or end tag of a block element, with groups for the closing slash, the name and the attributes."""
_LIST_START = re.compile(r'<ol(?: start="([0-9]+)")?')
_ITEM_NUMBER = re.compile(r' value="([0-9]+)"')
_ANNEX_TITLE = re.compile(r"\w+(?:\s+(?:[0-9]{1,2}|[IVX]{1,5}|[A-Z]))?\s*[.:]?")
"""The word "Annex" in any language, alone or with its number."""
_WORDS = tuple(word for cue in CUES for word in cue.words)
_PLAIN_WORDS = tuple(filter(str.isascii, _WORDS))
_LONGEST_HEADING = 150
_LONGEST_CUT = 3
"""How many paragraphs a page break may have taken out of the middle of a question."""


class Block(NamedTuple):
    """An element at the top level of the HTML of a text.

    `tag` is its name, `part` the part of the letter that it begins, if any. `questions` are the numbers of its
    questions.
    """

    tag: str
    html: str
    part: Part | None = None
    questions: tuple[int, ...] = ()


def split_blocks(html: str) -> Iterator[Block]:
    """Split sanitised HTML into its top-level elements.

    The words of the cues are looked up once for the whole text, so that most paragraphs need no closer look.
    """
    cued = _find_cue_words(html)
    depth, start = 0, 0
    for match in ELEMENT.finditer(html):
        closing, tag, _ = match.groups()
        if tag == "hr":
            if depth == 0:
                yield Block("hr", match[0])
        elif not closing:
            if depth == 0:
                start = match.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                block = html[start : match.end()]
                has_cue = bisect_left(cued, start) < bisect_left(cued, match.end())
                yield Block(tag, block, _find_part(tag, block, has_cue=has_cue))


def _find_cue_words(html: str) -> list[int]:
    """Return the sorted offsets of all words of cues."""
    folded = html.replace("İ", "i").lower()  # the only letter that is two in lower case, which shifts offsets
    places: list[int] = []
    for word in _PLAIN_WORDS if folded.isascii() else _WORDS:
        at = folded.find(word)
        while at >= 0:
            places.append(at)
            at = folded.find(word, at + 1)
    return sorted(places)


def _find_part(tag: str, block: str, *, has_cue: bool) -> Part | None:
    """Return the part that a paragraph or heading begins, if any."""
    if tag == "p":
        if len(block) < _LONGEST_HEADING and _begins_annex(text := _read_words(block)) and _is_title(block, text):
            return Part.ANNEX
        if not has_cue:
            return None
        folded = _read_words(block[:2_000]).lower()
        return next((cue.part for cue in CUES if cue.begins(folded)), None)
    return Part.ANNEX if tag[0] == "h" and _begins_annex(_read_words(block)) else None


def _read_words(block: str) -> str:
    return paragraph_marks.strip_numbers(strip_tags(block)).strip()


def _begins_annex(text: str) -> bool:
    return ANNEX.match(text) is not None


def _is_title(block: str, text: str) -> bool:
    return paragraph_marks.strip_numbers(block).startswith("<p><strong>") or _ANNEX_TITLE.fullmatch(text) is not None


def join_questions(blocks_: Iterable[Block]) -> list[Block]:
    """Number the questions, which are the numbered list after the request for observations.

    If a page break took the middle of a question out of the list, put it back and continue the list. Returns the blocks
    with `questions` set, and the pieces of a list joined into one block.
    """
    joined: list[Block] = []
    pieces: dict[int, list[str]] = {}  # the HTML of each list of questions, by its index in `joined`
    cut: list[Block] = []
    asked, last, paragraphs = False, None, 0
    for block in blocks_:
        if block.part is not None:
            asked = block.part is Part.QUESTIONS and last is None
        if not asked or block.part is not None or block.tag != "ol":
            cut.append(block)
            paragraphs += _is_paragraph(block)
            if not (asked and last is not None and _can_be_cut(block) and paragraphs <= _LONGEST_CUT):
                joined += cut
                cut, paragraphs = [], 0
            continue
        numbers = _read_numbers(block.html)
        asked = last is None or numbers[:1] == (last + 1,)
        if asked and len(joined) - 1 in pieces:
            _continue(pieces[len(joined) - 1], cut, block)
        else:
            joined += [*cut, block]
            pieces |= {len(joined) - 1: [block.html]} if asked else {}
        cut, paragraphs = [], 0
        last = numbers[-1] if numbers else last
    for at, html in pieces.items():
        whole = "".join(html)
        joined[at] = joined[at]._replace(html=whole, questions=_read_numbers(whole))
    return joined + cut


def _can_be_cut(block: Block) -> bool:
    """Whether a block can come from around a page break: the rest of a question, a footnote, a horizontal rule."""
    return block.tag in ("p", "hr") or _is_footnote(block)


def _is_paragraph(block: Block) -> bool:
    return block.tag == "p" and not _is_footnote(block)


def _is_footnote(block: Block) -> bool:
    return block.html.startswith(('<p class="lb-footnote"', '<div class="footnote-definition"'))


def _continue(pieces: list[str], cut: list[Block], more: Block) -> None:
    """Put the blocks that were cut out into the last question of a list, and append the rest of the list."""
    pieces[-1] = pieces[-1].rstrip().removesuffix("</ol>").rstrip().removesuffix("</li>")
    pieces += [block.html.replace("<p>", '<p class="lb-cut">', 1) for block in cut if block.tag != "hr"]
    pieces += ["</li>", more.html[more.html.index(">") + 1 :]]


def _read_numbers(html: str) -> tuple[int, ...]:
    """Return the numbers of the items of the outermost list."""
    start = _LIST_START.match(html)
    numbers: list[int] = []
    depth, coming = 0, int(start[1] or 1) if start else 1
    for match in ELEMENT.finditer(html):
        closing, tag, attributes = match.groups()
        if tag == "li" and not closing and depth == 1:
            own = _ITEM_NUMBER.match(attributes)
            numbers.append(int(own[1]) if own else coming)
            coming = numbers[-1] + 1
        if tag != "hr":
            depth += -1 if closing else 1
    return tuple(numbers)
