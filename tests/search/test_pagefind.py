"""Pagefind's index is built in parts, joined, and equal to one that is built at once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cbor2
import pytest

from letterbook.errors import BuildFailure
from letterbook.search import find_stems, pagefind_format, shards
from letterbook.search.assets import run_pagefind
from letterbook.search.documents import Document
from letterbook.search.pagefind_format import read_dictionary, read_entry, unpack
from letterbook.search.pagefind_index import PagefindIndex
from letterbook.search.tokenize import tokenize
from workspaces import Workspace

WORDS = [
    "audit",
    "detention",
    "labour",
    "forced",
    "annex",
    "company",
    "arrest",
    "lawyer",
    "of",
    "the",
    "right",
    "to",
    "water",
    "dam",
    "village",
    "torture",
]


def documents(number: int) -> list[Document]:
    """Return documents in two languages over ten years, no two alike."""
    return [
        Document(
            address=f"communications/al-oth-{each}-2020/",
            language="fr" if each % 5 == 0 else "en",
            date=dt.date(2010, 1, 1) + dt.timedelta(days=each * 3650 // number),
            fields={
                "reference": (f"AL OTH {each}/2020",),
                "title": (f"On {WORDS[each % len(WORDS)]}",),
                "recipients": (),
                "mandates": (),
                "instruments": (),
                "text": (
                    " ".join(WORDS[(each * step) % len(WORDS)] for step in range(1, 30 + each % 7)) + f" w{each}",
                ),
            },
            written=("fr" if each % 5 == 0 else "en",),
            filters={},
            shown={},
            reference=None,
        )
        for each in range(number)
    ]


@dataclass(frozen=True)
class Index:
    """The content of an index: each word's positions in each document, and the number of words in each document."""

    words: dict[str, dict[str, object]]
    lengths: dict[str, int]


def read_index(bundle: Path, names: dict[str, str]) -> Index:
    """Read the index in a folder; `names` are those of its pages."""
    language, content = read_entry(bundle)
    meta = cbor2.loads(unpack((bundle / f"pagefind.{content['languages'][language]['hash']}.pf_meta").read_bytes()))
    pages = [names[name] for name, _ in meta[1]]
    words: dict[str, dict[str, object]] = {}
    for _, _, chunk in meta[2]:
        for word, found, _ in cbor2.loads(unpack((bundle / "index" / f"{chunk}.pf_index").read_bytes()))[0]:
            number = 0
            for distance, *places in found:
                number += distance
                words.setdefault(word, {})[pages[number]] = places
    return Index(words, {names[name]: length for name, length in meta[1]})


def write_index(own: Sequence[Document], folder: Path) -> PagefindIndex:
    """Write the index of documents into a folder."""
    index = PagefindIndex(own, folder / "kept")
    for each in index.render_files():
        path = folder / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        assert isinstance(each.content, bytes)
        path.write_bytes(each.content)
    return index


def number_pages(own: Sequence[Document]) -> dict[str, str]:
    return {str(number): str(number) for number in range(len(own))}


def index_at_once(own: Sequence[Document], language: str, folder: Path) -> Index:
    """Return the index that Pagefind itself makes of the documents of a language."""
    site, bundle = folder / "site", folder / "bundle"
    site.mkdir(parents=True)
    for number, each in enumerate(own):
        if each.language == language:
            (site / f"{number}.html").write_text(shards.render_page(each), encoding="utf-8")
    run_pagefind(site, bundle, language)
    names = {
        path.stem: Path(json.loads(unpack(path.read_bytes()))["url"]).stem for path in (bundle / "fragment").glob("*")
    }
    return read_index(bundle, names)


@pytest.mark.parametrize("many", [1, 7, 1000])
def test_parts_are_joined_into_what_pagefind_makes_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Each word has the same positions, however many documents a part has and even with one word in each file."""
    monkeypatch.setattr(shards, "MOST_DOCUMENTS", many)
    monkeypatch.setattr("letterbook.search.pagefind_index.CHUNK", 1)
    own = documents(60)
    index = write_index(own, tmp_path)
    assert sorted(index.languages) == ["en", "fr"]
    for language in index.languages:
        joined = read_index(tmp_path / "search" / language, number_pages(own))
        assert joined == index_at_once(own, language, tmp_path / language)
        assert read_dictionary(tmp_path / "search" / language) == set(joined.words)


def test_ranges_of_files_are_cut_to_what_tells_their_words_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pagefind's engine needs this to find the file with the beginning of a word."""
    monkeypatch.setattr("letterbook.search.pagefind_index.CHUNK", 1)
    own = documents(10)
    write_index(own, tmp_path)
    (path,) = (tmp_path / "search/en").glob("*.pf_meta")
    ranges = [(first, last) for first, last, _ in cbor2.loads(unpack(path.read_bytes()))[2]]
    words = sorted(read_dictionary(tmp_path / "search/en"))
    assert len(ranges) == len(words)
    for (first, last), word in zip(ranges[1:-1], words[1:-1], strict=True):
        assert word.startswith((first, last))
    for (_, last), (first, _) in pairwise(ranges):
        assert last < first
        assert last[:-1] == first[: len(last) - 1]


