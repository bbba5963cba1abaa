"""The blocks of a text, and the parts of a letter that they begin, told by its own phrases.

Letters mostly have no headings. A part begins where its cue stands ("According to the information received"); the
cues are data (`cues`). A text that was cut by page breaks keeps its words; only a list of questions that such a break
cut is made one list again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from letterbook.text import paragraph_marks
from letterbook.text.cues import ANNEX, CUES, Part
from letterbook.text.markdown import plain

ELEMENT = re.compile(r"<(/?)(p|li|ol|ul|blockquote|h[1-6]|hr|table|pre|div)\b([^>]*)>")
"""An edge of an element in which paragraphs stand, or beside which: whether it closes, its name, its attributes."""
_START = re.compile(r'<ol(?: start="(\d+)")?>')
_TITLE_OF_ANNEX = re.compile(r"\w+(?:\s+(?:[0-9]{1,2}|[IVX]{1,5}|[A-Z]))?\s*[.:]?")
"""The word alone, or with its number."""
_WORDS = tuple(word for cue in CUES for word in cue.words)
_PLAIN_WORDS = tuple(filter(str.isascii, _WORDS))
_LONGEST_HEADING = 150
_LONGEST_CUT = 3
"""Of how many paragraphs the middle of a question can consist that a page break took out of its list."""


class Block(NamedTuple):
    """An element that stands at the top of the text. A list of questions knows the number of its first."""

    tag: str
    html: str
    part: Part | None = None
    first_question: int | None = None


def blocks(html: str) -> Iterator[Block]:
    """The elements at the top of a text. Where a word of a cue stands is looked up once for the whole text, so that
    most paragraphs need no closer look."""
    cued = _places_of_cue_words(html)
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
                yield Block(tag, block, _part(tag, block, has_cue=has_cue))


def _places_of_cue_words(html: str) -> list[int]:
    folded = html.replace("İ", "i").lower()  # the one letter that is two in lower case, and would move the places
    places: list[int] = []
    for word in _PLAIN_WORDS if folded.isascii() else _WORDS:
        at = folded.find(word)
        while at >= 0:
            places.append(at)
            at = folded.find(word, at + 1)
    return sorted(places)


def _part(tag: str, block: str, *, has_cue: bool) -> Part | None:
    """The part that a paragraph or heading begins."""
    if tag == "p":
        if len(block) < _LONGEST_HEADING and _begins_annex(text := _words(block)) and _stands_alone(block, text):
            return Part.ANNEX
        if not has_cue:
            return None
        folded = _words(block[:2_000]).lower()
        return next((cue.part for cue in CUES if cue.begins(folded)), None)
    return Part.ANNEX if tag[0] == "h" and _begins_annex(_words(block)) else None


def _words(block: str) -> str:
    return paragraph_marks.without(plain(block)).strip()


def _begins_annex(text: str) -> bool:
    return ANNEX.match(text) is not None


def _stands_alone(block: str, text: str) -> bool:
    return paragraph_marks.without(block).startswith("<p><strong>") or _TITLE_OF_ANNEX.fullmatch(text) is not None


def join_questions(blocks_: Iterable[Block]) -> list[Block]:
    """Find the questions: the numbered list behind the request for observations. Where a page break took the middle
    of a question out of the list, it goes back into it, and the list goes on."""
    joined: list[Block] = []
    pieces: dict[int, list[str]] = {}  # of which each list of questions consists, by its place
    cut: list[Block] = []
    asked, count, paragraphs = False, 0, 0
    for block in blocks_:
        if block.part is not None:
            asked = block.part is Part.QUESTIONS and not count
        if not asked or block.part is not None or block.tag != "ol":
            cut.append(block)
            paragraphs += _is_paragraph(block)
            if not (asked and count and _can_be_cut(block) and paragraphs <= _LONGEST_CUT):
                joined += cut
                cut, paragraphs = [], 0
            continue
        start = _START.match(block.html)
        first = int(start[1] or 1) if start else 1
        asked = not count or first == count + 1
        if asked and len(joined) - 1 in pieces:
            _continue(pieces[len(joined) - 1], cut, block)
        else:
            joined += [*cut, block._replace(first_question=first) if asked else block]
            pieces |= {len(joined) - 1: [block.html]} if asked else {}
        cut, paragraphs = [], 0
        count = first + _items(block.html) - 1
    for at, html in pieces.items():
        joined[at] = joined[at]._replace(html="".join(html))
    return joined + cut


def _can_be_cut(block: Block) -> bool:
    """Whether it can be what stands around a page break: the rest of a question, a footnote, a rule."""
    return block.tag in ("p", "hr") or _is_footnote(block)


def _is_paragraph(block: Block) -> bool:
    return block.tag == "p" and not _is_footnote(block)


def _is_footnote(block: Block) -> bool:
    return block.html.startswith(('<p class="lb-footnote"', '<div class="footnote-definition"'))


def _continue(pieces: list[str], cut: list[Block], more: Block) -> None:
    """Put what was cut into the last question of a list, and the rest of the list behind it."""
    pieces[-1] = pieces[-1].rstrip().removesuffix("</ol>").rstrip().removesuffix("</li>")
    pieces += [block.html.replace("<p>", '<p class="lb-cut">', 1) for block in cut if block.tag != "hr"]
    pieces += ["</li>", more.html[more.html.index(">") + 1 :]]


def _items(html: str) -> int:
    """How many items the outermost list has."""
    depth = count = 0
    for match in ELEMENT.finditer(html):
        count += not match[1] and match[2] == "li" and depth == 1
        if match[2] != "hr":
            depth += -1 if match[1] else 1
    return count
