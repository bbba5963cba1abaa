"""Reads a PDF with a text layer: its pages become a text in Markdown, without what belongs to the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from letterbook.editing.mending.manuscript import Remark, Removed
from letterbook.editing.originals.original import Original, UnreadableOriginal
from letterbook.editing.originals.page_edges import take_edges
from letterbook.editing.originals.page_paragraphs import write_paragraphs
from letterbook.editing.originals.page_rows import find_body_size, read_rows
from letterbook.text.normalize import fold_words
from letterbook.text.pdf import LOCKED, PageLayout, is_pdf, read_layout
from letterbook.text.pdf.content import LEAST_ON_A_PAGE

_MOST_PAGES = 1_000
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ORDER = (
    "it has words that are written from right to left, which programs put into a PDF in different orders: compare every"
    " line, or import the .docx from which it was made"
)
_SCAN = (
    "its pages are pictures, with no text to copy; run text recognition first (for example: ocrmypdf"
    " scan.pdf letter.pdf), compare it with the pages, and import that"
)


def read_pdf(content: bytes) -> Original:
    """Read a PDF. Raises UnreadableOriginal for one without text, or that cannot be read."""
    if not is_pdf(content):
        raise UnreadableOriginal("it is not a PDF, despite its name")
    layout = read_layout(content)
    if layout.fault == LOCKED:
        raise UnreadableOriginal(f"{layout.fault}; save a copy without one")
    if layout.fault:
        raise UnreadableOriginal(f"{layout.fault}; export it as PDF again, or import it as .docx or .txt")
    if len(layout.pages) > _MOST_PAGES:
        raise UnreadableOriginal(f"it has {len(layout.pages):,} pages, too many for a letter; split it")
    if sum(map(_count_letters, layout.pages)) < LEAST_ON_A_PAGE * len(layout.pages):
        raise UnreadableOriginal(_SCAN)
    size = find_body_size(layout.pages)
    rows = [read_rows(page, number) for number, page in enumerate(layout.pages, start=1)]
    pages = take_edges(rows, [page.height for page in layout.pages], size)
    text, mended, doubts = write_paragraphs(pages.rows, pages.notes, size)
    removed = (*pages.removed, *_list_turned(layout.pages))
    if _FROM_RIGHT.search(text):
        doubts.append(Remark(0, _ORDER))
    if lost := _find_lost(layout.pages, text, removed):
        doubts.append(Remark(0, f"the text and what was removed do not add up to the text of the pages: {lost}"))
    return Original(
        text=text,
        removed=removed,
        page_lines=pages.lines,
        hidden=tuple(list_hidden(layout.pages)),
        doubts=tuple(doubts),
        mended=tuple(mended),
        pdf=content,
        unit="page",
    )


def _count_letters(page: PageLayout) -> int:
    return sum(len("".join(each.text.split())) for each in page.segments)


def _list_turned(pages: Iterable[PageLayout]) -> Iterator[Removed]:
    for number, page in enumerate(pages, start=1):
        for each in page.segments:
            if each.is_turned:
                yield Removed(number, each.text.strip(), "set at an angle, as a watermark is")


def list_hidden(pages: Iterable[PageLayout]) -> Iterator[Remark]:
    """Yield the kinds of hidden content of the pages, without its words."""
    for number, page in enumerate(pages, start=1):
        if page.covered:
            count = format_characters(page.covered)
            yield Remark(number, f"{count} under a black box can be copied")
        if page.unseen:
            yield Remark(number, f"{format_characters(page.unseen)} without colour, which readers cannot see")


def format_characters(text: str) -> str:
    """Return the length of a text that must not be printed: `11 characters`."""
    count = len("".join(text.split()))
    return "1 character" if count == 1 else f"{count:,} characters"


def _find_lost(pages: Iterable[PageLayout], text: str, removed: Iterable[Removed]) -> str:
    """Return the letters of the pages that are neither in the text nor removed, or are in it too often."""
    before = " ".join(each.text for page in pages for each in page.segments)
    after = " ".join([text.replace("<sup>", "").replace("</sup>", ""), *(each.text for each in removed)])
    first, second = _count(before), _count(after)
    return ", ".join(sorted(((first - second) + (second - first)).keys()))


def _count(text: str) -> Counter[str]:
    return Counter(fold_words(text).replace(" ", ""))
