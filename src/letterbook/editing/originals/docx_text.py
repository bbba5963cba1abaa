"""Reads the paragraphs of a DOCX as Markdown, and finds what readers of the printed page do not see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from letterbook.editing.originals.docx_numbering import Numbering
from letterbook.editing.originals.docx_package import R, Relationship, W
from letterbook.editing.originals.line_layout import escape
from letterbook.editing.originals.page_rows import BOLD, LEVEL, PLAIN, RAISED, tidy_marks

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|titre|titulo|ttulo|berschrift)\s?([1-6])?|title$|titre$", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,3}[.)]")
_OFF = frozenset(["0", "false", "off", "none"])
_NOTE = "\ue006{}\ue007"
_NOTES = re.compile("\ue006([^\ue007]*)\ue007")
_LINK = "\ue008{}\ue009"
_LINKS = re.compile("\ue008([^\ue009]*)\ue009(.*?)\ue00a")
_FEWEST_ROWS = 2
_CHARACTERS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""What is a character in a run, by its tag. A break of another type ends a page or column."""


@dataclass(slots=True)
class DocxText:
    """Reads the text of the parts of one document. `hidden` counts what readers of the page do not see."""

    styles: Mapping[str, ET.Element]
    numbering: Numbering
    links: Mapping[str, Relationship]
    notes: list[tuple[str, str]] = field(default_factory=list)
    """The kind and id of each footnote, in the order of their marks."""
    hidden: Counter[str] = field(default_factory=Counter)

    def read_blocks(self, holder: ET.Element) -> Iterator[tuple[str, list[int]]]:
        """Yield each paragraph or table in Markdown, with the numbers of the footnotes that it has marks of."""
        for each in holder:
            if each.tag == f"{W}p":
                yield self._finish(self._read_paragraph(each))
            elif each.tag == f"{W}tbl":
                yield from self._read_table(each)
            elif each.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self.read_blocks(each)

    def read_plain(self, holder: ET.Element) -> str:
        """Return the words of a part, such as a header, on one line."""
        return " ".join(text for block, _ in self.read_blocks(holder) if (text := " ".join(block.split())))

    def _finish(self, text: str) -> tuple[str, list[int]]:
        numbers = [int(each) for each in _NOTES.findall(text)]
        return _NOTES.sub(r"[^\1]", text), numbers

    def _read_paragraph(self, paragraph: ET.Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        style = self._get_style(properties, "pStyle")
        text = tidy_marks_by_line("".join(self._read_runs(paragraph, self._is_bold_style(style))))
        if not text.strip():
            return ""
        marker = self._read_number(properties, style)
        level = self._get_heading(style)
        if level and len(text) < _LONGEST_HEADING and "\n" not in text:
            plain = text.replace(BOLD, "").replace(PLAIN, "")
            return f"{'#' * min(level + 1, 6)} {f'{marker} ' if marker else ''}{_mark_up(plain)}"
        written = _mark_up(text, is_item=bool(marker))
        if not marker:
            return written
        return f"{marker} {written}" if marker == "-" or _NUMBER.fullmatch(marker) else f"{escape(marker)} {written}"

    def _read_runs(self, holder: ET.Element, is_bold: bool) -> Iterator[str]:
        for each in holder:
            tag = each.tag.removeprefix(W)
            if tag == "r":
                yield self._read_run(each, is_bold)
            elif tag in ("del", "moveFrom"):
                if any(node.text for node in each.iter(f"{W}delText")) or any(node.text for node in each.iter(f"{W}t")):
                    self.hidden["deleted"] += 1
            elif tag in ("ins", "moveTo"):
                self.hidden["inserted"] += 1
                yield from self._read_runs(each, is_bold)
            elif tag == "hyperlink":
                label = "".join(self._read_runs(each, is_bold))
                link = self.links.get(each.get(f"{R}id", ""))
                if link is not None and link.target.startswith(("http://", "https://")) and label.strip():
                    yield f"{_LINK.format(link.target)}{label}\ue00a"
                else:
                    yield label
            elif tag in ("sdt", "sdtContent", "smartTag", "customXml", "fldSimple", "dir", "bdo"):
                yield from self._read_runs(each, is_bold)

    def _read_run(self, run: ET.Element, is_bold: bool) -> str:
        properties = run.find(f"{W}rPr")
        style = self._get_style(properties, "rStyle")
        text = "".join(self._read_run_content(run))
        if not text:
            return ""
        if self._is_on(properties, "vanish") or self._is_on(properties, "webHidden"):
            self.hidden["vanished"] += bool(text.strip())
            return ""
        own = self._find(properties, "b")
        is_bold = _is_true(own) if own is not None else is_bold or self._is_bold_style(style)
        if self._is_raised(properties) and text.strip():
            return f"{RAISED}{text.strip()}{LEVEL}{' ' if text.endswith(' ') else ''}"
        return f"{BOLD}{text}{PLAIN}" if is_bold and text.strip() else text

    def _read_run_content(self, run: ET.Element) -> Iterator[str]:
        for each in run:
            tag = each.tag.removeprefix(W)
            if tag == "t":
                yield each.text or ""
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag] if each.get(f"{W}type", "textWrapping") == "textWrapping" else " "
            elif tag == "sym":
                yield _read_symbol(each)
            elif tag in ("footnoteReference", "endnoteReference"):
                key = (tag.removesuffix("Reference"), each.get(f"{W}id", ""))
                if key not in self.notes:
                    self.notes.append(key)
                yield _NOTE.format(self.notes.index(key) + 1)
            elif tag == "commentReference":
                self.hidden["comments"] += 1
            elif tag in ("drawing", "pict", "object") or tag.endswith("AlternateContent"):
                yield from self._read_drawing(each)

    def _read_drawing(self, drawing: ET.Element) -> Iterator[str]:
        """Read the text boxes in a drawing, but not its fallback for old programs, which repeats them."""
        if drawing.tag == _FALLBACK:
            return
        if drawing.tag == f"{W}txbxContent":
            yield f"\n{self.read_plain(drawing)}\n"
            return
        for each in drawing:
            yield from self._read_drawing(each)

    def _read_table(self, table: ET.Element) -> Iterator[tuple[str, list[int]]]:
        """Yield a table as a table, or, if it serves only for layout, its cells as paragraphs."""
        rows = [[list(self.read_blocks(cell)) for cell in row.iter(f"{W}tc")] for row in table.findall(f"{W}tr")]
        is_layout = (
            len(rows) < _FEWEST_ROWS
            or len({len(row) for row in rows}) > 1
            or len(rows[0]) < 2
            or any(sum(bool(text) for text, _ in cell) > 1 for row in rows for cell in row)
            or (len(rows) == _FEWEST_ROWS and any(not any(text for text, _ in cell) for row in rows for cell in row))
        )
        if is_layout:
            yield from (block for row in rows for cell in row for block in cell)
            return
        lines = [f"| {' | '.join(map(_write_cell, row))} |" for row in rows]
        numbers = [number for row in rows for cell in row for _, own in cell for number in own]
        yield "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]]), numbers

    def _read_number(self, properties: ET.Element | None, style: ET.Element | None) -> str:
        for holder in (properties, style.find(f"{W}pPr") if style is not None else None):
            found = holder.find(f"{W}numPr") if holder is not None else None
            if found is not None:
                list_, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
                at = int(level.get(f"{W}val", "0")) if level is not None else 0
                return self.numbering.count(list_.get(f"{W}val", ""), at) if list_ is not None else ""
        return ""

    def _get_style(self, properties: ET.Element | None, tag: str) -> ET.Element | None:
        named = properties.find(f"{W}{tag}") if properties is not None else None
        return self.styles.get(named.get(f"{W}val", "")) if named is not None else None

    def _get_heading(self, style: ET.Element | None) -> int:
        name = style.find(f"{W}name") if style is not None else None
        match = _HEADING.match(name.get(f"{W}val", "")) if name is not None else None
        return int(match[1] or 1) if match else 0

    def _is_bold_style(self, style: ET.Element | None) -> bool:
        return style is not None and self._is_on(style.find(f"{W}rPr"), "b")

    def _is_on(self, properties: ET.Element | None, tag: str) -> bool:
        found = self._find(properties, tag)
        return found is not None and _is_true(found)

    def _is_raised(self, properties: ET.Element | None) -> bool:
        raised, moved = self._find(properties, "vertAlign"), self._find(properties, "position")
        if raised is not None:
            return raised.get(f"{W}val") == "superscript"
        return moved is not None and not moved.get(f"{W}val", "0").startswith(("-", "0"))

    def _find(self, properties: ET.Element | None, tag: str) -> ET.Element | None:
        return properties.find(f"{W}{tag}") if properties is not None else None


