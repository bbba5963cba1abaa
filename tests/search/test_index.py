"""The search index holds what is public at a moment, and nothing of the day or the machine."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from letterbook.search import dictionary
from letterbook.search.tokenize import tokens
from workspaces import Workspace


def read(workspace: Workspace, name: str) -> Any:
    """A file of the search."""
    return json.loads((workspace.site / "search" / name).read_text(encoding="utf-8"))


@pytest.fixture(params=["lunr", "pagefind"])
def searched(workspace: Workspace, request: pytest.FixtureRequest) -> Workspace:
    """A workspace with each engine."""
    workspace.searched_by(request.param)
    return workspace


def terms(workspace: Workspace) -> set[str]:
    """The words of its index."""
    if read(workspace, "search.json")["engine"] == "lunr":
        return {term for term, _ in read(workspace, "index.json")["invertedIndex"]}
    return {
        word
        for each in read(workspace, "search.json")["indexes"]
        for word in dictionary(workspace.site / "search" / each)
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
    """Without accents, and into pairs of signs where a script has no spaces."""
    assert tokens(text) == found


def test_a_letter_is_found_from_its_midnight_on(searched: Workspace) -> None:
    """The second before, neither its words nor its reference are in the index."""
    searched.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe zygodont word.")
    searched.letter("AL OTH 7654/2021", "2021-03-13", "13 March 2021\n\nThe grimoir of it.")
    searched.build("--as-of", "2021-05-11T23:59:59+02:00")
    assert "zygodont" in terms(searched)
    assert not {"grimoir", "7654"} & terms(searched)
    searched.build("--as-of", "2021-05-12T00:00:00+02:00")
    assert {"grimoir", "7654"} <= terms(searched)


def test_equal_records_give_equal_bytes(searched: Workspace) -> None:
    """On whatever day, and whatever was built before."""
    searched.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe text.")
    found = []
    for day in ("2022-01-01", "2022-01-02"):
        searched.build("--as-of", day)
        found.append({path: path.read_bytes() for path in (searched.site / "search").rglob("*.*")})
        shutil.rmtree(searched.folder / ".letterbook", ignore_errors=True)
    assert found[0] == found[1]


def test_a_record_without_a_letter_has_an_empty_index(searched: Workspace) -> None:
    searched.build()
    assert terms(searched) == set()
    assert read(searched, "search.json")["documents"] == 0


def test_the_summary_of_a_text_that_is_held_elsewhere_is_searched(searched: Workspace) -> None:
    searched.letter("AL OTH 1/2021", "2021-03-12", "", "text: none\nsummary: The zygodont word.\n")
    searched.build()
    assert "zygodont" in terms(searched)


def test_a_large_record_is_searched_by_pagefind(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """And where lunr has to, titles and names alone are, which the page says: its index is loaded whole."""
    monkeypatch.setattr("letterbook.search.build.SIGNS", 50)
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe zygodont word.", "subject: On grimoir\n")
    workspace.build()
    assert read(workspace, "search.json")["engine"] == "lunr"
    workspace.letter("AL OTH 2/2021", "2021-03-12", "12 March 2021\n\nThe word.")
    workspace.build()
    assert read(workspace, "search.json")["engine"] == "pagefind"
    assert "This record is large" not in workspace.page("search")
    assert {"zygodont", "grimoir"} <= terms(workspace)
    workspace.searched_by("lunr")
    workspace.build()
    assert "This record is large" in workspace.page("search")
    assert "zygodont" not in terms(workspace)
    assert "grimoir" in terms(workspace)
