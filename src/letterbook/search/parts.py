"""Writes and reads the parts of the index: a text and columns of numbers, compressed with gzip.

A column is written in planes: first the lowest byte of each number, then the next, up to the highest that any number
has. That compresses well, and both Python and JavaScript read it in one stride. The bytes of a part depend on nothing
but its content and the version of zlib.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letterbook.interruption import allow_interruption

_HEADER = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
"""The header of gzip without a name, a time or a system."""
_LEVEL = 6
_NUMBER = 4
_NAME = 5
"""The number of bytes of a checksum in the name of a part."""
_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")
"""A character that UTF-16 writes as two units."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the index: its text and its columns of numbers."""

    text: str
    columns: tuple[array[int], ...] = ()


def make_column(numbers: Iterable[int] = ()) -> array[int]:
    """Make a column of numbers, each at least 0 and less than 2³²."""
    return array("I", numbers)


def narrow_columns(columns: Sequence[array[int]]) -> list[array[int]]:
    """Return columns with two bytes a number instead of four, if that is enough for all of them."""
    contents = [_swap(each).tobytes() for each in columns]
    if any(each[plane::_NUMBER].strip(b"\0") for each in contents for plane in (2, 3)):
        return list(columns)
    narrow: list[array[int]] = []
    for each in contents:
        numbers = bytearray(len(each) // 2)
        numbers[::2], numbers[1::2] = each[::_NUMBER], each[1::_NUMBER]
        narrow.append(_swap(array("H", bytes(numbers))))
    return narrow


def encode_part(part: Part) -> bytes:
    """Return the bytes of a part, uncompressed. The numbers of a column may have any width up to four bytes."""
    text = part.text.encode("utf-8", "surrogatepass")
    pieces = [_encode_number(len(text)), text, bytes([len(part.columns)])]
    for column in part.columns:
        content = _swap(column).tobytes()
        planes = [content[plane :: column.itemsize] for plane in range(column.itemsize)]
        while planes and not planes[-1].strip(b"\0"):
            planes.pop()
        pieces += [bytes([len(planes)]), _encode_number(len(column)), *planes]
    return b"".join(pieces)


def decode_part(content: bytes) -> Part:
    """Read the bytes that `encode_part` writes. Raises ValueError for some others; `unpack_part` does for all."""
    size, at = _decode_number(content, 0), _NUMBER
    text = content[at : at + size].decode("utf-8", "surrogatepass")
    columns: list[array[int]] = []
    at += size
    count = content[at : at + 1]
    if not count:
        raise ValueError("a part ends early")
    at += 1
    for _ in range(count[0]):
        planes, length = content[at] if at < len(content) else 0, _decode_number(content, at + 1)
        at += 1 + _NUMBER
        if planes > _NUMBER or at + planes * length > len(content):
            raise ValueError("a part ends early")
        numbers = bytearray(length * _NUMBER)
        for plane in range(planes):
            numbers[plane::_NUMBER] = content[at : at + length]
            at += length
        column = make_column()
        column.frombytes(numbers)
        columns.append(_swap(column))
    return Part(text, tuple(columns))


def pack_part(part: Part) -> bytes:
    """Return the file of a part."""
    content = encode_part(part)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return _HEADER + packed + _encode_number(zlib.crc32(content)) + _encode_number(len(content) & 0xFFFFFFFF)


def unpack_part(content: bytes) -> Part:
    """Read the file of a part. Raises ValueError for a file that `pack_part` would not write."""
    allow_interruption()
    if not content.startswith(_HEADER):
        raise ValueError("not a part of the index")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = unpacker.decompress(content) + unpacker.flush()
    except zlib.error as error:
        raise ValueError("a part cannot be unpacked") from error
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("a part does not end where it should")
    part = decode_part(plain)
    if encode_part(part) != plain:
        raise ValueError("a part is not as it would be written")
    return part


def name_part(content: bytes) -> str:
    """Return the name of a file by its content: eight letters and digits, the same on systems that ignore case."""
    return base64.b32encode(hashlib.sha256(content).digest()[:_NAME]).decode().lower()


def sort_words(words: Iterable[str]) -> list[str]:
    """Return words in the order of the index: the order of JavaScript, by units of UTF-16."""
    listed = list(words)
    if _TWO_UNITS.search("".join(listed)):
        return sorted(listed, key=lambda word: word.encode("utf-16-be", "surrogatepass"))
    return sorted(listed)  # each character is one unit


def _encode_number(number: int) -> bytes:
    return number.to_bytes(_NUMBER, "little")


def _decode_number(content: bytes, at: int) -> int:
    if at + _NUMBER > len(content):
        raise ValueError("a part ends early")
    return int.from_bytes(content[at : at + _NUMBER], "little")


def _swap(column: array[int]) -> array[int]:
    """Return a column in little-endian order."""
    if sys.byteorder == "little":
        return column
    swapped = column[:]
    swapped.byteswap()
    return swapped
