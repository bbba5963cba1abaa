"""The index of a small record: lunr's, built beforehand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder

from letterbook.output_file import OutputFile
from letterbook.search.data import json_file, two_letters
from letterbook.search.documents import Document
from letterbook.search.tokens import tokens

BOOSTS = {"reference": 20, "title": 8, "recipients": 8, "mandates": 4, "instruments": 4, "text": 1}
"""How much more a word counts in a field than in the text."""


def lunr_files(documents: Sequence[Document]) -> Iterator[OutputFile]:
    """The index, with the words of texts that are not in English by their language; and the words of each document in
    their order, in which phrases are looked for: no phrase goes from one paragraph to another."""
    texts = [{field: [tokens(text) for text in each.fields[field]] for field in BOOSTS} for each in documents]
    words = [{field: list(chain.from_iterable(found)) for field, found in fields.items()} for fields in texts]
    yield json_file("index.json", {**_index(words), "written": _written(documents, texts)})
    yield json_file("texts.json", [" | ".join(_lines(each)) for each in documents])


def _written(documents: Sequence[Document], texts: Sequence[Mapping[str, list[list[str]]]]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for document, fields in zip(documents, texts, strict=True):
        for language, words in zip(document.written, fields["text"], strict=True):
            found[two_letters(language)].update(words)
    return {language: " ".join(sorted(words)) for language, words in sorted(found.items()) if language != "en"}


def _lines(document: Document) -> Iterator[str]:
    paragraphs = (part for field in BOOSTS for text in document.fields[field] for part in text.split("\n\n"))
    return (" ".join(words) for words in map(tokens, paragraphs) if words)


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
