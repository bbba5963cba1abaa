"""Aligns the blocks of two texts: a text with its translation, or a letter with another version of it.

`align(list_units(one), list_units(two))` returns rows, each with the units of both texts that belong together. Every
unit is in exactly one row, and the rows keep the order of both texts. Where nothing shows which units correspond, a row
has several of them: two texts that cannot be compared at all are one row.

Units correspond if

1. they share numbers or several words that no other unit of either text has, such as a reference, a year or names: both
   texts need not be in one language for that;
2. between two such places, both texts have the same kinds of blocks in the same order, at plausible lengths;
3. or else at the headings, lists, tables and numbered paragraphs in between, if both texts have the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from letterbook.text.blocks import ELEMENT, read_item_numbers
from letterbook.text.chains import find_heaviest_chain
from letterbook.text.normalize import HIDDEN, fold, fold_words, is_number
from letterbook.text.visible_text import read_html

_NUMBERED = re.compile(r"\(?([0-9]{1,3}|[a-z])[.)](?= )")
"""The number with which a paragraph begins, in folded text."""
_NOTE_LABEL = re.compile(r'<sup class="footnote-definition-label">(.*?)</sup>')
_WORD = re.compile(r"[0-9]+|[^\s0-9]+")
"""A number or a word; scripts without spaces have a number between letters."""
_PLAIN = frozenset(["p", "hr"])
"""Blocks that do not stand out from others, unless they have a number."""
_ENOUGH = 6
"""The weight of shared words that shows that two units correspond: a number of three digits, or two words of six
letters. One word is not enough, because related languages have many in common."""
_HEAVIEST_WORD = 4
_MOST_TIMES, _LEAST_CHARACTERS = 2.5, 200
"""Two units are not each other's translation if one is this many times as long as expected, and by so many characters:
formulas of courtesy differ by less."""


class Unit(NamedTuple):
    """A block, or an item of a list: the name of its element, its number, its words in folded form, and how many
    characters a reader sees.

    `number` is the one with which a paragraph begins, the label of a footnote, or the numbers of the items of a list.
    """

    tag: str
    number: str
    words: str
    length: int


class Row(NamedTuple):
    """The numbers of the units of either text that belong together, counted from 0. One of the two may be empty."""

    left: range
    right: range


def split_elements(html: str) -> tuple[str, ...]:
    """Split the HTML of a text into its top-level elements, with whatever is between two of them at the end of the
    first. Joined, they are `html` again."""
    cuts: list[int] = []
    depth = 0
    for match in ELEMENT.finditer(html):
        closing, tag, _ = match.groups()
        if depth == 0 and not closing:
            cuts.append(match.start())
        if tag != "hr":
            depth += -1 if closing else 1
    edges = [0, *cuts[1:], len(html)]
    return tuple(html[start:end] for start, end in pairwise(edges)) if cuts else (html,)


def read_unit(html: str) -> Unit:
    """Read a block, or an item of a list, from its HTML as a page shows it."""
    text = read_html(html).replace(HIDDEN, "").strip()
    start = ELEMENT.search(html)
    tag = start[2] if start else "p"
    number = ""
    if tag in ("ol", "ul"):
        number = " ".join(map(str, read_item_numbers(html)))
    elif label := _NOTE_LABEL.search(html):
        tag, number = "note", label[1]
    elif tag == "p" and (found := _NUMBERED.match(fold(text[:12]))):
        number = found[1]
    return Unit(tag, number, fold_words(text), len(text))


def list_units(html: str) -> tuple[Unit, ...]:
    """Read the top-level blocks of the HTML of a text."""
    return tuple(read_unit(each) for each in split_elements(html) if each.strip())


def align(left: Sequence[Unit], right: Sequence[Unit]) -> tuple[Row, ...]:
    """Align two texts, each given as its units in order."""
    lengths = sum(each.length for each in left), sum(each.length for each in right)
    aligner = _Aligner(left, right, lengths[1] / lengths[0] if all(lengths) else 1.0)
    whole = Row(range(len(left)), range(len(right)))
    chain = find_heaviest_chain(_weigh_shared_words(left, right))
    rows: list[Row] = []
    for row in aligner.align_between(whole, chain, aligner.align_gap):
        if rows and not (row.left and row.right):  # what only one text has stays with what comes before it
            before = rows.pop()
            rows.append(Row(range(before.left.start, row.left.stop), range(before.right.start, row.right.stop)))
        else:
            rows.append(row)
    return tuple(rows)


class _Aligner(NamedTuple):
    left: Sequence[Unit]
    right: Sequence[Unit]
    ratio: float
    """How much longer the right text is."""

    def align_between(
        self, gap: Row, places: Iterable[tuple[int, int]], align_part: Callable[[Row], Iterator[Row]]
    ) -> Iterator[Row]:
        """Align the units of a gap, in which those at each of the `places` correspond."""
        one, two = gap.left.start, gap.right.start
        for left, right in places:
            yield from align_part(Row(range(one, left), range(two, right)))
            one, two = left + 1, right + 1
            yield Row(range(left, one), range(right, two))
        yield from align_part(Row(range(one, gap.left.stop), range(two, gap.right.stop)))

    def align_gap(self, gap: Row) -> Iterator[Row]:
        """Align the units between two places that correspond: one by one, or at the units that stand out."""
        marks = self._list_marks(self.left, gap.left), self._list_marks(self.right, gap.right)
        if self._is_even(gap) or not marks[0] or list(marks[0].values()) != list(marks[1].values()):
            yield from self._align_one_by_one(gap)
        else:
            yield from self.align_between(gap, zip(*marks, strict=True), self._align_one_by_one)

    def _align_one_by_one(self, gap: Row) -> Iterator[Row]:
        if self._is_even(gap):
            for one, two in zip(gap.left, gap.right, strict=True):
                yield Row(range(one, one + 1), range(two, two + 1))
        elif gap.left or gap.right:
            yield gap

    def _is_even(self, gap: Row) -> bool:
        """Whether a gap has the same kinds of blocks on both sides, at plausible lengths."""
        if len(gap.left) != len(gap.right):
            return False
        pairs = [(self.left[one], self.right[two]) for one, two in zip(gap.left, gap.right, strict=True)]
        return len(pairs) == 1 or all(self._can_correspond(one, two) for one, two in pairs)

    def _can_correspond(self, one: Unit, two: Unit) -> bool:
        if one.tag != two.tag or (one.tag in ("p", "note") and one.number != two.number and one.number and two.number):
            return False
        lengths = (one.length, two.length / self.ratio) if self.ratio < 1 else (one.length * self.ratio, two.length)
        return max(lengths) - min(lengths) < _LEAST_CHARACTERS or max(lengths) < _MOST_TIMES * min(lengths)

    @staticmethod
    def _list_marks(units: Sequence[Unit], side: range) -> dict[int, tuple[str, str]]:
        """Map the numbers of the units that stand out from others to what makes them stand out."""
        return {at: (units[at].tag, units[at].number) for at in side if units[at].number or units[at].tag not in _PLAIN}


def _weigh_shared_words(left: Sequence[Unit], right: Sequence[Unit]) -> dict[tuple[int, int], int]:
    """Find the pairs of units that share enough words that no other unit has, with the weight of these words."""
    places = _place_words(left), _place_words(right)
    weights: Counter[tuple[int, int]] = Counter()
    for word in places[0].keys() & places[1].keys():
        weight = 2 * len(word) if is_number(word) else min(len(word) // 2, _HEAVIEST_WORD)
        weights[places[0][word], places[1][word]] += weight
    return {pair: weight for pair, weight in weights.items() if weight >= _ENOUGH}


def _place_words(units: Sequence[Unit]) -> dict[str, int]:
    """Map each word that only one of the units has to the number of that unit."""
    places: dict[str, int] = {}
    several: set[str] = set()
    for at, unit in enumerate(units):
        for word in set(_WORD.findall(unit.words)):
            if word in places:
                several.add(word)
            places[word] = at
    return {word: at for word, at in places.items() if word not in several}
