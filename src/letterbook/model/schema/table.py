"""A dataclass as a table of fields: what each is called, holds, means, and whether it has to be there."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from letterbook.model.schema.kinds import KINDS, Kind, Words

_ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the table says of a field beside its type. `shorthand`: a plain text in the place of the mapping
    stands for this field of it."""

    text: str
    example: str = ""
    shorthand: bool = False


def about(
    text: str, *, default: Any = MISSING, example: str = "", shorthand: bool = False
) -> Any:  # as dataclasses.field: the annotation beside it tells the type
    """A field of a table. Without `default` it has to be given."""
    metadata = {_ABOUT: About(text=text, example=example, shorthand=shorthand)}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of a table.

    Of `kind`, `choices`, `nested` and `words` exactly one says what a value is; `many` makes it a list of them.
    """

    name: str
    about: About
    required: bool
    many: bool
    kind: Kind | None = None
    choices: type[StrEnum] | None = None
    nested: type | None = None
    words: bool = False


@dataclass(frozen=True, slots=True)
class FieldTable:
    """A table of fields as the reference shows it: its name in an address, its title, the files it describes, and its
    dataclass."""

    name: str
    title: str
    files: str
    cls: type


@cache
def table(cls: type) -> tuple[Row, ...]:
    """The rows of a table, in the order of its fields. Fields not made by `about` are no part of it."""
    hints = get_type_hints(cls)
    return tuple(_row(each, hints[each.name]) for each in fields(cls) if _ABOUT in each.metadata)


def _row(each: Field[Any], hint: Any) -> Row:
    required = each.default is MISSING
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (argument for argument in get_args(hint) if argument is not NoneType)
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    row = {"name": each.name, "about": each.metadata[_ABOUT], "required": required, "many": many}
    if hint is Words:
        return Row(**row, words=True)
    if hint in KINDS:
        return Row(**row, kind=KINDS[hint])
    if isinstance(hint, type) and is_dataclass(hint):
        return Row(**row, nested=hint)
    return Row(**row, choices=hint)
