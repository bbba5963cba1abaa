"""Prepares two texts for columns side by side, in which blocks that correspond begin at the same height.

The page has one whole text after the other, which is how a screen reader, a phone and a printed sheet show them. The
style sheet makes one grid of both (`.lb-facing`, which the macro `texts` writes): the blocks of each text fill a column
from the top. They are level with each other if both columns have as many cells, and that is all that is done here.
Blocks without a single counterpart share a cell. Nothing is left out, repeated or moved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from letterbook.text.alignment import Unit, align, read_unit, split_elements

_ANNEX = re.compile(r'(?P<tag><section class="lb-annex") id="(?P<id>[^"]*)"(?P<rest>[^>]*>\n)')
_ANNEX_END = "</section>\n"
_LISTS = ("ol", "ul")


def face_texts(left: str, right: str) -> tuple[str, str]:
    """Return the HTML of two texts, as `text.structure` writes it, with as many cells in the one as in the other.

    A cell is an element at the top level of the text or of an annex, or an item of a list there. The texts may already
    have links, translated redactions and marks of changes. All ids stay; that of an annex goes to its first block,
    because the annex itself has no box in a grid.
    """
    one, two = _split_annexes(left), _split_annexes(right)
    parts = [_face_blocks(one[0], two[0])]
    if len(one) == len(two):
        parts += [_face_annexes(*each) for each in zip(one[1:], two[1:], strict=True)]
    else:  # nothing says which annex is which
        parts.append((_write_cell(one[1:]), _write_cell(two[1:])))
    return "".join(each[0] for each in parts), "".join(each[1] for each in parts)


def _split_annexes(html: str) -> list[str]:
    """Return the HTML of a text before its annexes, and that of each annex."""
    starts = [match.start() for match in _ANNEX.finditer(html)]
    return [html[start:end] for start, end in pairwise([0, *starts, len(html)])]


def _face_annexes(left: str, right: str) -> tuple[str, str]:
    openings = _ANNEX.match(left), _ANNEX.match(right)
    assert openings[0]
    assert openings[1]
    contents = _face_blocks(
        left[openings[0].end() :].removesuffix(_ANNEX_END), right[openings[1].end() :].removesuffix(_ANNEX_END)
    )
    return _write_annex(openings[0], contents[0]), _write_annex(openings[1], contents[1])


def _write_annex(opening: re.Match[str], content: str) -> str:
    first = content.index(">") + 1
    place = f'<span class="lb-part" id="{opening["id"]}"></span>'
    return f"{opening['tag']}{opening['rest']}{content[:first]}{place}{content[first:]}{_ANNEX_END}"


def _face_blocks(left: str, right: str) -> tuple[str, str]:
    blocks = split_elements(left), split_elements(right)
    units = [read_unit(each) for each in blocks[0]], [read_unit(each) for each in blocks[1]]
    cells: tuple[list[str], list[str]] = [], []
    for row in align(*units):
        matched = [one[at.start : at.stop] for one, at in zip(units, row, strict=True)]
        same = _are_same_lists(*matched)
        for side, at in enumerate(row):
            html = blocks[side][at.start : at.stop]
            is_cell = len(at) == 1 and html[0] and (same or matched[side][0].tag not in _LISTS)
            cells[side].append(html[0] if is_cell else _write_cell(html))
    return "".join(cells[0]), "".join(cells[1])


def _are_same_lists(left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    """Whether both sides are one list with the same items, so that each item can be a cell."""
    if len(left) != 1 or len(right) != 1:
        return False
    return left[0].tag == right[0].tag and left[0].tag in _LISTS and left[0].number == right[0].number


def _write_cell(html: Sequence[str]) -> str:
    return f'<div class="lb-cell">{"".join(html)}</div>\n'
