"""What the page knows of documents beside their words, whatever finds those: filters, references, what results show.
Documents have numbers, the newest first; each file is loaded when it is asked for."""

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
from letterbook.search.tokenize import tokens

PER_FILE = 20
"""Of how many documents a file tells what their results show."""
_SYNONYMS = Path(__file__).with_name("synonyms.yml")


def ordered(documents: Iterable[Document]) -> tuple[Document, ...]:
    """In the order of their numbers: the newest first."""
    found = sorted(documents, key=lambda each: each.address)
    return tuple(sorted(found, key=lambda each: each.date, reverse=True))


def data_files(documents: Sequence[Document]) -> Iterator[OutputFile]:
    """Of documents in the order of their numbers."""
    yield json_file("filters.json", _filters(documents))
    for code, numbers in _references(documents).items():
        yield json_file(f"references/{code}.json", numbers)
    for number in range(0, len(documents), PER_FILE):
        shown = [{"url": each.address, "meta": dict(each.shown)} for each in documents[number : number + PER_FILE]]
        yield json_file(f"results/{number // PER_FILE}.json", shown)


def about_file(
    documents: Sequence[Document], interface: Interface, engine: str, common: Mapping[str, Mapping[str, int]]
) -> OutputFile:
    """`search.json`, which is read first. `common` has the languages of the engine's indexes, where it has one for
    each, and its common words with the numbers of their files."""
    return json_file(
        "search.json",
        {
            "engine": engine,
            "documents": len(documents),
            "per-file": PER_FILE,
            "filters": {each: interface.text(f"filter-{each}") for each in FILTERS},
            "synonyms": [[tokens(each) for each in group] for group in _synonyms()],
            "languages": sorted({two_letters(tag) for each in documents for tag in (each.language, *each.written)}),
            "responses": runs(number for number, each in enumerate(documents) if each.reference is None),
            "indexes": common,
            "types": [joint + each.lower() for each in LetterType for joint in ("", "j")],
            "codes": sorted(_references(documents)),
        },
    )


def two_letters(language: str) -> str:
    """Of a tag what stemmers are known by."""
    return language.partition("-")[0].lower()


def json_file(name: str, content: object) -> OutputFile:
    """A file of the folder `search/`."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return OutputFile(f"{urls.SEARCH}{name}", text.encode())


def _filters(documents: Sequence[Document]) -> dict[str, dict[str, list[int]]]:
    """The documents of each value of each filter, in alphabetical order."""
    found: dict[str, dict[str, list[int]]] = {}
    for name in FILTERS:
        values: dict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(documents):
            for value in document.filters.get(name, ()):
                values[value].append(number)
        if values:
            order = sorted(values, key=lambda value: (get_sort_key(value), value))
            found[name] = {value: runs(values[value]) for value in order}
    return found


def runs(numbers: Iterable[int]) -> list[int]:
    """Rising numbers as how many are left out, how many follow, and so on: 2, 3, 7 is 2, 2, 3, 1."""
    runs: list[int] = []
    following = 0
    for number in numbers:
        if runs and number == following:
            runs[-1] += 1
        else:
            runs += [number - following, 1]
        following = number + 1
    return runs


def _references(documents: Sequence[Document]) -> dict[str, dict[str, int]]:
    """Letters by the code of their reference and by its number and year."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for number, document in enumerate(documents):
        if document.reference:
            own = document.reference
            found[own.code.lower()][f"{own.number}/{own.year}"] = number
    return dict(sorted(found.items()))


def _synonyms() -> list[list[str]]:
    """Groups of words that mean the same."""
    with _SYNONYMS.open(encoding="utf-8") as file:
        found: list[list[str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return found
