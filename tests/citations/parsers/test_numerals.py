"""Roman numerals."""

from __future__ import annotations

import pytest

from letterbook.citations.parsers.numerals import convert_roman, write_roman


def test_every_numeral_up_to_89_is_read_as_it_is_written() -> None:
    assert [convert_roman(write_roman(each)) for each in range(1, 90)] == [*range(1, 90)]


@pytest.mark.parametrize(("numeral", "value"), [("iv", 4), ("XLIX", 49), ("lxx", 70)])
def test_either_case_is_read(numeral: str, value: int) -> None:
    assert convert_roman(numeral) == value


@pytest.mark.parametrize("word", ["mix", "A", "9"])
def test_a_word_that_is_not_a_numeral_has_no_value(word: str) -> None:
    assert convert_roman(word) == 0
