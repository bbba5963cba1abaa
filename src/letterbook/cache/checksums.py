"""Checksums of values, and of the program that computes them."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, requires, version
from pathlib import Path, PurePath
from typing import Any

_PLAIN = (str, bytes, int, float, dt.date, dt.time, Enum, PurePath)
_PACKAGE = Path(__file__).parents[1]
_LENGTH = 8
SIZE = 32
"""The size of a checksum in bytes."""


def hash_values(*values: str | bytes) -> bytes:
    """Return the checksum of values, in their order. Each is hashed with its length, so that none runs into another."""
    pieces: list[bytes] = []
    for each in values:
        content = each.encode("utf-8", "surrogatepass") if isinstance(each, str) else each
        pieces += (len(content).to_bytes(_LENGTH, "little"), content)
    return hashlib.blake2b(b"".join(pieces), digest_size=SIZE).digest()


def hash_record(*values: object) -> bytes:
    """Return the checksum of everything that values hold: texts, numbers, dates, enumerations and paths, and tuples,
    lists, sets, mappings and dataclasses of these. It does not depend on the order of a set.

    Raises TypeError for a value of any other type, and AttributeError for a dataclass without one of its fields.
    """
    pieces: list[str | bytes] = []
    for each in values:
        _describe(each, pieces)
    return hash_values(*pieces)


def _describe(value: object, pieces: list[str | bytes]) -> None:
    """Append what a value holds, in pieces that no other value gives."""
    type_ = type(value)
    if isinstance(value, str) and type_ is str:  # as most are
        pieces += ("str", value)
    elif isinstance(value, tuple | list):
        pieces.append(f"{type_.__name__} {len(value)}")
        for each in value:
            _describe(each, pieces)
    elif value is None or isinstance(value, _PLAIN):
        pieces += (type_.__name__, value if isinstance(value, bytes) else str(value))
    elif is_dataclass(type_):
        names = _list_fields(type_)
        pieces.append(f"{type_.__qualname__} {len(names)}")
        for name in names:
            _describe(getattr(value, name), pieces)
    elif isinstance(value, Mapping):
        pieces.append(f"mapping {len(value)}")
        for key, each in value.items():
            _describe(key, pieces)
            _describe(each, pieces)
    elif isinstance(value, AbstractSet):
        pieces.append(f"set {len(value)}")
        pieces += sorted(hash_record(each) for each in value)
    else:
        raise TypeError(f"a value of the type {type_.__qualname__} has no checksum")


@cache
def _list_fields(type_: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(type_))


@cache
def identify_program() -> bytes:
    """Return the checksum of this program as it was when first asked: see `hash_program`."""
    return hash_program()


def hash_program() -> bytes:
    """Return a checksum of everything that decides what is computed, apart from its input: all files of this package,
    and the versions of Python and of the packages that it needs."""
    files = [item for path in _list_files() for item in (path.relative_to(_PACKAGE).as_posix(), path.read_bytes())]
    return hash_values(sys.version, unicodedata.unidata_version, *_list_versions(), *files)


def _list_files() -> Iterator[Path]:
    for folder, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(each for each in folders if each != "__pycache__")
        yield from (Path(folder, name) for name in sorted(names))


def _list_versions() -> Iterator[str]:
    """Yield the version of each package that this one needs, and of those that an extra adds where they are there."""
    try:
        distribution("letterbook")
    except PackageNotFoundError:  # run from its files alone
        return
    for each in requires("letterbook") or ():
        name = each.split(";")[0].split("[")[0].rstrip("0123456789.,<>=!~ ")
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name
