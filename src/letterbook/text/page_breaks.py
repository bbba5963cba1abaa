"""Finds what page breaks leave in a text: cut sentences, page numbers, running headers.

A page break shows in a sentence: a paragraph ends without a full stop, and the next one begins with a small letter.
What is between the two belongs to the page and not to the letter, and so do its repetitions elsewhere. Without such a
sentence hardly anything is found, since a short line or a number may well be part of a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from letterbook.text.normalize import fold
from letterbook.text.phrases import ABBREVIATIONS, HEADING, OPEN_WORDS, SALUTATION
from letterbook.text.source import SourceBlock, is_prose

_SHORTEST_PROSE = 100
_LEAST_UNFINISHED = 3
_LONGEST_PAGE_NUMBER = 30
_SHORTEST_WORD = 3
_LONGEST_WORD = 40
_LONGEST_PAGE_LINE = 120
_MOST_PAGE_LINES = 3
_MOST_NAMES = 6
_MOST_LINES = 3
_ENUMERATOR = re.compile(r"\(?\w{1,4}[).]")
_FIRST_WORD = re.compile(r"[^\W0-9_]+(?:[-'’][^\W0-9_]+)*(?=[ \n,;.)]|$)")
_LAST_WORD = re.compile(r"(?:^|\s)[(\"'“‘«]?[^\W0-9_]+(?:[-'’][^\W0-9_]+)*[,-]?$")
_ENDS_CLAUSE = re.compile(r"[,،、.:;?!…。：；？！؟۔।]\W*$")
_ENDS_SENTENCE = re.compile(r"[.?!…][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[.?!] \w")
"""The end of a sentence within a paragraph. A paragraph without one can be set in lines, as on a title page."""
_ITEM_END = re.compile(r"[,;](?: \w{1,4})?$")
"""How a clause of a list ends: a comma · ; and"""
PAGE_NUMBER = re.compile(
    r"(?:page|pagina|pag\.|seite|стр\.|страница) ?[0-9]{1,3}(?: ?(?:of|/|sur|de|von|из) ?[0-9]{1,3})?"
    r"|- ?[0-9]{1,3} ?-"
)
"""A page number, folded, that cannot be mistaken: Page 3 of 12 · - 3 -"""
_NUMBER = re.compile(r"[0-9]{1,3}")
_DIGITS = re.compile(r"[0-9]+")
_LETTERHEAD = "PALAIS DES NATIONS"


class Cut(NamedTuple):
    """A sentence that goes on in another paragraph: the line of that paragraph, counted from 0, the line on which the
    first paragraph ends, and its last words."""

    line: int
    from_line: int
    last_words: str


class PageLine(NamedTuple):
    """A line that belongs to a page and not to its text: its number, counted from 0, its words, and whether it is in
    the middle of a sentence."""

    line: int
    text: str
    in_sentence: bool


def find_cuts(blocks: Iterable[SourceBlock]) -> Iterator[Cut]:
    """Find the sentences that go on in another paragraph with nothing but footnotes and lines between the two."""
    for before, between, after in _find_breaks(_leave_out_notes(blocks)):
        if not between:
            line, text = before.lines[-1]
            yield Cut(after.line, line, " ".join(text.split()[-4:]))


def find_page_lines(blocks: Iterable[SourceBlock], names: frozenset[str] = frozenset()) -> Iterator[PageLine]:
    """Find page numbers, running headers and the like, in order.

    `names` are those of the addressees, folded, which are at the foot of a letter's first page.
    """
    flow = _leave_out_notes(blocks)
    inside = {
        id(block)
        for before, between, _ in _find_breaks(flow, names)
        for block in between
        if _INNER_END.search(before.text) or _is_page_number(block) or fold(block.text).strip("*_ ") in names
    }
    sure = inside | {id(block) for block in flow if _is_page_number(block)}
    repeated = {_normalize(block.text) for block in flow if id(block) in inside} - {"#"}
    repeated |= _find_repeated_neighbours(flow, sure) if sure else set()
    numbers = _find_numbers(flow, inside)
    first = next((at for at, block in enumerate(flow) if len(block.text) > _SHORTEST_PROSE), len(flow))
    letterheads = 0
    for at, block in enumerate(flow):
        letterhead = block.text.startswith(_LETTERHEAD)
        letterheads += letterhead
        if (
            id(block) in sure
            or id(block) in numbers
            or (repeated and at > first and _can_be_page_line(block) and _normalize(block.text) in repeated)
            or (letterhead and letterheads > 1)
        ):
            yield PageLine(block.line, " ".join(block.text.split()), id(block) in inside)


def _leave_out_notes(blocks: Iterable[SourceBlock]) -> list[SourceBlock]:
    return [block for block in blocks if not block.is_note]


def _find_breaks(
    flow: list[SourceBlock], names: frozenset[str] = frozenset()
) -> Iterator[tuple[SourceBlock, list[SourceBlock], SourceBlock]]:
    """Find the page breaks within a sentence: the block before, what is between, and the block after.

    Between them there may be any number of `names`, folded, and a few other lines.
    """
    punctuated = False
    for at, block in enumerate(flow):
        if not _ends_open(block):
            continue
        between: list[SourceBlock] = []
        others = 0
        for other in flow[at + 1 : at + _MOST_PAGE_LINES + _MOST_NAMES + 2]:
            if names and len(other.text) <= _LONGEST_PAGE_LINE and fold(other.text).strip("*_ ") in names:
                between.append(other)
                continue
            if (
                (_goes_on(other) or _completes(block, other))
                and is_prose(block.text)
                and (punctuated := punctuated or _is_punctuated(flow))
            ):
                if not _ITEM_END.search(block.text) or _is_apart(flow[at - 1 : at], block, other):
                    yield block, between, other
                break
            others += 1
            if others > _MOST_PAGE_LINES or not _can_be_page_line(other):
                break
            between.append(other)


def _ends_open(block: SourceBlock) -> bool:
    """Whether a block ends in the middle of a sentence."""
    if block.kind not in ("Paragraph", "Item") or "BlockQuote" in block.containers:
        return False
    text = block.lines[-1][1] if block.hard_breaks else block.text
    if len(text) < _SHORTEST_PROSE or not (text[-1].isalpha() or text[-1] in ",-"):
        return False
    if not _LAST_WORD.search(text[-_LONGEST_WORD:]) or block.markup.startswith("**") or HEADING.match(fold(text[:20])):
        return False
    return not block.containers or fold(text.split()[-1]) in OPEN_WORDS


def _goes_on(block: SourceBlock) -> bool:
    """Whether a block can be the rest of a sentence."""
    text = block.text
    if block.kind != "Paragraph" or block.containers or _begins_with_label(text):
        return False
    # Georgian has small letters, but its sentences do not begin with a capital.
    if not text[0].islower() or text[0].title() == text[0]:
        return False
    word = _FIRST_WORD.match(text)
    if word is None or not word[0].islower():
        return False
    return is_prose(text) if len(text) >= _SHORTEST_PROSE else _ENDS_SENTENCE.search(text) is not None


def _begins_with_label(text: str) -> bool:
    """Whether a text begins with the label of a list's item, such as (a) or iv., and not with an abbreviation."""
    label = _ENUMERATOR.match(text)
    return label is not None and (len(label[0]) < _SHORTEST_WORD or fold(label[0].strip("(.)")) not in ABBREVIATIONS)


