"""Builds the index of a small record, for lunr."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder

from letterbook.rendering.page import OutputFile
from letterbook.search.data_files import render_json_file, shorten_language
from letterbook.search.documents import Document
from letterbook.search.tokenize import tokenize

BOOSTS = {"reference": 20, "title": 8, "recipients": 8, "mandates": 4, "instruments": 4, "text": 1}
"""The weight of a word in each field, relative to the text."""


def render_lunr_files(documents: Sequence[Document]) -> Iterator[OutputFile]:
    """Yield the index and the words of each document.

    The index also lists the words of texts that are not in English, by language. The words of a document are in order,
    for phrase searches, with a bar between paragraphs that no phrase can span.
    """
    texts = [
        {field: [_split_paragraphs(text) for text in each.fields[field]] for field in BOOSTS} for each in documents
    ]
    words = [{field: list(chain.from_iterable(chain(*own))) for field, own in fields.items()} for fields in texts]
    yield render_json_file("index.json", {**_build_index(words), "written": _list_words_by_language(documents, texts)})
    yield render_json_file(
        "texts.json", [" | ".join(map(" ".join, chain(*chain(*fields.values())))) for fields in texts]
    )


def _split_paragraphs(text: str) -> list[list[str]]:
    """Return the words of each paragraph that has any."""
    return [words for each in text.split("\n\n") if (words := tokenize(each))]


def _list_words_by_language(
    documents: Sequence[Document], texts: Sequence[Mapping[str, list[list[list[str]]]]]
) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for document, fields in zip(documents, texts, strict=True):
        for language, paragraphs in zip(document.written, fields["text"], strict=True):
            found[shorten_language(language)].update(*paragraphs)
    return {language: " ".join(sorted(words)) for language, words in sorted(found.items()) if language != "en"}


def _build_index(words: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, object]:
    """Return lunr's index; documents are identified by number."""
    if not words:  # lunr takes an average, which fails without documents
        return {"version": __TARGET_JS_VERSION__, "fields": [], "fieldVectors": [], "invertedIndex": [], "pipeline": []}
    builder = Builder()
    builder.pipeline.reset()  # words are ready to compare; the search page finds their stems
    builder.search_pipeline.reset()
    builder.ref("id")
    for field, boost in BOOSTS.items():
        builder.field(field, boost)
    for number, fields in enumerate(words):
        builder.add({"id": str(number), **fields})
    index: dict[str, object] = builder.build().serialize()
    return index
