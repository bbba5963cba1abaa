"""Writes what results show, and the values by which they are filtered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from letterbook.i18n import Interface, get_sort_key
from letterbook.rendering.page import OutputFile
from letterbook.search.documents import FILTERS, PAIRED, Document
from letterbook.search.index_files import render_part
from letterbook.search.parts import Part, make_column
from letterbook.search.pdf_texts import PdfTexts

PER_PART = 20
"""The number of documents in a part with what results show."""
RESULTS, FILTER_VALUES, PAGES = "results", "filters", "pages"


def render_pages(documents: Sequence[Document], texts: PdfTexts, names: dict[str, str]) -> Iterator[OutputFile]:
    """Yield a part for each PDF of the documents, with the text of each page as a list in JSON.

    The names of the parts are added to `names`, by the address of the PDF; one without a text has none.
    """
    for pdf in (pdf for each in documents for pdf in each.pdfs):
        pages = texts.read_pages(pdf)
        if any(pages):
            names[pdf.address], file = render_page_texts(pages)
            yield file


def render_page_texts(pages: Sequence[str]) -> tuple[str, OutputFile]:
    """Return the name and the file of the part with the texts of the pages of a PDF."""
    return render_part(PAGES, Part(write_json(pages)))


def render_results(documents: Sequence[Document], names: list[str], pages: Mapping[str, str]) -> Iterator[OutputFile]:
    """Yield the parts with what results show, in the order of the documents, and add their names to `names`.

    `pages` has the name of the part with the text of each PDF, by the address of the PDF.
    """
    for number in range(0, len(documents), PER_PART):
        shown = []
        for each in documents[number : number + PER_PART]:
            pdfs = [(pdf.address, pages[pdf.address]) for pdf in each.pdfs if pdf.address in pages]
            values = {"url": each.address, **each.shown, "pdfs": pdfs}
            shown.append({key: value for key, value in values.items() if value})
        name, file = render_part(RESULTS, Part(write_json(shown)))
        names.append(name)
        yield file


def render_filters(documents: Sequence[Document], interface: Interface) -> tuple[str, OutputFile]:
    """Return the name and the file of the part with the values of filters.

    Its text has the values of each filter in their order: years the latest first, others by the alphabet. Its columns
    are the day of each document, as days since the year 1; how many pairs each has, then for each filter of a pair the
    number of its value (0 is none, 1 the first); then for each other filter how many values each document has, and the
    numbers of these values.
    """
    values = {name: _list_values(documents, name, interface.language) for name in FILTERS}
    known = {name: {value: number for number, value in enumerate(found, 1)} for name, found in values.items()}
    columns = [
        make_column(each.day.toordinal() for each in documents),
        make_column(len(each.pairs) for each in documents),
    ]
    pairs = [pair for each in documents for pair in each.pairs]
    columns += [make_column(known[name].get(pair[name], 0) for pair in pairs) for name in PAIRED]
    single = [name for name in FILTERS if name not in PAIRED]
    for name in single:
        columns.append(make_column(len(each.filters[name]) for each in documents))
        columns.append(make_column(known[name][value] for each in documents for value in each.filters[name]))
    about = {
        "paired": list(PAIRED),
        "single": single,
        "filters": {name: {"label": interface.text(f"filter-{name}"), "values": values[name]} for name in FILTERS},
    }
    return render_part(FILTER_VALUES, Part(write_json(about), tuple(columns)))


def _list_values(documents: Sequence[Document], name: str, language: str) -> list[str]:
    if name in PAIRED:
        found = {pair[name] for each in documents for pair in each.pairs} - {""}
    else:
        found = {value for each in documents for value in each.filters[name]}
    return sorted(found, key=lambda value: (get_sort_key(value, language), value), reverse=name == "year")


def write_json(content: object) -> str:
    """Return a value as JSON, without spaces."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
