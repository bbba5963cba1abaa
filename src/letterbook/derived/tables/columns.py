"""The columns of a table as its documentation and the data package describe them."""

from __future__ import annotations

from dataclasses import dataclass

from letterbook.derived.tables.table import DataTable
from letterbook.model.schema import Row, list_rows

_TYPES = {"a whole number": "integer", "true or false": "boolean", "a date like 2021-03-12 (year-month-day)": "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, its type in the terms of the Data Package standard (`string`, `integer`, `boolean`, `date`),
    whether every row has a value, what the value means, an example, and the values it can have if they are few."""

    name: str
    type: str
    required: bool
    description: str
    example: str
    choices: tuple[str, ...]


def describe_columns(table: DataTable) -> tuple[Column, ...]:
    """Describe the columns of a table, in order."""
    return tuple(
        Column(
            name=row.name,
            type=_find_type(row),
            required=row.required,
            description=row.about.text,
            example=row.about.example,
            choices=tuple(map(str, row.choices or ())),
        )
        for row in list_rows(table.cls)
    )


def _find_type(row: Row) -> str:
    return _TYPES.get(row.kind.name, "string") if row.kind else "string"
