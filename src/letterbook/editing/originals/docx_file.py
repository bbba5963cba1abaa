"""Reads a DOCX: its text as Markdown, and what else it contains.

The record keeps only PDFs, so only the text of a DOCX is kept. What is hidden in it is listed, so that an editor who
exports it as a PDF does not export that as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from letterbook.editing.mending.manuscript import Remark, Removed
from letterbook.editing.originals.docx_numbering import Numbering
from letterbook.editing.originals.docx_package import Package, Relationship, W
from letterbook.editing.originals.docx_text import DocxText
from letterbook.editing.originals.original import Original, UnreadableOriginal
from letterbook.text.capacities import fold_name
from letterbook.text.phrases import HEADING, REFERENCES

_CORE = "docProps/core.xml"
_WHY = "in the header or footer of the pages"
_HIDDEN = {
    "deleted": "tracked deletions are still in the file; the text leaves them out",
    "inserted": "tracked insertions have not been accepted; the text includes them",
    "comments": "comments are in the file",
    "vanished": "passages are hidden text; the text leaves them out",
}
_ATTACH = "accept or reject all changes and delete the comments in the word processor before you export it as PDF"


def read_docx(content: bytes) -> Original:
    """Read a DOCX. Raises UnreadableOriginal for one that cannot be read."""
    try:
        return _read_parts(content)
    except RecursionError as error:
        raise UnreadableOriginal("its tables or other parts lie within each other too deeply for a letter") from error


def _read_parts(content: bytes) -> Original:
    package = Package.open(content)
    main = package.find_main()
    document = package.read(main)
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise UnreadableOriginal("it has no text")
    links = package.read_relationships(main)
    styles, lists = (_read_part(package, links, kind) for kind in ("styles", "numbering"))
    text = DocxText(_read_styles(styles), Numbering.read(lists), links)
    blocks = list(text.read_blocks(body))
    edges = list(dict.fromkeys(_read_edges(package, text, links)))
    notes = _read_notes(package, text, links)
    written = list(_place_notes(blocks, notes))
    head = [each for each in edges if _is_head(each)]
    if not any(written):
        raise UnreadableOriginal("it has no text; run text recognition (OCR) on a picture of a page first")
    hidden = [Remark(0, f"{count}: {_HIDDEN[kind]}") for kind, count in sorted(text.hidden.items()) if count]
    return Original(
        text="\n\n".join([*head, *filter(None, written)]),
        removed=tuple(Removed(0, each, _WHY) for each in edges if each not in head),
        page_lines=tuple(edges),
        hidden=(*hidden, Remark(0, _ATTACH)) if hidden else (),
        warnings=tuple(_list_authors(package)),
        mended=tuple(Remark(0, f"“{each}” was moved from the page header to the text") for each in head),
        unit="text",
    )


def _read_part(package: Package, links: Mapping[str, Relationship], kind: str) -> ET.Element | None:
    return next((package.read(each.target) for each in links.values() if each.kind == kind), None)


def _read_styles(part: ET.Element | None) -> dict[str, ET.Element]:
    return {each.get(f"{W}styleId", ""): each for each in (part.findall(f"{W}style") if part is not None else ())}


def _read_edges(package: Package, text: DocxText, links: Mapping[str, Relationship]) -> Iterator[str]:
    """Yield the words of headers and footers, without those that have only a page number."""
    for each in links.values():
        part = package.read(each.target) if each.kind in ("header", "footer") else None
        for block, _ in text.read_blocks(part) if part is not None else ():
            words = " ".join(block.replace("**", "").split())
            if any(character.isalpha() for character in words):
                yield words


def _read_notes(package: Package, text: DocxText, links: Mapping[str, Relationship]) -> dict[int, str]:
    """Return the footnotes and endnotes by the numbers of their marks."""
    parts = {kind: _read_part(package, links, f"{kind}s") for kind in ("footnote", "endnote")}
    found: dict[int, str] = {}
    for number, (kind, id_) in enumerate(list(text.notes), start=1):
        part = parts[kind]
        for each in part.findall(f"{W}{kind}") if part is not None else ():
            if each.get(f"{W}id") == id_:
                found[number] = text.read_plain(each)
    return found


def _place_notes(blocks: list[tuple[str, list[int]]], notes: dict[int, str]) -> Iterator[str]:
    """Yield the blocks, with each footnote below the one that has its mark."""
    for block, numbers in blocks:
        yield block
        for number in dict.fromkeys(numbers):
            if number in notes:
                yield f"[^{number}]: {notes.pop(number)}"


def _is_head(words: str) -> bool:
    """Whether words of a header belong to the head of the letter: the reference, or the mandates."""
    folded = fold_name(words)
    return HEADING.match(folded) is not None or any(each.search(folded) for each in REFERENCES)


def _list_authors(package: Package) -> Iterator[Remark]:
    core = package.read(_CORE)
    for each in core if core is not None else ():
        name = each.tag.rpartition("}")[2]
        if name in ("creator", "lastModifiedBy") and (each.text or "").strip():
            yield Remark(0, f"the file names its author ({name}), as a PDF exported from it would")
