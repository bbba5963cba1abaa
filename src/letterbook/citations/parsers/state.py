"""A text while citations are looked for in it: its tokens, how far it has been read, what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from letterbook.citations.lexicon.context import domestic, is_plain, united_nations_before
from letterbook.citations.lexicon.vocabulary import Kind, Lexicon, Token
from letterbook.citations.lexicon.words import forms
from letterbook.citations.mentions import Found, Named, Target
from letterbook.citations.normalize import END, Folded

_SENTENCE = re.compile(r"[.;!?] |\n")
_SENTENCE_BEGINS = re.compile(r"[.;!?] (?=[A-ZÀ-Ý¿¡“\"«])|\n")
_OF_SOMEBODY = re.compile(r" (?:of|del?|des|du|of the|de las?|de los|de l') ?[a-zà-ÿ]")
_LONGEST_WORD = 40
_CAPITALS = re.compile(r"(?: \(?[A-ZÀ-Ý][\w'-]*\)?){1,4}")
_FEW_WORDS = re.compile(r"[a-zà-ÿ ,()'-]{1,60}")
_FAR = 250
"""So many signs before or behind a citation still belong to it."""


@dataclass(slots=True)
class Reading:
    """Everything up to `done` has been read; a token that begins before is part of something found."""

    folded: Folded
    original: str
    names: Lexicon
    tokens: list[Token]
    at: dict[int, Token]
    done: int = 0
    found: list[Found] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    """Instruments whose numbered name the text gives to another: the Guiding Principles on Internal Displacement."""

    @classmethod
    def of(cls, folded: Folded, original: str, names: Lexicon) -> Reading:
        """The beginning of a reading."""
        tokens = names.tokens(folded)
        return cls(folded, original, names, tokens, {each.start: each for each in reversed(tokens)})

    def add(self, start: int, end: int, target: Target, provisions: tuple[str, ...] = ()) -> None:
        """Tell a citation from `start` up to `end` of the folded text. What overlaps an earlier one is not told."""
        if start < self.done:
            return
        self.done = end
        self._tell(start, end, target, provisions)

    def remark(self, token: Token, target: Target) -> None:
        """Tell what is no citation itself; what begins there may still be one."""
        self._tell(token.start, token.end, target, ())

    def _tell(self, start: int, end: int, target: Target, provisions: tuple[str, ...]) -> None:
        start, end = self.folded.place(start, end)
        self.found.append(
            Found(start=start, end=end, text=self.original[start:end], target=target, provisions=provisions)
        )

    def before(self, at: int, most: int = 90) -> str:
        """What stands right before a place, in lower case."""
        return self.folded.lower[max(0, at - most) : at]

    def named_before(self, token: Token, kind: Kind) -> str:
        """The one body (or committee) that is named before a token in its sentence, or nothing."""
        named = set()
        end = token.start
        for start in range(token.start - 1, max(-1, token.start - _FAR), -1):
            each = self.at.get(start)
            if each is not None and each.kind is kind and self.is_whole(each):
                if _SENTENCE.search(self.folded.text, each.end, end):
                    break
                named.add(each.value)
        return named.pop() if len(named) == 1 else ""

    def named_right_before(self, at: int) -> Named | None:
        """The instrument that was named last, where nothing else can be meant from there up to a place: a few words,
        none of them with a capital letter or of the law of a State."""
        last = self.found[-1].target if self.found else None
        if not isinstance(last, Named) or _FEW_WORDS.fullmatch(self.folded.text, self.done, at) is None:
            return None
        return None if domestic().search(self.folded.lower, self.done, at) else last

    def is_whole(self, token: Token) -> bool:
        """Whether a name is not that of somebody else: General Assembly of shareholders, National Security Council."""
        return _OF_SOMEBODY.match(self.folded.text, token.end) is None and not self.is_of_somebody(token.start)

    def is_of_somebody(self, at: int) -> bool:
        """Whether the body that is named at a place is not that of the United Nations, by the word before it."""
        if not self.is_one_of_several(at) or united_nations_before().search(self.before(at, 20)):
            return False
        return self.word_before(at).lower() not in forms()["resolutions"]["plain"]

    def is_one_of_several(self, at: int) -> bool:
        """Whether the word before a place makes what begins there one among others: Second Optional Protocol."""
        word = self.word_before(at)
        return word[:1].isupper() and not is_plain(word)

    def word_before(self, at: int) -> str:
        """The word right before a place, in the case of the text; nothing at the head of a clause."""
        text, first = self.folded.text, max(0, at - _LONGEST_WORD)
        if text[at - 1 : at] != " ":
            return ""
        begins = max(first, text.rfind(" ", first, at - 1) + 1, text.rfind(END, first, at - 1) + 1)
        word = text[begins : at - 1].lstrip('(["“«')
        return "" if word.endswith((",", ";", ":", ".", "!", "?", ")", "]", '"', "”", "»")) else word

    def ends_at(self, end: int, kind: Kind) -> bool:
        """Whether a name ends at a place."""
        return any(
            each.kind is kind and each.end == end
            for start in range(max(0, end - 60), end)
            if (each := self.at.get(start)) is not None
        )

    def is_statute(self, end: int) -> bool:
        """Whether words with capital letters behind a place, of which one is of the law of a State, make it a piece of
        that law: `Genocide Convention Act 1969`, `article 5 Penal Code`."""
        match = _CAPITALS.match(self.folded.text, end)
        return match is not None and domestic().search(self.folded.lower, end, match.end()) is not None

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a piece of the text, in lower case, as far as it is near."""
        text = self.folded.text
        begins = [max(0, start - _FAR)]
        begins += (each.end() for each in _SENTENCE_BEGINS.finditer(text, begins[0], start))
        ends = _SENTENCE_BEGINS.search(text, end, end + _FAR)
        return self.folded.lower[begins[-1] : ends.start() if ends else end + _FAR]

    def is_capital(self, token: Token) -> bool:
        """Whether a word begins with a capital letter."""
        return self.folded.text[token.start].isupper()
