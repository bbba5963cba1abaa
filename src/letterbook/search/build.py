"""Renders all files of the search: its page, its scripts and its index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from letterbook import urls
from letterbook.cache import Cache, hash_record, hash_values
from letterbook.i18n import Interface
from letterbook.rendering.cached_files import render_cached
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page
from letterbook.search.assets import render_scripts
from letterbook.search.cards import Card, list_cards, render_cards
from letterbook.search.data_files import PER_PART, render_filters, render_pages, render_results
from letterbook.search.documents import Document, hash_documents, list_documents, pick_example_name
from letterbook.search.fields import BOOSTS
from letterbook.search.index_files import (
    PositionsWriter,
    PostingsWriter,
    Ranges,
    render_lengths,
    render_words,
    split_words,
)
from letterbook.search.page import render_search_page
from letterbook.search.pdf_texts import PdfTexts
from letterbook.search.word_index import WordIndex, build_word_index
from letterbook.search.word_lists import read_stop_words, read_synonyms
from letterbook.search.word_store import WordStore

MANIFEST = f"{urls.SEARCH}search.json"
RESPONSE_BOOST = 0.6
"""The boost of a response: it repeats its letter's names and much of its text in fewer words, and ranks below it."""


@dataclass(slots=True)
class _Names:
    """The names of all parts, for the manifest."""

    words: Ranges = field(default_factory=Ranges)
    cards: Ranges = field(default_factory=Ranges)
    results: list[str] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)


def render_search(site: Site) -> Iterator[Page | OutputFile]:
    """Yield the search page, its scripts and the index."""
    yield render_search_page(site, pick_example_name(site.public, site.interface))
    yield from render_scripts(site.assets)
    yield from render_index_files(site)


def render_index_files(site: Site) -> Iterator[OutputFile]:
    """Yield the index, the data that results show, and the manifest, which the page reads first.

    The words of texts are kept in the site's cache, and so is the whole index, for a build in which nothing changed.
    """
    documents = list_documents(site.public, site.relations, site.citation_index, site.interface)
    cards = list(list_cards(site))
    checksum = hash_values(hash_documents(documents), hash_record(cards, site.interface.language))
    yield from render_cached(
        site.cache,
        "search",
        checksum,
        lambda: render_index(documents, cards, site.interface, site.cache, PdfTexts(site.pdfs)),
        compress=False,
    )


def render_index(
    documents: Sequence[Document],
    cards: Iterable[Card],
    interface: Interface,
    cache: Cache,
    pdfs: PdfTexts | None = None,
) -> Iterator[OutputFile]:
    """Yield the index of documents, which are in the order of their numbers, and of cards; `pdfs` reads PDFs."""
    pdfs = pdfs or PdfTexts()
    store = WordStore(cache, pdfs)
    index = build_word_index(documents, store)
    names = _Names()
    yield from _render_occurrences(index, names)
    languages = _list_languages(documents)
    numbers = [languages.index(each.language) for each in documents]
    lengths, file = render_lengths(index.lengths, [each.response for each in documents], numbers)
    yield file
    pages: dict[str, str] = {}
    yield from render_pages(documents, pdfs, pages)
    yield from render_results(documents, names.results, pages)
    filters, file = render_filters(documents, interface)
    yield file
    yield from render_cards(cards, names.cards)
    yield _render_manifest(documents, names, lengths, filters)


def _render_occurrences(index: WordIndex, names: _Names) -> Iterator[OutputFile]:
    positions = PositionsWriter(index.typecode)
    for words in split_words(index.families):
        postings = PostingsWriter(index.typecode)
        for family, fields in index.take_postings([word for word in words if index.families[word] == word]):
            yield from postings.add(family, fields)
            yield from positions.add(family, fields)
        yield from postings.finish()
        yield render_words(words, index.families, postings, names.words)
    yield from positions.finish(names.positions)


def _list_languages(documents: Iterable[Document]) -> list[str]:
    """Return the languages of all texts, in their order."""
    own = {each.language for each in documents}
    return sorted(own | {text.language for each in documents for texts in each.fields.values() for text in texts})


def _render_manifest(documents: Sequence[Document], names: _Names, lengths: str, filters: str) -> OutputFile:
    content = {
        "documents": len(documents),
        "fields": dict(BOOSTS),
        "response-boost": RESPONSE_BOOST,
        "per-part": PER_PART,
        "languages": _list_languages(documents),
        **{name: [ranges.firsts, ranges.names] for name, ranges in (("words", names.words), ("cards", names.cards))},
        "results": names.results,
        "positions": names.positions[0],
        "lengths": lengths,
        "filters": filters,
        "synonyms": read_synonyms(),
        "stop-words": sorted(read_stop_words()),
    }
    return OutputFile(MANIFEST, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
