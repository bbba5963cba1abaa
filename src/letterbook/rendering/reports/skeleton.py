"""The Word document of a report without its contents: page size, styles, header and footer.

python-docx makes it once for each language. Its parts are kept as XML, with tokens where reports differ, so that a
report is written by joining text: a table of a thousand rows takes python-docx a minute.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

TITLE, SUBJECT, LABEL, CREATED, BODY, LINKS = (
    f"letterbook-token-{name}" for name in ("title", "subject", "label", "created", "body", "links")
)
"""The tokens in the skeleton for the title of the report, its subtitle, the line above it, the day of its last change,
its contents, and the addresses of its links."""
TOKEN = re.compile(b"letterbook-token-[a-z]+")
DOCUMENT = "word/document.xml"
DOCUMENT_LINKS = "word/_rels/document.xml.rels"
_REGIONS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}
_FONT = "Arial"
_STYLES = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "Header", "Footer", "Table Grid")
_BASES = ("Normal Table", "Default Paragraph Font", "No List")
"""The styles that a document uses, and those on which they are based; the others are left out."""
CELL_STYLE, CELL_HEADING_STYLE, LINK_STYLE = "CellText", "CellHeading", "Link"
_LEFT_OUT = ("thumbnail", "customXml", "stylesWithEffects", "webSettings", "numbering")
"""The ends of the types of parts that python-docx adds and a report does not need."""

_Parts = Mapping[str, bytes]


@lru_cache(maxsize=8)
def make_skeleton(language: str) -> _Parts:
    """Return the parts of an empty document in a language, by their names, in order."""
    document = docx.Document()
    _drop_parts(document)
    _set_styles(document, _REGIONS.get(language, language))
    _set_page(document)
    _set_properties(document, language)
    document.add_paragraph(BODY)
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in sorted(archive.namelist())}
    body = parts[DOCUMENT].decode()
    paragraph = body[body.index("<w:p>") : body.index("</w:p>") + len("</w:p>")]
    parts[DOCUMENT] = body.replace(paragraph, BODY).encode()
    parts[DOCUMENT_LINKS] = parts[DOCUMENT_LINKS].replace(b"</Relationships>", LINKS.encode() + b"</Relationships>")
    return parts


def _drop_parts(document: Document) -> None:
    for part in (document.part, document.part.package):
        for id_, link in list(part.rels.items()):
            if link.reltype.endswith(_LEFT_OUT):
                del part.rels[id_]


def _set_styles(document: Document, region: str) -> None:
    styles = document.styles
    kept = {*_STYLES, *_BASES}
    for shipped in list(styles):
        if shipped.name not in kept:
            shipped.delete()
    latent = styles.element.find(qn("w:latentStyles"))
    if latent is not None:
        styles.element.remove(latent)
    language = styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    language.set(qn("w:val"), region)
    style: Any
    sizes = {"Normal": 10, "Title": 20, "Subtitle": 12, "Heading 1": 14, "Heading 2": 12, "Caption": 9}
    for name, size in sizes.items():
        style = styles[name]
        _set_font(style, Pt(size), RGBColor(0, 0, 0))
        style.font.italic = False
        style.font.bold = name not in {"Normal", "Subtitle"}
    spaces = {"Normal": (0, 6), "Title": (0, 4), "Subtitle": (0, 12), "Heading 1": (18, 6), "Heading 2": (12, 6)}
    for name, (before, after) in spaces.items():
        style = styles[name]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for spacing in list(styles.element.iter(qn("w:spacing"))):  # of letters, which python-docx offers no property for
        if spacing.getparent().tag == qn("w:rPr"):
            spacing.getparent().remove(spacing)
    borders = styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)
    for id_, bold in ((CELL_STYLE, False), (CELL_HEADING_STYLE, True)):
        style = styles.add_style(id_, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size, style.font.bold = Pt(8), bold
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.line_spacing = 1.0
    link: Any = styles.add_style(LINK_STYLE, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor(0x0B, 0x4F, 0x9E)
    link.font.underline = True


def _set_font(style: Any, size: Any, colour: Any) -> None:
    style.font.name, style.font.size, style.font.color.rgb = _FONT, size, colour
    fonts = style.element.rPr.rFonts
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), _FONT)


def _set_page(document: Document) -> None:
    """Lay out A4 pages in landscape, with the title above and the page number below."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(9)
    header = section.header.paragraphs[0]
    header.add_run(LABEL)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(footer, "PAGE")
    footer.add_run(" / ")
    _add_field(footer, "NUMPAGES")
    for name in ("Header", "Footer"):
        style: Any = document.styles[name]
        style.font.size = Pt(8)


def _add_field(paragraph: Any, field: str) -> None:
    """Add a field that the reader's program fills in."""
    xml = f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(xml))  # noqa: SLF001 - python-docx makes no fields


def _set_properties(document: Document, language: str) -> None:
    """Set the properties of the file. Its dates are those of the report's last change, never those of a clock."""
    properties = document.core_properties
    properties.title, properties.subject, properties.language = TITLE, SUBJECT, language
    properties.author = properties.last_modified_by = ""
    properties.comments = properties.keywords = ""
    for each in ("created", "modified"):
        element = properties._element.find(f"{{http://purl.org/dc/terms/}}{each}")  # noqa: SLF001 - dates only
        element.text = CREATED
