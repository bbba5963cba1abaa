"""Reads HTML in pieces that end where a tag does."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from letterbook.audit.fingerprints import SEPARATOR, fold_characters, percent_decode, split_comments
from letterbook.text.markdown import unescape_entities

_INLINE = re.compile(
    r"/?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)\b",
    re.IGNORECASE,
)
_WITHIN_PARAGRAPH = re.compile(r"/?w:(?!(?:p|tc|tr|tbl|tab|br|cr)\b)")
"""The tags of a Word document that may divide a word: all but those of paragraphs, tables, tabs and breaks."""
_LONG = 2000
"""Pieces of a page with more characters are unlikely to occur on another, and are not remembered."""


class HtmlPieces(dict[str, str]):
    """The text of each part of a page, parts ending where a tag does: its characters folded, and the tag replaced by a
    space or by nothing. Most parts occur on every page, so they are remembered."""

    def __init__(self) -> None:
        self.fully_decoded: dict[str, str] = {}
        """The text of parts that differ once all entities and percent-encoding are undone."""
        self.coded: set[str] = set()
        """The parts with an entity or a percent sign."""
        self.escaped_markup: set[str] = set()
        """The parts that contain markup once entities are undone."""
        self.new_tags: list[str] = []
        """The tags of this page that were not met before."""
        self._spaces: dict[str, str] = {}  # what replaces each tag
        self._stripped: dict[str, tuple[str, int]] = {}
        self._long: list[str] = []
        self._public: AbstractSet[str] = frozenset()

    def begin_page(self, public: AbstractSet[str], most: int) -> None:
        """Begin a page, without the texts in `public`, each between two tags. At most about `most` pieces are
        remembered."""
        self._public = public
        self.new_tags = []
        for part in self._long:
            self.fully_decoded.pop(part, None)
            self.coded.discard(part)
            self.escaped_markup.discard(part)
        self._long = []
        if len(self) > most:
            for known in (self, self.fully_decoded, self.coded, self.escaped_markup, self._spaces, self._stripped):
                known.clear()

    def strip_tag(self, part: str) -> tuple[str, int]:
        """Return a part without its tag, with its entities undone once, and how many words it adds at least to those
        before it: one that may go on in the next part is not counted."""
        found = self._stripped.get(part)
        if found is None:
            text = strip_tag(part)
            folded = fold_characters(text)
            words = len(folded.split())
            found = text, words if folded.endswith(" ") else max(words - 1, 0)
            if len(part) < _LONG:
                self._stripped[part] = found
        return found

    def __missing__(self, part: str) -> str:
        text, _, tag = part.partition("<")
        space = self._spaces.get(tag)
        if space is None:
            space = _space_for(tag)
            self.new_tags += filter(None, [tag])
            if len(tag) < _LONG:
                self._spaces[tag] = space
        if text in self._public:
            if "&" in text or "%" in text:
                self.coded.add(part)
                self._long.append(part)
            return SEPARATOR + space
        once = unescape_entities(text)
        piece = fold_characters(once) + space
        if "&" in text or "%" in text:
            self.coded.add(part)
            twice = unescape_entities(once)
            fully_decoded = fold_characters(percent_decode(twice)) + space
            if fully_decoded != piece:
                self.fully_decoded[part] = fully_decoded
            if "<" in twice:
                self.escaped_markup.add(part)
        if len(part) < _LONG:
            self[part] = piece
        else:
            self._long.append(part)
        return piece


def strip_tags(html: str) -> str:
    """Return the text of `html` as a reader sees it: without tags and comments, and with entities undone."""
    return "".join(map(strip_tag, split_comments(html)[0].split(">")))


def strip_tag(part: str) -> str:
    """Return a part of a page without its tag, with the entities of its text undone once."""
    text, _, tag = part.partition("<")
    return unescape_entities(text) + _space_for(tag)


def _space_for(tag: str) -> str:
    """Return what replaces a tag: nothing for an inline one, which may divide a word."""
    return "" if _INLINE.match(tag) or _WITHIN_PARAGRAPH.match(tag) else " "
