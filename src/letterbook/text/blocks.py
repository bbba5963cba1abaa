"""Splits a text into blocks, and finds the part of the letter that each begins by the letter's own phrases.

Most letters have no headings. A part begins at its cue, such as "According to the information received"; the cues are
data (`cues`). Text cut up by page breaks keeps its words; only a list of questions that a page break cut in two is made
one list again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from letterbook.text import paragraph_marks
from letterbook.text.annex_titles import ANNEX, is_annex_title
from letterbook.text.cues import CUES, Part
from letterbook.text.markdown import strip_tags, unescape_entities
from letterbook.text.normalize import fold

ELEMENT = re.compile(r"<(/?)(p|li|ol|ul|blockquote|h[1-6]|hr|table|pre|div)\b([^>]*)>")
"""The start or end tag of a block element, with groups for the closing slash, the name and the attributes."""
_LIST_START = re.compile(r'<ol(?: start="([0-9]+)")?')
_ITEM_NUMBER = re.compile(r' value="([0-9]+)"')
_TITLED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6"])
"""The elements that can begin a part."""
_MARK = re.compile(r"<sup[ >].*?</sup>")
_BREAK = re.compile(r"<br>\n?")
_SET_OFF = re.compile(r"<(strong|b|u)>.*?</\1>", re.DOTALL)
_WORDS = tuple(dict.fromkeys(word for cue in CUES for word in cue.words))
_FINDER = AhoCorasick(_WORDS)
_EDGE = "\1"
"""Set between blocks so that all are folded at once. No text has this control character."""
_LONGEST_SUBTITLE = 150
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


def split_blocks(html: str) -> list[Block]:
    """Split sanitised HTML into its top-level elements, with the parts that they begin.

    Where a letter has both a clear and a vague cue for a part, the part begins at the clear one.
    """
    blocks = list(_split_elements(html))
    joined = _EDGE.join([each.html.replace(_EDGE, "") if each.tag in _TITLED else "" for each in blocks])
    texts = [each.strip() for each in fold(read_words(joined)).split(_EDGE)] if blocks else []
    annexes = {at for at, text in enumerate(texts) if ANNEX.match(text) and _is_annex_title(blocks[at])}
    for at, block in enumerate(blocks):
        if block.tag != "p" or at in annexes:
            texts[at] = ""
    for at, part in (_find_cues(texts) | dict.fromkeys(annexes, Part.ANNEX)).items():
        blocks[at] = blocks[at]._replace(part=part)
    return blocks


def _find_cues(texts: list[str]) -> dict[int, Part]:
    """Map the numbers of the folded paragraphs that begin a part to that part.

    Words are looked up once in the whole text, so that few paragraphs need a closer look.
    """
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    holders: dict[str, set[int]] = {}  # the paragraphs that contain each word
    for word, start, _ in _FINDER.find_matches_as_indexes("\n".join(texts), overlapping=True):
        holders.setdefault(_WORDS[word], set()).add(bisect_right(starts, start) - 1)
    found: dict[int, Part] = {}
    clear: set[Part] = set()
    for cue in CUES:  # the clear ones come first
        if cue.is_vague and cue.part in clear:
            continue
        for at in sorted(set().union(*(holders.get(word, ()) for word in cue.words))):
            if at not in found and cue.pattern.search(texts[at]):
                found[at] = cue.part
                clear |= set() if cue.is_vague else {cue.part}
    return found


def _split_elements(html: str) -> Iterator[Block]:
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
                yield Block(tag, html[start : match.end()])


def _is_annex_title(block: Block) -> bool:
    return is_annex_title(read_words(block.html), is_heading=block.tag != "p", is_set_off=_is_set_off(block))


def is_subtitle(block: Block) -> bool:
    """Whether a block below the name of an annex is its title: a heading, or a short paragraph set off as a whole."""
    if block.part is not None or block.tag not in _TITLED:
        return False
    return block.tag != "p" or (_is_set_off(block) and len(read_words(block.html)) <= _LONGEST_SUBTITLE)


def _is_set_off(block: Block) -> bool:
    """Whether all of a block is bold or underlined."""
    rest = _SET_OFF.sub("", block.html)
    return rest != block.html and not read_words(rest).strip(" .:-")


def read_words(html: str) -> str:
    """Return the words of a block in the lines that a reader sees, without footnote marks."""
    if "<sup" in html:
        html = _MARK.sub("", html)
    return unescape_entities(paragraph_marks.strip_numbers(strip_tags(_BREAK.sub("\n", html)))).strip()


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
        numbers = read_item_numbers(block.html)
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
        joined[at] = joined[at]._replace(html=whole, questions=read_item_numbers(whole))
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


def read_item_numbers(html: str) -> tuple[int, ...]:
    """Return the numbers of the items of the outermost list."""
    start = _LIST_START.match(html)
    numbers: list[int] = []
    depth, coming = 0, int(start[1] or 1) if start else 1
    for match in ELEMENT.finditer(html):
        closing, tag, attributes = match.groups()
        if tag == "li" and not closing and depth == 1:
            own = _ITEM_NUMBER.search(attributes)
            numbers.append(int(own[1]) if own else coming)
            coming = numbers[-1] + 1
        if tag != "hr":
            depth += -1 if closing else 1
    return tuple(numbers)
