"""A dataclass as a table of fields: the name, type and meaning of each, and whether it is required."""

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
    """What the table says about a field besides its type.

    `shorthand`: if editors write plain text instead of a group of fields, the text is the value of this field. `own`:
    the value belongs to this text alone, so a new letter made like another does not take it over.
    """

    text: str
    example: str = ""
    shorthand: bool = False
    own: bool = False


def about(
    text: str, *, default: Any = MISSING, example: str = "", shorthand: bool = False, own: bool = False
) -> Any:  # like dataclasses.field: the annotation has the type
    """Declare a field of a table. A field without `default` is required."""
    metadata = {_ABOUT: About(text=text, example=example, shorthand=shorthand, own=own)}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of a table.

    `attribute` is that of the dataclass: it ends in an underscore where `name` is a word of Python, such as `from`.
    Exactly one of `kind`, `choices`, `nested` and `words` says what a value is; with `many`, the field is a list.
    """

    name: str
    attribute: str
    about: About
    required: bool
    many: bool
    kind: Kind | None = None
    choices: type[StrEnum] | None = None
    nested: type | None = None
    words: bool = False


@dataclass(frozen=True, slots=True)
class FieldTable:
    """A table of fields as the reference shows it: its name in addresses, its title, its files, and its dataclass.

    `register` is the register whose entries have the table, or "".
    """

    name: str
    title: str
    files: str
    cls: type
    register: str = ""


@cache
def list_rows(cls: type) -> tuple[Row, ...]:
    """Return the rows of a table, in the order of its fields. Fields declared without `about` are left out."""
    hints = get_type_hints(cls)
    return tuple(_make_row(each, hints[each.name]) for each in fields(cls) if _ABOUT in each.metadata)


def _make_row(each: Field[Any], hint: Any) -> Row:
    required = each.default is MISSING
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (argument for argument in get_args(hint) if argument is not NoneType)
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    name = each.name.removesuffix("_")
    row = {"name": name, "attribute": each.name, "about": each.metadata[_ABOUT], "required": required, "many": many}
    if hint is Words:
        return Row(**row, words=True)
    if hint in KINDS:
        return Row(**row, kind=KINDS[hint])
    if isinstance(hint, type) and is_dataclass(hint):
        return Row(**row, nested=hint)
    return Row(**row, choices=hint)