def test_the_documents_of_a_common_word_are_listed_next_to_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are grouped by the word's weight. All its forms are known, and it is alone in its file of the index."""
    monkeypatch.setattr("letterbook.search.pagefind_index.COMMON", 250)
    own = documents(60)
    index = write_index(own, tmp_path)
    folder = tmp_path / "search/en"
    assert index.languages["en"]
    for word, file in index.languages["en"].items():
        by_weight = json.loads((folder / f"common/{file}.json").read_text(encoding="utf-8"))
        found = {number for runs in by_weight.values() for number in expand_runs(runs)}
        stem = next(stem for stem, words in find_stems("en", [word]).items() if word in words)
        assert found == {int(each) for each in read_index(folder, number_pages(own)).words[stem]}
        chunks = [cbor2.loads(unpack(each.read_bytes()))[0] for each in (folder / "index").iterdir()]
        assert [[each for each, _, _ in chunk] for chunk in chunks if chunk[0][0] == stem] == [[stem]]
        forms = {each for each, of_it in index.languages["en"].items() if of_it == file}
        in_titles = {number for number in found if forms.intersection(tokenize(own[number].fields["title"][0]))}
        assert set(expand_runs(by_weight.get("7", []))) == in_titles


def expand_runs(runs: list[int]) -> Iterator[int]:
    """Yield the numbers that are encoded as runs."""
    at = 0
    for left, following in zip(runs[::2], runs[1::2], strict=True):
        yield from range(at + left, at + left + following)
        at += left + following


def test_a_part_that_has_not_changed_is_taken_from_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new letter changes the last part of its language; parts that are no longer needed are removed."""
    monkeypatch.setattr(shards, "MOST_DOCUMENTS", 10)
    asked: list[str] = []

    def note_run(site: Path, bundle: Path, language: str | None) -> None:
        asked.append(str(language))
        run_pagefind(site, bundle, language)

    monkeypatch.setattr(shards, "run_pagefind", note_run)
    own = documents(60)
    write_index(own, tmp_path)
    first = len(asked)
    assert first > 6
    write_index(own, tmp_path)
    assert len(asked) == first
    newest = [each for each in own if each.language == "en"][-1]
    write_index([each for each in own if each is not newest], tmp_path)
    assert len(asked) == first + 1
    assert len(list((tmp_path / "kept").iterdir())) == first


def test_a_part_is_of_one_language_and_of_whole_years_where_they_are_not_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shards, "MOST_DOCUMENTS", 13)
    own = documents(60)
    parts = list(shards.split_documents(own))
    assert sorted(number for part in parts for number in part) == list(range(60))
    years = []
    for part in parts:
        assert len({own[number].language for number in part}) == 1
        assert len(part) <= 13
        years.append({(own[number].language, own[number].date.year) for number in part})
    assert sum(map(len, years)) == len(set().union(*years))


def test_a_version_whose_files_are_not_known_is_refused(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is clear, and no site is built."""
    monkeypatch.setattr(pagefind_format, "KNOWN", "1.4.")
    workspace.use_search_engine("pagefind")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    result = workspace.run("build")
    assert result.exit_code == 2
    assert "is installed; Letterbook knows only the files of 1.4.x" in result.output
    assert not workspace.site.exists()


@pytest.mark.parametrize(
    "broken", [b"", b"no gzip", pagefind_format.pack(b"\x81"), pagefind_format.pack(cbor2.dumps([["word"]]))]
)
def test_an_index_that_is_not_what_is_known_is_refused(tmp_path: Path, broken: bytes) -> None:
    write_index(documents(10), tmp_path)
    path = next((tmp_path / "search/en/index").iterdir())
    path.write_bytes(broken)
    with pytest.raises(BuildFailure, match="unknown format"):
        read_dictionary(tmp_path / "search/en")


@pytest.mark.parametrize(
    "meta", [["1.5", [], [["a"]], [], [], []], ["1.5", [1], [], [], [], []], ["1.5", [["0", "9"]], [], [], [], []], {}]
)
def test_an_index_with_unknown_metadata_is_refused(tmp_path: Path, meta: object) -> None:
    write_index(documents(10), tmp_path)
    path = next((tmp_path / "search/en").glob("*.pf_meta"))
    path.write_bytes(pagefind_format.pack(cbor2.dumps(meta)))
    with pytest.raises(BuildFailure, match="unknown format"):
        read_dictionary(tmp_path / "search/en")


def test_other_files_in_the_search_cache_are_removed(workspace: Workspace) -> None:
    """Such as those that an operating system puts into every folder."""
    workspace.use_search_engine("pagefind")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    (workspace.folder / ".letterbook/search/.DS_Store").write_bytes(b"x")
    workspace.build()
    assert not (workspace.folder / ".letterbook/search/.DS_Store").exists()


def test_a_preview_leaves_nothing_behind(workspace: Workspace, tmp_path: Path) -> None:
    """A preview contains what is not public yet."""
    workspace.use_search_engine("pagefind")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build("--as-of", "2030-01-01", "--preview", "--site-dir", str(tmp_path / "preview"))
    assert (tmp_path / "preview/search/en").is_dir()
    assert not (workspace.folder / ".letterbook/search").exists()
    workspace.build()
    assert (workspace.folder / ".letterbook/search").is_dir()
