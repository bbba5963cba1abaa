"""The parts of a letter, told by its own phrases, and places in it that can be linked to.

Letters mostly have no headings. A part begins where its cue stands ("According to the information received"); the
cues are data (`cues`). Paragraphs are numbered by this site, questions by the letter. A text that was cut by page
breaks keeps its words; only a list of questions that such a break cut is made one list again.

A paragraph's number stays its address for ever. Where a correction adds or removes a paragraph, the editor writes
`<!-- ¶ 12a -->` above the added one, or the old number above the one that follows a removed one; the numbering goes
on from there. A number that is given twice stays with the one that is marked, else with the first; the other
paragraph has none. Above what is no paragraph (a heading, a table) a mark does nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from letterbook.cues import ANNEX, CUES, Part
from letterbook.markdown import plain, to_html

# A paragraph's own number travels through the parser between two characters of the private use area, of which no
# letter has any.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MARK = re.compile(
    r"<!--\s*¶\s*([0-9]{1,4}[a-z]?)\s*-->\s*+(?!#{1,6}\s|\||```|~~~|<!--|<sup>|\Z)((?:(?:[-*+>]|[0-9]{1,9}[.)])\s+)*+)"
)
_MARK_BEGINS = "\ue000"
_MARKED = re.compile("\ue000([0-9]{1,4})([a-z]?)\ue001")
_GIVEN = re.compile("<(?:p|li)>" + _MARKED.pattern)

_TAG = re.compile(r"<(/?)(p|li|ol|ul|blockquote|h[1-6]|hr|table|pre|div)\b([^>]*)>")
_START = re.compile(r'<ol(?: start="(\d+)")?>')
_TITLE_OF_ANNEX = re.compile(r"\w+(?:\s+(?:[0-9]{1,2}|[IVX]{1,5}|[A-Z]))?\s*[.:]?")
"""The word alone, or with its number."""
_LONGEST_HEADING = 150
_LONGEST_CUT = 3
"""Of how many paragraphs the middle of a question can consist that a page break took out of its list."""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A text ready for its page.

    `html` is safe, with anchors; `parts` are the parts that were found, in order, each with its anchor; `questions`
    and `paragraphs` count what can be linked to.
    """

    html: str
    parts: tuple[tuple[Part, str], ...]
    questions: int
    paragraphs: int


def dissect(body: str, *, prefix: str = "") -> Anatomy:
    """Render a text in Markdown and find its parts.

    `prefix` begins every id, so that a translation can stand on the same page.
    """
    marked = _MARK.sub("\\2\ue000\\1\ue001", _without_private(body))
    html = to_html(marked, prefix)
    given = {match[1] + match[2] for match in _GIVEN.finditer(html)}
    writer = _Writer(prefix=prefix, given=given)
    html = writer.write(_join_questions(list(_blocks(html))))
    html = _without_private(_MARKED.sub("", html) if _MARK_BEGINS in html else html)
    return Anatomy(html, tuple(writer.parts), writer.questions, writer.paragraphs)


def _without_private(text: str) -> str:
    """The text without characters of the private use area. Their first bytes are looked for, which is far quicker."""
    encoded = text.encode()
    return _PRIVATE.sub("", text) if b"\xee" in encoded or b"\xef" in encoded else text


@dataclass(frozen=True, slots=True)
class _Block:
    """An element that stands at the top of the text. A list of questions knows the number of its first."""

    tag: str
    html: str
    part: Part | None = None
    first_question: int | None = None


def _blocks(html: str) -> Iterator[_Block]:
    """The elements at the top of a text. Where a word of a cue stands is looked up once for the whole text, so that
    most paragraphs need no closer look."""
    cued = _places_of_cue_words(html)
    depth, start = 0, 0
    for match in _TAG.finditer(html):
        closing, tag, _ = match.groups()
        if tag == "hr":
            if depth == 0:
                yield _Block("hr", match[0])
        elif not closing:
            if depth == 0:
                start = match.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                block = html[start : match.end()]
                has_cue = bisect_left(cued, start) < bisect_left(cued, match.end())
                yield _Block(tag, block, _part(tag, block, has_cue=has_cue))


def _places_of_cue_words(html: str) -> list[int]:
    folded = html.replace("İ", "i").lower()  # the one letter that is two in lower case, and would move the places
    places: list[int] = []
    for cue in CUES:
        for word in cue.words:
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
    return _MARKED.sub("", plain(block)).strip()


def _begins_annex(text: str) -> bool:
    return ANNEX.match(text) is not None


def _stands_alone(block: str, text: str) -> bool:
    return _MARKED.sub("", block).startswith("<p><strong>") or _TITLE_OF_ANNEX.fullmatch(text) is not None


def _join_questions(blocks: list[_Block]) -> list[_Block]:
    """Find the questions: the numbered list behind the request for observations. Where a page break took the middle
    of a question out of the list, it goes back into it, and the list goes on."""
    joined: list[_Block] = []
    cut: list[_Block] = []
    asked, count = False, 0
    for block in blocks:
        if block.part is not None:
            asked = block.part is Part.QUESTIONS and not count
        if not asked or block.part is not None or block.tag != "ol":
            cut.append(block)
            if not (asked and count and _is_cut(cut)):
                joined += cut
                cut = []
            continue
        start = _START.match(block.html)
        first = int(start[1] or 1) if start else 1
        asked = not count or first == count + 1
        if asked and count and joined[-1].first_question is not None:
            joined[-1] = _continue(joined[-1], cut, block)
        else:
            joined += [*cut, replace(block, first_question=first) if asked else block]
        cut = []
        count = first + _items(block.html) - 1
    return joined + cut


