"""Writes values as bytes and reads them again: lists, mappings, texts, numbers, True, False and None, as JSON has them.

Nothing that was read can run a program, as it could if it were pickled.
"""

from __future__ import annotations

import json
from typing import Any


def pack_value(value: Any) -> bytes:
    """Return a value as bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpack_value(content: bytes) -> Any:
    """Return the value of which `pack_value` made the bytes; tuples come back as lists."""
    return json.loads(content.decode("utf-8", "surrogatepass"))
