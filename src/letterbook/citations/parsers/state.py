"""The state that the parsers of one text share: its tokens, how far it has been read, and the mentions found so far.

All offsets are those of the normalised text, unless stated otherwise. Its methods answer questions about the text
around an offset and record mentions; they do not move on in the text, apart from `add_citation`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from letterbook.citations.lexicon.context import (
    DOMESTIC_LAW,
    OF_UNITED_NATIONS,
    OF_UNITED_NATIONS_BEFORE,
    UNITED_NATIONS_BEFORE,
    is_function_word,
)
from letterbook.citations.lexicon.tokens import Token, TokenKind
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.lexicon.words import load_words
from letterbook.citations.mentions import Mention, NamedInstrument, Target
from letterbook.text.normalize import PARAGRAPH_END, FoldedText, fold

_SENTENCE_END = re.compile(r"[.;!?] |\n")
_SENTENCE_BOUNDARY = re.compile(r"[.;!?] (?=[A-Z¿¡\"])|\n")
_OF_COMMON_NOUN = re.compile(r" (?:of|del?|des|du|of the|de las?|de los|de l') ?[a-z]")
_CAPITALIZED_WORDS = re.compile(r"(?: \(?[A-Z][\w'-]*\)?){1,4}")
_FEW_WORDS = re.compile(r"[a-z ,()'-]{1,60}")
_LONGEST_WORD = 40
_LONGEST_BODY_NAME = 120
_SENTENCE_REACH = 250
"""The most characters before or after a citation that can belong to its sentence."""


@dataclass(frozen=True, slots=True)
class Read:
    """The target of a mention, which runs from offset `start` up to `end` of the normalised text."""

    start: int
    end: int
    target: Target


@dataclass(slots=True)
class ParserState:
    """The state of parsing one text.

    Everything up to `position` has been read: a token that begins before it is part of a mention. `token_at` gives the
    longest token that begins at an offset.
    """

    text: FoldedText
    original: str
    lexicon: Lexicon
    tokens: list[Token]
    token_at: dict[int, Token]
    position: int = 0
    mentions: list[Mention] = field(default_factory=list)
    _read: list[Read] = field(default_factory=list)
    """The mentions, by their offsets in the normalised text."""
    shared_names: set[str] = field(default_factory=set)
    """Instruments whose numbered name the text also uses for another: Guiding Principles on Internal Displacement."""

    @classmethod
    def begin(cls, text: FoldedText, original: str, lexicon: Lexicon) -> ParserState:
        """Return the state in which nothing has been read. `text` is the normalised form of `original`."""
        tokens = lexicon.find_tokens(text)
        return cls(text, original, lexicon, tokens, {each.start: each for each in reversed(tokens)})

    def add_citation(self, start: int, end: int, target: Target, provisions: tuple[str, ...] = ()) -> None:
        """Record a citation from `start` up to `end`, unless it overlaps an earlier one."""
        if start < self.position:
            return
        self.position = end
        self._add_mention(start, end, target, provisions)

    def add_hint(self, token: Token, target: Target) -> None:
        """Record a mention that is not a citation. A citation may still begin at the same token."""
        self._add_mention(token.start, token.end, target, ())

    def _add_mention(self, start: int, end: int, target: Target, provisions: tuple[str, ...]) -> None:
        self._read.append(Read(start, end, target))
        start, end = self.text.locate(start, end)
        self.mentions.append(
            Mention(start=start, end=end, text=self.original[start:end], target=target, provisions=provisions)
        )

    def get_text_before(self, at: int, length: int = 90) -> str:
        """Return up to `length` characters before an offset, in lower case."""
        return self.text.lower[max(0, at - length) : at]

    def get_word_before(self, at: int) -> str:
        """Return the word before an offset, in the case of the text, or an empty string at the start of a clause."""
        text, first = self.text.text, max(0, at - _LONGEST_WORD)
        if text[at - 1 : at] != " ":
            return ""
        begins = max(first, text.rfind(" ", first, at - 1) + 1, text.rfind(PARAGRAPH_END, first, at - 1) + 1)
        word = text[begins : at - 1].lstrip('(["')
        return "" if word.endswith((",", ";", ":", ".", "!", "?", ")", "]", '"')) else word

    def get_sentence(self, start: int, end: int) -> str:
        """Return the sentence around a passage, in lower case, as far as it is near."""
        ends = _SENTENCE_BOUNDARY.search(self.text.text, end, end + _SENTENCE_REACH)
        return self.text.lower[self.find_sentence_start(start) : ends.start() if ends else end + _SENTENCE_REACH]

    def find_sentence_start(self, at: int) -> int:
        """Return where the sentence around an offset begins, looking back at most `_SENTENCE_REACH` characters."""
        begins = max(0, at - _SENTENCE_REACH)
        return max((each.end() for each in _SENTENCE_BOUNDARY.finditer(self.text.text, begins, at)), default=begins)

    def list_read(self, start: int) -> list[Read]:
        """Return the mentions found so far that end after an offset, in order."""
        first = len(self._read)
        while first and self._read[first - 1].end > start:
            first -= 1
        return self._read[first:]

    def find_only_body_before(self, token: Token, kind: TokenKind) -> str:
        """Return the id of the only body (or committee, by `kind`) named before a token in its sentence, or an empty
        string."""
        named = set()
        end = token.start
        for start in range(token.start - 1, max(-1, token.start - _SENTENCE_REACH), -1):
            each = self.token_at.get(start)
            if each is not None and each.kind is kind and self.is_un_body(each):
                if _SENTENCE_END.search(self.text.text, each.end, end):
                    break
                named.add(each.value)
        return named.pop() if len(named) == 1 else ""

    def find_antecedent(self, at: int) -> NamedInstrument | None:
        """Return the instrument named last if nothing else can be meant at an offset: only a few words follow it, none
        of them with a capital letter or from domestic law."""
        last = self.mentions[-1].target if self.mentions else None
        if not isinstance(last, NamedInstrument) or _FEW_WORDS.fullmatch(self.text.text, self.position, at) is None:
            return None
        return None if DOMESTIC_LAW.regex.search(self.text.lower, self.position, at) else last

    def is_un_body(self, token: Token) -> bool:
        """Whether a body's name is that of the UN body and not part of another: the General Assembly of shareholders,
        the National Security Council."""
        is_of_noun = _OF_COMMON_NOUN.match(self.text.text, token.end) is not None
        is_of_un = OF_UNITED_NATIONS.regex.match(self.text.lower, token.end) is not None
        return (is_of_un or not is_of_noun) and not self.is_other_body(token.start)

    def is_other_body(self, at: int) -> bool:
        """Whether the body named at an offset is not a UN body, by the word before it."""
        if not self.is_qualified(at) or UNITED_NATIONS_BEFORE.regex.search(self.get_text_before(at, 20)):
            return False
        return fold(self.get_word_before(at)) not in load_words()["resolutions"]["neutral"]

    def is_qualified(self, at: int) -> bool:
        """Whether the name at an offset is part of a longer one that begins before it: Second Optional Protocol."""
        word = self.get_word_before(at)
        return word[:1].isupper() and not is_function_word(word)

    def is_statute(self, end: int) -> bool:
        """Whether the capitalised words after an offset belong to domestic law: `Genocide Convention Act 1969`,
        `article 5 Penal Code`."""
        match = _CAPITALIZED_WORDS.match(self.text.text, end)
        return match is not None and DOMESTIC_LAW.regex.search(self.text.lower, end, match.end()) is not None

    def is_capitalized(self, token: Token) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text.text[token.start].isupper()

    def ends_body_name(self, end: int) -> bool:
        """Whether the name of a body ends at an offset, with or without `of the United Nations`."""
        if un := OF_UNITED_NATIONS_BEFORE.regex.search(self.get_text_before(end)):
            end -= len(un[0])
        return any(
            each.kind is TokenKind.BODY and each.end == end
            for start in range(max(0, end - _LONGEST_BODY_NAME), end)
            if (each := self.token_at.get(start)) is not None
        )
