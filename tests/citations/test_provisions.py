"""Provisions that a record declares, compared with those that a text cites."""

from __future__ import annotations

import pytest

from letterbook.citations.provisions import agree, expand_ranges, is_beyond


def test_a_range_is_expanded() -> None:
    assert [*expand_ranges(["2", "25-27", "9(2)", "19 (commentary)"])] == [
        "2",
        "25",
        "26",
        "27",
        "9(2)",
        "19 (commentary)",
    ]


def test_a_range_of_numbered_parts_is_expanded() -> None:
    assert [*expand_ranges(["8.9-8.11", "8.a-8.c", "8.7"])] == ["8.9", "8.10", "8.11", "8.a", "8.b", "8.c", "8.7"]


@pytest.mark.parametrize(
    ("declared", "cited"),
    [
        ("9", "9"), ("9", "9(2)"), ("9(2)", "9"), ("9(2)", "9(2)(a)"),
        ("19 (commentary)", "19 (commentary)"), ("19", "19 (commentary)"), ("8", "8.7"), ("8.7", "8"),
    ],
)  # fmt: skip
def test_the_same_provision_or_a_part_of_it_agrees(declared: str, cited: str) -> None:
    assert agree(declared, cited)


@pytest.mark.parametrize(
    ("declared", "cited"),
    [
        ("9", "19"), ("1", "19"), ("9(2)", "9(3)"), ("9(2)", "9(21)"), ("8.7", "8.71"), ("19 (commentary)", "19"),
    ],
)  # fmt: skip
def test_another_provision_does_not(declared: str, cited: str) -> None:
    assert not agree(declared, cited)


@pytest.mark.parametrize(
    ("provision", "last", "beyond"),
    [
        ("54", 53, True),
        ("53", 53, False),
        ("50-54", 53, True),
        ("54(1)", 53, True),
        ("IV", 3, False),
        ("54", None, False),
    ],
)
def test_a_provision_after_the_last_is_beyond(provision: str, last: int | None, *, beyond: bool) -> None:
    assert is_beyond(provision, last) is beyond


@pytest.mark.parametrize(("part", "beyond"), [("8.7", False), ("8.a", False), ("8.42", True), ("18.1", True)])
def test_a_part_that_the_instrument_does_not_list_is_beyond(part: str, *, beyond: bool) -> None:
    assert is_beyond(part, 17, ("8.7", "8.a")) is beyond
