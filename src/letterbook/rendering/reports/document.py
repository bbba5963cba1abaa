"""A report as a Word document (DOCX): real headings, tables whose heading is repeated on each page, page numbers."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from letterbook import urls
from letterbook.i18n.isolation import split_isolates
from letterbook.model.language import get_direction
from letterbook.rendering.reports import skeleton
from letterbook.rendering.reports.skeleton import CELL_HEADING_STYLE, CELL_STYLE, LINK_STYLE, make_skeleton
from letterbook.rendering.reports.view import Cell, Paragraph, ReportSection, ReportView, Span

_WIDTHS = (1300, 2200, 2300, 2300, 4300, 2400)
"""The widths of the columns, in twentieths of a point: together 261 mm, the width of the page within its margins."""
_FIGURE_WIDTHS, _ABBREVIATION_WIDTHS = (8000, 4000), (3500, 11300)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can give its files."""
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@dataclass(slots=True)
class _Links:
    """The addresses to which a document links, each with its id in the document."""

    site_url: str
    ids: dict[str, str] = field(default_factory=dict)

    def add(self, address: str) -> str:
        """Return the id of an address of the site, or of any other site; "" if that of the site is not known."""
        if "://" not in address:
            if not self.site_url:
                return ""
            address = urls.absolute(self.site_url, address)
        return self.ids.setdefault(address, f"link{len(self.ids) + 1}")

    def write(self) -> str:
        return "".join(
            f'<Relationship Id="{id_}" Type="{_LINK}" Target="{escape(address)}" TargetMode="External"/>'
            for address, id_ in self.ids.items()
        )


def write_document(view: ReportView, site_url: str, changed: dt.date | None) -> bytes:
    """Return the DOCX file of a report. The same report gives the same bytes, whatever the clock.

    References link to their pages if the address of the site's root, `site_url`, is known. `changed` is the day of the
    last change to what the report lists; the file gives it as its date.
    """
    links = _Links(site_url)
    body = "".join(_write_body(view, links))
    day = (changed or dt.date(1980, 1, 1)).isoformat()
    values = {
        skeleton.TITLE: _write_text(view.title),
        skeleton.SUBJECT: _write_text(view.subtitle),
        skeleton.LABEL: _write_text(view.label),
        skeleton.CREATED: f"{day}T00:00:00Z",
        skeleton.BODY: body,
        skeleton.LINKS: links.write(),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in make_skeleton(view.language).items():
            archive.writestr(*_fill_part(name, content, values), compresslevel=6)
    return file.getvalue()


def _fill_part(name: str, content: bytes, values: dict[str, str]) -> tuple[zipfile.ZipInfo, bytes]:
    """Return a part of the document, with nothing in its entry that depends on the time or the system."""
    content = skeleton.TOKEN.sub(lambda match: values[match[0].decode()].encode(), content)
    entry = zipfile.ZipInfo(name, date_time=_NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry, content


def _write_body(view: ReportView, links: _Links) -> Iterator[str]:
    yield _write_styled("Title", view.title)
    yield _write_styled("Subtitle", view.subtitle)
    if view.document is not None:
        yield _write_paragraph((Span(view.published_as), Span(view.document.name, view.document.address)), links)
    yield _write_styled("Heading1", view.introduction_heading)
    for text in view.introduction:
        yield _write_styled("", text)
    yield _write_styled("Heading2", view.figures_heading)
    yield _write_pairs(view.figures, _FIGURE_WIDTHS, links)
    if view.abbreviations:
        yield _write_styled("Heading1", view.abbreviations_heading)
        yield _write_pairs(view.abbreviations, _ABBREVIATION_WIDTHS, links)
    for section in view.sections:
        heading = _write_styled("Heading1", section.heading)
        if section.rows:
            yield heading.replace("</w:pPr>", f"{_NEW_PAGE}</w:pPr>")
            yield _write_section(section, links)
        else:
            yield heading + _write_styled("", section.without)
    yield _END


def _write_styled(style: str, text: str) -> str:
    return _write_paragraph((Span(text),), _Links(""), style)


def _write_pairs(pairs: Iterable[tuple[str, str]], widths: tuple[int, int], links: _Links) -> str:
    rows = "".join(
        f"<w:tr>{_KEEP_WHOLE}{_write_cell(((Span(label),),), links)}{_write_cell(((Span(value),),), links)}</w:tr>"
        for label, value in pairs
    )
    return _write_table(widths, rows)


def _write_section(section: ReportSection, links: _Links) -> str:
    heading = "".join(_write_cell(((Span(each),),), links, CELL_HEADING_STYLE) for each in section.columns)
    rows = "".join(
        f"<w:tr>{_KEEP_WHOLE}{''.join(_write_cell(each, links) for each in cells)}</w:tr>" for cells in section.rows
    )
    return _write_table(_WIDTHS, f"<w:tr>{_REPEAT}{heading}</w:tr>{rows}")


_KEEP_WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
)
_END = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""The paragraph that Word requires after the last table, too low to need another page."""
_NEW_PAGE = "<w:pageBreakBefore/>"
"""LibreOffice 7.4 loses all rows of a table whose repeated heading is the last thing on a page."""
_REPEAT = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"


def _write_table(widths: tuple[int, ...], rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _write_cell(cell: Cell, links: _Links, style: str = CELL_STYLE) -> str:
    paragraphs = "".join(_write_paragraph(each, links, style) for each in cell) or _write_paragraph((), links, style)
    return f"<w:tc>{paragraphs}</w:tc>"


def _write_paragraph(paragraph: Paragraph, links: _Links, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(_write_span(each, links) for each in paragraph)}</w:p>"


def _write_span(span: Span, links: _Links) -> str:
    """Write a span as runs; a part that is written from right to left is a run of its own."""
    id_ = links.add(span.address) if span.address else ""
    text = span.text.replace(" ", "\N{NO-BREAK SPACE}") if span.unbroken else span.text
    whole = bool(span.language) and get_direction(span.language) == "rtl"
    runs = "".join(
        _write_run(part, span, linked=bool(id_), backwards=whole or isolated) for part, isolated in split_isolates(text)
    )
    return f'<w:hyperlink r:id="{id_}">{runs}</w:hyperlink>' if id_ else runs


def _write_run(text: str, span: Span, *, linked: bool, backwards: bool) -> str:
    properties = f'<w:rStyle w:val="{LINK_STYLE}"/>' if linked else ""
    properties += "<w:b/><w:bCs/>" if span.bold else ""
    properties += "<w:rtl/>" if backwards else ""
    if span.language:
        kind = "bidi" if backwards else "eastAsia" if span.language[:2] in {"zh", "ja", "ko"} else "val"
        properties += f'<w:lang w:{kind}="{escape(span.language)}"/>'
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{_write_text(text)}</w:t></w:r>'


def _write_text(text: str) -> str:
    return escape(_NOT_XML.sub("", text), quote=False)
