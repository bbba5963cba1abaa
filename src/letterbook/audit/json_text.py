"""Reads JSON as a program reads it, and yields its texts in the order in which they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_BEGINS = ("{", "[", '"')
_WORDS = {True: "true", False: "false", None: "null"}


def read_json(text: str) -> list[str] | None:
    """Return every name, string, number and word of JSON or JSON Lines, in order; None if `text` is neither.

    Names that occur twice are there twice, and numbers are as written. In JSON a backslash always begins an escape, so
    its texts have every word that its source has, and in the same order.
    """
    if not text.lstrip().startswith(_BEGINS):
        return None
    try:
        return list(_list_texts(_parse(text)))
    except (ValueError, RecursionError):
        pass
    try:
        return [each for line in text.split("\n") if line.strip() for each in _list_texts(_parse(line))]
    except (ValueError, RecursionError):
        return None


def _parse(text: str) -> Any:
    return json.loads(text, strict=False, object_pairs_hook=tuple, parse_int=str, parse_float=str, parse_constant=str)


def _list_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _list_texts(each)
    else:
        yield _WORDS[value]
