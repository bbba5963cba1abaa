"""A dataclass is read as a table of fields."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import pytest

from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Response, Translation
from letterbook.model.reference import Reference
from letterbook.model.registers import REGISTERS
from letterbook.model.schema import RecipientId, Row, Words, about, list_rows
from letterbook.model.schema.kinds import KINDS

TABLES = (Letter, Response, Translation, Policy, *REGISTERS.values())


class Colour(StrEnum):
    """Some choices."""

    RED = "red"


@dataclass(frozen=True, kw_only=True)
class Inner:
    """A table inside another."""

    name: str = about("A name.", example="Ida", shorthand=True)


@dataclass(frozen=True, kw_only=True)
class Outer:
    """A table with every sort of field."""

    day: dt.date = about("A day.", example="2024-03-03")
    number: int | None = about("A number.", default=None)
    recipients: tuple[RecipientId, ...] = about("Several ids.", default=())
    title: Words = about("A text.")
    inner: Inner | None = about("A table.", default=None)
    inners: tuple[Inner, ...] = about("Several.")
    colour: Colour = about("A choice.", default=Colour.RED)

    body: str = ""


ROWS = {row.name: row for row in list_rows(Outer)}


def list_all_rows(cls: type) -> list[Row]:
    """Return the rows of a table and of all tables inside it."""
    return [each for row in list_rows(cls) for each in (row, *(list_all_rows(row.nested) if row.nested else ()))]


def test_rows_are_in_the_order_of_the_fields_declared_with_about() -> None:
    assert list(ROWS) == ["day", "number", "recipients", "title", "inner", "inners", "colour"]


def test_a_field_without_default_is_required() -> None:
    assert [name for name, row in ROWS.items() if row.required] == ["day", "title", "inners"]


def test_a_tuple_is_a_list_of_its_items() -> None:
    assert [name for name, row in ROWS.items() if row.many] == ["recipients", "inners"]


def test_the_annotation_defines_what_a_value_is() -> None:
    assert ROWS["day"].kind is KINDS[dt.date]
    assert ROWS["number"].kind is KINDS[int]
    assert ROWS["recipients"].kind is KINDS[RecipientId]
    assert ROWS["title"].words
    assert (ROWS["inner"].nested, ROWS["inners"].nested) == (Inner, Inner)
    assert ROWS["colour"].choices is Colour


def test_the_description_of_a_field_is_kept() -> None:
    assert (ROWS["day"].about.text, ROWS["day"].about.example) == ("A day.", "2024-03-03")
    assert list_rows(Inner)[0].about.shorthand


def test_the_table_of_letters_has_the_fields_and_not_the_file() -> None:
    names = [row.name for row in list_rows(Letter)]
    kinds = {row.name: row.kind for row in list_rows(Letter)}

    assert names[:4] == ["reference", "reference_as_printed", "sent", "language"]
    assert not {"body", "place", "translations"} & set(names)
    assert (kinds["reference"], kinds["sent"]) == (KINDS[Reference], KINDS[dt.date])


@pytest.mark.parametrize("cls", TABLES)
def test_every_field_has_one_sort_of_value_and_a_description(cls: type) -> None:
    for row in list_all_rows(cls):
        assert sum([row.kind is not None, row.choices is not None, row.nested is not None, row.words]) == 1, row
        assert row.about.text.endswith("."), row


@pytest.mark.parametrize("cls", TABLES)
def test_every_example_is_a_value_of_its_field(cls: type) -> None:
    for row in list_all_rows(cls):
        if row.about.example and row.kind is not None:
            assert row.kind.parse(row.about.example) is not None, row
        if row.about.example and row.choices is not None:
            assert row.about.example in list(row.choices), row


@pytest.mark.parametrize("cls", TABLES)
def test_a_table_has_at_most_one_field_with_a_shorthand(cls: type) -> None:
    for row in list_all_rows(cls):
        if row.nested is not None:
            assert sum(inner.about.shorthand for inner in list_rows(row.nested)) <= 1