def _is_cut(cut: list[_Block]) -> bool:
    """Whether it can be what stands around a page break: the rest of a question, footnotes, a rule."""
    words = [block for block in cut if block.tag == "p" and not _is_footnote(block)]
    return len(words) <= _LONGEST_CUT and all(block.tag in ("p", "hr") or _is_footnote(block) for block in cut)


def _is_footnote(block: _Block) -> bool:
    return block.html.startswith(('<p class="lb-footnote"', '<div class="footnote-definition"'))


def _continue(questions: _Block, cut: list[_Block], more: _Block) -> _Block:
    head = questions.html.rstrip().removesuffix("</ol>").rstrip().removesuffix("</li>")
    middle = "".join(block.html.replace("<p>", '<p class="lb-cut">', 1) for block in cut if block.tag != "hr")
    tail = more.html[more.html.index(">") + 1 :]
    return replace(questions, html=f"{head}{middle}</li>{tail}")


def _items(html: str) -> int:
    """How many items the outermost list has."""
    depth = count = 0
    for match in _TAG.finditer(html):
        count += not match[1] and match[2] == "li" and depth == 1
        if match[2] != "hr":
            depth += -1 if match[1] else 1
    return count


@dataclass(slots=True)
class _Writer:
    prefix: str
    given: set[str]
    parts: list[tuple[Part, str]] = field(default_factory=list)
    questions: int = 0
    paragraphs: int = 0
    _last: int = 0
    _headings: int = 0
    _numbered: set[str] = field(default_factory=set)

    def write(self, blocks: list[_Block]) -> str:
        written: list[str] = []
        annex_open = False
        for block in blocks:
            anchor = self._anchor(block.part) if block.part is not None else ""
            if block.part is Part.ANNEX:
                written.append("</section>\n" if annex_open else "")
                written.append(f'<section class="lb-annex" id="{anchor}">\n')
                annex_open, anchor = True, ""
            written += [self._block(block, anchor), "\n"]
        written.append("</section>\n" if annex_open else "")
        return "".join(written)

    def _anchor(self, part: Part) -> str:
        """The anchor of a part where it begins for the first time; annexes are counted."""
        seen = sum(each is part for each, _ in self.parts)
        if seen and part is not Part.ANNEX:
            return ""
        anchor = f"{self.prefix}{part}-{seen + 1}" if seen else f"{self.prefix}{part}"
        self.parts.append((part, anchor))
        return anchor

    def _block(self, block: _Block, anchor: str) -> str:
        html, depth, at = block.html, 0, 0
        question = block.first_question
        place = f'<span class="lb-part" id="{anchor}"></span>' if anchor else ""
        if html.startswith("<p>"):  # as most are
            at = len("<p>")
            return f"<p>{place}{self._number(html, at)}{html[at + self._marker_length(html, at) :]}"
        pieces: list[str] = []
        for match in _TAG.finditer(html):
            closing, tag, attributes = match.groups()
            if tag == "hr":
                continue
            depth += -1 if closing else 1
            if closing or (tag not in ("p", "li") and tag[0] != "h"):
                continue
            pieces.append(html[at : match.start()])
            at = match.end()
            if tag == "li":
                id_ = ""
                if question is not None and depth == 2:  # an item of the outermost list
                    id_ = f' id="{self.prefix}q{question}"'
                    self.questions += 1
                    question += 1
                holds_blocks = html.startswith("<p", at) or html.startswith("\n<p", at)
                pieces.append(f"<li{id_}>" if holds_blocks else f"<li{id_}>{self._number(html, at)}")
                at += 0 if holds_blocks else self._marker_length(html, at)
            elif tag == "p":
                number = "" if "id=" in attributes else self._number(html, at)
                pieces.append(f"<p{attributes}>{place}{number}")
                at += self._marker_length(html, at)
                place = ""
            else:
                self._headings += 1
                pieces.append(f'<{tag} id="{self.prefix}s{self._headings}">')
        return "".join([*pieces, html[at:]])

    def _marker_length(self, html: str, at: int) -> int:
        match = _MARKED.match(html, at) if html.startswith(_MARK_BEGINS, at) else None
        return len(match[0]) if match else 0

    def _number(self, html: str, at: int) -> str:
        match = _MARKED.match(html, at) if html.startswith(_MARK_BEGINS, at) else None
        if match is not None:
            self._last = int(match[1])
            name = match[1] + match[2]
        else:
            self._last += 1
            name = str(self._last)
        if name in self._numbered or (match is None and name in self.given):
            return ""
        self._numbered.add(name)
        self.paragraphs += 1
        anchor = f"{self.prefix}p{name}"
        return f'<a class="lb-number" id="{anchor}" href="#{anchor}">{name}</a>'
