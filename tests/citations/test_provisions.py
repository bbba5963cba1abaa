"""Provisions as a record declares them, beside those that a text cites."""

from __future__ import annotations

import pytest

from letterbook.citations.provisions import agree, expand_ranges, is_beyond


def test_a_range_is_each_of_its_provisions() -> None:
    assert [*expand_ranges(["2", "25-27", "9(2)", "19 (commentary)"])] == [
        "2",
        "25",
        "26",
        "27",
        "9(2)",
        "19 (commentary)",
    ]


@pytest.mark.parametrize(
    ("declared", "cited"),
    [
        ("9", "9"), ("9", "9(2)"), ("9(2)", "9"), ("9(2)", "9(2)(a)"),
        ("19 (commentary)", "19 (commentary)"), ("19", "19 (commentary)"),
    ],
)  # fmt: skip
def test_the_same_or_a_part_is_met(declared: str, cited: str) -> None:
    assert agree(declared, cited)


@pytest.mark.parametrize(
    ("declared", "cited"), [("9", "19"), ("1", "19"), ("9(2)", "9(3)"), ("9(2)", "9(21)"), ("19 (commentary)", "19")]
)
def test_another_is_not(declared: str, cited: str) -> None:
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
def test_what_has_a_higher_number_than_the_last_is_beyond(provision: str, last: int | None, *, beyond: bool) -> None:
    assert is_beyond(provision, last) is beyond
