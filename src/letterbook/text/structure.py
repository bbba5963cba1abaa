"""Prepares a text for its page: finds its parts, and gives anchors to its parts, paragraphs, questions and headings.

The site numbers the paragraphs; the letter numbers its questions. A paragraph keeps its number for ever, since that is
its address. If a correction adds a paragraph, the editor writes `<!-- ¶ 12a -->` above it; if one is removed, the old
number goes above the paragraph that follows it (`paragraph_marks`). The numbering continues from there. If two
paragraphs would have the same number, the marked one keeps it, or else the first; the other has none.

The headings of a text rank below those of the page, which use the first two levels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import zip_longest

from letterbook.text import paragraph_marks
from letterbook.text.annex_titles import join_annex_title
from letterbook.text.blocks import ELEMENT, Block, is_subtitle, join_questions, read_words, split_blocks
from letterbook.text.cues import Part
from letterbook.text.markdown import to_html
from letterbook.text.visible_text import find_tags

_ANNEX = '<section class="lb-annex"'
_HEADING = re.compile("<(h[1-6])>")
_NO_WORDS = re.compile(r"(?:\s|&nbsp;|<br>)*</(?:p|li)>")
"""A paragraph of spaces, as word processors put between others."""
_LOWEST_PAGE_HEADING, _LOWEST_HEADING = 2, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A place in a text for its contents: a part of the letter, or a heading that begins none, whose `part` is None.

    `title` is the heading, or that of an annex if it says more than "Annex", in the words of the text, or "".
    """

    anchor: str
    part: Part | None
    title: str


@dataclass(frozen=True, slots=True)
class TextStructure:
    """A text ready for its page.

    `html` is safe, with anchors; `sections` are its parts and headings in order; `questions` and `paragraphs` are how
    many questions and paragraphs have an anchor, and `question_numbers` and `paragraph_numbers` are their numbers.
    """

    html: str
    sections: tuple[Section, ...]
    questions: int
    paragraphs: int
    question_numbers: tuple[int, ...] = ()
    paragraph_numbers: frozenset[str] = frozenset()

    @property
    def parts(self) -> tuple[tuple[Part, str], ...]:
        """The parts that were found, in order, each with its anchor."""
        return tuple((each.part, each.anchor) for each in self.sections if each.part is not None)


def structure_text(body: str, *, prefix: str = "") -> TextStructure:
    """Render a text in Markdown and find its parts.

    `prefix` begins every id, so that a translation can share the page with its original.
    """
    html = to_html(paragraph_marks.place_numbers(body), prefix)
    writer = _Writer(prefix=prefix, marked=paragraph_marks.find_numbers(html), ranks=_rank_headings(html))
    html = paragraph_marks.strip_numbers(writer.write(join_questions(split_blocks(html))))
    return TextStructure(
        html,
        tuple(writer.sections),
        len(writer.asked),
        writer.paragraphs,
        tuple(sorted(writer.asked)),
        frozenset(writer.numbered),
    )


def find_annex(body: str) -> int | None:
    """Return where the first annex of a text in Markdown begins on its page, as an offset in its visible text, or None
    if it has no annex."""
    return next((at for at, _ in find_tags(structure_text(body).html, _ANNEX)), None)


def _read_line(block: Block) -> str:
    """Return the words of a block in one line."""
    return " ".join(read_words(block.html).split())


def _rank_headings(html: str) -> Mapping[str, int]:
    """Map each heading tag of a text to the lowest level that it may get: below those of the page, without gaps."""
    return {
        tag: min(_LOWEST_PAGE_HEADING + rank, _LOWEST_HEADING)
        for rank, tag in enumerate(sorted(set(_HEADING.findall(html))), start=1)
    }


