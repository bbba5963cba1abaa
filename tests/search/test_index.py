"""The search index has what is public at a moment, and its bytes depend on neither the clock nor the machine."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from letterbook.search import read_dictionary
from letterbook.search.tokenize import tokenize
from workspaces import Workspace


def read_search_file(workspace: Workspace, name: str) -> Any:
    """Return the content of a file in the folder of the search."""
    return json.loads((workspace.site / "search" / name).read_text(encoding="utf-8"))


@pytest.fixture(params=["lunr", "pagefind"])
def search_workspace(workspace: Workspace, request: pytest.FixtureRequest) -> Workspace:
    """A workspace, for each engine."""
    workspace.use_search_engine(request.param)
    return workspace


def terms(workspace: Workspace) -> set[str]:
    """Return the terms of the index of a workspace's site."""
    if read_search_file(workspace, "search.json")["engine"] == "lunr":
        return {term for term, _ in read_search_file(workspace, "index.json")["invertedIndex"]}
    return {
        word
        for each in read_search_file(workspace, "search.json")["indexes"]
        for word in read_dictionary(workspace.site / "search" / each)
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Überprüfung, l’État", ["uberprufung", "l", "etat"]),
        ("al-xaa-3-2024", ["al", "xaa", "3", "2024"]),
        ("人権の", ["人権", "権の"]),
        ("人", ["人"]),
        ("abc人権", ["abc", "人権"]),
        ("استقلال القضاة", ["استقلال", "القضاة"]),
        ("हिन्दी", ["हिनदी"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words(text: str, found: list[str]) -> None:
    """Without accents; in scripts without spaces, each pair of characters is a word."""
    assert tokenize(text) == found


def test_a_letter_is_found_from_its_midnight_on(search_workspace: Workspace) -> None:
    """A second before, neither its words nor its reference are in the index."""
    search_workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe zygodont word.")
    search_workspace.letter("AL OTH 7654/2021", "2021-03-13", "13 March 2021\n\nThe grimoir of it.")
    search_workspace.build("--as-of", "2021-05-11T23:59:59+02:00")
    assert "zygodont" in terms(search_workspace)
    assert not {"grimoir", "7654"} & terms(search_workspace)
    search_workspace.build("--as-of", "2021-05-12T00:00:00+02:00")
    assert {"grimoir", "7654"} <= terms(search_workspace)


def test_equal_records_give_equal_bytes(search_workspace: Workspace) -> None:
    """On any day, and whatever was built before."""
    search_workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe text.")
    found = []
    for day in ("2022-01-01", "2022-01-02"):
        search_workspace.build("--as-of", day)
        found.append({path: path.read_bytes() for path in (search_workspace.site / "search").rglob("*.*")})
        shutil.rmtree(search_workspace.folder / ".letterbook", ignore_errors=True)
    assert found[0] == found[1]


def test_a_record_without_a_letter_has_an_empty_index(search_workspace: Workspace) -> None:
    search_workspace.build()
    assert terms(search_workspace) == set()
    assert read_search_file(search_workspace, "search.json")["documents"] == 0


def test_the_summary_of_a_text_that_is_held_elsewhere_is_searched(search_workspace: Workspace) -> None:
    search_workspace.letter("AL OTH 1/2021", "2021-03-12", "", "text: none\nsummary: The zygodont word.\n")
    search_workspace.build()
    assert "zygodont" in terms(search_workspace)


def test_a_large_record_is_searched_by_pagefind(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """If lunr is set, it searches only titles and names, and the page says so, since its index is loaded whole."""
    monkeypatch.setattr("letterbook.search.build.MOST_CHARACTERS", 50)
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe zygodont word.", "subject: On grimoir\n")
    workspace.build()
    assert read_search_file(workspace, "search.json")["engine"] == "lunr"
    workspace.letter("AL OTH 2/2021", "2021-03-12", "12 March 2021\n\nThe word.")
    workspace.build()
    assert read_search_file(workspace, "search.json")["engine"] == "pagefind"
    assert "This record is large" not in workspace.page("search")
    assert {"zygodont", "grimoir"} <= terms(workspace)
    workspace.use_search_engine("lunr")
    workspace.build()
    assert "This record is large" in workspace.page("search")
    assert "zygodont" not in terms(workspace)
    assert "grimoir" in terms(workspace)