def _completes(before: SourceBlock, after: SourceBlock) -> bool:
    """Whether a block completes another whose last word ends no sentence, whatever the first letter of the block."""
    text = after.text
    return (
        after.kind == "Paragraph"
        and not after.containers
        and text[0].isalnum()
        and not _begins_with_label(text)
        and _ENDS_SENTENCE.search(text) is not None
        and fold(before.text.split()[-1]) in OPEN_WORDS
    )


def _is_apart(earlier: list[SourceBlock], before: SourceBlock, after: SourceBlock) -> bool:
    """Whether a paragraph that ends like a clause is none of several clauses, as those of a preamble are."""
    return (
        ";" not in before.text[-_LONGEST_WORD:]
        and (before.text.endswith(",") or _INNER_END.search(before.text) is not None)
        and not any(_ITEM_END.search(block.text) and not SALUTATION.fullmatch(fold(block.text)) for block in earlier)
        and _ENDS_SENTENCE.search(after.text) is not None
        and not before.text[0].islower()
    )


def _is_punctuated(flow: list[SourceBlock]) -> bool:
    """Whether the long paragraphs of a text mostly end with a full stop or the like."""
    ends = [block.text[-1] for block in flow if block.kind == "Paragraph" and len(block.text) >= _SHORTEST_PROSE]
    unfinished = sum(end.isalpha() for end in ends)
    return unfinished < _LEAST_UNFINISHED or 2 * unfinished <= len(ends)


def _can_be_page_line(block: SourceBlock) -> bool:
    """Whether a block can belong to a page: a few words without the end of a sentence or clause."""
    if block.kind != "Paragraph" or block.containers or len(block.lines) > _MOST_LINES:
        return False
    text = block.text
    if len(text) > _LONGEST_PAGE_LINE or text[0].islower() or not text[0].isalnum():
        return _is_page_number(block)
    return not _ENDS_CLAUSE.search(text) or _is_page_number(block)


def _is_page_number(block: SourceBlock) -> bool:
    return (
        len(block.text) < _LONGEST_PAGE_NUMBER
        and block.kind == "Paragraph"
        and PAGE_NUMBER.fullmatch(fold(block.text)) is not None
    )


def _find_repeated_neighbours(flow: list[SourceBlock], sure: set[int]) -> set[str]:
    """Return the lines, without their digits, that are next to a page number or within a sentence more than once."""
    beside = Counter(
        _normalize(block.text)
        for at, block in enumerate(flow)
        if id(block) not in sure
        and _can_be_page_line(block)
        and any(id(other) in sure for other in (*flow[max(0, at - 1) : at], *flow[at + 1 : at + 2]))
    )
    return {text for text, count in beside.items() if count > 1}


def _find_numbers(flow: list[SourceBlock], inside: set[int]) -> set[int]:
    """Return the bare numbers that count on from, or up to, a number in the middle of a sentence."""
    numbers = [
        (at, int(text))
        for at, block in enumerate(flow)
        if block.kind == "Paragraph" and len(block.text) < 4 and _NUMBER.fullmatch(text := fold(block.text))
    ]
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for at, number in [*numbers, (len(flow), -1)]:
        if run and number != run[-1][1] + 1:
            if len(run) > 1 and any(id(flow[each]) in inside or _is_after_open(flow, each) for each, _ in run):
                found |= {id(flow[each]) for each, _ in run}
            run = []
        run.append((at, number))
    return found


def _is_after_open(flow: list[SourceBlock], at: int) -> bool:
    return at > 0 and _ends_open(flow[at - 1])


def _normalize(text: str) -> str:
    return _DIGITS.sub("#", fold(text))
