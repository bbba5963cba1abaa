"""The search index holds what is public at a moment, and nothing of the day or the machine."""

from __future__ import annotations

import json
from typing import Any

import pytest

from houses import House
from letterbook.search.tokens import tokens


def read(house: House, name: str) -> Any:
    """A file of the search."""
    return json.loads((house.site / "search" / name).read_text(encoding="utf-8"))


def terms(house: House) -> set[str]:
    """The words of the index."""
    return {term for term, _ in read(house, "index.json")["invertedIndex"]}


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


def test_a_letter_is_found_from_its_midnight_on(house: House) -> None:
    """The second before, neither its words nor its reference are in the index."""
    house.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe zygomorphic word.")
    house.letter("AL OTH 7654/2021", "2021-03-13", "13 March 2021\n\nThe quixotry of it.")
    house.build("--as-of", "2021-05-11T23:59:59+02:00")
    assert "zygomorphic" in terms(house)
    assert not {"quixotry", "7654"} & terms(house)
    house.build("--as-of", "2021-05-12T00:00:00+02:00")
    assert {"quixotry", "7654"} <= terms(house)


def test_equal_records_give_equal_bytes(house: House) -> None:
    """On whatever day."""
    house.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe text.")
    found = []
    for day in ("2022-01-01", "2022-01-02"):
        house.build("--as-of", day)
        found.append({path.name: path.read_bytes() for path in (house.site / "search").glob("*.json")})
    assert found[0] == found[1]
    assert sorted(found[0]) == ["documents.json", "index.json", "texts.json"]


def test_a_record_without_a_letter_has_an_empty_index(house: House) -> None:
    house.build()
    assert terms(house) == set()
    assert read(house, "documents.json")["documents"] == []


def test_a_text_that_is_held_elsewhere_is_not_searched(house: House) -> None:
    """Its summary is."""
    house.letter("AL OTH 1/2021", "2021-03-12", "", "text: none\nsummary: The zygomorphic word.\n")
    house.build()
    assert "zygomorphic" in terms(house)
    assert read(house, "texts.json") == ["the zygomorphic word"]


def test_of_a_large_record_titles_and_names_are_searched(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the page says so; its texts would be too much to load."""
    monkeypatch.setattr("letterbook.search.documents.FULL_TEXT", 1)
    house.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe zygomorphic word.", "subject: On quixotry\n")
    house.build()
    assert "zygomorphic" in terms(house)
    assert "This record is large" not in house.page("search")
    house.letter("AL OTH 2/2021", "2021-03-12", "12 March 2021")
    house.build()
    assert "zygomorphic" not in terms(house)
    assert "quixotry" in terms(house)
    assert "This record is large" in house.page("search")


def test_pagefind_is_refused_until_it_is_there(house: House) -> None:
    """In one line that says what to do."""
    settings = house.folder / "mkdocs.yml"
    changed = settings.read_text(encoding="utf-8").replace("search: auto", "search: pagefind")
    settings.write_text(changed, encoding="utf-8")
    result = house.run("build")
    assert result.exit_code == 2
    assert "search: pagefind, which is not there yet" in result.output