@dataclass(slots=True)
class _Writer:
    prefix: str
    marked: frozenset[str]
    ranks: Mapping[str, int]
    sections: list[Section] = field(default_factory=list)
    paragraphs: int = 0
    asked: set[int] = field(default_factory=set)
    _last: int = 0
    _headings: int = 0
    _level: int = _LOWEST_PAGE_HEADING
    _seen: Counter[Part] = field(default_factory=Counter)
    numbered: set[str] = field(default_factory=set)

    def write(self, blocks: list[Block]) -> str:
        written: list[str] = []
        annex_open = False
        subtitle: Block | None = None  # the title of an annex in the block below its name
        for block, following in zip_longest(blocks, blocks[1:]):
            anchor = ""
            if block.part is not None:
                subtitle = following if block.part is Part.ANNEX and following and is_subtitle(following) else None
                anchor = self._add_part(block.part, block, subtitle)
            elif block.tag in self.ranks and block is not subtitle and (title := _read_line(block)):
                self.sections.append(Section(anchor=self._next_heading, part=None, title=title))
            if block.part is Part.ANNEX:
                written.append("</section>\n" if annex_open else "")
                name = escape(_read_line(block), quote=False).replace('"', "&quot;")
                written.append(f'{_ANNEX} id="{anchor}" aria-label="{name}">\n')
                annex_open, anchor = True, ""
            written += [self._write_block(block, anchor), "\n"]
        written.append("</section>\n" if annex_open else "")
        return "".join(written)

    @property
    def _next_heading(self) -> str:
        return f"{self.prefix}s{self._headings + 1}"

    def _add_part(self, part: Part, block: Block, subtitle: Block | None) -> str:
        """Return the anchor of a part, or "" where it has begun before. Annexes after the first have a number."""
        seen = self._seen[part]
        if seen and part is not Part.ANNEX:
            return ""
        self._seen[part] += 1
        anchor = f"{self.prefix}{part}-{seen + 1}" if seen else f"{self.prefix}{part}"
        title = ""
        if part is Part.ANNEX:
            title = join_annex_title(read_words(block.html), _read_line(subtitle) if subtitle else "")
        self.sections.append(Section(anchor=anchor, part=part, title=title))
        return anchor

    def _write_block(self, block: Block, anchor: str) -> str:
        html, depth, at = block.html, 0, 0
        questions = iter(block.questions)
        place = f'<span class="lb-part" id="{anchor}"></span>' if anchor else ""
        if html.startswith("<p>"):  # as most are
            number, at = self._number_paragraph(html, len("<p>"))
            return f"<p>{place}{number}{html[at:]}"
        pieces: list[str] = []
        note = 0  # the depth of the footnote being written; its paragraphs have the number of the footnote
        for match in ELEMENT.finditer(html):
            closing, tag, attributes = match.groups()
            if tag == "hr":
                continue
            depth += -1 if closing else 1
            if tag == "div":
                note = (note or depth) if not closing else note if depth >= note else 0
            if tag in self.ranks:
                pieces += [html[at : match.start()], self._write_heading(tag, closing)]
                at = match.end()
            elif closing or note or tag not in ("p", "li"):
                continue
            elif tag == "li":
                pieces.append(html[at : match.start()])
                id_, at = "", match.end()
                if depth == 2 and (question := next(questions, None)) is not None:  # an item of the outermost list
                    id_ = self._write_question(question)
                number = ""
                if not html.startswith(("<p", "\n<p"), at):
                    number, at = self._number_paragraph(html, at)
                pieces.append(f"<li{id_}{attributes}>{number}")
            else:
                pieces.append(html[at : match.start()])
                number, at = ("", match.end()) if "id=" in attributes else self._number_paragraph(html, match.end())
                pieces.append(f"<p{attributes}>{place}{number}")
                place = ""
        return "".join([*pieces, html[at:]])

    def _write_question(self, number: int) -> str:
        """Return the id of a question, or "" if another has the same number."""
        if number in self.asked:
            return ""
        self.asked.add(number)
        return f' id="{self.prefix}q{number}"'

    def _write_heading(self, tag: str, closing: str) -> str:
        """Write a tag of a heading at most one level below the last, even if the text skips levels."""
        if closing:
            return f"</h{self._level}>"
        anchor = self._next_heading
        self._headings += 1
        self._level = min(self.ranks[tag], self._level + 1)
        return f'<h{self._level} id="{anchor}">'

    def _number_paragraph(self, html: str, at: int) -> tuple[str, int]:
        """Number the paragraph whose words begin at offset `at` of the HTML.

        Returns the number as a link, or "" if another paragraph has it or there are no words, and the offset of the
        words after a mark.
        """
        if _NO_WORDS.match(html, at):
            return "", at
        mark = paragraph_marks.match_number(html, at)
        if mark is not None:
            self._last = int(mark[1])
            name, at = mark[1] + mark[2], mark.end()
        else:
            self._last += 1
            name = str(self._last)
        if name in self.numbered or (mark is None and name in self.marked):
            return "", at
        self.numbered.add(name)
        self.paragraphs += 1
        anchor = f"{self.prefix}p{name}"
        return f'<a class="lb-number" id="{anchor}" href="#{anchor}">{name}</a>', at
