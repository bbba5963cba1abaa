"""Names that look the same are folded alike; names that a reader can tell apart are not."""

from __future__ import annotations

import unicodedata

import pytest

from letterbook.text.lookalikes import LOOKALIKES, fold_lookalikes


@pytest.mark.parametrize(
    "other", ["Тarn Mills", "Tarn\u00a0Mills", "TARN MILLS", "Τаrn Мills", "Tarn  Mills", "Tàrn Mills"]
)
def test_names_that_look_the_same_are_folded_alike(other: str) -> None:
    assert fold_lookalikes(other) == fold_lookalikes("Tarn Mills")


@pytest.mark.parametrize("other", ["Tarn Mill", "Tarn Mi11s", "Тарн Миллс", "Tarn Nills", "Ταρν Μύλος"])
def test_names_that_can_be_told_apart_are_not(other: str) -> None:
    assert fold_lookalikes(other) != fold_lookalikes("Tarn Mills")


def test_the_table_pairs_letters_of_one_case_and_leaves_latin_alone() -> None:
    for own, others in LOOKALIKES:
        assert {unicodedata.name(each).split()[0] for each in own} <= {"CYRILLIC", "GREEK"}
        assert others.isascii()
        assert own.isupper() == others.isupper()
