"""Finds base64 in the bytes of a file."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from letterbook.audit.unpack import PACKED

_BASE64 = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}|[A-Za-z0-9_-]{24,}={0,2}")
"""What may be base64, in either alphabet."""
_SHORTEST = 24
_CHARACTER, _OTHER = b"x", b" "
_KINDS = b"".join(_CHARACTER if re.match(rb"[A-Za-z0-9+/_=-]", bytes([each])) else _OTHER for each in range(256))
"""For each byte, whether it is a character of base64."""


def find_base64(content: bytes) -> Iterator[bytes]:
    """Yield what is base64 in `content`, if it decodes to text or to packed data."""
    for each in _BASE64.findall(b" ".join(sorted(_find_long_runs(content)))):
        encoded = each.rstrip(b"=")
        encoded = encoded[:-1] if len(encoded) % 4 == 1 else encoded  # a length that base64 cannot have
        plain = base64.b64decode(encoded + b"==", b"-_")
        if plain.startswith(PACKED) or plain.isascii():
            yield plain
            continue
        try:
            plain.decode()
        except UnicodeDecodeError:
            continue  # words that look like base64, checksums, images
        yield plain


def _find_long_runs(content: bytes) -> set[bytes]:
    """Return the distinct runs of base64 characters that are long enough. Most files have few, which is quickest to see
    once every character of base64 is the same byte."""
    kinds = content.translate(_KINDS)
    found: set[bytes] = set()
    end = 0
    while (start := kinds.find(_CHARACTER * _SHORTEST, end)) >= 0:
        end = kinds.find(_OTHER, start)
        end = len(kinds) if end < 0 else end
        found.add(content[start:end])
    return found
