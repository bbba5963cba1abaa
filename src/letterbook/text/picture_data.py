"""Reads the metadata of pictures: descriptions, places and names added by cameras and programs."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress

_JPEG, _JPEG_2000, _PNG = b"\xff\xd8", b"\x00\x00\x00\x0cjP  ", b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN = 0xDA
_COMMENT = 0xFE
_APPLICATION = range(0xE1, 0xF0)
"""Segments of a JPEG that hold Exif, XMP, IPTC and the like (JIS X 0138, ITU T.81, table B.1)."""
_PNG_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})
MOST_BYTES = 1 << 20
"""The greatest size of one unpacked piece of metadata, in bytes."""


def find_picture_data(picture: bytes) -> Iterator[bytes]:
    """Yield the metadata of a JPEG, JPEG 2000 or PNG file, unpacked; nothing for any other file.

    Raises ValueError if something unpacks to more than MOST_BYTES.
    """
    if picture.startswith(_JPEG):
        yield from _read_jpeg(picture)
    elif picture.startswith(_JPEG_2000):
        yield picture[: picture.find(b"jp2c")]
    elif picture.startswith(_PNG):
        yield from _read_png(picture)


def _read_jpeg(picture: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(picture) and picture[at] == 0xFF and picture[at + 1] != _START_OF_SCAN:
        length = int.from_bytes(picture[at + 2 : at + 4], "big")
        if picture[at + 1] in _APPLICATION or picture[at + 1] == _COMMENT:
            yield picture[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)


def _read_png(picture: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(picture):
        length, name = int.from_bytes(picture[at : at + 4], "big"), picture[at + 4 : at + 8]
        if name in _PNG_TEXTS:
            data = picture[at + 8 : at + 8 + length]
            yield data
            yield from _unpack_text(data)
        at += 12 + length


def _unpack_text(data: bytes) -> Iterator[bytes]:
    """Yield the packed text in a chunk, which begins after a keyword and, in an iTXt, some short fields."""
    start = data.find(b"\x78")
    while -1 < start < len(data):
        with suppress(zlib.error):
            unpacker = zlib.decompressobj()
            text = unpacker.decompress(data[start:], MOST_BYTES)
            if unpacker.unconsumed_tail:
                raise ValueError("a text in a picture is too long")
            yield text
            return
        start = data.find(b"\x78", start + 1)
