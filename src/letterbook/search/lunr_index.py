"""The index of a small record: lunr's, built beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder

from letterbook.output_file import OutputFile
from letterbook.search.data import json_file
from letterbook.search.documents import Document
from letterbook.search.tokens import tokens

BOOSTS = {"reference": 20, "title": 8, "recipients": 8, "mandates": 4, "instruments": 4, "text": 1}
"""How much more a word counts in a field than in the text."""


def lunr_files(documents: Sequence[Document]) -> Iterator[OutputFile]:
    """The index, and the texts, in which phrases are looked for."""
    words = [{field: list(_words(each, field)) for field in BOOSTS} for each in documents]
    yield json_file("index.json", _index(words))
    yield json_file("texts.json", [" ".join(fields["text"]) for fields in words])


def _words(document: Document, field: str) -> Iterator[str]:
    return (token for text in document.fields[field] for token in tokens(text))


def _index(words: Sequence[Mapping[str, Sequence[str]]]) -> object:
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
    return builder.build().serialize()
