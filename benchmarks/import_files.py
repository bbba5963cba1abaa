"""Makes files of letters with programs that people use to write letters: LibreOffice, Chromium and Typst."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import textwrap
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from xml.sax.saxutils import escape

from import_blocks import Block, Sample

try:
    typst: ModuleType | None = import_module("typst")
except ImportError:  # the benchmark does without
    typst = None

_HEAD = "Special Procedures of the Human Rights Council"
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
_MARK = re.compile(r"\[\^([^\]]+)\]")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def make_files(samples: Iterable[Sample], folder: Path) -> tuple[dict[str, Path], list[str]]:
    """Write the file of each sample into a folder. Returns the files by the samples' names, and what was left out and
    why."""
    made: dict[str, Path] = {}
    missing: set[str] = set()
    for_libreoffice: dict[Path, Sample] = {}
    for sample in samples:
        program, ending = sample.producer.split(".")
        if program in _PROGRAMS and not _PROGRAMS[program]():
            missing.add(program)
            continue
        path = folder / f"{sample.name}.{ending}"
        if program == "libreoffice":
            for_libreoffice[path] = sample
        elif program == "chromium":
            _write_with_chromium(sample, path)
        elif program == "typst":
            assert typst is not None
            path.write_bytes(typst.compile(_write_typst(sample).encode()))
        elif program == "text":
            path.write_text(_write_text(sample), encoding="utf-8")
        else:
            path.write_text(_write_scarred(sample), encoding="utf-8")
        made[sample.name] = path
    _write_with_libreoffice(for_libreoffice)
    return made, sorted(missing)


_PROGRAMS: Mapping[str, Callable[[], object]] = {
    "libreoffice": lambda: shutil.which("soffice"),
    "chromium": lambda: shutil.which("chromium"),
    "typst": lambda: typst,
}


def _write_with_libreoffice(samples: Mapping[Path, Sample]) -> None:
    """Write all files of one kind in one run, since starting LibreOffice takes longer than writing a file."""
    for ending, kind in ((".pdf", "pdf"), (".docx", "docx:MS Word 2007 XML")):
        paths = [path for path in samples if path.suffix == ending]
        sources = [path.with_suffix(".fodt") for path in paths]
        for path, source in zip(paths, sources, strict=True):
            source.write_text(_write_odf(samples[path]), encoding="utf-8")
        if paths:
            outdir = str(paths[0].parent)
            _run("soffice", "--headless", "--convert-to", kind, "--outdir", outdir, *map(str, sources))
        for source in sources:
            source.unlink()


def _write_with_chromium(sample: Sample, path: Path) -> None:
    source = path.with_suffix(".html")
    source.write_text(_write_html(sample), encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    _run("chromium", *options, f"--print-to-pdf={path}", source.as_uri())
    source.unlink()


def _unlink(text: str) -> str:
    """Return a text with links reduced to their words."""
    return _LINK.sub(r"\1", text)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=600)  # noqa: S603 - programs of the system


def _write_html(sample: Sample) -> str:
    margins = ""
    if sample.layout in ("header", "footer"):
        margins = f'@top-center {{ content: "{_HEAD}"; font-size: 9pt }} @bottom-center {{ content: counter(page) }}'
    foot = r"\a ".join(sample.foot).replace('"', "'")
    first = (
        f'@bottom-left {{ content: "{foot}"; font-size: 10pt; white-space: pre-line; width: 100% }} '
        "@bottom-center { content: none }"
    )
    columns = "column-count: 2; column-gap: 12mm;" if sample.layout == "columns" else ""
    parts = []
    notes = []
    for block in sample.blocks:
        if block.kind == "note":
            notes.append(f"<p style='font-size:9pt'><sup>{block.label}</sup> {_write_inline_html(block.text)}</p>")
        elif block.kind == "item":
            parts.append(f"<ol start='{block.label}'><li>{_write_inline_html(block.text)}</li></ol>")
        elif block.kind == "table":
            rows = ("".join(f"<td>{_write_inline_html(cell)}</td>" for cell in row) for row in block.rows)
            parts.append(f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            tag = {"heading": "h3", "bullet": "li"}.get(block.kind, "p")
            parts.append(f"<{tag}>{_write_inline_html(block.text)}</{tag}>")
    pages = f"@page {{ size: A4; margin: 25mm; {margins} }} @page:first {{ {first} }}"
    style = f"{pages} body {{ font: 12pt/1.3 serif }} main {{ {columns} }} ol {{ margin: 0 }}"
    end = f"<hr>{''.join(notes)}" if notes else ""
    return f"<meta charset=utf-8><style>{style}</style><main>{''.join(parts)}</main>{end}"


def _write_inline_html(text: str) -> str:
    written = html.escape(text, quote=False).replace("  \n", "<br>")
    written = _BOLD.sub(r"<b>\1</b>", _MARK.sub(r"<sup>\1</sup>", written))
    return _unlink(written)


def _write_odf(sample: Sample) -> str:
    notes = {block.label: block.text for block in sample.blocks if block.kind == "note"}
    paragraphs = []
    for block in sample.blocks:
        if block.kind == "note":
            continue
        if block.kind == "table":
            paragraphs.append(_write_odf_table(block))
            continue
        label = f"{block.label}. " if block.kind == "item" else "• " if block.kind == "bullet" else ""
        style = "Heading" if block.kind == "heading" else "Body"
        paragraphs.append(f'<text:p text:style-name="{style}">{label}{_write_inline_odf(block.text, notes)}</text:p>')
    edges = ""
    if sample.layout in ("header", "footer"):
        edges = (
            f'<style:header><text:p text:style-name="Edge">{_HEAD}</text:p></style:header>'
            '<style:footer><text:p text:style-name="Edge"><text:page-number/></text:p></style:footer>'
        )
    first = "".join(f'<text:p text:style-name="Edge">{escape(line)}</text:p>' for line in sample.foot)
    first_page = (
        f'<style:master-page style:name="First" style:page-layout-name="P" style:next-style-name="Standard">'
        f"<style:footer>{first or '<text:p/>'}</style:footer></style:master-page>"
    )
    columns = '<style:columns fo:column-count="2" fo:column-gap="1cm"/>' if sample.layout == "columns" else ""
    return f"""<?xml version="1.0"?>