_LONGEST_HEADING = 150


def tidy_marks_by_line(text: str) -> str:
    """Return a text whose bold passages have no spaces at their edges, line by line."""
    text = text.replace(f"{PLAIN}{BOLD}", "")
    lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        own = f"{BOLD}{line}" if is_open else line
        is_open = own.count(BOLD) > own.count(PLAIN)
        tidied = tidy_marks(f"{own}{PLAIN}" if is_open else own)
        lines.append(tidied.replace(f"{BOLD}{PLAIN}", ""))
    return "\n".join(lines).strip("\n")


def _mark_up(text: str, *, is_item: bool = False) -> str:
    """Return a text with marks as Markdown, its line ends as forced ones."""
    lines = [line for line in text.split("\n") if line.strip()]
    written: list[str] = []
    for at, line in enumerate(lines):
        number = _NUMBER.match(line) if not is_item and not at else None
        body = line[number.end() :] if number else line
        marked = (number[0] if number else "") + escape(body)
        marked = re.sub(f"{RAISED}([0-9]{{1,3}}|[*†‡§]{{1,3}}){LEVEL}", r"<sup>\1</sup>", marked)
        marked = marked.replace(BOLD, "**").replace(PLAIN, "**").replace(RAISED, "").replace(LEVEL, "")
        marked = _LINKS.sub(lambda match: _write_link(match[1], match[2]), marked)
        written.append(marked)
    return "  \n".join(written)


def _write_link(address: str, label: str) -> str:
    address = address.replace("\\", "")
    plain = label.replace("\\", "")
    return f"<{address}>" if plain.strip() == address or plain.strip() in address else f"[{label}]({address})"


def _write_cell(cell: list[tuple[str, list[int]]]) -> str:
    return " ".join(text for text, _ in cell).replace("\n", " ").replace("|", "\\|")


def _read_symbol(symbol: ET.Element) -> str:
    code = int(symbol.get(f"{W}char", "0"), 16)
    return chr(code) if code and not 0xF000 <= code <= 0xF0FF else "•"


def _is_true(found: ET.Element) -> bool:
    return found.get(f"{W}val", "true") not in _OFF
