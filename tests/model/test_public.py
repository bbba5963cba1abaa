"""The published types that repeat those of the record."""

from __future__ import annotations

from enum import StrEnum

import pytest

from letterbook.model import public, record


@pytest.mark.parametrize(
    ("published", "kept"),
    [(public.TextKept, record.TextKept), (public.ResponseKind, record.ResponseKind)],
    ids=lambda each: each.__module__.rpartition(".")[2],
)
def test_both_types_have_the_same_members(published: type[StrEnum], kept: type[StrEnum]) -> None:
    assert {each.name: each.value for each in published} == {each.name: each.value for each in kept}