<office:document {_ODF} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.35cm"/>
<style:text-properties fo:font-size="12pt"/></style:style>
<style:style style:name="Edge" style:family="paragraph"><style:text-properties fo:font-size="9pt"/></style:style>
<style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="9pt"/></style:style>
<style:style style:name="Heading" style:family="paragraph" style:master-page-name="">
<style:text-properties fo:font-weight="bold" fo:font-size="12pt"/></style:style>
<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin="2.5cm">{columns}</style:page-layout-properties><style:header-style/><style:footer-style>
<style:header-footer-properties fo:margin-top="0.8cm"/></style:footer-style></style:page-layout>
<style:style style:name="Start" style:family="paragraph" style:parent-style-name="Body" style:master-page-name="First"/>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">{edges}</style:master-page>
{first_page}</office:master-styles>
<office:body><office:text>
{paragraphs[0].replace('"Body"', '"Start"', 1)}{"".join(paragraphs[1:])}
</office:text></office:body>
</office:document>"""


def _write_odf_table(block: Block) -> str:
    rows = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        for row in block.rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
    return f"<table:table>{columns}{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"


def _write_inline_odf(text: str, notes: Mapping[str, str]) -> str:
    written = _unlink(escape(text)).replace("  \n", "<text:line-break/>").replace("\n", " ")
    written = _BOLD.sub(r'<text:span text:style-name="Bold">\1</text:span>', written)

    def write_note(match: re.Match[str]) -> str:
        return (
            f'<text:note text:note-class="footnote"><text:note-citation>{match[1]}</text:note-citation><text:note-body>'
            f'<text:p text:style-name="Footnote">{escape(_unlink(notes.get(match[1], "")))}</text:p>'
            "</text:note-body></text:note>"
        )

    return _MARK.sub(write_note, written)


def _write_typst(sample: Sample) -> str:
    notes = {block.label: block.text for block in sample.blocks if block.kind == "note"}
    foot = " \\ ".join(_escape_typst(line) for line in sample.foot)
    number = "#counter(page).display()" if sample.layout in ("header", "footer") else ""
    head = f"align(center, text(9pt)[{_HEAD}])" if sample.layout in ("header", "footer") else "none"
    columns = 2 if sample.layout == "columns" else 1
    footer = f"context [#if counter(page).get().first() == 1 [{foot}] else [{number}]]"
    lines = [
        f'#set page(paper: "a4", margin: 25mm, columns: {columns}, header: {head}, footer: {footer})',
        f'#set text(12pt, hyphenate: true, lang: "{sample.filed.language[:2]}")\n#set par(justify: true)',
    ]
    for block in sample.blocks:
        text = _write_inline_typst(block.text, notes)
        if block.kind == "heading":
            lines.append(f"*{text.replace('*', '')}*")
        elif block.kind == "item":
            lines.append(f"#enum(start: {block.label}, [{text}])")
        elif block.kind == "bullet":
            lines.append(f"- {text}")
        elif block.kind == "table":
            cells = ", ".join(f"[{_escape_typst(cell)}]" for row in block.rows for cell in row)
            lines.append(f"#table(columns: {len(block.rows[0])}, {cells})")
        elif block.kind == "text":
            lines.append(text)
    return "\n\n".join(lines)


def _escape_typst(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~/-])", r"\\\1", text)


def _write_inline_typst(text: str, notes: Mapping[str, str]) -> str:
    pieces = re.split(r"(\*\*.+?\*\*|\[\^[^\]]+\]|  \n)", _unlink(text), flags=re.DOTALL)
    written = ""
    for piece in pieces:
        if piece.startswith("**"):
            written += f"#strong[{_write_inline_typst(piece[2:-2], notes)}]"
        elif match := _MARK.fullmatch(piece):
            written += f"#footnote[{_escape_typst(_unlink(notes.get(match[1], '')))}]"
        elif piece == "  \n":
            written += " \\\n"
        else:
            written += _escape_typst(piece)
    return written


def _write_text(sample: Sample) -> str:
    """Write a text as a program that copies a PDF does: lines of 88 characters, and footnotes at the end."""
    lines: list[str] = []
    notes: list[Block] = []
    for block in sample.blocks:
        if block.kind == "note":
            notes.append(block)
            continue
        if block.kind == "table":
            lines += ["", *("  ".join(f"{cell:<20}" for cell in row).rstrip() for row in block.rows), ""]
            continue
        plain = _MARK.sub(r"[\1]", _unlink(block.text.replace("**", "")))
        label = f"{block.label}. " if block.kind == "item" else "• " if block.kind == "bullet" else ""
        for at, line in enumerate(plain.split("  \n")):
            lines += textwrap.wrap(f"{label if not at else ''}{line}", 88, break_on_hyphens=False)
        lines.append("")
    return "\n".join([*lines, *(f"[{note.label}] {note.text}\n" for note in notes)])


def _write_scarred(sample: Sample) -> str:
    """Write Markdown as a program that converts PDFs does: with the marks of a page every 2,500 characters."""
    pieces: list[str] = []
    size, page = 0, 1
    for block in sample.blocks:
        text = _MARK.sub(r"<sup>\1</sup>", re.sub(r"\]\([^)]*\)", "](#)", block.text))
        if block.kind == "note":
            pieces.append(f"---\n\n<sup>{block.label}</sup> {text}\n\n---")
            continue
        if block.kind == "heading":
            text = f"## **{text}**"
        text = f"{block.label}. {text}" if block.kind == "item" else f"- {text}" if block.kind == "bullet" else text
        size += len(text)
        if size > 2_500 and len(text) > 250 and block.kind == "text" and "\n" not in text:
            middle = text.find(" ", len(text) // 2)
            while not text[middle + 1 : middle + 2].islower():
                middle = text.find(" ", middle + 1)
                if middle < 0:
                    break
            if middle > 0 and text[middle - 1].isalnum() and text.count("**", 0, middle) % 2 == 0:
                edge = "\n\n".join(sample.foot) if page == 1 and sample.foot else f"Page {page}"
                text = f"{text[:middle]}\n\n{edge}\n\n{text[middle + 1 :]}"
                size, page = 0, page + 1
        pieces.append(text)
    return "\n\n".join(pieces) + "\n"
