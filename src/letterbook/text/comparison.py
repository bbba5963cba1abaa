"""Compares two texts: first by paragraphs, then by the words of those that changed.

What is compared is what readers see (`visible_text`), so that a change of markup, of line breaks or of invisible
characters is no change of the words. Footnote marks are left out: they count themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from letterbook.text.common_items import MOST_PAIRS, find_common
from letterbook.text.normalize import HIDDEN, UNSPACED
from letterbook.text.phrases import REDACTION
from letterbook.text.visible_text import BLOCK_EDGE, read_visible_text

_ALIKE = 0.6
"""The share of words that two paragraphs have in common if one is a changed version of the other."""
_AHEAD = 12
"""Among how many following paragraphs a changed version of one is looked for."""
_UNSEEN = dict.fromkeys(map(ord, f"{HIDDEN}\u00ad\u200b\u200e\u200f\u2060"))
"""Footnote marks and characters that nobody sees, which are not compared."""
_PUNCTUATION = re.escape(".,;:!?()[]{}<>\"'`“”„«»‹›‘’…–—-/\\|*_§¶•·،؛؟。、，；：？！（）《》「」")
_TOKEN = re.compile(rf"[{UNSPACED}]|[^\s{_PUNCTUATION}{UNSPACED}]+|\s+|.", re.DOTALL)
_NO_WORD = re.compile(rf"[\s{_PUNCTUATION}]*")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph, all of which are the same in both texts, or were removed, or added."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ComparedBlock:
    """A paragraph of the old text, of the new one, or of both, in the order in which it is read.

    `kind` is the name of its element (see `VisibleText.find_kind`). It `is_whole` if both texts have a version of it,
    but their words were too different to be compared one by one.
    """

    kind: str
    pieces: tuple[Piece, ...]
    is_whole: bool = False

    @property
    def change(self) -> Change | None:
        """What became of the whole paragraph; None if only some of its words changed."""
        found = {each.change for each in self.pieces}
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True)
class Comparison:
    """Two texts, compared. `blocks` are in reading order, what was removed before what was added in its place."""

    blocks: tuple[ComparedBlock, ...]

    @cached_property
    def has_changes(self) -> bool:
        """Whether any words differ."""
        return any(each.change is not Change.SAME for each in self.blocks)

    @cached_property
    def has_whole_blocks(self) -> bool:
        """Whether some paragraphs were too different to be compared word by word."""
        return any(each.is_whole for each in self.blocks)


def compare_texts(old: str, new: str) -> Comparison:
    """Compare two texts in Markdown. If only their layout differs, all paragraphs of the new one are the same."""
    old_blocks, new_blocks = _split(old), _split(new)
    if _join_words(old_blocks) == _join_words(new_blocks):
        return Comparison(tuple(_keep(each, Change.SAME) for each in new_blocks))
    return Comparison(tuple(_compare_blocks(old_blocks, new_blocks)))


def have_same_words(old: str, new: str) -> bool:
    """Whether two texts in Markdown differ at most in their layout."""
    return old == new or _join_words(_split(old)) == _join_words(_split(new))


def have_other_redactions(comparison: Comparison) -> bool:
    """Whether one of two texts has a redaction that the other does not have in the same place, so that what differs may
    be what was redacted."""
    return any(_has_own_redaction(block, own) for block in comparison.blocks for own in (Change.REMOVED, Change.ADDED))


def _has_own_redaction(block: ComparedBlock, own: Change) -> bool:
    """Whether words that only one of two texts has are part of a redaction."""
    text, is_own = "", bytearray()
    for each in block.pieces:
        if each.change in (own, Change.SAME):
            text += each.text
            is_own += bytes([each.change is own]) * len(each.text)
    return any(any(is_own[slice(*match.span())]) for match in REDACTION.finditer(text))


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    text: str


def _split(body: str) -> list[_Block]:
    """Split a text into paragraphs as readers see them, each on one line."""
    visible = read_visible_text(body)
    found: list[_Block] = []
    at = 0
    for each in visible.running.split(BLOCK_EDGE):
        text = " ".join(each.translate(_UNSEEN).split())
        if text:
            found.append(_Block(visible.find_kind(at), text))
        at += len(each) + len(BLOCK_EDGE)
    return found


def _join_words(blocks: Iterable[_Block]) -> str:
    return " ".join(each.text for each in blocks)


def _keep(block: _Block, change: Change) -> ComparedBlock:
    return ComparedBlock(block.kind, (Piece(change, block.text),))


def _compare_blocks(old: Sequence[_Block], new: Sequence[_Block]) -> Iterator[ComparedBlock]:
    """Compare the paragraphs of two texts: those that are the same, and between them those that may be versions."""
    last, new_last = 0, 0
    same = list(find_common([each.text for each in old], [each.text for each in new]))
    for at, new_at in (*same, (len(old), len(new))):
        yield from _compare_gap(old[last:at], new[new_last:new_at])
        if new_at < len(new):
            yield _keep(new[new_at], Change.SAME)
        last, new_last = at + 1, new_at + 1


def _compare_gap(old: Sequence[_Block], new: Sequence[_Block]) -> Iterator[ComparedBlock]:
    """Compare paragraphs none of which is the same: each old one with that of the next few that is most like it."""
    counts = [_count_words(each.text) for each in new]
    at = 0
    for block in old:
        own = _count_words(block.text) if at < len(new) else Counter[str]()
        likeness, nearest = max(
            ((_measure_likeness(own, counts[one]), -one) for one in range(at, min(at + _AHEAD, len(new)))),
            default=(0.0, 0),
        )
        if likeness < _ALIKE:
            yield _keep(block, Change.REMOVED)
            continue
        yield from (_keep(each, Change.ADDED) for each in new[at:-nearest])
        yield _compare_words(block, new[-nearest])
        at = 1 - nearest
    yield from (_keep(each, Change.ADDED) for each in new[at:])


def _count_words(text: str) -> Counter[str]:
    return Counter(each for each in _TOKEN.findall(text) if not each.isspace())


def _measure_likeness(own: Counter[str], other: Counter[str]) -> float:
    """Return which share of the words of two paragraphs they have in common, from 0 to 1; 0 if one is so much longer
    that they cannot be alike."""
    least, total = min(own.total(), other.total()), own.total() + other.total()
    return 2 * (own & other).total() / total if 2 * least >= _ALIKE * total > 0 else 0.0


def _compare_words(old: _Block, new: _Block) -> ComparedBlock:
    """Compare two versions of a paragraph word by word."""
    words, new_words = _TOKEN.findall(old.text), _TOKEN.findall(new.text)
    pieces: list[Piece] = []
    last, new_last, is_whole = 0, 0, False
    for at, new_at in (*find_common(words, new_words), (len(words), len(new_words))):
        is_whole |= (at - last) * (new_at - new_last) > MOST_PAIRS
        pieces += [Piece(Change.REMOVED, each) for each in words[last:at]]
        pieces += [Piece(Change.ADDED, each) for each in new_words[new_last:new_at]]
        if at < len(words):
            pieces.append(Piece(Change.SAME, words[at]))
        last, new_last = at + 1, new_at + 1
    return ComparedBlock(new.kind, tuple(_join_pieces(pieces)), is_whole)


def _join_pieces(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbouring pieces. Spaces and punctuation between two replaced words belong to both, so that a changed
    phrase is one change and not one for each word."""
    removed, added, between = "", "", ""
    for change, group in groupby(pieces, key=lambda each: each.change):
        text = "".join(each.text for each in group)
        if change is Change.SAME:
            if removed and added and _NO_WORD.fullmatch(between + text):
                between += text
                continue
            yield from _write_change(removed, added)
            yield Piece(Change.SAME, between + text)
            removed, added, between = "", "", ""
            continue
        removed, added, between = removed + between, added + between, ""
        if change is Change.REMOVED:
            removed += text
        else:
            added += text
    yield from _write_change(removed, added)
    yield from [Piece(Change.SAME, between)] if between else []


def _write_change(removed: str, added: str) -> Iterator[Piece]:
    yield from [Piece(Change.REMOVED, removed)] if removed else []
    yield from [Piece(Change.ADDED, added)] if added else []
