"""Renders the data that the search page needs with either engine: filters, references, and what results show.

Documents are numbered, newest first, and each file is loaded only when it is needed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from letterbook import urls
from letterbook.i18n import Interface, get_sort_key
from letterbook.model.reference import LetterType
from letterbook.rendering.page import OutputFile
from letterbook.search.documents import FILTERS, Document
from letterbook.search.tokenize import tokenize

PER_FILE = 20
"""The number of documents in a file with what results show."""
_SYNONYMS = Path(__file__).with_name("synonyms.yml")


def order_documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents in the order of their numbers: newest first, those of one day by address."""
    found = sorted(documents, key=lambda each: each.address)
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))


def render_data_files(documents: Sequence[Document]) -> Iterator[OutputFile]:
    """Yield the data files; `documents` are in the order of their numbers."""
    yield render_json_file("filters.json", _index_filters(documents))
    for code, numbers in _index_references(documents).items():
        yield render_json_file(f"references/{code}.json", numbers)
    for number in range(0, len(documents), PER_FILE):
        shown = [{"url": each.address, "meta": dict(each.shown)} for each in documents[number : number + PER_FILE]]
        yield render_json_file(f"results/{number // PER_FILE}.json", shown)


def render_about_file(
    documents: Sequence[Document], interface: Interface, engine: str, common: Mapping[str, Mapping[str, int]]
) -> OutputFile:
    """Render `search.json`, which the page reads first.

    `common` has the languages of the engine's indexes, if it has one for each, with the common words of each and the
    numbers of their files.
    """
    return render_json_file(
        "search.json",
        {
            "engine": engine,
            "documents": len(documents),
            "per-file": PER_FILE,
            "filters": {each: interface.text(f"filter-{each}") for each in FILTERS},
            "synonyms": [[tokenize(each) for each in group] for group in _read_synonyms()],
            "languages": sorted(
                {shorten_language(tag) for each in documents for tag in (each.language, *each.written)}
            ),
            "responses": encode_runs(number for number, each in enumerate(documents) if each.reference is None),
            "indexes": common,
            "types": [joint + each.lower() for each in LetterType for joint in ("", "j")],
            "codes": sorted(_index_references(documents)),
        },
    )


def shorten_language(language: str) -> str:
    """Return the part of a language tag by which stemmers are known: `pt` for `pt-BR`."""
    return language.partition("-")[0].lower()


def render_json_file(name: str, content: object) -> OutputFile:
    """Render a file in the folder `search/`."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return OutputFile(f"{urls.SEARCH}{name}", text.encode())


def _index_filters(documents: Sequence[Document]) -> dict[str, dict[str, list[int]]]:
    """Return the numbers of the documents for each value of each filter, values in alphabetical order."""
    found: dict[str, dict[str, list[int]]] = {}
    for name in FILTERS:
        values: dict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(documents):
            for value in document.filters.get(name, ()):
                values[value].append(number)
        if values:
            order = sorted(values, key=lambda value: (get_sort_key(value), value))
            found[name] = {value: encode_runs(values[value]) for value in order}
    return found


def encode_runs(numbers: Iterable[int]) -> list[int]:
    """Encode rising numbers as runs: how many are skipped, how many follow, and so on. 2, 3, 7 becomes 2, 2, 3, 1."""
    runs: list[int] = []
    following = 0
    for number in numbers:
        if runs and number == following:
            runs[-1] += 1
        else:
            runs += [number - following, 1]
        following = number + 1
    return runs


def _index_references(documents: Sequence[Document]) -> dict[str, dict[str, int]]:
    """Return the numbers of letters by the code of their reference, then by its number and year."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for number, document in enumerate(documents):
        if document.reference:
            own = document.reference
            found[own.code.lower()][f"{own.number}/{own.year}"] = number
    return dict(sorted(found.items()))


def _read_synonyms() -> list[list[str]]:
    """Return the groups of words that mean the same."""
    with _SYNONYMS.open(encoding="utf-8") as file:
        found: list[list[str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return found
