"""Finds the names on a confidential list in texts, however they are written.

Texts and names are compared as folded words (see `normalize`), so case, accents, hyphens and line ends make no
difference. A name is found with its last words first ("Example Ida Ana"), with or without initials between its words,
and with a hyphen or an apostrophe left out. It is not found in another script, in another grammatical case, or when
only a part of it is given: those go on the list as names of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from letterbook.text.normalize import UNSPACED, fold, fold_in_place, fold_words

_UNSPACED = re.compile(f"([{UNSPACED}])")
_WORD = re.compile(f"[{UNSPACED}]|[^\\s{UNSPACED}]+")
_INITIAL = re.compile(" [a-z](?= )")
_ARABIC = re.compile("[\u0620-\u064a]")
_PARTICLES = "وبلفك"
"""Arabic words of one letter, "and", "by", "to" and so on, which are written together with the next word."""
_MOST_ORDERS = 5
_NOT_SHOWN = "(not shown: it has a name on the confidential list)"
_FEWEST_LETTERS, _FEWEST_UNSPACED = 3, 2


def is_long_enough(name: str) -> bool:
    """Whether a name has enough letters that it is not found everywhere: three, or two in Chinese and the like."""
    words = fold_words(name)
    return len(words.replace(" ", "")) >= (_FEWEST_UNSPACED if _UNSPACED.search(words) else _FEWEST_LETTERS)


@dataclass(frozen=True)
class ConfidentialNames:
    """Names that must not be published. They are not in the representation of this value."""

    names: tuple[str, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        return len(self.names)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield each name in a text, with where it begins and ends there."""
        if not self.names:
            return
        words = normalize(text)
        hits = [*self._find_in(words, 0), *self._find_in(_INITIAL.sub("", words), 1)]
        if not hits:
            return
        folded = fold_in_place(text)
        split = [(match[0], *match.span()) for match in _WORD.finditer(fold_words(folded.lower))]
        places = (split, [each for each in split if not _is_initial(each[0])])
        spans = {(places[which][first][1], places[which][last][2], name) for name, which, first, last in hits}
        for start, end, name in sorted(spans):
            yield (name, *folded.locate(start, end))

    def are_named(self, text: str) -> bool:
        """Whether one of the names is in a text."""
        return any(True for _ in self.find(text))

    def hide_lines(self, text: str) -> str:
        """Return a text with a note in place of each line that has a name, for a report to an editor."""
        return "".join(
            f"{line[: len(line) - len(line.lstrip())]}{_NOT_SHOWN}\n" if self.are_named(line) else line
            for line in text.splitlines(keepends=True)
        )

    def are_in(self, normalized: str) -> bool:
        """Whether one of the names is in a text that is already normalised, with its words in their own order.

        In tables and data, words of others can happen to be next to each other; so other orders are not looked for.
        """
        return any(
            True
            for each in (normalized, _INITIAL.sub("", normalized))
            for _ in self._forms_in_order.find_matches_as_indexes(each)
        )

    def without(self, names: Iterable[str]) -> ConfidentialNames:
        """Return these names except for some of them."""
        left = set(self.names).difference(names)
        return ConfidentialNames(tuple(each for each in self.names if each in left))

    def _find_in(self, words: str, which: int) -> list[tuple[str, int, int, int]]:
        """Find names in normalised words; return each with the number of its first and last word."""
        needles, automaton = self._forms
        return [
            (needles[at], which, words.count(" ", 0, start), words.count(" ", 0, end - 1) - 1)
            for at, start, end in automaton.find_matches_as_indexes(words, overlapping=True)
        ]

    @cached_property
    def _forms(self) -> tuple[tuple[str, ...], AhoCorasick]:
        """The name of each form that is searched for, and all forms."""
        forms = {form: name for name in self.names for form in _list_forms(name)}
        return tuple(forms.values()), AhoCorasick(list(forms))

    @cached_property
    def _forms_in_order(self) -> AhoCorasick:
        return AhoCorasick({form for name in self.names for form in _list_forms(name, in_order=True)})


NONE = ConfidentialNames()


def normalize(text: str) -> str:
    """Return the folded words of a text with a space around each; in scripts without spaces each letter is a word."""
    words = fold_words(text)
    split = words if words.isascii() else _UNSPACED.sub(r" \1 ", words)
    return f" {' '.join(split.split())} "


def _list_forms(name: str, *, in_order: bool = False) -> Iterator[str]:
    """Yield the normalised forms in which a name is searched for: `Example, Ana` as `ana example` too. With `in_order`,
    leave out those that begin in its middle."""
    family, comma, given = name.partition(",")
    written = (f"{given} {family}", f"{family} {given}") if comma else (name,)
    for each in written:
        for joints in ("", "-", "'", "-'"):
            words = normalize(fold(each).translate(dict.fromkeys(map(ord, joints))))
            for order in _list_orders(words.split(), _MOST_ORDERS * (not in_order)):
                yield f" {' '.join(order)} "
                if _ARABIC.match(order[0]):
                    yield from (f" {particle}{' '.join(order)} " for particle in _PARTICLES)


def _list_orders(words: list[str], most: int) -> Iterator[list[str]]:
    """Yield the words in their order, begun at each in turn, with initials and, if two words are left, without."""
    full = [each for each in words if not _is_initial(each)]
    for some in (words, full) if 1 < len(full) < len(words) else (words,):
        is_unspaced = any(map(_UNSPACED.fullmatch, some))
        for first in range(len(some) if len(some) <= most and not is_unspaced else 1):
            yield some[first:] + some[:first]


def _is_initial(word: str) -> bool:
    return len(word) == 1 and "a" <= word <= "z"
