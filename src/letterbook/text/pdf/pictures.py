"""Reads the metadata of the photographs in a PDF."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pikepdf

from letterbook.text.picture_data import find_picture_data

_FORMATS = frozenset({"/DCTDecode", "/DCT", "/JPXDecode"})
MOST_BYTES = 256 << 20
"""The greatest size of an unpacked photograph, in bytes."""
_UNPACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "/FlateDecode": lambda packed: zlib.decompressobj().decompress(packed, MOST_BYTES),
    "/ASCII85Decode": lambda packed: base64.a85decode(packed.partition(b"~>")[0].removeprefix(b"<~")),
    "/ASCIIHexDecode": lambda packed: bytes.fromhex(packed.partition(b">")[0].decode("ascii")),
}
"""The filters that programs put around the picture's own format."""


def read_picture_data(image: Any) -> Iterator[bytes]:
    """Yield the metadata of an image in a PDF. Raises ValueError if it is damaged."""
    filters = image.get("/Filter", ())
    names = [str(each) for each in (filters if isinstance(filters, pikepdf.Array) else (filters,))]
    if not names or names[-1] not in _FORMATS or any(each not in _UNPACKERS for each in names[:-1]):
        return
    picture = image.read_raw_bytes()
    for name in names[:-1]:
        try:
            picture = _UNPACKERS[name](picture)
        except zlib.error as error:
            raise ValueError("an image is damaged") from error
    yield from find_picture_data(picture)
