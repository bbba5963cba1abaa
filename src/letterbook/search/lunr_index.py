"""The index of a small record: lunr's, built beforehand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder

from letterbook.rendering.page import OutputFile
from letterbook.search.data_files import json_file, two_letters
from letterbook.search.documents import Document
from letterbook.search.tokenize import tokens

BOOSTS = {"reference": 20, "title": 8, "recipients": 8, "mandates": 4, "instruments": 4, "text": 1}
"""How much more a word counts in a field than in the text."""


def lunr_files(documents: Sequence[Document]) -> Iterator[OutputFile]:
    """The index, with the words of texts that are not in English by their language; and the words of each document in
    their order, in which phrases are looked for: no phrase goes from one paragraph to another."""
    texts = [{field: [_paragraphs(text) for text in each.fields[field]] for field in BOOSTS} for each in documents]
    words = [{field: list(chain.from_iterable(chain(*own))) for field, own in fields.items()} for fields in texts]
    yield json_file("index.json", {**_index(words), "written": _written(documents, texts)})
    yield json_file("texts.json", [" | ".join(map(" ".join, chain(*chain(*fields.values())))) for fields in texts])


def _paragraphs(text: str) -> list[list[str]]:
    """The words of each that has some."""
    return [words for each in text.split("\n\n") if (words := tokens(each))]


def _written(documents: Sequence[Document], texts: Sequence[Mapping[str, list[list[list[str]]]]]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for document, fields in zip(documents, texts, strict=True):
        for language, paragraphs in zip(document.written, fields["text"], strict=True):
            found[two_letters(language)].update(*paragraphs)
    return {language: " ".join(sorted(words)) for language, words in sorted(found.items()) if language != "en"}


def _index(words: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, object]:
    """The index of documents by their number."""
    if not words:  # of which lunr takes the average
        return {"version": __TARGET_JS_VERSION__, "fields": [], "fieldVectors": [], "invertedIndex": [], "pipeline": []}
    builder = Builder()
    builder.pipeline.reset()  # words arrive as they are to be compared; their stems are found by who searches
    builder.search_pipeline.reset()
    builder.ref("id")
    for field, boost in BOOSTS.items():
        builder.field(field, boost)
    for number, fields in enumerate(words):
        builder.add({"id": str(number), **fields})
    index: dict[str, object] = builder.build().serialize()
    return index
