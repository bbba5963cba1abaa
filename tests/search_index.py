"""Indexes of documents that a test makes up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from letterbook.cache import Cache
from letterbook.i18n import Interface
from letterbook.search.build import render_index
from letterbook.search.cards import Card
from letterbook.search.documents import FILTERS, PAIRED, Document, FieldText
from letterbook.search.fields import BOOSTS
from letterbook.search.reading import ReadIndex
from letterbook.site.swap import write_files

Ask = Callable[..., Any]
"""Has the scripts of the search do something; see `tests/search/answering.mjs`."""


def make_document(number: int, texts: Mapping[str, Sequence[tuple[str, str]]], *, response: bool = False) -> Document:
    """Make a document of texts, each with its language, by field."""
    fields = {name: tuple(FieldText(text, language) for text, language in texts.get(name, ())) for name in BOOSTS}
    day = dt.date(2020, 1, 1) + dt.timedelta(days=number)
    return Document(
        address=f"communications/{number}/",
        response=response,
        language=texts["text"][0][1] if "text" in texts else "en",
        released=day,
        day=day,
        fields=fields,
        filters={name: () for name in FILTERS if name not in PAIRED},
        pairs=(),
        shown={"title": f"Document {number}"},
    )


def write_index(folder: Path, documents: Sequence[Document], cards: Iterable[Card] = ()) -> Path:
    """Write the index of documents into a folder, which it returns."""
    write_files(render_index(documents, cards, Interface("en"), Cache()), folder)
    (folder / "search/index.html").write_text("", encoding="utf-8")
    return folder


def list_families(index: ReadIndex) -> Iterator[list[list[str]]]:
    """Yield, for each document, the families in each field, in the order of the text."""
    families = {character: family for family, character in index.characters.items()}
    for fields in index.list_texts():
        yield [[families[each] for each in own] for own in fields]
