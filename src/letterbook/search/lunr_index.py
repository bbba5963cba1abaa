"""The index of a small record: lunr's, built beforehand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml
from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder

from letterbook import urls
from letterbook.interface import Interface
from letterbook.output_file import OutputFile
from letterbook.search.documents import FILTERS, Document
from letterbook.search.tokens import tokens

BOOSTS = {"reference": 20, "title": 8, "recipients": 8, "mandates": 4, "instruments": 4, "text": 1}
"""How much more a word counts in a field than in the text."""
_SYNONYMS = Path(__file__).with_name("synonyms.yml")


def lunr_files(documents: Sequence[Document], interface: Interface) -> Iterator[OutputFile]:
    """The index, what results show, and the texts, in which phrases are looked for."""
    words = [_words(each) for each in documents]
    yield _file("index.json", _index(words))
    yield _file("documents.json", _shown(documents, interface))
    yield _file("texts.json", [" ".join(fields["text"]) for fields in words])


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


def _words(document: Document) -> dict[str, list[str]]:
    return {field: [token for text in document.fields[field] for token in tokens(text)] for field in BOOSTS}


def _shown(documents: Sequence[Document], interface: Interface) -> object:
    return {
        "filters": {each: interface.text(f"filter-{each}") for each in FILTERS},
        "synonyms": [[tokens(each) for each in group] for group in synonyms()],
        "languages": sorted({each.language.partition("-")[0] for each in documents}),
        "documents": [
            {
                "url": each.address,
                "meta": dict(each.shown),
                "filters": {name: list(each.filters.get(name, ())) for name in FILTERS if each.filters.get(name)},
                "date": each.date.isoformat(),
                "references": sorted({"".join(tokens(reference)) for reference in each.references}),
            }
            for each in documents
        ],
    }


def synonyms() -> list[list[str]]:
    """Groups of words that mean the same."""
    with _SYNONYMS.open(encoding="utf-8") as file:
        found: list[list[str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return found


def _file(name: str, content: object) -> OutputFile:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return OutputFile(f"{urls.SEARCH}{name}", text.encode())
