"""A text ready for its page: its parts, and places in it that can be linked to.

Paragraphs are numbered by this site, questions by the letter. A paragraph's number stays its address for ever. Where a
correction adds or removes a paragraph, the editor writes `<!-- ¶ 12a -->` above the added one, or the old number above
the one that follows a removed one (`marks`); the numbering goes on from there. A number that is given twice stays with
the one that is marked, else with the first; the other paragraph has none.

The headings of a text stand below the page's own, which go down to the second level.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from letterbook.text import paragraph_marks
from letterbook.text.blocks import ELEMENT, Block, blocks, join_questions
from letterbook.text.cues import Part
from letterbook.text.markdown import plain, to_html

_HEADING = re.compile("<(h[1-6])>")
_LOWEST_OF_PAGE, _LOWEST_HEADING = 2, 6


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
    html = to_html(paragraph_marks.place(body), prefix)
    writer = _Writer(prefix=prefix, given=paragraph_marks.given(html), ranks=_ranks(html))
    html = paragraph_marks.without(writer.write(join_questions(blocks(html))))
    return Anatomy(html, tuple(writer.parts), writer.questions, writer.paragraphs)


def _ranks(html: str) -> Mapping[str, int]:
    """The level that each heading of a text gets at the lowest: levels without gaps, below those of the page."""
    return {
        tag: min(_LOWEST_OF_PAGE + rank, _LOWEST_HEADING)
        for rank, tag in enumerate(sorted(set(_HEADING.findall(html))), start=1)
    }


@dataclass(slots=True)
class _Writer:
    prefix: str
    given: frozenset[str]
    ranks: Mapping[str, int]
    parts: list[tuple[Part, str]] = field(default_factory=list)
    questions: int = 0
    paragraphs: int = 0
    _last: int = 0
    _headings: int = 0
    _level: int = _LOWEST_OF_PAGE
    _seen: Counter[Part] = field(default_factory=Counter)
    _numbered: set[str] = field(default_factory=set)

    def write(self, all_: list[Block]) -> str:
        written: list[str] = []
        annex_open = False
        for block in all_:
            anchor = self._anchor(block.part) if block.part is not None else ""
            if block.part is Part.ANNEX:
                written.append("</section>\n" if annex_open else "")
                name = " ".join(paragraph_marks.without(plain(block.html)).replace('"', "&quot;").split())
                written.append(f'<section class="lb-annex" id="{anchor}" aria-label="{name}">\n')
                annex_open, anchor = True, ""
            written += [self._block(block, anchor), "\n"]
        written.append("</section>\n" if annex_open else "")
        return "".join(written)

    def _anchor(self, part: Part) -> str:
        """The anchor of a part where it begins for the first time; annexes are counted."""
        seen = self._seen[part]
        if seen and part is not Part.ANNEX:
            return ""
        self._seen[part] += 1
        anchor = f"{self.prefix}{part}-{seen + 1}" if seen else f"{self.prefix}{part}"
        self.parts.append((part, anchor))
        return anchor

    def _block(self, block: Block, anchor: str) -> str:
        html, depth, at = block.html, 0, 0
        question = block.first_question
        place = f'<span class="lb-part" id="{anchor}"></span>' if anchor else ""
        if html.startswith("<p>"):  # as most are
            number, at = self._number(html, len("<p>"))
            return f"<p>{place}{number}{html[at:]}"
        pieces: list[str] = []
        note = 0  # how deep the footnote stands that we are in: its paragraphs are the letter's, under its number
        for match in ELEMENT.finditer(html):
            closing, tag, attributes = match.groups()
            if tag == "hr":
                continue
            depth += -1 if closing else 1
            if tag == "div":
                note = (note or depth) if not closing else note if depth >= note else 0
            if tag in self.ranks:
                pieces += [html[at : match.start()], self._heading(tag, closing)]
                at = match.end()
            elif closing or note or tag not in ("p", "li"):
                continue
            elif tag == "li":
                pieces.append(html[at : match.start()])
                id_, at = "", match.end()
                if question is not None and depth == 2:  # an item of the outermost list
                    id_ = f' id="{self.prefix}q{question}"'
                    self.questions += 1
                    question += 1
                number = ""
                if not html.startswith(("<p", "\n<p"), at):
                    number, at = self._number(html, at)
                pieces.append(f"<li{id_}>{number}")
            else:
                pieces.append(html[at : match.start()])
                number, at = ("", match.end()) if "id=" in attributes else self._number(html, match.end())
                pieces.append(f"<p{attributes}>{place}{number}")
                place = ""
        return "".join([*pieces, html[at:]])

    def _heading(self, tag: str, closing: str) -> str:
        """One level below the last at most, as when a text begins with a heading that is not its highest."""
        if closing:
            return f"</h{self._level}>"
        self._headings += 1
        self._level = min(self.ranks[tag], self._level + 1)
        return f'<h{self._level} id="{self.prefix}s{self._headings}">'

    def _number(self, html: str, at: int) -> tuple[str, int]:
        """The number of the paragraph whose words begin at a place of the HTML, and where they begin behind a mark."""
        mark = paragraph_marks.read(html, at)
        if mark is not None:
            self._last = int(mark[1])
            name, at = mark[1] + mark[2], mark.end()
        else:
            self._last += 1
            name = str(self._last)
        if name in self._numbered or (mark is None and name in self.given):
            return "", at
        self._numbered.add(name)
        self.paragraphs += 1
        anchor = f"{self.prefix}p{name}"
        return f'<a class="lb-number" id="{anchor}" href="#{anchor}">{name}</a>', at
